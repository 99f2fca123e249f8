import { type SQL, sql } from 'drizzle-orm'
import { markerBeforeNumber } from '../receipt/marker.ts'
import type { Verdict } from '../receipt/verdict.ts'
import { fromJson, type Json } from '../values/json.ts'
import { type Db, limitTo, rowsOf } from './database.ts'
import { unfolding } from './folding.ts'
import { endJob, jobTimes, putJob } from './jobs.ts'

/**
 * Writes the marker beside verdicts that were stored before it was: it is in them, where no statement looks. Only of those
 * that had no number when they were received, and of those that stand in no month. A job takes some at once, and goes on
 * where it was cut off.
 */

/** The kind of the job; its subject is a place: which of the two, and up to which number they are done. */
export const markingJob = 'marking'

/** Rows that are marked in one turn: it takes a few milliseconds. */
const step = 200

const numberless = sql`purchases p INDEXED BY purchases_list WHERE p.merged_into IS NULL
  AND p.received_day IS NOT NULL AND (p.numbered_day IS NULL OR p.numbered_day > p.received_day)`
const nowhere = sql`purchases p WHERE p.nowhere IS NOT NULL AND p.merged_into IS NULL`

/** Marks what comes next behind the place of a job, and moves it there or ends it, within a transaction. */
export function markSome(db: Db, { kind, subject }: { kind: string; subject: string }, nowMs: number): void {
  const [which = '', done] = subject.split(' ')
  const last = mark(db, sql`${which === 'numberless' ? numberless : nowhere} AND p.seq > ${Number(done)}`)
  endJob(db, { kind, subject })
  if (last !== null) putJob(db, kind, `${which} ${last}`, nowMs)
  else if (which === 'numberless') putJob(db, kind, 'nowhere 0', nowMs)
}

/** Marks the first of these; answers the last that was, null where there was none. */
function mark(db: Db, those: SQL): number | null {
  const unfolded = unfolding(db)
  const seqs = db
    .all<{ seq: number }>(sql`SELECT p.seq AS seq FROM ${those} ORDER BY p.seq ${limitTo(step)}`)
    .map(({ seq }) => seq)
  const rows = db.all<{ seq: number; verdict: Json<Verdict> }>(sql`
    SELECT p.seq AS seq, p.verdict AS verdict FROM ${rowsOf(seqs)} j JOIN purchases p ON p.seq = j.value`)
  db.runEach(
    'UPDATE purchases SET marker = ? WHERE seq = ?',
    rows.map(({ seq, verdict }) => {
      const { marker } = fromJson(unfolded(verdict))
      return [markerBeforeNumber(marker), seq]
    }),
  )
  return seqs.at(-1) ?? null
}

/** Marks all that is left: whoever asks for a marker before the job is done hears of every purchase that has it. */
export function markRest(db: Db): void {
  for (;;) {
    const job = jobTimes(db).find(({ kind }) => kind === markingJob)
    if (job === undefined) return
    db.transaction(() => markSome(db, job, job.dueMs), 'later')
  }
}
