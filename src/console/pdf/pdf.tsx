import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Loading } from '../parts/states.tsx'
import { t } from '../words.ts'
import type { PdfAnswer, PdfQuestion, Points } from './renderer.ts'

/** What lies over a page. */
type Over = (page: number, points: Points) => ComponentChildren

/** So many pages are shown of a long file; the rest is read in the file itself. */
const most = 20
/** Pixels of a page: sharp on a wide screen. */
const width = 1100

interface Drawn {
  picture: ImageBitmap
  points: Points
}
type State = { pages: number; pictures: ReadonlyMap<number, Drawn> } | 'loading' | 'failed'

/** The pages of a PDF as pictures, drawn in a worker: what a stranger wrote runs beside the page, and is closed with it. */
export function Pdf({ file, over }: { file: Blob; over?: Over }) {
  const [state, set] = useState<State>('loading')
  useEffect(() => {
    let isOver = false
    let worker: Worker | null = null
    const start = async () => {
      const { rendererAddress } = await import('./renderer.ts')
      const bytes = await file.arrayBuffer()
      if (isOver) return
      worker = new Worker(rendererAddress, { type: 'module' })
      worker.onerror = () => set('failed')
      worker.onmessage = ({ data }: MessageEvent<PdfAnswer>) => {
        if ('failed' in data) return set((now) => (now === 'loading' ? 'failed' : now))
        if ('picture' in data) return set((now) => withPicture(now, data))
        set({ pages: data.pages, pictures: new Map() })
        for (let page = 1; page <= Math.min(data.pages, most); page++)
          worker?.postMessage({ page, width } satisfies PdfQuestion)
      }
      worker.postMessage({ bytes } satisfies PdfQuestion, [bytes])
    }
    start().catch(() => set('failed'))
    return () => {
      isOver = true
      worker?.terminate()
    }
  }, [file])
  if (state === 'loading') return <Loading />
  if (state === 'failed') return <p class="soft">{t('pdf.failed')}</p>
  return (
    <>
      {[...state.pictures].map(([page, { picture, points }]) => (
        <div key={page} class="sheet">
          <Page page={page} pages={state.pages} picture={picture} />
          {over?.(page, points)}
        </div>
      ))}
      {state.pages > most && <p class="soft">{t('pdf.more', { shown: most, pages: state.pages })}</p>}
    </>
  )
}

function withPicture(state: State, { page, ...drawn }: Drawn & { page: number }): State {
  if (typeof state === 'string') return state
  return { ...state, pictures: new Map([...state.pictures, [page, drawn]]) }
}

function Page({ page, pages, picture }: { page: number; pages: number; picture: ImageBitmap }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    canvas.current?.getContext('bitmaprenderer')?.transferFromImageBitmap(picture)
  }, [picture])
  return (
    <canvas
      ref={canvas}
      class="pdf-page"
      width={picture.width}
      height={picture.height}
      role="img"
      aria-label={t('pdf.page', { page, pages })}
    />
  )
}
