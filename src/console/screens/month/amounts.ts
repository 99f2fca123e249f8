import type { RegisterRow } from '../../../client/index.ts'
import { addMoney, formatMoney, parseMoney } from '../../../values/money.ts'
import { amountFields } from './fields.tsx'

/** Net or tax of a row, fixed assets and other purchases together; null where the row has no amounts. */
export function amountOfRow(row: RegisterRow, which: 'net' | 'tax'): string | null {
  const given = amountFields(row, which)
  if (given.length === 0) return null
  return sumOfAmounts(given)
}

/** The sum of amounts of the contract; null where one of them is none. */
export function sumOfAmounts(amounts: readonly string[]): string | null {
  const sum = addMoney(...amounts.map(parseMoney))
  return sum === null ? null : formatMoney(sum)
}

/** The marker of a row by its name: `NrKSeF`, `OFF`, `BFK` or `DI`. */
export const markerOfRow = ({ marker }: RegisterRow): string => Object.keys(marker)[0] as string
