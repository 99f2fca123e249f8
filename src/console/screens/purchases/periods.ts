import { addPeriods, parsePeriod } from '../../../values/day.ts'

/** All months `YYYY-MM`, or quarters `YYYY-Qn`, from one to another; no more than a year of months. */
export function periodsBetween(from: string, until: string): string[] {
  const first = parsePeriod(from)
  if (first === null) return []
  const periods = [first]
  for (let next = addPeriods(first, 1); next <= until && periods.length < 12; next = addPeriods(next, 1))
    periods.push(next)
  return periods
}
