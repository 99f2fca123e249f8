import { sql } from 'drizzle-orm'
import type { Db } from './database.ts'

/** Work that a ledger has to do at some time. `due_ms` counts milliseconds since 1970, UTC. */
export interface Job {
  kind: string
  /** Whatever the kind needs to know it by; one job per kind and subject. */
  subject: string
  /** Failures in a row. */
  attempts: number
}

export const dueJobs = (db: Db, nowMs: number): Job[] =>
  db.all(sql`SELECT kind, subject, attempts FROM jobs WHERE due_ms <= ${nowMs} ORDER BY due_ms`)

/** All jobs by the time at which they are due, the next one first. */
export const jobTimes = (db: Db): { kind: string; subject: string; dueMs: number }[] =>
  db.all(sql`SELECT kind, subject, due_ms AS dueMs FROM jobs ORDER BY due_ms`)

/** When a job is due next; null when there is no such job. */
export const jobDue = (db: Db, kind: string, subject: string): number | null =>
  db.get<{ dueMs: number }>(
    sql`SELECT due_ms AS dueMs FROM jobs WHERE kind = ${kind} AND subject = ${subject}`,
  )?.dueMs ?? null

/** Adds a job, or moves it and forgets its failures. */
export function putJob(db: Db, kind: string, subject: string, dueMs: number): void {
  db.run(sql`
    INSERT INTO jobs (kind, subject, due_ms, attempts) VALUES (${kind}, ${subject}, ${dueMs}, 0)
    ON CONFLICT (kind, subject) DO UPDATE SET due_ms = excluded.due_ms, attempts = 0`)
}

/** Adds a job, or has one that is there come sooner; one that failed keeps its time and its failures. */
export function hastenJob(db: Db, kind: string, subject: string, dueMs: number): void {
  db.run(sql`
    INSERT INTO jobs (kind, subject, due_ms, attempts) VALUES (${kind}, ${subject}, ${dueMs}, 0)
    ON CONFLICT (kind, subject) DO UPDATE SET due_ms = min(due_ms, excluded.due_ms) WHERE attempts = 0`)
}

/** Moves a job that is still there. */
export function moveJob(db: Db, { kind, subject }: Job, dueMs: number, attempts: number): void {
  db.run(sql`
    UPDATE jobs SET due_ms = ${dueMs}, attempts = ${attempts} WHERE kind = ${kind} AND subject = ${subject}`)
}

export function endJob(db: Db, { kind, subject }: Pick<Job, 'kind' | 'subject'>): void {
  db.run(sql`DELETE FROM jobs WHERE kind = ${kind} AND subject = ${subject}`)
}
