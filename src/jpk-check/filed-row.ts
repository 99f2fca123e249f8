import { type TaxField, taxFields } from '../law/jpk.ts'
import type { FiledRow, RowMarker } from '../register/row.ts'
import { formatMoney } from '../values/money.ts'
import { present } from '../values/present.ts'
import { pairsOf } from '../values/tables.ts'
import { together } from './amounts.ts'
import type { FileRow } from './file-row.ts'

/** What the record here says of a purchase beside what a file states. */
type Ours = Pick<FiledRow, 'currency' | 'net' | 'vat' | 'gross' | 'receiptRule' | 'DataZakupu'> & {
  /** Of a form that knows no markers, and of a row that lacks its own. */
  marker: RowMarker
}

/** The rows of a file that are one purchase, of which there is one at least, as what was filed of it: what they state, and their amounts together. */
export function filedRowOf(purchaseId: string, rows: readonly FileRow[], ours: Ours): FiledRow {
  const row = present(rows[0])
  const amounts: { [F in TaxField]?: string } = {}
  for (const [field, amount] of pairsOf(together(rows))) amounts[field] = formatMoney(amount)
  const { country, document } = row
  return {
    purchaseId,
    ...(country === null ? {} : { KodKrajuNadaniaTIN: country }),
    NrDostawcy: row.supplier,
    NazwaDostawcy: row.supplierName,
    DowodZakupu: row.number,
    DataZakupu: row.issueDay ?? ours.DataZakupu,
    DataWplywu: row.receiptDay,
    marker: row.marker ?? ours.marker,
    ...(document === null ? {} : { DokumentZakupu: document as NonNullable<FiledRow['DokumentZakupu']> }),
    ...(row.importOfGoods ? { IMP: 1 as const } : {}),
    ...Object.fromEntries(
      taxFields.flatMap((field) => (amounts[field] === undefined ? [] : [[field, amounts[field]]])),
    ),
    amountsUnknown: null,
    ...{
      currency: ours.currency,
      net: ours.net,
      vat: ours.vat,
      gross: ours.gross,
      receiptRule: ours.receiptRule,
    },
  }
}
