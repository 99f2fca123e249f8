import { sql } from 'drizzle-orm'
import { check, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { SubjectType } from '../../src/ksef/export.ts'
import type { Connection, Progress } from '../../src/ksef/progress.ts'
import type { Checkpoint } from '../../src/ksef/time.ts'
import type { Interval } from '../../src/ksef/windows.ts'
import type { StoredRun } from '../../src/store/ksef.ts'

/** The connection to KSeF; the credential is sealed. */
export const ksefConnection = sqliteTable(
  'ksef_connection',
  {
    id: integer('id').primaryKey(),
    connection: text('connection', { mode: 'json' }).notNull().$type<Connection>(),
    credential: text('credential').notNull(),
  },
  (t) => [check('ksef_connection_one', sql`${t.id} = 1`)],
)

/** How far the synchronisation came. The revision grows when the connection changes. */
export const ksefProgress = sqliteTable(
  'ksef_progress',
  {
    id: integer('id').primaryKey(),
    revision: integer('revision').notNull(),
    /** What an archive of an earlier release brought lacks what came later. */
    progress: text('progress', { mode: 'json' }).notNull().$type<Partial<Progress>>(),
  },
  (t) => [check('ksef_progress_one', sql`${t.id} = 1`)],
)

/** Up to where KSeF was read, for each subject type. */
export const ksefReaches = sqliteTable('ksef_reaches', {
  subject: text('subject').primaryKey().$type<SubjectType>(),
  checkpoint: text('checkpoint').notNull().$type<Checkpoint>(),
  covered: text('covered', { mode: 'json' }).notNull().$type<Interval[]>(),
})

/** Runs of the synchronisation, the newest of them. */
export const ksefRuns = sqliteTable('ksef_runs', {
  seq: integer('seq').primaryKey(),
  id: text('id').notNull().unique(),
  run: text('run', { mode: 'json' }).notNull().$type<StoredRun>(),
})
