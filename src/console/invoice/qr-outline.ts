import { generate } from 'lean-qr'

/** White around a code, in modules, as ISO/IEC 18004 asks for. */
const quiet = 4

/** A QR code as the outline of its black modules, each a square of 1, within a square with white around them. */
export function qrOutline(text: string): { side: number; outline: string } {
  const code = generate(text)
  let outline = ''
  for (let y = 0; y < code.size; y++)
    for (let x = 0; x < code.size; x++) if (code.get(x, y)) outline += `M${x + quiet} ${y + quiet}h1v1h-1z`
  return { side: code.size + 2 * quiet, outline }
}
