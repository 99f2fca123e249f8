import { type ModeRow, modeRow } from '../law/modes.ts'
import type { Policy } from '../law/policy.ts'
import { movedOffDaysOff } from '../law/workdays.ts'
import { addDays, type Day } from '../values/day.ts'

export type Marker = 'NrKSeF' | 'OFF' | 'BFK' | 'DI'
export type CorrectionDuty = 'none' | 'required' | 'review'

/** What the marker of any day is found from; everything that does not depend on that day is settled here. */
export interface MarkerFacts {
  /** Why there is no row at all, whatever the day; null when there may be one. */
  noRow: string | null
  receivedDay: Day | null
  numberedDay: Day | null
  /** A number is printed on a copy: it is known although its day is not. */
  numberPrinted: boolean
  withoutNumber: Marker | null
  whenNumberComes: CorrectionDuty
  /** A number that comes later moves the row only where one is expected or came. */
  dutyBeforeNumber: boolean
  unsettled: boolean
  legalBasis: readonly string[]
}

export interface MarkerOnDay {
  value: Marker | null
  asOf: Day
  correction: CorrectionDuty
  correctionDue: Day | null
}

/** Reads the marker rule of a mode under the taxpayer's policy. `abolished`: a total failure ended the duty to send. */
export function markerRule(
  mode: ModeRow['mode'],
  policy: Policy,
  abolished: boolean,
): Pick<MarkerFacts, 'withoutNumber' | 'whenNumberComes' | 'dutyBeforeNumber' | 'unsettled' | 'legalBasis'> {
  const row = modeRow(mode)
  const { withoutNumber, whenNumberComes, unsettled, legalBasis } = row.marker
  const sendingEnds = abolished && row.mode !== 'emergency'
  const duty =
    typeof whenNumberComes === 'string' ? whenNumberComes : afterFiling[policy[whenNumberComes.policy]]
  return {
    withoutNumber:
      typeof withoutNumber === 'object' && withoutNumber !== null
        ? policy[withoutNumber.policy]
        : withoutNumber,
    whenNumberComes: sendingEnds ? 'none' : duty,
    // DI is filed in the knowledge that a number must come; BFK raises the question only when one came.
    dutyBeforeNumber: row.numberExpected && duty === 'required' && row.mode !== 'early-copy',
    unsettled: unsettled === true || sendingEnds,
    legalBasis,
  }
}

const afterFiling = { review: 'review', 'correct-14-days': 'required', leave: 'none' } as const

/** The marker as it would be filed on a day, from what was assigned by that day, and the duty when a number comes later. */
export function markerOn(facts: MarkerFacts, asOf: Day): MarkerOnDay {
  const nothing: MarkerOnDay = { value: null, asOf, correction: 'none', correctionDue: null }
  if (facts.noRow !== null || facts.receivedDay === null || facts.receivedDay > asOf) return nothing
  if (facts.numberPrinted || (facts.numberedDay !== null && facts.numberedDay <= asOf)) {
    return { ...nothing, value: 'NrKSeF' }
  }
  if (facts.withoutNumber === null) return nothing
  const arises = facts.numberedDay !== null || facts.dutyBeforeNumber
  const correction = arises ? facts.whenNumberComes : 'none'
  const correctionDue =
    correction === 'required' && facts.numberedDay !== null
      ? movedOffDaysOff(addDays(facts.numberedDay, 14))
      : null
  return { value: facts.withoutNumber, asOf, correction, correctionDue }
}

/** A row whose marker the law does not settle, while it has no number. */
export const isUnsettledOn = (facts: MarkerFacts, asOf: Day): boolean => {
  const { value } = markerOn(facts, asOf)
  return facts.unsettled && value !== null && value !== 'NrKSeF'
}
