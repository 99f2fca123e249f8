import type { OutageKind } from '../outages/windows.ts'
import { inTurn, say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import type { Day } from '../values/day.ts'

/** What a reminder to the seller says; days are Warsaw days. */
export interface ReminderFacts {
  number: string
  issueDay: Day
  /** Gross amount as the contract writes it; null where it is not known. */
  gross: string | null
  currency: string
  /** The day the first copy came. */
  copyDay: Day
  asOf: Day
  /** Null while the outage has no announced end, or none is known. */
  deadline: Day | null
  legalBasis: readonly string[]
  outage: { kind: OutageKind; reference: string | null } | null
  /** The invoice is not received, and not deductible, before its number. */
  waitsForNumber: boolean
}

/** A short letter to the seller: which invoice, how far his term has run, what is asked of him, and why it matters. */
export function reminderOf(facts: ReminderFacts): Said {
  const { number, issueDay: issued, gross, currency, copyDay: handedOver, asOf } = facts
  return inTurn([
    say('reminder.opening', { number, issued, gross, currency, handedOver, asOf }),
    termOf(facts),
    ...(facts.waitsForNumber ? [say('reminder.waits')] : []),
  ])
}

/** The term is over, is running, has not begun since the outage is open, or no notice explains it. */
function termOf({ deadline, outage: known, legalBasis: articles, asOf }: ReminderFacts): Said {
  const outage = known && { kind: known.kind, reference: known.reference }
  if (deadline !== null)
    return deadline < asOf
      ? say('reminder.over', { outage, articles, deadline })
      : say('reminder.running', { outage, articles, deadline })
  return outage === null
    ? say('reminder.no-notice', { articles })
    : say('reminder.not-begun', { outage, articles })
}
