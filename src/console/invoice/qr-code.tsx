import { qrOutline } from './qr-outline.ts'

/** A QR code as a drawing, with its link below it: what is printed can be read by a phone. */
export const QrCode = ({ link, label }: { link: string; label: string }) => {
  const { side, outline } = qrOutline(link)
  return (
    <figure class="qr-code">
      <svg viewBox={`0 0 ${side} ${side}`} role="img" aria-label={link} shape-rendering="crispEdges">
        <path fill="white" d={`M0 0h${side}v${side}h-${side}z`} />
        <path fill="black" d={outline} />
      </svg>
      <figcaption>
        <a href={link} target="_blank" rel="noreferrer">
          {label}
        </a>
      </figcaption>
    </figure>
  )
}
