import type { RegisterRow } from '../../../client/index.ts'
import { addMoney, formatMoney, parseMoney } from '../../../values/money.ts'
import { present } from '../../../values/present.ts'

/** Net or tax of a row, fixed assets and other purchases together; null where the row has no amounts. */
export function amountOfRow(row: RegisterRow, which: 'net' | 'tax'): string | null {
  const given = which === 'net' ? [row.K_40, row.K_42] : [row.K_41, row.K_43]
  const known = given.filter((amount) => amount !== undefined)
  return known.length === 0 ? null : sumOfAmounts(known)
}

/** The sum of amounts of the contract; null where one of them is none. */
export function sumOfAmounts(amounts: readonly string[]): string | null {
  const sum = addMoney(...amounts.map(parseMoney))
  return sum === null ? null : formatMoney(sum)
}

/** The marker of a row by its name: `NrKSeF`, `OFF`, `BFK` or `DI`. */
export const markerOfRow = ({ marker }: RegisterRow): string => present(Object.keys(marker)[0])
