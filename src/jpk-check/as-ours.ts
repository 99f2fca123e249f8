import { taxFields } from '../law/jpk.ts'
import { markerValueOn } from '../receipt/marker.ts'
import { markerOf, type UndatedRow } from '../register/row.ts'
import { numberKey } from '../values/invoice-number.ts'
import { parseMoney } from '../values/money.ts'
import type { FileRow } from './file-row.ts'
import type { CheckedFile } from './purchase.ts'

/** A row of the register, its month, and the first day on which it can be filed. */
interface RegisterEntry {
  month: string
  since: string
  row: UndatedRow
}

/**
 * Whether the rows of a purchase in a file are the one that is filed of it from here: then nothing is to be told of it, and
 * of the purchase nothing more need be read. Only what is plainly the same counts; of all else `checkPurchase` judges.
 */
export function isAsOurs(
  rows: readonly FileRow[],
  purchase: { numberKey: string },
  entries: readonly RegisterEntry[],
  file: CheckedFile,
): boolean {
  const [row, ...more] = rows
  const entry = entries.find(({ month, since }) => month === file.month && since <= file.filedOn)
  if (row === undefined || more.length > 0 || entry === undefined) return false
  const ours = entry.row.row
  return (
    row.problems.length === 0 &&
    row.country === null &&
    row.supplier === ours.NrDostawcy &&
    ours.KodKrajuNadaniaTIN === undefined &&
    row.issueDay === ours.DataZakupu &&
    row.receiptDay === ours.DataWplywu &&
    numberKey(row.number) === purchase.numberKey &&
    hasAmountsOf(row, ours) &&
    hasMarkerOf(row, entry.row, file)
  )
}

const hasAmountsOf = ({ amounts }: FileRow, ours: UndatedRow['row']): boolean =>
  ours.amountsUnknown === null &&
  taxFields.every((field) => {
    const [stated, amount] = [amounts[field], ours[field]]
    return amount === undefined ? stated === undefined : parseMoney(amount) === stated
  })

function hasMarkerOf({ marker }: FileRow, ours: UndatedRow, { markers, filedOn }: CheckedFile): boolean {
  const wanted = markerValueOn(ours.marker, filedOn)
  if (wanted === null) return false
  return !markers || JSON.stringify(marker) === JSON.stringify(markerOf(wanted, ours.ksefNumber))
}
