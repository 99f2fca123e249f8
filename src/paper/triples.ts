import type { Grosze } from '../values/money.ts'
import { present } from '../values/present.ts'
import type { Line, Segment } from './page.ts'
import { amountsIn } from './written.ts'

/** Amounts with their places, and three of them that add up. */

export interface PlacedAmount {
  grosze: Grosze
  currency: string | null
  segment: Segment
}

/** Three amounts of a line, of which the first two make the third. */
export interface Triple {
  net: PlacedAmount
  vat: PlacedAmount
  gross: PlacedAmount
  line: Line
  at: number
  /** No other amount stands before them on the line, as a price does in a line of goods. */
  isFirst: boolean
}

export const amountsOfLine = (line: Line): PlacedAmount[] =>
  line.segments.flatMap((segment) => amountsIn(segment.text).map(({ value }) => ({ ...value, segment })))

/** No rate of tax in Europe is higher. */
const highestRate = 0.28

export function triplesOf(line: Line, at: number): Triple[] {
  const amounts = amountsOfLine(line)
  const found: Triple[] = []
  for (let i = 0; i + 2 < amounts.length; i++) {
    const [net, vat, gross] = [present(amounts[i]), present(amounts[i + 1]), present(amounts[i + 2])]
    if (net.grosze + vat.grosze !== gross.grosze || !isRate(net.grosze, vat.grosze)) continue
    found.push({ net, vat, gross, line, at, isFirst: i === 0 })
  }
  return found
}

export const isRate = (net: number, vat: number): boolean =>
  Math.abs(vat) <= highestRate * Math.abs(net) + 2 && (vat === 0 || Math.sign(vat) === Math.sign(net))
