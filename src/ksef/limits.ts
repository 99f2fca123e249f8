/**
 * KSeF counts calls in sliding windows, per taxpayer and address (API notes, section 6). Times are milliseconds since
 * 1970 of our own clock, noted before each call.
 */

import { present } from '../values/present.ts'

export type CallGroup = 'exports' | 'export-status' | 'metadata'

interface Limit {
  ms: number
  most: number
}

/** TABLE: calls allowed within the last second, minute and hour. */
export const ksefLimits: Record<CallGroup, readonly Limit[]> = {
  exports: [
    { ms: 1_000, most: 8 },
    { ms: 60_000, most: 16 },
    { ms: 3_600_000, most: 20 },
  ],
  'export-status': [
    { ms: 1_000, most: 10 },
    { ms: 60_000, most: 60 },
    { ms: 3_600_000, most: 600 },
  ],
  metadata: [
    { ms: 1_000, most: 8 },
    { ms: 60_000, most: 16 },
    { ms: 3_600_000, most: 20 },
  ],
}

/** A call may reach KSeF later than it was noted: one that was slow and one that is quick must still be apart. */
export const slackMs = 5_000

/** When the next call of a group is allowed, in ms; not later than `now` when it is now. */
export const allowedAt = (group: CallGroup, calls: readonly number[]): number =>
  ksefLimits[group].reduce((latest, { ms, most }) => {
    const oldest = calls.at(-most)
    return calls.length < most || oldest === undefined ? latest : Math.max(latest, oldest + ms + slackMs)
  }, 0)

/** The calls that still count, with one made now. */
export const withCall = (group: CallGroup, calls: readonly number[], now: number): number[] => {
  const longest = present(ksefLimits[group].at(-1)).ms + slackMs
  return [...calls.filter((at) => at > now - longest), now]
}
