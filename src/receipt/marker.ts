import { otherDocumentMarker } from '../law/jpk.ts'
import type { Mode } from '../law/mode-names.ts'
import { hasTrait } from '../law/mode-traits.ts'
import { modeRow } from '../law/modes.ts'
import type { Policy } from '../law/policy.ts'
import { correctionTermDays, numberTable } from '../law/record-corrections.ts'
import { movedOffDaysOff } from '../law/workdays.ts'
import type { Said } from '../texts/sentence.ts'
import { addDays, type Day, laterOf } from '../values/day.ts'

export type Marker = 'NrKSeF' | 'OFF' | 'BFK' | 'DI'
export type CorrectionDuty = 'none' | 'required' | 'review'

/** What the marker of any day is found from; everything that does not depend on that day is settled here. */
export interface MarkerFacts {
  /** Why there is no row at all, whatever the day; null when there may be one. */
  noRow: Said | null
  receivedDay: Day | null
  numberedDay: Day | null
  /** From when a number is known that is printed on a copy, while KSeF's own document is not in hand. */
  printedDay: Day | null
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

type SettledRule = Pick<
  MarkerFacts,
  'withoutNumber' | 'whenNumberComes' | 'dutyBeforeNumber' | 'unsettled' | 'legalBasis'
>

/** Customs and internal documents are DI for good, whatever invoice they belong to. */
const otherDocument: SettledRule = {
  withoutNumber: otherDocumentMarker.withoutNumber,
  whenNumberComes: otherDocumentMarker.whenNumberComes,
  dutyBeforeNumber: false,
  unsettled: false,
  legalBasis: otherDocumentMarker.legalBasis,
}

/**
 * Reads the marker rule of a mode under the taxpayer's policy. `abolished`: a total failure ended the duty to send.
 * `internal`: the row is booked from a customs or internal document.
 */
export function markerRule(mode: Mode, policy: Policy, abolished: boolean, internal: boolean): SettledRule {
  if (internal) return otherDocument
  const row = modeRow(mode)
  const { withoutNumber, whenNumberComes, unsettled, legalBasis } = row.marker
  const marker =
    typeof withoutNumber === 'object' && withoutNumber !== null ? policy[withoutNumber.policy] : withoutNumber
  const sendingEnds = abolished && !hasTrait(mode, 'receivedAsBeforeTotalFailure')
  const stated =
    typeof whenNumberComes === 'string' ? whenNumberComes : afterFiling[policy[whenNumberComes.policy]]
  // What a policy chose for the marker goes before what the mode says of its number.
  const corrects = marker === null || numberTable[marker].duty !== 'none'
  const duty = sendingEnds || !corrects ? 'none' : stated
  return {
    withoutNumber: marker,
    whenNumberComes: duty,
    // DI is filed in the knowledge that a number must come; BFK raises the question only when one came.
    dutyBeforeNumber: row.numberExpected && duty === 'required' && marker === 'DI',
    unsettled: unsettled === true || sendingEnds,
    legalBasis,
  }
}

const afterFiling = { review: 'review', 'correct-14-days': 'required', leave: 'none' } as const

/** From which day its KSeF number belongs into its row; null while none is known. */
export const numberKnownOn = ({
  numberedDay,
  printedDay,
}: Pick<MarkerFacts, 'numberedDay' | 'printedDay'>): Day | null => numberedDay ?? printedDay

/** The first day on which a row with a marker can be filed; null where that is never so. */
export function firstRowDay(facts: MarkerFacts): Day | null {
  if (facts.noRow !== null || facts.receivedDay === null) return null
  if (facts.withoutNumber !== null) return facts.receivedDay
  const knownDay = numberKnownOn(facts)
  return knownDay === null ? null : laterOf(facts.receivedDay, knownDay)
}

/** What the marker of any day is read from. */
export type MarkerDays = Pick<
  MarkerFacts,
  'noRow' | 'receivedDay' | 'numberedDay' | 'printedDay' | 'withoutNumber'
>

/** The marker of a row filed on a day; null where there is no row then. */
export function markerValueOn(facts: MarkerDays, asOf: Day): Marker | null {
  if (facts.noRow !== null || facts.receivedDay === null || facts.receivedDay > asOf) return null
  const knownDay = numberKnownOn(facts)
  return knownDay !== null && knownDay <= asOf ? 'NrKSeF' : facts.withoutNumber
}

/** What marks its rows until its number is known: null where nothing does, `none` where it has no row whatever the day. */
export function markerBeforeNumber(facts: MarkerDays): Marker | 'none' | null {
  if (facts.noRow !== null) return 'none'
  const knownDay = numberKnownOn(facts)
  const isKnownFirst = facts.receivedDay !== null && knownDay !== null && knownDay <= facts.receivedDay
  return facts.receivedDay === null || isKnownFirst ? null : facts.withoutNumber
}

/** The marker as it would be filed on a day, from what was assigned by that day, and the duty when a number comes later. */
export function markerOn(facts: MarkerFacts, asOf: Day): MarkerOnDay {
  const value = markerValueOn(facts, asOf)
  if (value === null || value === 'NrKSeF') return { value, asOf, correction: 'none', correctionDue: null }
  const arises = facts.numberedDay !== null || facts.dutyBeforeNumber
  const correction = arises ? facts.whenNumberComes : 'none'
  const correctionDue =
    correction === 'required' && facts.numberedDay !== null
      ? movedOffDaysOff(addDays(facts.numberedDay, correctionTermDays))
      : null
  return { value, asOf, correction, correctionDue }
}

/** A row whose marker the law does not settle, while it has no number. */
export const isUnsettledOn = (facts: MarkerFacts, asOf: Day): boolean => {
  const { value } = markerOn(facts, asOf)
  return facts.unsettled && value !== null && value !== 'NrKSeF'
}
