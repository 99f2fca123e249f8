import { FileProblem, type FoundLinks, mostPages } from './file-codes.ts'
import { type Marks, marksOf, type Operators, type Painting, type Pixels, type Placed } from './pdf-marks.ts'
import type { Decode } from './picture-codes.ts'
import { paintedBoxes, pixmapOf } from './pixmap.ts'

/** The part of a PDF library's document that is used here. */
interface Document {
  numPages: number
  getPage(number: number): Promise<Page>
  destroy(): Promise<void>
}
interface Page {
  view: number[]
  objs: Objects
  commonObjs: Objects
  getAnnotations(): Promise<{ url?: string; unsafeUrl?: string }[]>
  getTextContent(options: object): Promise<{ items: readonly object[] }>
  getOperatorList(options: object): Promise<Painting>
  cleanup(): boolean
}
interface Objects {
  get(id: string, callback: (value: unknown) => void): unknown
}

/** Nothing of a file is run, and nothing is fetched for it. */
const settings = {
  verbosity: 0,
  isEvalSupported: false,
  enableXfa: false,
  useSystemFonts: false,
  disableFontFace: true,
  isOffscreenCanvasSupported: false,
  isImageDecoderSupported: false,
  maxImageSize: 30_000_000,
}

/**
 * A reader of PDFs, which looks for KSeF links page by page: in annotations and text, in pictures, and among painted
 * rectangles. It throws FileProblem: file-encrypted for one that opens with a password alone, file-unreadable.
 */
export async function pdfReader(decode: Decode) {
  const { getDocumentProxy, getResolvedPDFJS } = await import('unpdf')
  const ops = (await getResolvedPDFJS()).OPS as unknown as Operators
  return async (bytes: Uint8Array, found: FoundLinks): Promise<{ pages: number; complete: boolean }> => {
    // The library takes its bytes away.
    const opening = getDocumentProxy(Uint8Array.from(bytes), settings).catch(refuse)
    const document = (await opening) as unknown as Document
    try {
      const pages = pagesToRead(document.numPages)
      let complete = pages.length === document.numPages
      for (const number of pages) {
        const page = await document.getPage(number).catch(refuse)
        complete = (await readPage(page, ops, decode, found)) && complete
        page.cleanup()
      }
      return { pages: document.numPages, complete }
    } finally {
      await document.destroy()
    }
  }
}

function refuse(error: unknown): never {
  if ((error as Error).name === 'PasswordException') {
    const message = 'The PDF opens with a password only. Save it without one and send that.'
    throw new FileProblem('file-encrypted', message)
  }
  const message =
    'The PDF is damaged or cut off. Open it in a viewer and save it again, or send what it says as JSON.'
  throw new FileProblem('file-unreadable', message)
}

/** All pages, or the first and the last ones. */
export function pagesToRead(count: number): number[] {
  const all = Array.from({ length: Math.min(count, mostPages) }, (_, index) => index + 1)
  if (count <= mostPages) return all
  const half = mostPages / 2
  return all.map((number) => (number <= half ? number : count - mostPages + number))
}

/** Looks through a page; false when something on it could not be read. */
async function readPage(page: Page, ops: Operators, decode: Decode, found: FoundLinks): Promise<boolean> {
  const seen = new Set<string>()
  const add = (texts: Iterable<string>) => {
    for (const kind of found.add(texts)) seen.add(kind)
  }
  let complete = true
  const orElse = <T>(fallback: T) => {
    return (): T => {
      complete = false
      return fallback
    }
  }
  const annotations = await page.getAnnotations().catch(orElse([]))
  add(annotations.flatMap(({ url, unsafeUrl }) => [url ?? unsafeUrl ?? '']))
  const { items } = await page.getTextContent({ disableNormalization: true }).catch(orElse({ items: [] }))
  const texts = items.map((item) => ('str' in item ? String(item.str) : ''))
  add(texts.flatMap(linksIn))
  if (seen.size < 2) {
    const nothing: Painting = { fnArray: [], argsArray: [] }
    const painting = await page.getOperatorList({ annotationMode: 0 }).catch(orElse(nothing))
    const marks = marksOf(painting, ops)
    const looked = await readMarks(page, marks, decode, add)
    complete = complete && marks.complete && looked
  }
  // A link that is broken over several lines counts only where nothing else tells the code: lines may be in disorder.
  if (!seen.has('I'))
    add(linksIn(texts.join('').replaceAll(/\s/g, '')).filter((link) => isInvoice.test(link)))
  return complete
}

const isInvoice = /\/invoice\//
const linkI = String.raw`/invoice/\d{10}/\d\d-\d\d-\d{4}/[A-Za-z0-9_-]{43}`
const linkII = String.raw`/certificate/[A-Za-z]{1,12}/[^/\s]{1,40}/\d{10}/[0-9A-Fa-f]{1,40}/[A-Za-z0-9_-]{43}/[A-Za-z0-9_-]+`
const link = new RegExp(String.raw`https://qr(?:-test|-demo)?\.ksef\.mf\.gov\.pl(?:${linkI}|${linkII})`, 'g')

const linksIn = (text: string): string[] => text.match(link) ?? []

async function readMarks(
  page: Page,
  { pictures, boxes }: Marks,
  decode: Decode,
  add: (texts: Iterable<string>) => void,
): Promise<boolean> {
  let complete = true
  for (const placed of pictures) {
    const pixels = await pixelsOf(page, placed)
    const pixmap = pixels && pixmapOf(pixels)
    if (pixmap) add((await decode(pixmap)) ?? [])
    else complete = false
  }
  const painted = paintedBoxes(boxes, page.view as [number, number, number, number])
  if (painted) add((await decode(painted)) ?? [])
  return complete
}

/** The pixels of a picture; null when it could not be decoded. Those used on several pages have names of their own. */
function pixelsOf(page: Page, placed: Placed): Promise<Pixels | null> {
  if (typeof placed !== 'string') return Promise.resolve(placed)
  const objects = placed.startsWith('g_') ? page.commonObjs : page.objs
  return new Promise((resolve) => objects.get(placed, (value) => resolve((value as Pixels | null) ?? null)))
}
