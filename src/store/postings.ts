import { sql } from 'drizzle-orm'
import { type Db, rowsOf } from './database.ts'

export interface PostingRow {
  seq: number
  purchase: number
  /** The purchase on which it was made. */
  home: number
  /** Row number of the newest document that it had then; null for postings from before this was written down. */
  documentsUntil: number | null
  reference: string
  postedOn: string
  recordedAt: string
  actor: string
  voidedAt: string | null
  voidReason: string | null
}

const columns = sql`p.seq AS seq, p.purchase AS purchase, p.home AS home,
  p.documents_until AS documentsUntil, p.reference AS reference, p.posted_on AS postedOn,
  p.recorded_at AS recordedAt, p.actor AS actor, p.voided_at AS voidedAt, p.void_reason AS voidReason`

/** Postings in force of purchases, the first one before others. */
export const activePostings = (db: Db, purchases: readonly number[]): PostingRow[] =>
  purchases.length === 0
    ? []
    : db.all<PostingRow>(sql`
        SELECT ${columns} FROM ${rowsOf(purchases)} j JOIN postings p ON p.purchase = j.value
        WHERE p.voided_at IS NULL ORDER BY p.seq`)

export function insertPosting(
  db: Db,
  posting: { purchase: number; reference: string; postedOn: string },
  cause: { at: string; actor: string },
): void {
  db.run(sql`
    INSERT INTO postings (purchase, home, documents_until, reference, posted_on, recorded_at, actor)
    VALUES (${posting.purchase}, ${posting.purchase},
      (SELECT max(seq) FROM evidence WHERE purchase = ${posting.purchase}),
      ${posting.reference}, ${posting.postedOn}, ${cause.at}, ${cause.actor})`)
}

export function voidPosting(db: Db, seq: number, reason: string, at: string): void {
  db.run(sql`UPDATE postings SET voided_at = ${at}, void_reason = ${reason} WHERE seq = ${seq}`)
}

/** Postings follow their purchase into the one it was merged into. */
export function movePostings(db: Db, rows: readonly [merged: number, survivor: number][]): void {
  if (rows.length === 0) return
  db.run(sql`
    UPDATE postings SET purchase = j.value ->> 1 FROM ${rowsOf(rows)} j WHERE postings.purchase = j.value ->> 0`)
}

/** Postings made on these purchases follow them to where they are now: restored, or merged into another one. */
export function returnPostings(db: Db, homes: readonly number[]): void {
  if (homes.length === 0) return
  db.run(sql`
    UPDATE postings SET purchase = coalesce(h.merged_into, h.seq)
    FROM ${rowsOf(homes)} j JOIN purchases h ON h.seq = j.value WHERE postings.home = h.seq`)
}

/** Postings go with the documents that were booked to where these are at home now. */
export function movePostingsHome(db: Db, rows: readonly [posting: number, purchase: number][]): void {
  if (rows.length === 0) return
  db.run(sql`
    UPDATE postings SET purchase = j.value ->> 1, home = j.value ->> 1
    FROM ${rowsOf(rows)} j WHERE postings.seq = j.value ->> 0`)
}

/** Makes the postings of purchases at home there, as `settleAtHome` does their documents. */
export function settlePostingsAtHome(db: Db, purchases: readonly number[]): void {
  if (purchases.length === 0) return
  db.run(sql`UPDATE postings SET home = purchase WHERE purchase IN (SELECT value FROM ${rowsOf(purchases)})`)
}
