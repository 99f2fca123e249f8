import { qrLinksIn, unbroken } from '../values/qr.ts'
import { type FoundLinks, maxPages } from './file-codes.ts'
import { type Document, type Page, PdfDocument } from './pdf-document.ts'
import { marksOf, type Operators, type Pixels, type Placed } from './pdf-marks.ts'
import { fillInPlatform } from './pdf-platform.ts'
import type { Decode } from './picture-codes.ts'
import { paintedBoxes, pixmapOf } from './pixmap.ts'

/**
 * A reader of PDFs, which looks for KSeF links page by page: in annotations and text, in pictures, and among painted
 * rectangles. It throws FileProblem: file-encrypted for one that opens with a password alone, file-unreadable.
 */
export async function pdfReader(decode: Decode) {
  fillInPlatform()
  const { getDocumentProxy, getResolvedPDFJS } = await import('unpdf')
  const ops = (await getResolvedPDFJS()).OPS as unknown as Operators
  return async (bytes: Uint8Array, found: FoundLinks): Promise<{ pages: number; complete: boolean }> => {
    const opened = new PdfDocument(async (settings) => {
      // The library takes its bytes away.
      const document = await getDocumentProxy(Uint8Array.from(bytes), settings)
      return document as unknown as Document
    })
    try {
      const count = await opened.ask(async (document) => document.numPages)
      const pages = pagesToRead(count)
      let complete = pages.length === count
      const texts: string[] = []
      for (const number of pages) {
        const page = await readPage(opened, number, { ops, decode, found })
        complete = page.complete && complete
        texts.push(page.text)
      }
      // A link that is broken over several lines counts only where nothing else tells the code: lines may be in disorder.
      if (!found.kinds.has('I')) found.add(texts.flatMap(qrLinksIn).filter(isOfInvoice))
      return { pages: count, complete: complete && opened.whole }
    } finally {
      await opened.close()
    }
  }
}

/** All pages, or the first and the last ones. */
function pagesToRead(count: number): number[] {
  const all = Array.from({ length: Math.min(count, maxPages) }, (_, index) => index + 1)
  if (count <= maxPages) return all
  const half = maxPages / 2
  return all.map((number) => (number <= half ? number : count - maxPages + number))
}

interface Tools {
  ops: Operators
  decode: Decode
  found: FoundLinks
}

/** Looks through a page: whether it was looked at everywhere, and its text without any breaks. @throws FileProblem */
async function readPage(
  opened: PdfDocument,
  number: number,
  { ops, decode, found }: Tools,
): Promise<{ complete: boolean; text: string }> {
  const seen = new Set<string>()
  const add = (texts: Iterable<string>) => {
    for (const kind of found.add(texts)) seen.add(kind)
  }
  await opened.ask((document) => document.getPage(number))
  const ask = <T>(question: (page: Page) => Promise<T>, orElse: T): Promise<T> =>
    opened.ask(async (document) => question(await document.getPage(number))).catch(() => orElse)
  const annotations = await ask((page) => page.getAnnotations(), [])
  add(annotations.flatMap(({ url, unsafeUrl }) => [url ?? unsafeUrl ?? '']))
  const { items } = await ask((page) => page.getTextContent({ disableNormalization: true }), { items: [] })
  const texts = items.map((item) => ('str' in item ? String(item.str) : ''))
  add(texts.flatMap(qrLinksIn))
  const complete = seen.size === 2 || (await ask((page) => readMarks(page, ops, decode, add), false))
  await ask(async (page) => page.cleanup(), false)
  return { complete, text: unbroken(texts.join('')) }
}

const isOfInvoice = (link: string): boolean => /\/invoice\//i.test(link)

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
