import { and, eq, lte, sql } from 'drizzle-orm'
import { jobs } from '../../drizzle/ledger/webhooks.ts'
import type { Db } from './database.ts'
import { excluded, type Places, prepared } from './prepared.ts'

/** Work that a ledger has to do at some time. */
export interface Job {
  kind: string
  /** Whatever the kind needs to know it by; one job per kind and subject. */
  subject: string
  /** Failures in a row. */
  attempts: number
}

interface Named {
  kind: string
  subject: string
}
type Timed = Named & { dueMs: number }

const due = prepared((orm, { nowMs }: Places<{ nowMs: number }>) =>
  orm
    .select({ kind: jobs.kind, subject: jobs.subject, attempts: jobs.attempts })
    .from(jobs)
    .where(lte(jobs.dueMs, nowMs))
    .orderBy(jobs.dueMs),
)
export const dueJobs = (db: Db, nowMs: number): Job[] => due.all(db, { nowMs })

const times = prepared((orm) =>
  orm.select({ kind: jobs.kind, subject: jobs.subject, dueMs: jobs.dueMs }).from(jobs).orderBy(jobs.dueMs),
)
/** All jobs by the time at which they are due, the next one first. */
export const jobTimes = (db: Db): Timed[] => times.all(db, {})

const isJob = ({ kind, subject }: Places<Named>) => and(eq(jobs.kind, kind), eq(jobs.subject, subject))

const time = prepared((orm, job: Places<Named>) =>
  orm.select({ dueMs: jobs.dueMs }).from(jobs).where(isJob(job)),
)
/** When a job is due next; null when there is no such job. */
export const jobDue = (db: Db, kind: string, subject: string): number | null =>
  time.get(db, { kind, subject })?.dueMs ?? null

const put = prepared((orm, { kind, subject, dueMs }: Places<Timed>) =>
  orm
    .insert(jobs)
    .values({ kind, subject, dueMs, attempts: 0 })
    .onConflictDoUpdate({
      target: [jobs.kind, jobs.subject],
      set: { dueMs: excluded(jobs.dueMs), attempts: 0 },
    }),
)
/** Adds a job, or moves it and forgets its failures. */
export const putJob = (db: Db, kind: string, subject: string, dueMs: number): void =>
  put.run(db, { kind, subject, dueMs })

const hasten = prepared((orm, { kind, subject, dueMs }: Places<Timed>) =>
  orm
    .insert(jobs)
    .values({ kind, subject, dueMs, attempts: 0 })
    .onConflictDoUpdate({
      target: [jobs.kind, jobs.subject],
      set: { dueMs: sql`min(${jobs.dueMs}, ${excluded(jobs.dueMs)})` },
      setWhere: eq(jobs.attempts, 0),
    }),
)
/** Adds a job, or has one that is there come sooner; one that failed keeps its time and its failures. */
export const hastenJob = (db: Db, kind: string, subject: string, dueMs: number): void =>
  hasten.run(db, { kind, subject, dueMs })

const move = prepared((orm, job: Places<Timed & { attempts: number }>) =>
  orm.update(jobs).set({ dueMs: job.dueMs, attempts: job.attempts }).where(isJob(job)),
)
/** Moves a job that is still there. */
export const moveJob = (db: Db, { kind, subject }: Job, dueMs: number, attempts: number): void =>
  move.run(db, { kind, subject, dueMs, attempts })

const end = prepared((orm, job: Places<Named>) => orm.delete(jobs).where(isJob(job)))
export const endJob = (db: Db, { kind, subject }: Named): void => end.run(db, { kind, subject })
