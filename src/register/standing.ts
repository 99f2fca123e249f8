import { addMonths, type Month } from '../values/day.ts'

/** Where an entry would stand, had nothing been filed, and what was. */
export interface StandingFacts {
  /** The month that the law, or the accountant's choice, gives. */
  month: Month
  /** The accountant chose the month. */
  chosen: boolean
  /** First and last month of the window of deduction. */
  from: Month
  until: Month
  /** The months in which this purchase was filed, in order. */
  filedIn: readonly Month[]
  /** A record of the month was filed. */
  isFiled: (month: Month) => boolean
}

/**
 * The month in which a purchase stands once months have been filed. What was filed in a month of its window stays
 * there, unless the accountant chose another one. What became known after its month was filed stands in the earliest
 * month of its window not yet filed; where there is none it stays, and the month has to be corrected.
 */
export function standingMonth({ month, chosen, from, until, filedIn, isFiled }: StandingFacts): Month {
  const kept = filedIn.find((filed) => from <= filed && filed <= until)
  if (kept !== undefined && (!chosen || filedIn.includes(month)))
    return filedIn.includes(month) ? month : kept
  if (!isFiled(month)) return month
  for (let next = month; next < until; ) {
    next = addMonths(next, 1)
    if (!isFiled(next)) return next
  }
  return month
}
