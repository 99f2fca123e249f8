import type { Ledger } from '../ledger/ledger.ts'
import { type DueCorrection, explanationOf } from '../register/correction.ts'
import { listCorrections } from '../store/filings.ts'
import { purchaseIds } from '../store/purchases.ts'
import type { Said } from '../texts/sentence.ts'
import type { Day, Month } from '../values/day.ts'

/** A page of the corrections due, by month and in the order in which the purchases were first known. */
export function correctionsDue(
  ledger: Ledger,
  filter: { month?: Month | undefined },
  after: CorrectionPlace,
  limit: number,
): { items: CorrectionDue[]; next: CorrectionPlace | null } {
  const page = { afterMonth: after.month, afterPurchase: after.purchase, limit }
  const records = listCorrections(ledger.db, filter, page)
  const ids = purchaseIds(
    ledger.db,
    records.map((r) => r.purchase),
  )
  const items = records.map(({ month, purchase, knownSince, item }): CorrectionDue => {
    const told = { knownSince, explanation: explanationOf(item) }
    return { purchaseId: ids.get(purchase) ?? '', month, ...item, ...told }
  })
  const last = records.at(-1)
  return {
    items,
    next: records.length === limit && last ? { month: last.month, purchase: last.purchase } : null,
  }
}

/** What has to be, or may be, corrected in filed months. */
interface CorrectionDue extends DueCorrection {
  purchaseId: string
  month: Month
  knownSince: Day
  explanation: Said
}

/** A place in the list of corrections due. */
export interface CorrectionPlace {
  month: string
  purchase: number
}
