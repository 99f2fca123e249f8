import { eq, isNull, sql } from 'drizzle-orm'
import { evidence } from '../../drizzle/ledger/evidence.ts'
import { postings, purchases } from '../../drizzle/ledger/purchases.ts'
import type { Db } from './database.ts'
import { listed, listOf, type Places, prepared } from './prepared.ts'

export type PostingRow = Omit<typeof postings.$inferSelect, 'home'> & {
  /** The purchase on which it was made. */
  home: number
}

const activeOf = prepared((orm, p: Places<{ purchases: string }>) =>
  orm
    .select({
      seq: postings.seq,
      purchase: postings.purchase,
      home: sql<number>`${postings.home}`,
      documentsUntil: postings.documentsUntil,
      reference: postings.reference,
      postedOn: postings.postedOn,
      recordedAt: postings.recordedAt,
      actor: postings.actor,
      voidedAt: postings.voidedAt,
      voidReason: postings.voidReason,
    })
    .from(listOf(p.purchases))
    .innerJoin(postings, eq(postings.purchase, listed))
    .where(isNull(postings.voidedAt))
    .orderBy(postings.seq),
)
/** Postings in force of purchases, the first one before others. */
export const activePostings = (db: Db, purchases: readonly number[]): PostingRow[] =>
  purchases.length === 0 ? [] : activeOf.all(db, { purchases: JSON.stringify(purchases) })

interface NewPosting {
  purchase: number
  reference: string
  postedOn: string
}
const add = prepared((orm, p: Places<NewPosting & { at: string; actor: string }>) =>
  orm.insert(postings).values({
    purchase: p.purchase,
    home: p.purchase,
    documentsUntil: sql`(SELECT max(${evidence.seq}) FROM ${evidence} WHERE ${evidence.purchase} = ${p.purchase})`,
    reference: p.reference,
    postedOn: p.postedOn,
    recordedAt: p.at,
    actor: p.actor,
  }),
)
export const insertPosting = (
  db: Db,
  posting: NewPosting,
  { at, actor }: { at: string; actor: string },
): void => add.run(db, { ...posting, at, actor })

const end = prepared((orm, p: Places<{ seq: number; reason: string; at: string }>) =>
  orm.update(postings).set({ voidedAt: p.at, voidReason: p.reason }).where(eq(postings.seq, p.seq)),
)
export const voidPosting = (db: Db, seq: number, reason: string, at: string): void =>
  end.run(db, { seq, reason, at })

const [first, second] = [sql`${listed} ->> 0`, sql`${listed} ->> 1`]
const move = prepared((orm, p: Places<{ rows: string }>) =>
  orm.update(postings).set({ purchase: second }).from(listOf(p.rows)).where(eq(postings.purchase, first)),
)
/** Postings follow their purchase into the one it was merged into. */
export function movePostings(db: Db, rows: readonly [merged: number, survivor: number][]): void {
  if (rows.length > 0) move.run(db, { rows: JSON.stringify(rows) })
}

const giveBack = prepared((orm, p: Places<{ homes: string }>) =>
  orm
    .update(postings)
    .set({ purchase: sql`coalesce(${purchases.mergedInto}, ${purchases.seq})` })
    .from(listOf(p.homes))
    .innerJoin(purchases, eq(purchases.seq, listed))
    .where(eq(postings.home, purchases.seq)),
)
/** Postings made on these purchases follow them to where they are now: restored, or merged into another one. */
export function returnPostings(db: Db, homes: readonly number[]): void {
  if (homes.length > 0) giveBack.run(db, { homes: JSON.stringify(homes) })
}

const takeHome = prepared((orm, p: Places<{ rows: string }>) =>
  orm
    .update(postings)
    .set({ purchase: second, home: second })
    .from(listOf(p.rows))
    .where(eq(postings.seq, first)),
)
/** Postings go with the documents that were booked to where these are at home now. */
export function movePostingsHome(db: Db, rows: readonly [posting: number, purchase: number][]): void {
  if (rows.length > 0) takeHome.run(db, { rows: JSON.stringify(rows) })
}

const settle = prepared((orm, p: Places<{ purchases: string }>) =>
  orm
    .update(postings)
    .set({ home: sql`${postings.purchase}` })
    .where(sql`${postings.purchase} IN (SELECT value FROM json_each(${p.purchases}))`),
)
/** Makes the postings of purchases at home there, as `settleAtHome` does their documents. */
export function settlePostingsAtHome(db: Db, purchases: readonly number[]): void {
  if (purchases.length > 0) settle.run(db, { purchases: JSON.stringify(purchases) })
}
