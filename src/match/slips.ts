import type { Day } from '../values/day.ts'
import { parseDay } from '../values/day.ts'
import { nearKey, readLookalikes } from '../values/invoice-number.ts'
import { asLatin } from '../values/latin.ts'

/** How one number, or day, becomes another by a slip of the hand, or by a field that was too short. */

const boundary = '|'

/** Is one number key the other without whole runs at its beginning or its end? What is left must hold a digit. */
export function isPartOf(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  if (!/\d/.test(short)) return false
  return long.startsWith(`${short}${boundary}`) || long.endsWith(`${boundary}${short}`)
}

/** Is one text the other cut off, as by a field with too few characters? What is left must hold a digit. */
export function isCutShort(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return short !== long && /\d/.test(short) && long.startsWith(short)
}

/** Are two number keys the same once look-alikes are read as digits? Zeros count, unlike in `nearKey`. */
export const isMisread = (a: string, b: string): boolean => a !== b && asDigits(a) === asDigits(b)

/**
 * Is one number easily written as the other: with two neighbours swapped, look-alikes, other separators, or other
 * leading zeros? Another digit is not enough: so differ numbers that a seller gives one after the other.
 */
export const isMistakable = (a: string, b: string): boolean =>
  a !== b && (nearKey(a) === nearKey(b) || isMisread(a, b) || isTransposed(asDigits(a), asDigits(b)))

/** Equal for numbers that are mistakable, and for some others: how often each digit but the zero is in `nearKey`. */
export const mistakableKey = (key: string): string => digitsIn(nearKey(key))

/** How often each digit but the zero is in a text. */
export function digitsIn(text: string): string {
  const counts = [0, 0, 0, 0, 0, 0, 0, 0, 0]
  for (let at = 0; at < text.length; at++) {
    const digit = text.charCodeAt(at) - one
    const count = counts[digit]
    if (count !== undefined) counts[digit] = count + 1
  }
  return counts.join('.')
}
const one = '1'.charCodeAt(0)

const asDigits = (key: string): string => readLookalikes(asLatin(key.toUpperCase()).replaceAll(boundary, ''))

const romanMonths = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII']
/** A year of this century in a run of digits: alone, or before or behind a month, or a day and a month. */
const longYear = /^20(\d\d)(0[1-9]|1[0-2])?$|^((?:0[1-9]|[12]\d|3[01])?(?:0[1-9]|1[0-2]))20(\d\d)$/

/**
 * Are two number keys the same once their years have two digits (2026 and 26, 062026 and 0626, 202606 and 2606) and
 * their Roman months are Arabic? Look-alikes, separators and leading zeros aside, as `nearKey` has it.
 */
export const isDatedOtherwise = (a: string, b: string): boolean => a !== b && plainDates(a) === plainDates(b)

function plainDates(key: string): string {
  const runs = asLatin(key.toUpperCase()).split(boundary)
  return nearKey(runs.map(arabicMonth).map(shortYear).join(boundary))
}

const shortYear = (run: string): string => run.replace(longYear, '$1$2$3$4')

function arabicMonth(run: string): string {
  const at = romanMonths.indexOf(run)
  return at < 0 ? run : String(at + 1)
}
/** Are two texts the same but for two neighbours that are swapped? */
export function isTransposed(a: string, b: string): boolean {
  if (a === b || a.length !== b.length) return false
  const at = firstDifference(a, b)
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2)
}

/** Do two texts differ in one character: another one, a missing one or one too many? */
export function isOneSlip(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (a === b || long.length - short.length > 1) return false
  const at = firstDifference(short, long)
  return short.slice(short.length === long.length ? at + 1 : at) === long.slice(at + 1)
}

function firstDifference(a: string, b: string): number {
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  return at
}

/** A day with day and month swapped, where that is another one. */
export function swapped(day: Day): Day | null {
  const [y, m, d] = day.split('-')
  return d === m ? null : parseDay(`${y}-${d}-${m}`)
}
