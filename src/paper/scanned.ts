import type { TextItem } from './page.ts'
import { nearest } from './spaced.ts'

/** A picture of a page as a machine read it: words become text with places, as if they were written there. */

/** A word in a picture: pixels from the top left, and how sure the machine is of it, from 0 to 100. */
export interface SeenWord {
  text: string
  sure: number
  box: Corners
}
type Corners = Readonly<Record<'x0' | 'y0' | 'x1' | 'y1', number>>

/** Words that stand on a base line, which goes from its left end to its right one; `size` is that of its letters. */
export interface SeenLine {
  words: readonly SeenWord[]
  base: Corners
  size: number
}

/** Which page it is, its pixels a point, and whether the picture had to be turned to be read. */
interface SeenPage {
  page: number
  pixelsPerPoint: number
  turned: boolean
}

/** A word of which the machine is less sure is none; one of which it is not surer than that may be another. */
const [leastSure, sureEnough] = [20, 70]
/** A page full of small print has so many words; more are no writing. */
const mostWords = 6000
/** Rules of a table at either end of a word. */
const rules = /^[|[\]{}¦_]+|[|[\]{}¦_]+$/gu
/** Letters reach so far above the base line, in parts of their size. */
const above = 0.8
/** A line tells how askew the page lies when it is so many letters wide. */
const wide = 5
/** More askew than that is no page that could be read. */
const steepest = 0.1

/**
 * The words of a picture as text with places. The lines of a page that lies askew are set straight, since columns and
 * sums are told by what stands on one line. Labels of which one letter was misread are put right; values never are.
 */
export function seenText(lines: readonly SeenLine[], page: SeenPage): TextItem[] {
  const slope = slopeOf(lines)
  const centre = centreOf(lines)
  const seen = lines.flatMap(({ words, base, size }) => words.map((word) => ({ ...word, base, size })))
  const words = seen.slice(0, mostWords).filter(({ sure, size }) => sure >= leastSure && size > 0)
  return onceEach(words).flatMap(({ text, sure, box, base, size }): TextItem[] => {
    const word = wordOf(text)
    if (word === '') return []
    const middle = (box.x0 + box.x1) / 2
    const baseLine = heightAt(base, middle) - slope * (middle - centre)
    const place = [box.x0, baseLine - above * size, box.x1 - box.x0, size]
    const [x = 0, y = 0, width = 0, height = 0] = place.map((pixels) => pixels / page.pixelsPerPoint)
    const item = { text: word, page: page.page, x, y, width, height }
    return [
      { ...item, ...(page.turned ? { turned: true } : {}), ...(sure < sureEnough ? { unsure: true } : {}) },
    ]
  })
}

const wordOf = (text: string): string => nearest(text.replace(rules, '').replace(/^[0Oo]\.[0Oo]\./, 'o.o.'))

/** What was read twice in one place counts once, as the machine is surer of it. */
function onceEach<T extends SeenWord>(words: readonly T[]): T[] {
  const sharp = words.filter(({ sure }) => sure >= sureEnough)
  return words.filter(
    (word) => word.sure >= sureEnough || !sharp.some(({ box }) => shared(box, word.box) > 0.5),
  )
}

/** The part of the smaller place that both cover. */
function shared(one: Corners, other: Corners): number {
  const wide = Math.min(one.x1, other.x1) - Math.max(one.x0, other.x0)
  const high = Math.min(one.y1, other.y1) - Math.max(one.y0, other.y0)
  const smaller = Math.min(areaOf(one), areaOf(other))
  return wide > 0 && high > 0 && smaller > 0 ? (wide * high) / smaller : 0
}

const areaOf = ({ x0, y0, x1, y1 }: Corners): number => (x1 - x0) * (y1 - y0)

const slopeIn = ({ x0, y0, x1, y1 }: Corners): number => (x1 > x0 ? (y1 - y0) / (x1 - x0) : 0)

const heightAt = (base: Corners, x: number): number => base.y0 + slopeIn(base) * (x - base.x0)

/** Where the page is turned about, so that places change least. */
function centreOf(lines: readonly SeenLine[]): number {
  let [left, right] = [Number.POSITIVE_INFINITY, 0]
  for (const { base } of lines) [left, right] = [Math.min(left, base.x0), Math.max(right, base.x1)]
  return (left + right) / 2
}

/** How much lines fall from left to right: half of all that is written falls no less, half no more. */
function slopeOf(lines: readonly SeenLine[]): number {
  const slopes = lines
    .map(({ base, size }) => ({ slope: slopeIn(base), width: base.x1 - base.x0, size }))
    .filter(({ slope, width, size }) => width > wide * size && Math.abs(slope) <= steepest)
    .sort((a, b) => a.slope - b.slope)
  let rest = slopes.reduce((sum, { width }) => sum + width, 0) / 2
  for (const { slope, width } of slopes) {
    rest -= width
    if (rest <= 0) return slope
  }
  return 0
}
