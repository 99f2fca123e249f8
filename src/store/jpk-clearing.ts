import { sql } from 'drizzle-orm'
import type { Db } from './database.ts'
import { putJob } from './jobs.ts'

/**
 * Taking away what is needed no more of checks of files. A file may have half a million rows: a job takes them away step by
 * step, and goes on where it was cut off.
 */

/** The kind of the job; its subject is the row number of the check. */
export const jpkClearing = 'jpk-clearing'

/** What is of no use of a check is taken away from a time on. */
export const clearJpkCheck = (db: Db, seq: number, dueMs: number): void =>
  putJob(db, jpkClearing, String(seq), dueMs)

/** Nobody asks for the rows of a check any more; what it found stays. */
export function forgetJpkRows(db: Db, seq: number, nowMs: number): void {
  db.run(sql`UPDATE jpk_checks SET kept = 0 WHERE seq = ${seq}`)
  clearJpkCheck(db, seq, nowMs)
}

/** Checks that were begun before a time and never came to their end. */
export const abandonedJpkChecks = (db: Db, before: string): number[] =>
  db
    .all<{ seq: number }>(sql`SELECT seq FROM jpk_checks WHERE state = 'running' AND at < ${before}`)
    .map(({ seq }) => seq)

/** A check that was cut off gives its id to the one that begins anew. `id`: its own from now on. */
export const setJpkCheckAside = (db: Db, seq: number, id: string): void =>
  db.run(sql`UPDATE jpk_checks SET id = ${id} WHERE seq = ${seq}`)

/** What is of no use of a check: all of it, its rows, or nothing; null where there is no such check any more. */
export function uselessOfJpkCheck(db: Db, seq: number): 'all' | 'rows' | 'nothing' | null {
  const found = db.get<{ state: string; kept: number }>(
    sql`SELECT state, kept FROM jpk_checks WHERE seq = ${seq}`,
  )
  if (found === undefined) return null
  return found.state === 'running' ? 'all' : found.kept === 0 ? 'rows' : 'nothing'
}

/** Takes some of the rows of a check away; answers whether there were any. */
export const clearJpkRows = (db: Db, seq: number, most: number): boolean =>
  db.all(sql`
    DELETE FROM jpk_check_rows WHERE check_seq = ${seq} AND position <
      (SELECT min(position) FROM jpk_check_rows WHERE check_seq = ${seq}) + ${most} RETURNING 1`).length > 0

/** Takes some of the items of a check away; answers whether there were any. */
export const clearJpkItems = (db: Db, seq: number, most: number): boolean =>
  db.all(sql`
    DELETE FROM jpk_check_items WHERE check_seq = ${seq} AND seq <
      (SELECT min(seq) FROM jpk_check_items WHERE check_seq = ${seq}) + ${most} RETURNING 1`).length > 0

/** Takes a check away of which nothing else is left. */
export const deleteJpkCheck = (db: Db, seq: number): void =>
  db.run(sql`DELETE FROM jpk_checks WHERE seq = ${seq}`)
