import { addDays, parseDay } from '../values/day.ts'
import { type Instant, parseInstant } from '../values/instant.ts'
import { present } from '../values/present.ts'

/**
 * An instant of KSeF's permanent storage, to the 100 nanoseconds that KSeF states: UTC with exactly seven fractional
 * digits, so that text order is time order. Kept as text, since a JavaScript `Date` keeps three digits.
 */
export type Checkpoint = string & { readonly checkpoint: unique symbol }

/** Reads any instant with an offset; null when it is none. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const instant = parseInstant(text)
  return instant === null ? null : checkpointOf(instant)
}

const utc = (time: string): Checkpoint => `${time}Z` as Checkpoint

/** An instant with the digits of a checkpoint. */
export function checkpointOf(instant: Instant): Checkpoint {
  const [seconds = '', fraction = ''] = instant.slice(0, -1).split('.')
  return utc(`${seconds}.${fraction.padEnd(7, '0')}`)
}

/** Milliseconds since 1970 as a checkpoint. */
export const checkpointAt = (ms: number): Checkpoint => utc(new Date(ms).toISOString().replace('Z', '0000'))

export const daysLater = (checkpoint: Checkpoint, days: number): Checkpoint =>
  utc(`${addDays(present(parseDay(checkpoint.slice(0, 10))), days)}${checkpoint.slice(10, -1)}`)

export const earlier = <T extends string>(a: T, b: T): T => (a < b ? a : b)

/** Milliseconds since 1970; finer digits are cut. */
export const msOf = (instant: Instant | Checkpoint): number => Date.parse(instant)

export const instantAt = (ms: number): Instant => present(parseInstant(new Date(ms).toISOString()))

/** The instant so many milliseconds later, to the millisecond. */
export const plus = (instant: Instant, ms: number): Instant => instantAt(msOf(instant) + ms)

/** A number from 0 up to 1 that depends on its texts alone (FNV-1a): jitter that tests can foresee. */
export function share(...texts: (string | number)[]): number {
  let hash = 0x811c9dc5
  for (const c of texts.join(' ')) hash = Math.imul(hash ^ present(c.codePointAt(0)), 0x01000193)
  // The last bits of a short text differ most; mixing brings them to the front.
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b)
  return ((hash ^ (hash >>> 13)) >>> 0) / 0x1_0000_0000
}
