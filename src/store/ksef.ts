import { sql } from 'drizzle-orm'
import type { SubjectType } from '../ksef/export.ts'
import {
  type Connection,
  laneOf,
  noProgress,
  type Progress,
  type Run,
  type SubjectCoverage,
} from '../ksef/progress.ts'
import type { Checkpoint } from '../ksef/time.ts'
import type { Interval } from '../ksef/windows.ts'
import type { Sentence } from '../texts/sentence.ts'
import type { Instant } from '../values/instant.ts'
import { type Db, limitTo, rowsOf } from './database.ts'

/** A run as it is kept: to begin (`startedAt` null), under way, or with the instant and the way it ended. */
export interface StoredRun extends Omit<Run, 'startedAt' | 'tasks'> {
  startedAt: Instant | null
  finishedAt: Instant | null
  /** Why it ended without being done. */
  failure: Sentence | null
}

export function readConnection(db: Db): { connection: Connection; credential: string } | null {
  const row = db.get<{ connection: string; credential: string }>(
    sql`SELECT connection, credential FROM ksef_connection WHERE id = 1`,
  )
  return row ? { connection: JSON.parse(row.connection) as Connection, credential: row.credential } : null
}

/** `credential` is sealed. */
export function writeConnection(db: Db, connection: Connection, credential: string): void {
  db.run(sql`
    INSERT INTO ksef_connection (id, connection, credential) VALUES (1, ${JSON.stringify(connection)}, ${credential})
    ON CONFLICT (id) DO UPDATE SET connection = excluded.connection, credential = excluded.credential`)
}

export function deleteConnection(db: Db): void {
  db.run(sql`DELETE FROM ksef_connection`)
}

/** `revision` grows when the connection changes: a step that began before must not store what it brought. */
export function readProgress(db: Db): { revision: number; progress: Progress } {
  const row = db.get<{ revision: number; progress: string }>(
    sql`SELECT revision, progress FROM ksef_progress WHERE id = 1`,
  )
  // What an archive from before brings lacks what came later.
  const progress = row ? { ...noProgress, ...(JSON.parse(row.progress) as Partial<Progress>) } : noProgress
  const calls = { ...noProgress.calls, ...progress.calls }
  const subjects = Object.keys(progress.lanes) as SubjectType[]
  const lanes = Object.fromEntries(subjects.map((subject) => [subject, laneOf(progress, subject)]))
  return { revision: row?.revision ?? 0, progress: { ...progress, calls, lanes } }
}

export function writeProgress(db: Db, revision: number, progress: Progress): void {
  db.run(sql`
    INSERT INTO ksef_progress (id, revision, progress) VALUES (1, ${revision}, ${JSON.stringify(progress)})
    ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, progress = excluded.progress`)
}

export const readReaches = (db: Db): Map<SubjectType, SubjectCoverage> =>
  new Map(
    db
      .all<{ subject: SubjectType; checkpoint: Checkpoint; covered: string }>(
        sql`SELECT subject, checkpoint, covered FROM ksef_reaches ORDER BY subject`,
      )
      .map(({ subject, checkpoint, covered }) => [
        subject,
        { checkpoint, covered: JSON.parse(covered) as Interval[] },
      ]),
  )

export function writeReach(db: Db, subject: SubjectType, { checkpoint, covered }: SubjectCoverage): void {
  db.run(sql`
    INSERT INTO ksef_reaches (subject, checkpoint, covered)
    VALUES (${subject}, ${checkpoint}, ${JSON.stringify(covered)})
    ON CONFLICT (subject) DO UPDATE SET checkpoint = excluded.checkpoint, covered = excluded.covered`)
}

/**
 * Of which of these KSeF numbers neither KSeF's document is here nor anything in quarantine, in their order. A copy that
 * prints a number is not the document.
 */
export const unknownNumbers = (db: Db, ksefNumbers: readonly string[]): string[] =>
  ksefNumbers.length === 0
    ? []
    : db
        .all<{ number: string }>(sql`
          SELECT j.value AS number FROM ${rowsOf(ksefNumbers)} j
          WHERE NOT EXISTS (
              SELECT 1 FROM purchase_keys k JOIN evidence e ON e.purchase = k.purchase
              WHERE k.key = 'ksef:' || j.value AND e.type = 'ksef' AND e.facts ->> '$.metadata.ksefNumber' = j.value)
            AND NOT EXISTS (SELECT 1 FROM quarantine_states WHERE ksef_number = j.value)`)
        .map(({ number }) => number)

export function writeRun(db: Db, run: StoredRun): void {
  db.run(sql`
    INSERT INTO ksef_runs (id, run) VALUES (${run.id}, ${JSON.stringify(run)})
    ON CONFLICT (id) DO UPDATE SET run = excluded.run`)
}

/** Runs, newest first; `before` is a row number, null for the newest of all. */
export const listRuns = (db: Db, before: number | null, limit: number): { seq: number; run: StoredRun }[] =>
  db
    .all<{ seq: number; run: string }>(
      sql`SELECT seq, run FROM ksef_runs WHERE seq < ${before ?? Number.MAX_SAFE_INTEGER} ORDER BY seq DESC ${limitTo(limit)}`,
    )
    .map(({ seq, run }) => ({ seq, run: JSON.parse(run) as StoredRun }))

export function readRun(db: Db, id: string): StoredRun | null {
  const row = db.get<{ run: string }>(sql`SELECT run FROM ksef_runs WHERE id = ${id}`)
  return row ? (JSON.parse(row.run) as StoredRun) : null
}

/** Forgets runs but the newest, so that a ledger does not grow by syncs that brought nothing. */
export function keepNewestRuns(db: Db, most: number): void {
  db.run(sql`DELETE FROM ksef_runs WHERE seq <= (SELECT max(seq) FROM ksef_runs) - ${most}`)
}
