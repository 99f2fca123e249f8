import { closedUp, respelt } from './spaced.ts'

/** A page as text with places: runs of text become words, words lines, and lines fall apart where there are columns. */

/** A piece of text as it is painted. Points from the top left of the page as it is shown; `y` is the top. */
export interface TextItem {
  text: string
  page: number
  x: number
  y: number
  width: number
  height: number
  /** The page lies on its side: places are those of the page turned upright. */
  turned?: true
  /** A machine that looked at a picture is not sure of it. */
  unsure?: true
}

/** Text that stands together on a line: nothing wider than a space divides it. */
export interface Segment extends TextItem {
  /** Which line of its page it is on, and which segment of the line. */
  line: number
  column: number
}

export interface Line {
  page: number
  y: number
  height: number
  segments: Segment[]
}

/** So many items are looked at; a page full of small print has some 5,000. */
export const maxItems = 60_000

/** Characters of a segment; a longer one is no field, and would be slow to search. */
const longest = 600

/** A piece of an item, and whether the letters of its words stand apart. */
type Piece = TextItem & { spaced?: true }

/** A gap of so many heights parts a line into columns; a smaller one of so many is a space. */
const [columnGap, spaceGap] = [0.95, 0.12]
/** The same between words whose letters stand apart. */
const spacedGap = 3
/** Words that begin a column however little stands before them: a long name may reach up to it. */
const startsColumn = /^(?:Sprzedawca|Nabywca|Odbiorca|Płatnik|Faktor|Seller|Buyer):/iu

/** Puts the items of a document into lines, from the top of the first page to the bottom of the last. */
export function linesOf(items: readonly TextItem[]): Line[] {
  const pieces = items.flatMap(parted).filter(({ text, height }) => text !== '' && height > 0)
  const pages = new Map<number, Piece[]>()
  for (const piece of pieces) {
    const page = pages.get(piece.page)
    if (page) page.push(piece)
    else pages.set(piece.page, [piece])
  }
  const lines: Line[] = []
  for (const [page, own] of [...pages].sort(([a], [b]) => a - b))
    for (const row of rowsOf(own)) lines.push(lineOf(page, row, lines.length))
  return lines
}

/** An item that is a row of columns by itself, with spaces between them, falls apart at these. */
function parted(item: TextItem): Piece[] {
  const written = item.text
    .slice(0, longest)
    .replace(/[\u00a0\u2007\u202f\t]/g, ' ')
    .replace(/[\u00ad\u200b-\u200f\ufeff]/g, '')
    // Dots lead from a label to its value, as a gap does.
    .replace(/[._\u2026\u00b7]{4,}/g, (dots) => ' '.repeat(dots.length))
  const closed = closedUp(written)
  const isSpaced = closed.length < written.trim().length
  // Between words whose letters stand apart a wide gap is but a space.
  const text = isSpaced ? closed.replace(/(?<=\p{L}{2}) {2,3}(?=\p{L}{2})/gu, ' ') : closed
  const spaced = isSpaced ? { spaced: true as const } : {}
  const per = text.length === 0 ? 0 : item.width / text.length
  const found: Piece[] = []
  for (const match of text.matchAll(
    /\S+(?: (?!(?:Sprzedawca|Nabywca|Odbiorca|Płatnik|Faktor|Seller|Buyer): )\S+)*/g,
  )) {
    const [piece] = match
    found.push({ ...item, ...spaced, text: piece, x: item.x + match.index * per, width: piece.length * per })
  }
  return found
}

const middle = ({ y, height }: TextItem): number => y + height / 2

/** Items that stand on one line: their middles lie near each other. */
function rowsOf(items: readonly Piece[]): Piece[][] {
  const rows: { middle: number; height: number; items: Piece[] }[] = []
  for (const item of items.toSorted((a, b) => middle(a) - middle(b) || a.x - b.x)) {
    const row = rows.at(-1)
    const near = row && Math.abs(middle(item) - row.middle) <= 0.45 * Math.min(item.height, row.height)
    if (row && near) row.items.push(item)
    else rows.push({ middle: middle(item), height: item.height, items: [item] })
  }
  return rows.map((row) => row.items.toSorted((a, b) => a.x - b.x))
}

function lineOf(page: number, row: readonly Piece[], line: number): Line {
  const segments: Segment[] = []
  let wasSpaced = false
  for (const { spaced = false, ...item } of row) {
    const isSpaced = spaced || /^\p{L}(?: \p{L})*:?$/u.test(item.text)
    const last = segments.at(-1)
    const gap = last === undefined ? 0 : item.x - (last.x + last.width)
    const size = last === undefined ? 0 : Math.min(last.height, item.height)
    const widest = isSpaced && wasSpaced ? spacedGap : columnGap
    wasSpaced = isSpaced
    const isApart = gap > widest * size || startsColumn.test(item.text)
    if (last === undefined || isApart) {
      segments.push({ ...item, line, column: segments.length })
      continue
    }
    // Painted twice, as some programs make bold letters.
    if (gap < -0.5 * item.width && last.text.endsWith(item.text)) continue
    if (last.text.length > longest) continue
    last.text += gap > spaceGap * size ? ` ${item.text}` : item.text
    if (item.unsure) last.unsure = true
    last.width = Math.max(last.width, item.x + item.width - last.x)
    const bottom = Math.max(last.y + last.height, item.y + item.height)
    last.y = Math.min(last.y, item.y)
    last.height = bottom - last.y
  }
  const isApart = row.some(({ spaced }) => spaced)
  for (const segment of segments) {
    const closed = closedUp(segment.text)
    segment.text = isApart || closed !== segment.text ? respelt(closed) : closed
  }
  const y = Math.min(...segments.map((s) => s.y))
  return { page, y, height: Math.max(...segments.map((s) => s.y + s.height)) - y, segments }
}
