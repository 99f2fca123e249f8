import type { Numbered } from '../match/large.ts'
import { factsFor, type PurchaseState, type UnitOfWork } from '../purchase/unit-of-work.ts'
import type { Facts } from '../receipt/facts.ts'
import { nearKey, numberKey } from '../values/invoice-number.ts'

/** Asked several times for each purchase of a transaction. */
const known = new WeakMap<Facts, Numbered>()

/** Under which number and day a purchase stands; null for what is no invoice, or not addressed to the taxpayer. */
export function numberedAs(state: PurchaseState, unit: UnitOfWork): Numbered | null {
  if (!state.records.some((r) => r.document.invoice)) return null
  const facts = factsFor(state, unit)
  const { ours, seller, number, issueDay } = facts
  if (!ours) return null
  let numbered = known.get(facts)
  if (numbered === undefined) {
    numbered = { sellerId: seller.id, numberKey: numberKey(number), nearKey: nearKey(number), issueDay }
    known.set(facts, numbered)
  }
  return numbered
}
