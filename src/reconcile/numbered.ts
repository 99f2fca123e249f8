import type { Numbered } from '../match/large.ts'
import { factsFor, type PurchaseState, type UnitOfWork } from '../purchase/unit-of-work.ts'
import { nearKey, numberKey } from '../values/invoice-number.ts'

/** Under which number and day a purchase stands; null for what is no invoice, or not addressed to the taxpayer. */
export function numberedAs(state: PurchaseState, unit: UnitOfWork): Numbered | null {
  if (!state.records.some((r) => r.document.invoice)) return null
  const { ours, seller, number, issueDay } = factsFor(state, unit)
  if (!ours) return null
  return { sellerId: seller.id, numberKey: numberKey(number), nearKey: nearKey(number), issueDay }
}
