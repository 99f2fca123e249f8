import { eq, gt, sql } from 'drizzle-orm'
import { latarniaEvents, latarniaMessages, latarniaState } from '../../drizzle/directory/schema.ts'
import type { Announcement } from '../outages/same-event.ts'
import type { Sentence } from '../texts/sentence.ts'
import type { Instant } from '../values/instant.ts'
import { type Db, rowsOf } from './database.ts'
import { atMost, excluded, type Places, prepared } from './prepared.ts'

/** How asking Latarnia went the last time. */
export interface LatarniaState {
  /** Its own word, as it came when it was reached last; null before. */
  status: string | null
  askedAt: Instant
  reachedAt: Instant | null
  /** Why it was not reached the last time; null when it was. */
  failure: Sentence | null
}

const state = prepared((orm) =>
  orm.select({ state: latarniaState.state }).from(latarniaState).where(eq(latarniaState.id, 1)),
)
export const readLatarnia = (db: Db): LatarniaState | null => state.get(db, {})?.state ?? null

const putState = prepared((orm, p: Places<{ state: LatarniaState }>) =>
  orm
    .insert(latarniaState)
    .values({ id: 1, state: p.state })
    .onConflictDoUpdate({ target: latarniaState.id, set: { state: excluded(latarniaState.state) } }),
)
export const writeLatarnia = (db: Db, said: LatarniaState): void => putState.run(db, { state: said })

/** Keeps messages as they came, each once; answers whether one was new. One statement: all of them are kept, or none. */
export function archiveMessages(db: Db, messages: readonly string[], fetchedAt: Instant): boolean {
  const added = db.all(sql`
    INSERT INTO latarnia_messages (message, fetched_at)
    SELECT value, ${fetchedAt} FROM ${rowsOf(messages)} WHERE true
    ON CONFLICT (message) DO NOTHING RETURNING seq`)
  return added.length > 0
}

const page = prepared((orm, { after, limit }: Places<{ after: number; limit: number }>) =>
  orm
    .select()
    .from(latarniaMessages)
    .where(gt(latarniaMessages.seq, after))
    .orderBy(latarniaMessages.seq)
    .limit(atMost(limit)),
)
/** All messages ever fetched, in the order in which they came. */
export const listMessages = (
  db: Db,
  after: number,
  limit: number,
): { seq: number; message: string; fetchedAt: Instant }[] => page.all(db, { after, limit })

const event = prepared((orm, { eventId }: Places<{ eventId: string }>) =>
  orm
    .select({ outage: latarniaEvents.outage, said: latarniaEvents.said })
    .from(latarniaEvents)
    .where(eq(latarniaEvents.eventId, eventId)),
)
/** Which outage an event of Latarnia became, and what was said of it the last time. */
export const readEvent = (db: Db, eventId: string): { outage: string; said: Announcement } | null =>
  event.get(db, { eventId }) ?? null

const linked = prepared((orm) => orm.select({ outage: latarniaEvents.outage }).from(latarniaEvents))
/** Ids of the outages that events of Latarnia became. */
export const linkedOutages = (db: Db): Set<string> => new Set(linked.all(db, {}).map(({ outage }) => outage))

const putEvent = prepared((orm, p: Places<typeof latarniaEvents.$inferSelect>) =>
  orm
    .insert(latarniaEvents)
    .values({ eventId: p.eventId, outage: p.outage, said: p.said })
    .onConflictDoUpdate({
      target: latarniaEvents.eventId,
      set: { outage: excluded(latarniaEvents.outage), said: excluded(latarniaEvents.said) },
    }),
)
export const writeEvent = (db: Db, eventId: string, outage: string, said: Announcement): void =>
  putEvent.run(db, { eventId, outage, said })
