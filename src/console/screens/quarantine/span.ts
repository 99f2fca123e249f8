/**
 * The time within which KSeF stored what has this number: its day of acceptance, which stands in the number, and the day
 * after it. Null where the number holds no day.
 */
export function spanOf(ksefNumber: string): { from: string; to: string } | null {
  const day = /^\d{10}-(\d{4})(\d\d)(\d\d)-/.exec(ksefNumber)
  const begin = day === null ? Number.NaN : Date.parse(`${day[1]}-${day[2]}-${day[3]}T00:00:00+02:00`)
  if (Number.isNaN(begin)) return null
  const end = begin + 49 * 3_600_000
  return { from: new Date(begin).toISOString(), to: new Date(end).toISOString() }
}
