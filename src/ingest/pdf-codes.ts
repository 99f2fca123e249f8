import { qrLinksIn, unbroken } from '../values/qr.ts'
import { FileProblem, type FoundLinks, mostPages, mostPixels } from './file-codes.ts'
import { marksOf, type Operators, type Painting, type Pixels, type Placed } from './pdf-marks.ts'
import { fillInPlatform } from './pdf-platform.ts'
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
  maxImageSize: mostPixels,
}

/**
 * A reader of PDFs, which looks for KSeF links page by page: in annotations and text, in pictures, and among painted
 * rectangles. It throws FileProblem: file-encrypted for one that opens with a password alone, file-unreadable.
 */
export async function pdfReader(decode: Decode) {
  fillInPlatform()
  const { getDocumentProxy, getResolvedPDFJS } = await import('unpdf')
  const ops = (await getResolvedPDFJS()).OPS as unknown as Operators
  return async (bytes: Uint8Array, found: FoundLinks): Promise<{ pages: number; complete: boolean }> => {
    // The library takes its bytes away.
    const open = async (stopAtErrors: boolean) =>
      (await getDocumentProxy(Uint8Array.from(bytes), { ...settings, stopAtErrors })) as unknown as Document
    const opened = new Opened(open)
    try {
      const count = await opened.pages()
      const pages = pagesToRead(count)
      let complete = pages.length === count
      const broken: string[] = []
      for (const number of pages) {
        const page = await readPage(opened, number, { ops, decode, found })
        complete = page.complete && complete
        broken.push(page.joined)
      }
      // A link that is broken over several lines counts only where nothing else tells the code: lines may be in disorder.
      if (!found.kinds.has('I'))
        found.add(broken.flatMap(qrLinksIn).filter((link) => /\/invoice\//i.test(link)))
      return { pages: count, complete }
    } finally {
      await opened.close()
    }
  }
}

/**
 * A PDF opened twice where need be. By itself the library swallows an error and goes on without what it could not
 * read, and nobody hears of it. So it is told to stop, and what it stops at is read once more with what can be had.
 */
class Opened {
  readonly #open: (stopAtErrors: boolean) => Promise<Document>
  #strict: Promise<Document> | null = null
  #lenient: Promise<Document> | null = null

  constructor(open: (stopAtErrors: boolean) => Promise<Document>) {
    this.#open = open
  }

  /** @throws FileProblem */
  async pages(): Promise<number> {
    return (await this.ask(async (document) => document.numPages)).answer
  }

  /** What the document says, and whether that is all. @throws FileProblem where it says nothing at all */
  async ask<T>(question: (document: Document) => Promise<T>): Promise<{ answer: T; whole: boolean }> {
    try {
      this.#strict ??= this.#open(true)
      return { answer: await question(await this.#strict), whole: true }
    } catch (error) {
      if (needsPassword(error)) return refuse(error)
    }
    this.#lenient ??= this.#open(false)
    const answer = await this.#lenient.then(question).catch(refuse)
    return { answer, whole: false }
  }

  async close(): Promise<void> {
    for (const opening of [this.#strict, this.#lenient])
      await opening?.then((document) => document.destroy()).catch(() => {})
  }
}

const needsPassword = (error: unknown): boolean => (error as Error).name === 'PasswordException'

function refuse(error: unknown): never {
  if (needsPassword(error)) {
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

interface Tools {
  ops: Operators
  decode: Decode
  found: FoundLinks
}

/** Looks through a page: whether all of it could be read, and its text without any breaks. @throws FileProblem */
async function readPage(
  opened: Opened,
  number: number,
  { ops, decode, found }: Tools,
): Promise<{ complete: boolean; joined: string }> {
  const seen = new Set<string>()
  const add = (texts: Iterable<string>) => {
    for (const kind of found.add(texts)) seen.add(kind)
  }
  let complete = (await opened.ask((document) => document.getPage(number))).whole
  const ask = async <T>(question: (page: Page) => Promise<T>, orElse: T): Promise<T> => {
    const asked = opened.ask(async (document) => question(await document.getPage(number)))
    const { answer, whole } = await asked.catch(() => ({ answer: orElse, whole: false }))
    complete = complete && whole
    return answer
  }
  const annotations = await ask((page) => page.getAnnotations(), [])
  add(annotations.flatMap(({ url, unsafeUrl }) => [url ?? unsafeUrl ?? '']))
  const { items } = await ask((page) => page.getTextContent({ disableNormalization: true }), { items: [] })
  const texts = items.map((item) => ('str' in item ? String(item.str) : ''))
  add(texts.flatMap(qrLinksIn))
  if (seen.size < 2) {
    complete = (await ask((page) => readMarks(page, ops, decode, add), false)) && complete
  }
  await ask(async (page) => page.cleanup(), false)
  return { complete, joined: unbroken(texts.join('')) }
}

/** Looks through what is painted on a page; false when something of it could not be read. */
async function readMarks(
  page: Page,
  ops: Operators,
  decode: Decode,
  add: (texts: Iterable<string>) => void,
): Promise<boolean> {
  const { pictures, boxes, complete } = marksOf(await page.getOperatorList({ annotationMode: 0 }), ops)
  let looked = complete
  for (const placed of pictures) {
    const pixels = await pixelsOf(page, placed)
    const pixmap = pixels && pixmapOf(pixels)
    if (pixmap) add((await decode(pixmap)) ?? [])
    else looked = false
  }
  const painted = paintedBoxes(boxes, page.view as [number, number, number, number])
  if (painted) add((await decode(painted)) ?? [])
  return looked
}

/** The pixels of a picture; null when it could not be decoded. Those used on several pages have names of their own. */
function pixelsOf(page: Page, placed: Placed): Promise<Pixels | null> {
  if (typeof placed !== 'string') return Promise.resolve(placed)
  const objects = placed.startsWith('g_') ? page.commonObjs : page.objs
  return new Promise((resolve) => objects.get(placed, (value) => resolve((value as Pixels | null) ?? null)))
}
