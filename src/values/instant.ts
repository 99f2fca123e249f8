/**
 * Instants, kept as text because KSeF publishes seven fractional digits and a JavaScript `Date` keeps three.
 *
 * Warsaw time follows the European rule: summer time (UTC+2) from the last Sunday of March to the last Sunday of
 * October, changing at 01:00 UTC, otherwise UTC+1. Source: Directive 2000/84/EC, articles 2 and 3.
 * Poland has kept this rule since 1996, so earlier instants are not served.
 */
import type { Day } from './day.ts'
import { addDays, parseDay, weekday } from './day.ts'

declare const brand: unique symbol

/**
 * Canonical UTC text `YYYY-MM-DDTHH:mm:ss[.f{1,7}]Z`, without trailing zeros in the fraction: equal instants are
 * equal text. It does not sort as text ('Z' sorts after '.'); use `compareInstants`.
 */
export type Instant = string & { readonly [brand]: 'Instant' }

const shape = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:Z|([+-])(\d\d):(\d\d))$/
const minutesPerDay = 1440
const furthestOffsetMinutes = 14 * 60

/**
 * Reads ISO 8601 with `Z` or an offset `±HH:MM`; seconds may be left out, as people do in outage notices; digits of the fraction past the seventh are cut.
 * Null without an offset (nobody can tell which clock was meant), for days and times that do not exist (leap
 * seconds and hour 24 included), for offsets beyond 14 hours and for days outside 1990..2100.
 */
export function parseInstant(text: string): Instant | null {
  const match = shape.exec(text)
  if (match === null) return null
  const localDay = parseDay(match[1]!)
  const hour = Number(match[2])
  const minute = Number(match[3])
  const seconds = match[4] ?? '00'
  if (localDay === null || hour > 23 || minute > 59 || Number(seconds) > 59) return null
  const offset = offsetMinutes(match[6], match[7], match[8])
  if (offset === null) return null
  const utcMinutes = hour * 60 + minute - offset
  const day = shiftDay(localDay, Math.floor(utcMinutes / minutesPerDay))
  if (day === null) return null
  const minuteOfDay = (utcMinutes + minutesPerDay) % minutesPerDay
  const time = `${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}:${seconds}`
  return instantOn(day, `${time}${fractionText(match[5])}`)
}

/** Negative when `a` is earlier than `b`, 0 when they are the same instant, positive when later. */
export function compareInstants(a: Instant, b: Instant): number {
  if (a === b) return 0
  // Without the final Z a longer fraction continues a shorter one, and text order is time order.
  return a.slice(0, -1) < b.slice(0, -1) ? -1 : 1
}

/** The calendar day in Warsaw at this instant: the day on which the law says something happened. */
export function warsawDay(instant: Instant): Day {
  const utcDay = instant.slice(0, 10) as Day
  const hour = (instant.charCodeAt(11) - 48) * 10 + instant.charCodeAt(12) - 48
  if (hour < 22) return utcDay
  return hour === 23 || summerTimeAtNight(utcDay) ? addDays(utcDay, 1) : utcDay
}

/** The instant at which a Warsaw day begins: 22:00 UTC of the day before in summer, 23:00 in winter. */
export function startOfWarsawDay(day: Day): Instant {
  const eve = addDays(day, -1)
  return instantOn(eve, `${summerTimeAtNight(eve) ? '22' : '23'}:00:00`)
}

/** A time of a day, both in UTC. */
function instantOn(day: Day, time: string): Instant {
  return `${day}T${time}Z` as Instant
}

/** Whether a Warsaw day begins exactly at this instant: the mark of a date written down as a time. */
export function isWarsawMidnight(instant: Instant): boolean {
  return instant === startOfWarsawDay(warsawDay(instant))
}

/** Summer time in the last two hours of this UTC day; both changes happen before, at 01:00 UTC of their Sunday. */
function summerTimeAtNight(utcDay: Day): boolean {
  const month = Number(utcDay.slice(5, 7))
  if (month !== 3 && month !== 10) return month > 3 && month < 10
  const dayOfMonth = Number(utcDay.slice(8))
  // March and October have 31 days: the last Sunday has come when no Sunday is left up to the 31st.
  const nextSunday = dayOfMonth + 7 - (weekday(utcDay) % 7)
  return nextSunday > 31 === (month === 3)
}

/** Minutes east of UTC; 0 when the text ended in Z; null for an impossible offset. */
function offsetMinutes(sign?: string, hours?: string, minutes?: string): number | null {
  if (sign === undefined) return 0
  const total = Number(hours) * 60 + Number(minutes)
  if (total > furthestOffsetMinutes || Number(minutes) > 59) return null
  return sign === '-' ? -total : total
}

/** Null when the shift to UTC leaves the years that days may have. */
function shiftDay(day: Day, n: number): Day | null {
  return n === 0 ? day : parseDay(addDays(day, n))
}

function fractionText(digits: string | undefined): string {
  if (digits === undefined) return ''
  const kept = digits.slice(0, 7).replace(/0+$/, '')
  return kept === '' ? '' : `.${kept}`
}

function two(n: number): string {
  return n < 10 ? `0${n}` : `${n}`
}
