import { inputVatFields, jpkForm, type TaxField, taxFields } from '../law/jpk.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { type FiledRow, type Row, rowOn, rowWithFindings } from '../register/row.ts'
import { formatSum, groszeOf, type Totals } from '../register/totals.ts'
import {
  countHeld,
  heldRows,
  incompleteRows,
  type RegisteredPurchase,
  registerPage,
  registerTotals,
  undatedRows,
} from '../store/register.ts'
import type { Day, Month } from '../values/day.ts'
import { tableOver } from '../values/tables.ts'

/** What becomes of rows whose purchase has an open blocking finding when a month is filed. */
export type HeldRows = 'include' | 'leave-out'

/** A row as it goes into a file, and whether its purchase has an open blocking finding. */
export interface RowToFile {
  row: FiledRow
  held: boolean
}

/** A page of a month's rows as they go into a file. */
export function filedRowsOfMonth(
  ledger: Ledger,
  month: Month,
  asOf: Day,
  page: { after: number; limit: number },
): { rows: RowToFile[]; next: number | null } {
  const stored = undatedRows(ledger.db, month, asOf, page)
  const next = stored.length === page.limit ? (stored.at(-1)?.purchase ?? null) : null
  const rows = stored.flatMap(({ row, held }): RowToFile[] => {
    const filed = rowOn(row, asOf)
    return filed === null ? [] : [{ row: filed, held }]
  })
  return { rows, next }
}

/** A page of a month's rows as filed on a day, in the order in which the purchases were first known. */
export function rowsOfMonth(
  ledger: Ledger,
  month: Month,
  asOf: Day,
  page: { after: number; limit: number },
): { rows: Row[]; next: number | null } {
  const purchases = registerPage(ledger.db, month, asOf, page)
  const next = purchases.length === page.limit ? (purchases.at(-1)?.seq ?? null) : null
  return { rows: purchases.flatMap((purchase) => rowOfPurchase(purchase, asOf) ?? []), next }
}

/** The rows of a month that a file cannot hold yet, at most `limit`. */
export const unfileableRows = (
  ledger: Ledger,
  month: Month,
  asOf: Day,
  limit: number,
  heldToo = true,
): Row[] =>
  incompleteRows(ledger.db, month, asOf, jpkForm.firstIssueDay, { limit, heldToo }).flatMap(
    (p) => rowOfPurchase(p, asOf) ?? [],
  )

/** The held rows of a month, at most `limit`, and how many there are. */
export const heldRowsOf = (ledger: Ledger, month: Month, asOf: Day, limit: number) => ({
  count: countHeld(ledger.db, month, asOf),
  rows: heldRows(ledger.db, month, asOf, limit).flatMap((p) => rowOfPurchase(p, asOf) ?? []),
})

const rowOfPurchase = ({ verdict, row }: RegisteredPurchase, asOf: Day): Row | null =>
  rowWithFindings(row, verdict, asOf)

/** The totals of a month as filed on a day. */
export function totalsOfMonth(ledger: Ledger, month: Month, asOf: Day): Totals {
  const { rows, incomplete, sums } = registerTotals(ledger.db, month, asOf)
  return { rows, withoutAmounts: incomplete, held: countHeld(ledger.db, month, asOf), ...summed(sums) }
}

/** The totals of rows that are filed: the same sums as those of their month, as far as they are its rows. */
export function totalsOfRows(rows: readonly RowToFile[]): Totals {
  const sums = tableOver(taxFields, () => 0n)
  for (const { row } of rows) for (const field of taxFields) sums[field] += groszeOf(row[field] ?? '0.00')
  const withoutAmounts = rows.filter(({ row }) => row.amountsUnknown !== null).length
  return { rows: rows.length, withoutAmounts, held: rows.filter((r) => r.held).length, ...summed(sums) }
}

function summed(sums: Record<TaxField, bigint>) {
  const fields = tableOver(taxFields, (field) => formatSum(sums[field]))
  const inputVat = inputVatFields.reduce((sum, field) => sum + sums[field], 0n)
  return { inputVat: formatSum(inputVat), ...fields }
}
