import { taxFields } from '../law/jpk.ts'
import { markerValueOn } from '../receipt/marker.ts'
import { markerOf, type UndatedRow } from '../register/row.ts'
import { numberKey } from '../values/invoice-number.ts'
import { parseMoney } from '../values/money.ts'
import type { FileRow } from './file-row.ts'
import type { CheckedFile } from './purchase.ts'

/** What is filed of a purchase from here, and the first day on which it can be. */
interface Ours {
  numberKey: string
  since: string
  row: UndatedRow
}

/**
 * Whether a row is the one that is filed of its purchase from here for the month of the file: then nothing is to be told of
 * it, and of the purchase nothing more need be read, as long as it has no other row. Only what is plainly the same counts; of
 * all else `checkPurchase` judges.
 */
export function isAsOurs(
  row: FileRow,
  { numberKey: key, since, row: undated }: Ours,
  file: CheckedFile,
): boolean {
  const ours = undated.row
  return (
    since <= file.filedOn &&
    row.problems.length === 0 &&
    row.country === null &&
    row.supplier === ours.NrDostawcy &&
    ours.KodKrajuNadaniaTIN === undefined &&
    row.issueDay === ours.DataZakupu &&
    row.receiptDay === ours.DataWplywu &&
    numberKey(row.number) === key &&
    hasAmountsOf(row, ours) &&
    hasMarkerOf(row, undated, file)
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
