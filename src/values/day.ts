/**
 * Calendar days, months and quarters of Poland, as branded text.
 *
 * All arithmetic is on whole numbers of the proleptic Gregorian calendar: no `Date`, hence no host time zone.
 * Text of one kind sorts as time does, so days, months and quarters may be compared with `<`.
 */

declare const brand: unique symbol

/** A real calendar day in Warsaw, `YYYY-MM-DD`. */
export type Day = string & { readonly [brand]: 'Day' }
/** A calendar month, `YYYY-MM`. */
export type Month = string & { readonly [brand]: 'Month' }
/** A calendar quarter, `YYYY-Qn`. */
export type Quarter = string & { readonly [brand]: 'Quarter' }
/** What a VAT return is filed for. */
export type Period = Month | Quarter

/** After every day there is: what is known by then is everything known. */
export const endOfDays: Day = dayIn(monthText(9999, 12), 31)

const firstYear = 1990
const lastYear = 2100
const dash = 45
const letterQ = 81
const daysBeforeMonth = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365]

/**
 * Reads `YYYY-MM-DD`, nothing looser: no spaces, no single-digit months, no time.
 * Null for days that do not exist and for years outside 1990..2100, which are typing errors in an invoice.
 */
export const parseDay = (text: string): Day | null => (isDay(text) ? text : null)

function isDay(text: string): text is Day {
  if (text.length !== 10 || text.charCodeAt(4) !== dash || text.charCodeAt(7) !== dash) return false
  const year = digits(text, 0, 4)
  const month = digits(text, 5, 7)
  const day = digits(text, 8, 10)
  if (!(year >= firstYear && year <= lastYear && month >= 1 && month <= 12)) return false
  return day >= 1 && day <= lengthOfMonth(year, month)
}

/** Reads `YYYY-MM`, years 1990..2100. */
export const parseMonth = (text: string): Month | null => (isMonth(text) ? text : null)

function isMonth(text: string): text is Month {
  if (text.length !== 7 || text.charCodeAt(4) !== dash) return false
  const year = digits(text, 0, 4)
  const month = digits(text, 5, 7)
  return year >= firstYear && year <= lastYear && month >= 1 && month <= 12
}

/** Reads `YYYY-Qn`, years 1990..2100. */
export const parseQuarter = (text: string): Quarter | null => (isQuarterText(text) ? text : null)

function isQuarterText(text: string): text is Quarter {
  if (text.length !== 7 || text.charCodeAt(4) !== dash || text.charCodeAt(5) !== letterQ) return false
  const year = digits(text, 0, 4)
  const quarter = digits(text, 6, 7)
  return year >= firstYear && year <= lastYear && quarter >= 1 && quarter <= 4
}

/** Reads a month or a quarter. */
export function parsePeriod(text: string): Period | null {
  return parseMonth(text) ?? parseQuarter(text)
}

/** The day `n` whole days later (earlier when negative). RangeError for fractions and beyond years 1..9999. */
export function addDays(day: Day, n: number): Day {
  const number = dayNumber(day) + n
  if (!Number.isSafeInteger(n) || number < 1 || number > 3_652_059) {
    throw new RangeError(`cannot move ${day} by ${n} days`)
  }
  let year = Math.floor((number * 400) / 146_097) + 1
  while (daysBeforeYear(year) >= number) year -= 1
  while (daysBeforeYear(year + 1) < number) year += 1
  const dayOfYear = number - daysBeforeYear(year)
  let month = 12
  while (daysBefore(year, month) >= dayOfYear) month -= 1
  return dayIn(monthText(year, month), dayOfYear - daysBefore(year, month))
}

/** Days from `from` to `to`; negative when `to` is the earlier one. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from)
}

/** ISO weekday: 1 Monday .. 7 Sunday. */
export function weekday(day: Day): number {
  return ((dayNumber(day) + 6) % 7) + 1
}

/** The month a day lies in. */
export function monthOf(day: Day): Month {
  return day.slice(0, 7) as Month
}

/** The quarter a day lies in. */
export function quarterOf(day: Day): Quarter {
  return quarterIn(day.slice(0, 4), Math.ceil(digits(day, 5, 7) / 3))
}

/** The period `n` periods later: months move by months, quarters by quarters. RangeError as of `addMonths`. */
export function addPeriods(period: Period, n: number): Period {
  if (!isQuarter(period)) return addMonths(period, n)
  const [year, position] = moved(period, n, 4)
  return quarterIn(four(year), position)
}

