import { type Day, lastDayOf, type Month } from '../values/day.ts'

/** What stands between a month and its filing, counted. */
interface Blockers {
  /** Open blocking findings of its rows: the same tax might be deducted twice, or wrongly. */
  findings: number
  /** Rows that no file can hold. */
  unfileableRows: number
  /** What the form, or the taxpayer's data in it, lacks. */
  jpkProblems: number
  /** Documents of KSeF in quarantine that may fall into it: what is filed without them may lack their tax. */
  quarantined: number
}

/** A month is ready when it is over and nothing blocks it. Numbers that are awaited block nothing: markers are for them. */
export function readiness(month: Month, asOf: Day, blockers: Blockers) {
  const blocking = blockers.findings + blockers.unfileableRows + blockers.jpkProblems + blockers.quarantined
  const monthOver = asOf > lastDayOf(month)
  return { ready: monthOver && blocking === 0, monthOver, blocking }
}
