import { type Day, laterOf } from '../values/day.ts'
import type { ModeRow } from './modes.ts'
import { addBusinessDays } from './workdays.ts'

/** A failure notice published before the invoice was sent; `endDay` null while no end notice exists. */
export interface FailureNotice {
  announcedDay: Day
  endDay: Day | null
}

interface ResendFacts {
  issueDay: Day
  /** End of the outage that put the invoice into this mode; null while it is open; ignored when the term runs from issue. */
  outageEndDay: Day | null
  failures: readonly FailureNotice[]
  totalFailures: readonly { announcedDay: Day }[]
}

/**
 * The seller's term for sending: `deadline` null where the law sets none (`abolished` by a total failure) or while
 * the failure that governs it has no end notice (`open`).
 */
export interface Resend {
  deadline: Day | null
  abolished: boolean
  open: boolean
  legalBasis: readonly string[]
}

/** Business days after the end of a failure (art. 106nf ust. 4). */
export const failureTerm = 7

/** The term of a mode with its resets (art. 106nf ust. 4-5 and 7, art. 106nh ust. 2-3, art. 106nha). */
export function resendOf(row: ModeRow, facts: ResendFacts): Resend {
  const term = row.resend
  if (term === null) {
    // Without a term of its own a mode has a total failure behind it, or knows no duty to send that one could abolish.
    const abolished = row.totalFailureNotice === 'abolishes-sending'
    return { deadline: null, abolished, open: false, legalBasis: row.moved?.byTotalFailure ?? [] }
  }
  let end = term.after === 'issue' ? facts.issueDay : facts.outageEndDay
  let deadline = end === null ? null : addBusinessDays(end, term.days)
  let legalBasis = term.legalBasis
  const unused = row.failureNotice === 'resets-term' ? new Set(facts.failures) : new Set<FailureNotice>()
  // Every notice inside the running term moves its end, which may bring further notices inside: to the fixpoint.
  for (let moved = true; moved && deadline !== null; ) {
    moved = false
    for (const failure of unused) {
      if (!resets(failure, facts.issueDay, deadline, term.after === 'failure-end' ? end : null)) continue
      unused.delete(failure)
      moved = true
      end = failure.endDay === null ? null : laterOf(end, failure.endDay)
      deadline = end === null ? null : addBusinessDays(end, failureTerm)
      legalBasis = row.moved?.byFailure ?? legalBasis
      if (deadline === null) break
    }
  }
  const within = (day: Day) => day >= facts.issueDay && (deadline === null || day <= deadline)
  if (
    row.totalFailureNotice === 'abolishes-sending' &&
    facts.totalFailures.some((t) => within(t.announcedDay))
  ) {
    return {
      deadline: null,
      abolished: true,
      open: false,
      legalBasis: row.moved?.byTotalFailure ?? [],
    }
  }
  return { deadline, abolished: false, open: deadline === null, legalBasis }
}

/** A further failure counts when it was announced inside the term and, for a failure's own term, ends later than it. */
function resets(failure: FailureNotice, issueDay: Day, deadline: Day, end: Day | null): boolean {
  if (failure.announcedDay < issueDay || failure.announcedDay > deadline) return false
  return end === null || failure.endDay === null || failure.endDay > end
}
