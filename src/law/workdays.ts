import Holidays from 'date-holidays'
import { addDays, type Day, firstDayOfYear, weekday } from '../values/day.ts'

// One look-up of the library costs more than a millisecond: a year's list is taken once.
const calendar = new Holidays('PL')
const holidaysOfYear = new Map<string, ReadonlySet<string>>()

function holidays(year: string): ReadonlySet<string> {
  let days = holidaysOfYear.get(year)
  if (days === undefined) {
    const listed = calendar.getHolidays(Number(year))
    // Only `public` is a statutory day off; `optional` (2 May) and observances are business days.
    days = new Set(listed.filter((h) => h.type === 'public').map((h) => h.date.slice(0, 10)))
    holidaysOfYear.set(year, days)
  }
  return days
}

/** Statutory day off in Poland (ustawa o dniach wolnych od pracy; 24 December since 2025), Sundays included. */
export const isHoliday = (day: Day): boolean => weekday(day) === 7 || holidays(day.slice(0, 4)).has(day)

/** Monday to Friday without statutory holidays. The VAT Act does not define the term; the Ministry's example excludes Saturdays. */
export const isBusinessDay = (day: Day): boolean => weekday(day) !== 6 && !isHoliday(day)

/** The n-th business day after `day`, which itself is not counted (Ordynacja art. 12 § 1); n >= 1. */
export function addBusinessDays(day: Day, n: number): Day {
  let current = day
  for (let left = n; left > 0; ) {
    current = addDays(current, 1)
    if (isBusinessDay(current)) left--
  }
  return current
}

const businessDaysOfYear = new Map<number, readonly Day[]>()

/** All business days of a year, in order; made once, so that counting over many years walks no days. */
function businessDays(year: number): readonly Day[] {
  let days = businessDaysOfYear.get(year)
  if (days === undefined) {
    const all: Day[] = []
    for (let day = firstDayOfYear(year); day.startsWith(`${year}`); day = addDays(day, 1)) all.push(day)
    days = all.filter(isBusinessDay)
    businessDaysOfYear.set(year, days)
  }
  return days
}

/** How many business days lie after `from`, up to and including `to`; 0 where `to` is not the later day. */
export function businessDaysBetween(from: Day, to: Day): number {
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))]
  let count = 0
  for (let year = first; year <= last; year++) {
    const days = businessDays(year)
    const isInside = year > first && year < last
    count += isInside ? days.length : days.filter((day) => from < day && day <= to).length
  }
  return count
}

/** The day itself, or the first following one that is neither a Saturday nor a holiday (Ordynacja art. 12 § 5). */
export function movedOffDaysOff(day: Day): Day {
  let current = day
  while (!isBusinessDay(current)) current = addDays(current, 1)
  return current
}
