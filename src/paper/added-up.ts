import { present } from '../values/present.ts'
import type { Line } from './page.ts'
import { amountsOfLine, isRate, type Triple } from './triples.ts'

/** Sums that are known by adding up, whatever words stand beside them. */

type Sum = Pick<Triple, 'net' | 'vat' | 'gross'>

/** The last line that comes to as much as several lines right before it together, or as the only other one. */
export function sumOfLines(triples: readonly Triple[]): Triple | null {
  let before: Comes = { net: 0, vat: 0, gross: 0 }
  const reached = new Map([[keyOf(before), 0]])
  let last: Triple | null = null
  for (const [index, t] of triples.entries()) {
    const own: Comes = { net: t.net.grosze, vat: t.vat.grosze, gross: t.gross.grosze }
    const from = reached.get(keyOf(plus(before, own, -1)))
    // A line like the one before it may be the same goods once more.
    if (own.gross !== 0 && from !== undefined && (index - from > 1 || triples.length === 2)) last = t
    before = plus(before, own, 1)
    reached.set(keyOf(before), index + 1)
  }
  return last
}

type Comes = Record<'net' | 'vat' | 'gross', number>
const keyOf = ({ net, vat, gross }: Comes): string => `${net} ${vat} ${gross}`
const plus = (a: Comes, b: Comes, sign: 1 | -1): Comes => ({
  net: a.net + sign * b.net,
  vat: a.vat + sign * b.vat,
  gross: a.gross + sign * b.gross,
})

/** How many lines without an amount may stand between two of a column. */
const mostBetween = 2

/** Net, VAT and gross one below the other, each alone in its line and with words beside or over it; null where there are two such. */
export function sumInColumn(lines: readonly Line[]): Sum | null {
  const single = lines.flatMap((line, at) => {
    const [amount, ...more] = amountsOfLine(line)
    return amount && more.length === 0 && (hasWords(line) || hasWords(lines[at - 1])) ? [{ amount, at }] : []
  })
  const found: Sum[] = []
  for (let i = 0; i + 2 < single.length; i++) {
    const [a, b, c] = [present(single[i]), present(single[i + 1]), present(single[i + 2])]
    const isNear = b.at - a.at <= 1 + mostBetween && c.at - b.at <= 1 + mostBetween
    const [net, vat, gross] = [a.amount, b.amount, c.amount]
    if (!isNear || net.grosze + vat.grosze !== gross.grosze || vat.grosze === 0) continue
    if (isRate(net.grosze, vat.grosze)) found.push({ net, vat, gross })
  }
  const [first] = found
  return first && new Set(found.map(({ gross }) => gross.grosze)).size === 1 ? first : null
}

const hasWords = (line: Line | undefined): boolean =>
  line?.segments.some(({ text }) => /\p{L}{2}/u.test(text)) === true
