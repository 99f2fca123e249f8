import { maxItems, type TextItem } from '../paper/page.ts'
import { qrLinksIn, unbroken } from '../values/qr.ts'
import { type FoundLinks, maxPages } from './file-codes.ts'
import { type Document, type Page, PdfDocument, pixelsOf } from './pdf-document.ts'
import { hidesText, marksOf, type Operators, type Painting } from './pdf-marks.ts'
import { fillInPlatform } from './pdf-platform.ts'
import { isScanned, scanOf } from './pdf-scan.ts'
import { placedText } from './pdf-text.ts'
import type { Decode } from './picture-codes.ts'
import { paintedBoxes, pixmapOf } from './pixmap.ts'
import type { Scans } from './scans.ts'

/** What was found in a PDF besides codes. */
interface ReadPdf {
  pages: number
  complete: boolean
  /** The text of its pages, and whether any of it lies unseen behind a picture, as a machine read it. */
  text: { items: TextItem[]; isGuessed: boolean }
  /** Files that lie in it. */
  files: Uint8Array[]
}

/**
 * A reader of PDFs, which looks for KSeF links page by page: in annotations and text, in pictures, and among painted
 * rectangles; pages that are pictures without text become scans. It throws FileProblem: file-encrypted for one that opens with a password alone, file-unreadable.
 */
export async function pdfReader(decode: Decode) {
  fillInPlatform()
  const { getDocumentProxy, getResolvedPDFJS } = await import('unpdf')
  const ops: Operators = (await getResolvedPDFJS()).OPS
  return async (bytes: Uint8Array, found: FoundLinks, scans: Scans | null): Promise<ReadPdf> => {
    const opened = new PdfDocument(async (settings): Promise<Document> => {
      // The library takes its bytes away.
      return getDocumentProxy(Uint8Array.from(bytes), settings)
    })
    try {
      const count = await opened.ask(async (document) => document.numPages)
      const pages = pagesToRead(count)
      let complete = pages.length === count
      const texts: string[] = []
      const text: ReadPdf['text'] = { items: [], isGuessed: false }
      for (const number of pages) {
        const page = await readPage(opened, number, { ops, decode, found, scans })
        complete = page.complete && complete
        texts.push(page.text)
        text.items.push(...page.items.slice(0, maxItems - text.items.length))
        text.isGuessed ||= page.isGuessed
      }
      // A link that is broken over several lines counts only where nothing else tells the code: lines may be in disorder.
      if (!found.kinds.has('I')) found.add(texts.flatMap(qrLinksIn).filter(isOfInvoice))
      const files = await filesIn(opened)
      complete = complete && files !== null
      return { pages: count, complete: complete && opened.whole, text, files: files ?? [] }
    } finally {
      await opened.close()
    }
  }
}

/** The files that lie in a PDF; null where they could not be had. */
const filesIn = (opened: PdfDocument): Promise<Uint8Array[] | null> =>
  opened
    .ask((document) => document.getAttachments())
    .then((files) => Object.values(files ?? {}).flatMap(({ content }) => content ?? []))
    .catch(() => null)

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
  /** Null where they are not asked for. */
  scans: Scans | null
}

/** Looks through a page: whether it was looked at everywhere, its text without any breaks, and with its places. @throws FileProblem */
async function readPage(
  opened: PdfDocument,
  number: number,
  { ops, decode, found, scans }: Tools,
): Promise<{ complete: boolean; text: string; items: TextItem[]; isGuessed: boolean }> {
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
  const texts = items.map((item) => ('str' in item ? item.str : ''))
  add(texts.flatMap(qrLinksIn))
  const placed = await ask(async (page) => placedText(page, items, number), [])
  const painting = await ask((page) => page.getOperatorList({ annotationMode: 0 }), null)
  const isGuessed = painting !== null && hidesText(painting, ops)
  const look = (page: Page) =>
    painting === null ? Promise.resolve(false) : readMarks(page, painting, { ops, decode, add })
  const complete = painting !== null && (seen.size === 2 || (await ask(look, false)))
  if (scans !== null && painting !== null && !isGuessed && isScanned(placed)) {
    const scan = await ask((page) => scanOf(page, marksOf(painting, ops), number), null)
    if (scan) scans.add(scan)
  }
  await ask(async (page) => page.cleanup(), false)
  return { complete, text: unbroken(texts.join('')), items: placed, isGuessed }
}

const isOfInvoice = (link: string): boolean => /\/invoice\//i.test(link)

/** Looks through what is painted on a page; false when something of it could not be read. */
async function readMarks(
  page: Page,
  painting: Painting,
  { ops, decode, add }: { ops: Operators; decode: Decode; add: (texts: Iterable<string>) => void },
): Promise<boolean> {
  const { pictures, boxes, complete } = marksOf(painting, ops)
  let looked = complete
  for (const placed of pictures) {
    const pixels = await pixelsOf(page, placed)
    const pixmap = pixels && pixmapOf(pixels)
    if (pixmap) add((await decode(pixmap)) ?? [])
    else looked = false
  }
  const painted = paintedBoxes(boxes, page.view)
  if (painted) add((await decode(painted)) ?? [])
  return looked
}
