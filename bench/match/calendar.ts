/** Days of the labelled months, as the generator counts them: apart from the service's own calendar. */

export const firstDay = '2026-04-01'
export const lastDay = '2026-06-30'
/** A failure of KSeF that covers these days. */
export const failure = { start: '2026-05-12', end: '2026-05-13' }
/** On this day everything is looked at: every number that is to come has come. */
export const asOf = '2026-08-31'

const daysOff: ReadonlySet<string> = new Set(['2026-04-06', '2026-05-01', '2026-06-04'])

export const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

export const daysFrom = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000

export function nextBusinessDay(day: string): string {
  let next = plusDays(day, 1)
  while ([0, 6].includes(new Date(next).getUTCDay()) || daysOff.has(next)) next = plusDays(next, 1)
  return next
}

export const monthOfDay = (day: string): string => day.slice(0, 7)