/** The month `n` months later. RangeError for fractions and beyond years 1..9999. */
export function addMonths(month: Month, n: number): Month {
  const [year, position] = moved(month, n, 12)
  return monthText(year, position)
}

/** Year and position in it of the period `n` periods later. */
function moved(period: Period, n: number, perYear: number): [number, number] {
  const index = digits(period, 0, 4) * perYear + ordinal(period) - 1 + n
  const year = Math.floor(index / perYear)
  if (!Number.isSafeInteger(n) || year < 1 || year > 9999) {
    throw new RangeError(`cannot move ${period} by ${n} periods`)
  }
  return [year, index - year * perYear + 1]
}

/** The month itself, or the first month of the quarter. */
export function firstMonthOf(period: Period): Month {
  if (!isQuarter(period)) return period
  return monthText(digits(period, 0, 4), ordinal(period) * 3 - 2)
}

/** The month itself, or the last month of the quarter. */
export function lastMonthOf(period: Period): Month {
  if (!isQuarter(period)) return period
  return monthText(digits(period, 0, 4), ordinal(period) * 3)
}

/** The first day of a month or quarter. */
export function firstDayOf(period: Period): Day {
  return dayIn(firstMonthOf(period), 1)
}

/** The first day of a calendar year. */
export const firstDayOfYear = (year: number): Day => dayIn(monthText(year, 1), 1)

/** The last day of a month or quarter. */
export function lastDayOf(period: Period): Day {
  const month = lastMonthOf(period)
  return dayIn(month, lengthOfMonth(digits(month, 0, 4), digits(month, 5, 7)))
}

/** The latest of values of one kind (days, months or quarters); nulls are ignored, null when nothing is left. */
export function laterOf<T extends string>(...xs: (T | null)[]): T | null {
  let latest: T | null = null
  for (const x of xs) if (x !== null && (latest === null || x > latest)) latest = x
  return latest
}

/** The earliest of values of one kind (days, months or quarters); nulls are ignored, null when nothing is left. */
export function earlierOf<T extends string>(...xs: (T | null)[]): T | null {
  let earliest: T | null = null
  for (const x of xs) if (x !== null && (earliest === null || x < earliest)) earliest = x
  return earliest
}

/** Whole number written at [from, to) in ASCII digits; NaN when any character is not one. */
function digits(text: string, from: number, to: number): number {
  let value = 0
  for (let i = from; i < to; i += 1) {
    const digit = text.charCodeAt(i) - 48
    if (!(digit >= 0 && digit <= 9)) return Number.NaN
    value = value * 10 + digit
  }
  return value
}

/** Days since 0000-12-31, so that 0001-01-01, a Monday, is day 1. */
function dayNumber(day: Day): number {
  const year = digits(day, 0, 4)
  return daysBeforeYear(year) + daysBefore(year, digits(day, 5, 7)) + digits(day, 8, 10)
}

function daysBeforeYear(year: number): number {
  const past = year - 1
  return past * 365 + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400)
}

/** Days of the year before the month begins. */
function daysBefore(year: number, month: number): number {
  return daysBeforeMonth[month - 1]! + (month > 2 && isLeap(year) ? 1 : 0)
}

function lengthOfMonth(year: number, month: number): number {
  return daysBeforeMonth[month]! - daysBeforeMonth[month - 1]! + (month === 2 && isLeap(year) ? 1 : 0)
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

function isQuarter(period: Period): period is Quarter {
  return period.charCodeAt(5) === letterQ
}

/** Position in its year: 1..12 of a month, 1..4 of a quarter. */
function ordinal(period: Period): number {
  return isQuarter(period) ? digits(period, 6, 7) : digits(period, 5, 7)
}

function monthText(year: number, month: number): Month {
  return `${four(year)}-${two(month)}` as Month
}

function dayIn(month: Month, day: number): Day {
  return `${month}-${two(day)}` as Day
}

function quarterIn(year: string, quarter: number): Quarter {
  return `${year}-Q${quarter}` as Quarter
}

function two(n: number): string {
  return n < 10 ? `0${n}` : `${n}`
}

function four(n: number): string {
  return n < 1000 ? `${n}`.padStart(4, '0') : `${n}`
}
