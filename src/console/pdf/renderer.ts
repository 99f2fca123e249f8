/** The address of this module: a worker that begins with it draws pages, a page that loads it learns the address alone. */
export const rendererAddress: string = import.meta.url

/** PdfQuestion of the worker: the bytes once, then pages by number from 1, as wide as they are shown. */
export type PdfQuestion = { bytes: ArrayBuffer } | { page: number; width: number }
/** The size of a page in points, in which places on it are told. */
export interface Points {
  width: number
  height: number
}

/** Answered: how many pages there are, a page as a picture, or that it cannot be read. */
export type PdfAnswer =
  | { pages: number }
  | { page: number; picture: ImageBitmap; points: Points }
  | { failed: true }

/** What is drawn may have so many pixels: a page of a kilometre would take all memory. */
const mostPixels = 16_000_000

type Document = Awaited<ReturnType<typeof import('unpdf/pdfjs')['getDocument']>['promise']>

/** Draws into a canvas that no page has. */
class Canvases {
  create(width: number, height: number) {
    const canvas = new OffscreenCanvas(Math.max(1, width), Math.max(1, height))
    return { canvas, context: canvas.getContext('2d') }
  }
  reset(made: { canvas: OffscreenCanvas }, width: number, height: number) {
    made.canvas.width = width
    made.canvas.height = height
  }
  destroy(made: { canvas: OffscreenCanvas | null; context: unknown }) {
    made.canvas = null
    made.context = null
  }
}

function serve(): void {
  let reading: Promise<Document> | null = null
  let before: Promise<void> = Promise.resolve()
  // One after the other: in the order of the pages, and with one canvas at a time.
  self.onmessage = ({ data }: MessageEvent<PdfQuestion>) => {
    before = before.then(() => respond(data))
  }
  const respond = async (data: PdfQuestion): Promise<void> => {
    const answer = (drawn: PdfAnswer, moved: Transferable[] = []) =>
      self.postMessage(drawn, { transfer: moved })
    try {
      if ('bytes' in data) {
        reading = read(data.bytes)
        answer({ pages: (await reading).numPages })
      } else if (reading !== null) {
        const { picture, points } = await drawn(await reading, data.page, data.width)
        answer({ page: data.page, picture, points }, [picture])
      }
    } catch {
      answer({ failed: true })
    }
  }
}

async function read(bytes: ArrayBuffer): Promise<Document> {
  const { getDocument } = await import('unpdf/pdfjs')
  const options = {
    data: new Uint8Array(bytes),
    CanvasFactory: Canvases,
    ownerDocument: self,
    isEvalSupported: false,
    disableAutoFetch: true,
    disableStream: true,
    enableXfa: false,
    useWorkerFetch: false,
  }
  return getDocument(options as unknown as Parameters<typeof getDocument>[0]).promise
}

async function drawn(document: Document, number: number, width: number) {
  const page = await document.getPage(number)
  const whole = page.getViewport({ scale: 1 })
  const scale = Math.min(width / whole.width, Math.sqrt(mostPixels / (whole.width * whole.height)))
  const viewport = page.getViewport({ scale })
  const canvas = new OffscreenCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height))
  const canvasContext = canvas.getContext('2d') as unknown as CanvasRenderingContext2D
  await page.render({ canvas: null, canvasContext, viewport, annotationMode: 0 }).promise
  const points: Points = { width: whole.width, height: whole.height }
  return { picture: canvas.transferToImageBitmap(), points }
}

if (typeof document === 'undefined') serve()
