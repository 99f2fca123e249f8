import { desc, eq, lt, sql } from 'drizzle-orm'
import { ksefConnection, ksefProgress, ksefReaches, ksefRuns } from '../../drizzle/ledger/ksef.ts'
import type { SubjectType } from '../ksef/export.ts'
import {
  type Connection,
  laneOf,
  noProgress,
  type Progress,
  type Run,
  type SubjectCoverage,
} from '../ksef/progress.ts'
import type { Sentence } from '../texts/sentence.ts'
import type { Instant } from '../values/instant.ts'
import { namesOf } from '../values/tables.ts'
import { type Db, rowsOf } from './database.ts'
import { numberIn } from './evidence.ts'
import { atMost, excluded, type Places, prepared } from './prepared.ts'

/** A run as it is kept: to begin (`startedAt` null), under way, or with the instant and the way it ended. */
export interface StoredRun extends Omit<Run, 'startedAt' | 'tasks'> {
  startedAt: Instant | null
  finishedAt: Instant | null
  /** Why it ended without being done. */
  failure: Sentence | null
}

const connection = prepared((orm) =>
  orm
    .select({ connection: ksefConnection.connection, credential: ksefConnection.credential })
    .from(ksefConnection)
    .where(eq(ksefConnection.id, 1)),
)
export const readConnection = (db: Db): { connection: Connection; credential: string } | null =>
  connection.get(db, {}) ?? null

const putConnection = prepared((orm, p: Places<{ connection: Connection; credential: string }>) =>
  orm
    .insert(ksefConnection)
    .values({ id: 1, connection: p.connection, credential: p.credential })
    .onConflictDoUpdate({
      target: ksefConnection.id,
      set: {
        connection: excluded(ksefConnection.connection),
        credential: excluded(ksefConnection.credential),
      },
    }),
)
/** `credential` is sealed. */
export const writeConnection = (db: Db, said: Connection, credential: string): void =>
  putConnection.run(db, { connection: said, credential })

const dropConnection = prepared((orm) => orm.delete(ksefConnection))
export const deleteConnection = (db: Db): void => dropConnection.run(db, {})

const progressKept = prepared((orm) =>
  orm
    .select({ revision: ksefProgress.revision, progress: ksefProgress.progress })
    .from(ksefProgress)
    .where(eq(ksefProgress.id, 1)),
)
/** `revision` grows when the connection changes: a step that began before must not store what it brought. */
export function readProgress(db: Db): { revision: number; progress: Progress } {
  const row = progressKept.get(db, {})
  // What an archive from before brings lacks what came later.
  const progress = { ...noProgress, ...row?.progress }
  const calls = { ...noProgress.calls, ...progress.calls }
  const subjects = namesOf(progress.lanes)
  const lanes = Object.fromEntries(subjects.map((subject) => [subject, laneOf(progress, subject)]))
  return { revision: row?.revision ?? 0, progress: { ...progress, calls, lanes } }
}

const putProgress = prepared((orm, p: Places<{ revision: number; progress: Progress }>) =>
  orm
    .insert(ksefProgress)
    .values({ id: 1, revision: p.revision, progress: p.progress })
    .onConflictDoUpdate({
      target: ksefProgress.id,
      set: { revision: excluded(ksefProgress.revision), progress: excluded(ksefProgress.progress) },
    }),
)
export const writeProgress = (db: Db, revision: number, progress: Progress): void =>
  putProgress.run(db, { revision, progress })

const reaches = prepared((orm) => orm.select().from(ksefReaches).orderBy(ksefReaches.subject))
export const readReaches = (db: Db): Map<SubjectType, SubjectCoverage> =>
  new Map(reaches.all(db, {}).map(({ subject, ...coverage }) => [subject, coverage]))

const putReach = prepared((orm, p: Places<typeof ksefReaches.$inferSelect>) =>
  orm
    .insert(ksefReaches)
    .values({ subject: p.subject, checkpoint: p.checkpoint, covered: p.covered })
    .onConflictDoUpdate({
      target: ksefReaches.subject,
      set: { checkpoint: excluded(ksefReaches.checkpoint), covered: excluded(ksefReaches.covered) },
    }),
)
export const writeReach = (db: Db, subject: SubjectType, { checkpoint, covered }: SubjectCoverage): void =>
  putReach.run(db, { subject, checkpoint, covered })

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
              WHERE k.key = 'ksef:' || j.value AND e.type = 'ksef' AND ${numberIn(sql`e.content_hash`)} = j.value)
            AND NOT EXISTS (SELECT 1 FROM quarantine_states WHERE ksef_number = j.value)`)
        .map(({ number }) => number)

const putRun = prepared((orm, p: Places<{ id: string; run: StoredRun }>) =>
  orm
    .insert(ksefRuns)
    .values({ id: p.id, run: p.run })
    .onConflictDoUpdate({ target: ksefRuns.id, set: { run: excluded(ksefRuns.run) } }),
)
export const writeRun = (db: Db, run: StoredRun): void => putRun.run(db, { id: run.id, run })

const runs = prepared((orm, { before, limit }: Places<{ before: number; limit: number }>) =>
  orm
    .select({ seq: ksefRuns.seq, run: ksefRuns.run })
    .from(ksefRuns)
    .where(lt(ksefRuns.seq, before))
    .orderBy(desc(ksefRuns.seq))
    .limit(atMost(limit)),
)
/** Runs, newest first; `before` is a row number, null for the newest of all. */
export const listRuns = (db: Db, before: number | null, limit: number): { seq: number; run: StoredRun }[] =>
  runs.all(db, { before: before ?? Number.MAX_SAFE_INTEGER, limit })

const oneRun = prepared((orm, { id }: Places<{ id: string }>) =>
  orm.select({ run: ksefRuns.run }).from(ksefRuns).where(eq(ksefRuns.id, id)),
)
export const readRun = (db: Db, id: string): StoredRun | null => oneRun.get(db, { id })?.run ?? null

const forgetRuns = prepared((orm, { most }: Places<{ most: number }>) =>
  orm.delete(ksefRuns).where(sql`${ksefRuns.seq} <= (SELECT max(seq) FROM ksef_runs) - ${most}`),
)
/** Forgets runs but the newest, so that a ledger does not grow by syncs that brought nothing. */
export const keepNewestRuns = (db: Db, most: number): void => forgetRuns.run(db, { most })
