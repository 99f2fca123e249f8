import { completePolicy } from '../law/policy.ts'
import type { OutageWindow } from '../outages/windows.ts'
import type { Context } from '../receipt/facts.ts'
import type { Db } from '../store/database.ts'
import { readSupplier } from '../store/profile.ts'
import type { Settings } from '../store/settings.ts'

/** What the verdicts of one transaction depend on beside the evidence, by seller: each is read once. */
export function contextsOf(
  db: Db,
  settings: Settings,
  outages: readonly OutageWindow[],
): (sellerId: string) => Context {
  const contexts = new Map<string, Context>()
  const common: Omit<Context, 'supplier'> = {
    settlement: settings.settlement,
    cashMethod: settings.cashMethod,
    buyerCategory: settings.buyerCategory,
    policy: completePolicy(settings.policy),
    ledgerFrom: settings.ledgerFrom,
    outages,
  }
  return (sellerId) => {
    let found = contexts.get(sellerId)
    if (found === undefined) {
      found = { ...common, supplier: readSupplier(db, sellerId) }
      contexts.set(sellerId, found)
    }
    return found
  }
}
