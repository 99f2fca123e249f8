import { type Day, daysBetween } from '../values/day.ts'
import { swapped } from './slips.ts'

/** As far apart as a mistyped day may be; the same number a year later is another invoice. */
export const nearDays = 92

/**
 * May an invoice of a seller and number be one that lies in quarantine under the same? Where KSeF's document of it is in
 * hand only on the same day: KSeF refuses a number used twice. A day that is not known contradicts nothing.
 */
export function mayBeQuarantined(day: Day | null, hasKsef: boolean, quarantined: Day | null): boolean {
  if (day === null || quarantined === null || day === quarantined) return true
  if (hasKsef) return false
  return Math.abs(daysBetween(day, quarantined)) <= nearDays || swapped(day) === quarantined
}

/** May it be one whose number is easily misread as its own? Only a copy of the very day: so differ numbers of a month. */
export const mayBeMisread = (day: Day | null, hasKsef: boolean, quarantined: Day | null): boolean =>
  !hasKsef && day !== null && day === quarantined
