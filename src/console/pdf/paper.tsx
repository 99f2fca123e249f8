import { useEffect, useRef, useState } from 'preact/hooks'
import { t } from '../words.ts'
import { Pdf } from './pdf.tsx'
import type { Points } from './renderer.ts'

/** A place on a page, in points from its top left, and how sure it is what was read there. */
export interface Box {
  name: string
  page: number
  box: readonly number[]
  look: 'certain' | 'likely' | 'doubtful'
}

interface PaperProps {
  file: Blob
  boxes: readonly Box[]
  /** The field whose place stands out. */
  chosen: string | null
}

/** The pages of a PDF or a picture as they look, with boxes around what was read. */
export function Paper({ file, boxes, chosen }: PaperProps) {
  const over = (page: number, { width, height }: Points) => (
    <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {boxes
        .filter((box) => box.page === page)
        .map(({ name, box: [x = 0, y = 0, wide = 0, high = 0], look }) => (
          <rect
            key={name}
            class={`box box-${look}${name === chosen ? ' box-chosen' : ''}`}
            x={x - 2}
            y={y - 2}
            width={wide + 4}
            height={high + 4}
          />
        ))}
    </svg>
  )
  return (
    <div class="paper">
      {file.type.startsWith('image/') ? <Picture file={file} over={over} /> : <Pdf file={file} over={over} />}
    </div>
  )
}

function Picture({ file, over }: { file: Blob; over: (page: number, points: Points) => preact.VNode }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [points, setPoints] = useState<Points | 'failed' | null>(null)
  useEffect(() => {
    let isOver = false
    const draw = async () => {
      const picture = await createImageBitmap(file)
      const place = canvas.current
      if (isOver || place === null) return
      place.width = picture.width
      place.height = picture.height
      place.getContext('2d')?.drawImage(picture, 0, 0)
      setPoints({ width: picture.width, height: picture.height })
    }
    draw().catch(() => {
      if (!isOver) setPoints('failed')
    })
    return () => {
      isOver = true
    }
  }, [file])
  if (points === 'failed') return <p class="soft">{t('pdf.failed')}</p>
  return (
    <div class="sheet">
      <canvas ref={canvas} role="img" aria-label={t('console.paper.picture')} />
      {points !== null && over(1, points)}
    </div>
  )
}
