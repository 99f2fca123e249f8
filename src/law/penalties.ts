import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import { addDays, type Day, laterOf } from '../values/day.ts'
import { present } from '../values/present.ts'
import { type Confidence, type InForce, isInForce } from './citation.ts'

export interface PenaltyRow extends InForce {
  rule: string
  /** A `draft` is a bill that was not adopted when it was last looked at: it is shown, and decides nothing. */
  status: 'law' | 'draft'
  /** Whether a seller who uses KSeF wrongly, or sends too late, may be fined. */
  fines: boolean
  what: Said
  legalBasis: readonly string[]
  confidence: Confidence
}

/**
 * TABLE: what a seller risks who does not send an invoice to KSeF in time. Of the rows of law exactly one is in force
 * on a day. When a bill is adopted its row becomes law, and the row that it replaces ends before it.
 */
export const penaltyTable: readonly PenaltyRow[] = [
  {
    rule: 'no-fines-yet',
    from: '0001-01-01',
    to: '2026-12-31',
    status: 'law',
    fines: false,
    what: say('penalty.no-fines-yet.what'),
    legalBasis: ['art. 106ni ust. 4'],
    confidence: 'H',
  },
  {
    rule: 'fines-by-statute',
    from: '2027-01-01',
    to: null,
    status: 'law',
    fines: true,
    what: say('penalty.fines-by-statute.what'),
    legalBasis: ['art. 106ni ust. 1-3', 'art. 106ni ust. 5-7'],
    confidence: 'H',
  },
  {
    rule: 'deferral-ud477',
    from: '2027-01-01',
    to: '2027-12-31',
    status: 'draft',
    fines: false,
    what: say('penalty.deferral-ud477.what'),
    legalBasis: ['UD477'],
    confidence: 'M',
  },
]

/** The row of law in force on a day; the table has one for every day. */
export const penaltyOn = (day: Day): PenaltyRow =>
  present(penaltyTable.find((row) => row.status === 'law' && isInForce(row, day)))

/** A bill that would change the law of a day; null when none is known. */
export const draftOn = (day: Day): PenaltyRow | null =>
  penaltyTable.find((row) => row.status === 'draft' && isInForce(row, day)) ?? null

/** What a seller risks: the regime of a day, the bill that would change it, and whether he was late before it began. */
export interface Penalty {
  day: Day
  row: PenaltyRow
  draft: PenaltyRow | null
  /** The delay began under an earlier regime: whether the later one reaches it is not settled. */
  delayBeganBefore: boolean
}

/**
 * The regime for a delay: of the day asked for, and while the term runs of the first day on which he would be late.
 * Without a deadline there is no delay yet, and the regime of the day is shown.
 */
export function penaltyFor(deadline: Day | null, asOf: Day): Penalty {
  const lateFrom = deadline === null ? null : addDays(deadline, 1)
  const day = present(laterOf(asOf, lateFrom))
  const row = penaltyOn(day)
  return { day, row, draft: draftOn(day), delayBeganBefore: lateFrom !== null && lateFrom < row.from }
}
