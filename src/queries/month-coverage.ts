import type { SubjectType } from '../ksef/export.ts'
import type { Connection, SubjectCoverage } from '../ksef/progress.ts'
import { type Checkpoint, checkpointOf, earlier } from '../ksef/time.ts'
import { gaps, type Interval } from '../ksef/windows.ts'
import { addDays, type Day, firstDayOf, lastDayOf, type Month } from '../values/day.ts'
import { startOfWarsawDay } from '../values/instant.ts'

/** A span of storage in KSeF of which it is not known that all its invoices are here. */
interface Uncovered extends Interval {
  subject: SubjectType
}

/**
 * What of a month, in Warsaw days, is not known complete, by subject type and in order. A month that is not over on the
 * day asked for, or today where that is later than today, is looked at as far as KSeF was read: what comes next is not
 * missing yet. Nothing without a connection,
 * nor of the time before the day from which invoices are wanted.
 */
export function uncoveredIn(
  month: Month,
  { asOf, today }: { asOf: Day; today: Day },
  connection: Pick<Connection, 'from' | 'subjects'> | null,
  reaches: ReadonlyMap<SubjectType, SubjectCoverage>,
): Uncovered[] {
  if (connection === null) return []
  const start = startOf(firstDayOf(month))
  const end = startOf(addDays(lastDayOf(month), 1))
  const from = start < connection.from ? connection.from : start
  const isOver = asOf > lastDayOf(month) && today > lastDayOf(month)
  return [...connection.subjects].sort().flatMap((subject) => {
    const { covered, checkpoint } = reaches.get(subject) ?? { covered: [], checkpoint: connection.from }
    const to = isOver ? end : earlier(end, checkpoint)
    return gaps(covered, from, to).map((interval) => ({ subject, ...interval }))
  })
}

const startOf = (day: Day): Checkpoint => checkpointOf(startOfWarsawDay(day))
