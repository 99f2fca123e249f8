import { maxItems, type TextItem } from '../paper/page.ts'
import { present } from '../values/present.ts'
import { type Page, type TextPart, viewOf } from './pdf-document.ts'
import { type Matrix, matrixIn, times } from './pdf-matrix.ts'

/** Letters reach so far above the base line, in parts of their size; the rest hangs below it. */
const above = 0.8

/** Quarter turns, by the way the text runs: along the page, down, upside down, up. */
const turns: readonly Matrix[] = [
  [1, 0, 0, 1, 0, 0],
  [0, -1, 1, 0, 0, 0],
  [-1, 0, 0, -1, 0, 0],
  [0, 1, -1, 0, 0, 0],
]

/** Which quarter turn a run of text has on the page; null for one that stands askew. */
function turnOf([a, b]: Matrix): number | null {
  if (Math.abs(b) <= 0.02 * Math.abs(a)) return a > 0 ? 0 : 2
  if (Math.abs(a) <= 0.02 * Math.abs(b)) return b > 0 ? 1 : 3
  return null
}

/**
 * The text of a page with its places. Where most of it runs up or down, the page is turned upright; what runs otherwise
 * than most says nothing of lines and columns, and is left out.
 */
export function placedText(page: Page, items: readonly TextPart[], number: number): TextItem[] {
  const { transform } = viewOf(page)
  const runs = items.slice(0, maxItems).flatMap((item) => {
    const own = 'str' in item ? matrixIn(item.transform) : null
    if (!('str' in item) || own === null) return []
    const matrix = times(transform, own)
    const turn = turnOf(matrix)
    return turn === null || item.str.trim() === '' ? [] : [{ run: item, matrix, turn }]
  })
  const counts = turns.map((_, turn) => runs.filter((r) => r.turn === turn).length)
  const turn = counts.indexOf(Math.max(...counts))
  const upright = runs
    .filter((r) => r.turn === turn)
    .map(({ run, matrix }) => ({ run, matrix: times(present(turns[turn]), matrix) }))
  const [left, top] = turn === 0 ? [0, 0] : [minOf(upright, 4), minOf(upright, 5)]
  return upright.flatMap(({ run, matrix: [, , c, d, x, baseLine] }): TextItem[] => {
    const height = Math.hypot(c, d)
    if (!(height > 0)) return []
    const item = { text: run.str, page: number, x: x - left, y: baseLine - top - above * height }
    return [{ ...item, width: run.width, height, ...(turn === 0 ? {} : { turned: true as const }) }]
  })
}

const minOf = (runs: readonly { matrix: Matrix }[], at: 4 | 5): number =>
  runs.reduce((least, { matrix }) => Math.min(least, matrix[at]), Number.POSITIVE_INFINITY)
