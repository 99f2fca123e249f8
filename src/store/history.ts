import { eq, gte, isNull, min, sql } from 'drizzle-orm'
import { history } from '../../drizzle/ledger/history.ts'
import { hashOfEntry } from '../audit/history-chain.ts'
import { chainStart } from '../audit/links.ts'
import type { Db } from './database.ts'
import { atMost, type Places, prepared } from './prepared.ts'

type Entry = typeof history.$inferSelect

const last = prepared((orm) =>
  orm
    .select({ seq: history.seq, hash: history.hash })
    .from(history)
    .where(eq(history.seq, sql`(SELECT max(${history.seq}) FROM ${history})`)),
)
const add = prepared((orm, p: Places<Entry>) =>
  orm.insert(history).values({
    seq: p.seq,
    purchase: p.purchase,
    at: p.at,
    actor: p.actor,
    type: p.type,
    cause: p.cause,
    data: p.data,
    hash: p.hash,
  }),
)
/** Appends to the history, which is never changed: each row holds the hash of the one before. Within a transaction. */
export function appendHistory(
  db: Db,
  rows: readonly [purchase: number, type: string, data: string][],
  { at, actor, why: cause }: { at: string; actor: string; why: string },
): void {
  if (rows.length === 0) return
  let { seq, hash } = last.get(db, {}) ?? { seq: 0, hash: chainStart }
  const linked = rows.map(([purchase, type, data]): Entry => {
    seq++
    const entry = { seq, purchase, at, actor, type, cause, data }
    // Behind rows without a hash there is none yet: `linkHistory` comes to it.
    hash = hash && hashOfEntry(hash, entry)
    return { ...entry, hash }
  })
  add.runEach(db, linked)
}

/** How many rows get their hashes in one transaction. */
const step = 500

const firstUnlinked = prepared((orm) =>
  orm
    .select({ seq: min(history.seq) })
    .from(history)
    .where(isNull(history.hash)),
)
const hashAt = prepared((orm, { seq }: Places<{ seq: number }>) =>
  orm.select({ hash: history.hash }).from(history).where(eq(history.seq, seq)),
)
const from = prepared((orm, { first }: Places<{ first: number }>) =>
  orm.select().from(history).where(gte(history.seq, first)).orderBy(history.seq).limit(atMost(step)),
)
const setHash = prepared((orm, p: Places<{ seq: number; hash: string }>) =>
  orm.update(history).set({ hash: p.hash }).where(eq(history.seq, p.seq)),
)
/** Gives hashes to rows that were written before there were any, some at once. Answers whether there were such rows. */
export function linkHistory(db: Db): boolean {
  const first = firstUnlinked.get(db, {})?.seq ?? null
  if (first === null) return false
  // They are durable with what is written next, or else are given anew.
  db.transaction(() => {
    let before = hashAt.get(db, { seq: first - 1 })?.hash ?? chainStart
    const hashes = from.all(db, { first }).map((entry) => {
      before = hashOfEntry(before, entry)
      return { seq: entry.seq, hash: before }
    })
    setHash.runEach(db, hashes)
  }, 'later')
  return true
}
