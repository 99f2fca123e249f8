import type { Nowhere } from '../receipt/deduct.ts'
import type { Verdict } from '../receipt/verdict.ts'
import type { Month } from '../values/day.ts'

/** Where a purchase stands in the register: in one month, in one for each part that was paid, or nowhere. */
type Placement = { months: Month[] } | { nowhere: Nowhere }

/** The months of a purchase, in order, or the reason why it stands in none. */
export function placementOf({ record }: Pick<Verdict, 'record'>): Placement {
  return record.nowhere === null
    ? { months: record.entries.map((e) => e.month) }
    : { nowhere: record.nowhere }
}

type Reason = Nowhere['reason']

/** Reasons that time or a statement may take away: until then the purchase waits for its month. */
export const waitingReasons: readonly Reason[] = [
  'not-received',
  'not-paid',
  'supply-not-confirmed',
  'original-not-deducted',
]
/** Reasons for which a purchase is not meant to stand in any month. */
export const finalReasons: readonly Reason[] = ['nothing-to-deduct', 'not-an-invoice', 'not-ours']
