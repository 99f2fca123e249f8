import type { FileRow } from '../jpk-check/file-row.ts'
import { filedRowOf } from '../jpk-check/filed-row.ts'
import { moneyView } from '../purchase/shown.ts'
import { markerValueOn } from '../receipt/marker.ts'
import type { Verdict } from '../receipt/verdict.ts'
import { correctionOf, currentRow } from '../register/correction.ts'
import { type FiledRow, markerOf, type UndatedRow } from '../register/row.ts'
import type { Db } from '../store/database.ts'
import { registerRowsOf } from '../store/jpk-register.ts'
import { jpkRowsOf, purchasesOfFile } from '../store/jpk-rows.ts'
import { type PurchaseRow, survivingRows } from '../store/purchases.ts'
import type { Day, Month } from '../values/day.ts'
import { present } from '../values/present.ts'

const step = 500

/** What a file had of a purchase; `differs`: not what is known here, so something has to be corrected. */
interface FiledOfFile {
  purchase: number
  row: FiledRow
  differs: boolean
}

/** What a checked file had of each purchase, as what was filed of it for its month on a day, in the order of the purchases. */
export function rowsOfFile(db: Db, check: { seq: number; month: Month }, filedOn: Day): FiledOfFile[] {
  const filed = new Map<number, { purchase: PurchaseRow; rows: FileRow[] }>()
  for (let after = 0; ; ) {
    const page = purchasesOfFile(db, check.seq, { after, limit: step })
    const purchases = survivingRows(db, page)
    for (const { purchase, row } of jpkRowsOf(db, check.seq, page)) {
      const survivor = purchases.get(present(purchase))
      if (survivor === undefined) continue
      const own = filed.get(survivor.seq) ?? { purchase: survivor, rows: [] }
      own.rows.push(row)
      filed.set(survivor.seq, own)
    }
    if (page.length < step) break
    after = page.at(-1) ?? after
  }
  const seqs = [...filed.keys()].sort((a, b) => a - b)
  const found: FiledOfFile[] = []
  for (let at = 0; at < seqs.length; at += step) {
    const page = seqs.slice(at, at + step)
    const ours = new Map(
      registerRowsOf(db, page).flatMap((row) => (row.month === check.month ? [[row.purchase, row.row]] : [])),
    )
    for (const seq of page) {
      const own = present(filed.get(seq))
      found.push(compared(own.purchase, own.rows, ours.get(seq) ?? null, filedOn))
    }
  }
  return found
}

function compared(
  purchase: PurchaseRow,
  rows: readonly FileRow[],
  ours: UndatedRow | null,
  filedOn: Day,
): FiledOfFile {
  const verdict = purchase.verdict
  const row = filedRow(purchase, verdict, rows, filedOn)
  const now = ours && currentRow(ours, verdict.marker)
  return { purchase: purchase.seq, row, differs: correctionOf({ row, filedOn }, now, () => filedOn) !== null }
}

function filedRow(purchase: PurchaseRow, verdict: Verdict, rows: readonly FileRow[], filedOn: Day): FiledRow {
  const identity = purchase.identity
  const { ksefNumber, printedNumber, currency, netGrosze, vatGrosze, grossGrosze, issueDay } = identity
  // Without a marker no file of a form that asks for one is taken: what would have been right stands for it.
  const marker = markerValueOn(verdict.marker, filedOn) ?? verdict.marker.withoutNumber ?? 'DI'
  return filedRowOf(purchase.id, rows, {
    ...{ currency, net: moneyView(netGrosze), vat: moneyView(vatGrosze), gross: moneyView(grossGrosze) },
    receiptRule: verdict.receipt.rule,
    DataZakupu: issueDay,
    marker: markerOf(marker, ksefNumber ?? printedNumber),
  })
}
