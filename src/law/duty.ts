import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import type { Day } from '../values/day.ts'
import { present } from '../values/present.ts'
import { type Confidence, type InForce, isInForce } from './citation.ts'

/** What is recorded of a seller: from when to when which provision governs his duty to use KSeF. */
export const dutyStatuses = ['obliged', 'art-145l', 'art-145m', 'art-145n', 'art-106ga-2', 'foreign'] as const
export type DutyStatus = (typeof dutyStatuses)[number]

export interface DutyRow extends InForce {
  status: DutyStatus | 'not-recorded'
  /** `required`: an invoice outside KSeF is a breach. `free`: it is lawful. `unknown`: the buyer cannot see it. */
  duty: 'required' | 'free' | 'unknown'
  who: Said
  legalBasis: readonly string[]
  confidence: Confidence
}

/**
 * TABLE: who had to use KSeF on which issue day. Rows of one status never overlap. A recorded status that is
 * not in force on the issue day counts as `not-recorded`: a provision that has ended excuses nobody.
 */
export const dutyTable: readonly DutyRow[] = [
  row('obliged', '0001-01-01', '2026-01-31', 'free', say('duty.nobody-yet'), ['Dz.U. 2025 poz. 1203'], 'H'),
  row('obliged', '2026-02-01', null, 'required', say('duty.obliged'), ['art. 106ga ust. 1'], 'H'),
  row('art-145l', '2026-02-01', '2026-03-31', 'free', say('duty.art-145l'), ['art. 145l'], 'H'),
  row('art-145m', '2026-04-01', '2026-12-31', 'free', say('duty.art-145m'), ['art. 145m ust. 1'], 'H'),
  row('art-145n', '2026-02-01', '2026-12-31', 'free', say('duty.art-145n'), ['art. 145n'], 'H'),
  row('art-106ga-2', '2026-02-01', null, 'free', say('duty.art-106ga-2'), ['art. 106ga ust. 2'], 'H'),
  row('foreign', '0001-01-01', null, 'free', say('duty.foreign'), ['art. 106ga ust. 2 pkt 1'], 'H'),
  row(
    'not-recorded',
    '0001-01-01',
    '2026-01-31',
    'free',
    say('duty.nobody-yet'),
    ['Dz.U. 2025 poz. 1203'],
    'H',
  ),
  // 145l, 145m and its loss in the middle of a month are invisible to the buyer.
  row(
    'not-recorded',
    '2026-02-01',
    '2026-12-31',
    'unknown',
    say('duty.transitional'),
    ['art. 145l', 'art. 145m'],
    'M',
  ),
  row('not-recorded', '2027-01-01', null, 'required', say('duty.everybody'), ['art. 106ga ust. 1'], 'H'),
]

function row(
  status: DutyRow['status'],
  from: string,
  to: string | null,
  duty: DutyRow['duty'],
  who: Said,
  legalBasis: readonly string[],
  confidence: Confidence,
): DutyRow {
  return { status, from, to, duty, who, legalBasis, confidence }
}

/** TABLE: the guidance by which a seller's breach leaves the buyer his deduction, and the days of issue it speaks of. */
export const breachGuidance = {
  from: '2026-02-01',
  to: '2026-12-31',
  what: say('duty.guidance'),
  legalBasis: ['Podręcznik KSeF 2.0 cz. II 1.7'],
  confidence: 'H',
} as const satisfies InForce & { what: Said; legalBasis: readonly string[]; confidence: Confidence }

export interface DutyEntry {
  status: DutyStatus
  from: Day
  to: Day | null
}

/** The seller's duty on the issue day, from what is recorded of him; `foreignSeller` is a country code other than PL. */
export function dutyOn(entries: readonly DutyEntry[], foreignSeller: boolean, issueDay: Day): DutyRow {
  const recorded = foreignSeller ? 'foreign' : entries.filter((e) => isInForce(e, issueDay)).at(-1)?.status
  const rowFor = (status: DutyRow['status']) =>
    dutyTable.find((r) => r.status === status && isInForce(r, issueDay))
  return (recorded && rowFor(recorded)) ?? present(rowFor('not-recorded'))
}
