import { sql } from 'drizzle-orm'
import type { Announcement } from '../outages/same-event.ts'
import type { Sentence } from '../texts/sentence.ts'
import type { Instant } from '../values/instant.ts'
import { type Db, limitTo, rowsOf } from './database.ts'

/** How asking Latarnia went the last time. */
interface LatarniaState {
  /** Its own word, as it came when it was reached last; null before. */
  status: string | null
  askedAt: Instant
  reachedAt: Instant | null
  /** Why it was not reached the last time; null when it was. */
  failure: Sentence | null
}

export function readLatarnia(db: Db): LatarniaState | null {
  const row = db.get<{ state: string }>(sql`SELECT state FROM latarnia_state WHERE id = 1`)
  return row ? (JSON.parse(row.state) as LatarniaState) : null
}

export function writeLatarnia(db: Db, state: LatarniaState): void {
  db.run(sql`
    INSERT INTO latarnia_state (id, state) VALUES (1, ${JSON.stringify(state)})
    ON CONFLICT (id) DO UPDATE SET state = excluded.state`)
}

/** Keeps messages as they came, each once; answers whether one was new. */
export function archiveMessages(db: Db, messages: readonly string[], fetchedAt: Instant): boolean {
  const added = db.all(sql`
    INSERT INTO latarnia_messages (message, fetched_at)
    SELECT value, ${fetchedAt} FROM ${rowsOf(messages)} WHERE true
    ON CONFLICT (message) DO NOTHING RETURNING seq`)
  return added.length > 0
}

/** All messages ever fetched, in the order in which they came. */
export const listMessages = (
  db: Db,
  after: number,
  limit: number,
): { seq: number; message: string; fetchedAt: Instant }[] =>
  db.all(sql`
    SELECT seq, message, fetched_at AS fetchedAt FROM latarnia_messages
    WHERE seq > ${after} ORDER BY seq ${limitTo(limit)}`)

/** Which outage an event of Latarnia became, and what was said of it the last time. */
export function readEvent(db: Db, eventId: string): { outage: string; said: Announcement } | null {
  const row = db.get<{ outage: string; said: string }>(
    sql`SELECT outage, said FROM latarnia_events WHERE event_id = ${eventId}`,
  )
  return row ? { outage: row.outage, said: JSON.parse(row.said) as Announcement } : null
}

/** Ids of the outages that events of Latarnia became. */
export const linkedOutages = (db: Db): Set<string> =>
  new Set(db.all<{ outage: string }>(sql`SELECT outage FROM latarnia_events`).map((row) => row.outage))

export function writeEvent(db: Db, eventId: string, outage: string, said: Announcement): void {
  db.run(sql`
    INSERT INTO latarnia_events (event_id, outage, said) VALUES (${eventId}, ${outage}, ${JSON.stringify(said)})
    ON CONFLICT (event_id) DO UPDATE SET outage = excluded.outage, said = excluded.said`)
}
