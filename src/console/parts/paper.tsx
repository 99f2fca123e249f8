import { useEffect, useRef, useState } from 'preact/hooks'
import { t } from '../words.ts'
import { Loading } from './states.tsx'

/** A place on a page, in points from its top left, and how sure it is what was read there. */
export interface Box {
  name: string
  page: number
  box: readonly number[]
  look: 'certain' | 'likely' | 'doubtful'
}

/** A page as a picture, with its size in points. */
interface Sheet {
  canvas: HTMLCanvasElement
  width: number
  height: number
}

/** So many pages are drawn; the file itself can be opened for the rest. */
const mostPages = 20

/** The pages of a PDF or a picture as they look, with boxes around what was read. */
export function Paper({
  file,
  boxes = [],
  chosen,
}: {
  file: Blob
  boxes?: readonly Box[]
  chosen?: string | null
}) {
  const [sheets, setSheets] = useState<readonly Sheet[] | 'broken' | null>(null)
  useEffect(() => {
    let isOver = false
    const show = (drawn: readonly Sheet[] | 'broken') => {
      if (!isOver) setSheets(drawn)
    }
    sheetsOf(file).then(show, () => show('broken'))
    return () => {
      isOver = true
    }
  }, [file])
  if (sheets === null) return <Loading />
  if (sheets === 'broken') return <p class="soft">{t('console.paper.broken')}</p>
  return (
    <div class="paper">
      {sheets.map((sheet, at) => (
        <SheetShown
          key={at}
          sheet={sheet}
          label={t('console.paper.page', { page: at + 1 })}
          boxes={boxes.filter(({ page }) => page === at + 1)}
          chosen={chosen}
        />
      ))}
    </div>
  )
}

function SheetShown(props: {
  sheet: Sheet
  label: string
  boxes: readonly Box[]
  chosen: string | null | undefined
}) {
  const { sheet, label, boxes, chosen } = props
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    sheet.canvas.setAttribute('role', 'img')
    sheet.canvas.setAttribute('aria-label', label)
    place.current?.replaceChildren(sheet.canvas)
  }, [sheet, label])
  return (
    <div class="sheet">
      <div ref={place} />
      <svg viewBox={`0 0 ${sheet.width} ${sheet.height}`} aria-hidden="true">
        {boxes.map(({ name, box: [x = 0, y = 0, width = 0, height = 0], look }) => (
          <rect
            key={name}
            class={`box box-${look}${name === chosen ? ' box-chosen' : ''}`}
            x={x - 2}
            y={y - 2}
            width={width + 4}
            height={height + 4}
          />
        ))}
      </svg>
    </div>
  )
}

const sheetsOf = (file: Blob): Promise<readonly Sheet[]> =>
  file.type.startsWith('image/') ? pictureOf(file) : pagesOf(file)

async function pictureOf(file: Blob): Promise<Sheet[]> {
  const picture = await createImageBitmap(file)
  const { width, height } = picture
  const canvas = drawnOn(width, height)
  canvas.getContext('2d')?.drawImage(picture, 0, 0)
  return [{ canvas, width, height }]
}

/** Draws the pages with pdf.js, which is loaded where the first PDF is looked at. */
async function pagesOf(file: Blob): Promise<Sheet[]> {
  const { getDocumentProxy } = await import('unpdf')
  const pdf = await getDocumentProxy(new Uint8Array(await file.arrayBuffer()))
  const sheets: Sheet[] = []
  for (let number = 1; number <= Math.min(pdf.numPages, mostPages); number++) {
    const page = await pdf.getPage(number)
    const { width, height } = page.getViewport({ scale: 1 })
    const viewport = page.getViewport({ scale: 2 })
    const canvas = drawnOn(viewport.width, viewport.height)
    await page.render({ canvas, viewport }).promise
    sheets.push({ canvas, width, height })
  }
  return sheets
}

function drawnOn(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = Math.ceil(width)
  canvas.height = Math.ceil(height)
  return canvas
}
