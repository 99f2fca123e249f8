import { type SQL, sql } from 'drizzle-orm'
import type { Day } from '../values/day.ts'
import type { KindGroup } from '../values/invoice-kind.ts'
import type { Grosze } from '../values/money.ts'
import { isForeignId } from '../values/nip.ts'
import { present } from '../values/present.ts'
import { type Db, limitTo, rowsOf } from './database.ts'

/** A purchase as it is compared with others: what ranks it, and what is shown of it. */
export interface CandidateRow {
  seq: number
  id: string
  status: string
  sellerId: string
  number: string
  numberKey: string
  nearKey: string
  issueDay: Day
  kindGroup: KindGroup | null
  kind: string | null
  gross: Grosze | null
  net: Grosze | null
  currency: string
  ksefNumber: string | null
  hasCopy: number
}

const columns = sql`p.seq AS seq, p.id AS id, p.status AS status, p.seller_id AS sellerId, p.number AS number,
  p.number_key AS numberKey, p.near_key AS nearKey, p.issue_day AS issueDay, p.kind_group AS kindGroup,
  p.kind AS kind, p.gross AS gross, p.net AS net, p.currency AS currency,
  p.ksef_number AS ksefNumber,
  EXISTS (SELECT 1 FROM evidence e WHERE e.purchase = p.seq AND e.type = 'copy') AS hasCopy`

/** Purchases as they are compared with others; one that was merged away is none. */
export const standingCandidates = (db: Db, seqs: readonly number[]): CandidateRow[] =>
  seqs.length === 0
    ? []
    : db.all(sql`
        SELECT ${columns} FROM ${rowsOf(seqs)} j JOIN purchases p ON p.seq = j.value WHERE p.merged_into IS NULL`)

/** One purchase as others are compared with it. */
export const candidateRow = (db: Db, seq: number): CandidateRow =>
  present(db.get<CandidateRow>(sql`SELECT ${columns} FROM purchases p WHERE p.seq = ${seq}`))

interface CandidateProbe {
  seq: number
  sellerId: string
  issueDay: string
  numberKey: string
  nearKey: string
  /** Keys that a number cut short may have left. */
  parts: readonly string[]
  /** Gross amounts that would be a sign. */
  amounts: readonly number[]
  /** Issue days that would be a sign, beside those around. */
  days: readonly string[]
  /** Days between which any invoice of the seller is looked at, the nearest first. */
  fromDay: string
  toDay: string
}

/** Of each sign no more than this, the nearest days first: a habit of the seller is no sign. */
const perSign = 200

/**
 * Purchases of the same seller that bear a sign of being the same invoice, or of one that may be the same firm under
 * the number of another country: found by index, sign by sign. Quarantined ones are no invoices of the taxpayer.
 */
export function candidateRows(db: Db, probe: CandidateProbe): CandidateRow[] {
  const { seq, nearKey, parts, amounts, days, fromDay, toDay } = probe
  const near = sql`purchases_near`
  const signs = [
    sorted(probe, near, sql`q.near_key = ${nearKey}`),
    sorted(probe, near, sql`q.near_key > ${nearKey} AND q.near_key < ${`${nearKey}\u{10ffff}`}`),
    sorted(probe, near, sql`q.near_key IN (SELECT value FROM ${rowsOf(parts)})`),
    ...amounts.map((gross) => around(probe, sql`purchases_gross`, sql`q.gross = ${gross} AND`, anyDay)),
    ...days.map((day) => around(probe, sql`purchases_seller_day`, sql``, [day, day])),
    around(probe, sql`purchases_seller_day`, sql``, [fromDay, toDay]),
    ofOtherCountry(probe),
  ]
  const found = new Set(signs.flatMap((sign) => db.all<{ seq: number }>(sign).map((row) => row.seq)))
  return db.all<CandidateRow>(sql`
    SELECT ${columns} FROM ${rowsOf([...found])} j JOIN purchases p ON p.seq = j.value
    WHERE p.merged_into IS NULL AND p.status <> 'quarantined' AND p.seq <> ${seq} ORDER BY p.seq`)
}

const anyDay = ['0000', '9999'] as const

/** Of all that fit, sorted by their distance in days: for signs that few bear. Names the index, which covers it. */
const sorted = ({ sellerId, issueDay }: CandidateProbe, index: SQL, fits: SQL): SQL => sql`
  SELECT q.seq AS seq FROM purchases q INDEXED BY ${index} WHERE q.seller_id = ${sellerId} AND ${fits}
  ORDER BY abs(julianday(q.issue_day) - julianday(${issueDay})) ${limitTo(perSign)}`

/** From the day on, and back from it, along an index that ends with the day: however many there are, few are read. */
function around(
  { sellerId, issueDay }: CandidateProbe,
  index: SQL,
  fits: SQL,
  [from, to]: readonly [string, string],
): SQL {
  const walk = (days: SQL, order: SQL) => sql`
    SELECT seq, day FROM (
      SELECT q.seq AS seq, q.issue_day AS day FROM purchases q INDEXED BY ${index}
      WHERE q.seller_id = ${sellerId} AND q.merged_into IS NULL AND ${fits} ${days} ORDER BY q.issue_day ${order} ${limitTo(perSign)})`
  return sql`
    SELECT seq FROM (
      ${walk(sql`q.issue_day >= ${issueDay} AND q.issue_day BETWEEN ${from} AND ${to}`, sql``)}
      UNION ALL ${walk(sql`q.issue_day < ${issueDay} AND q.issue_day BETWEEN ${from} AND ${to}`, sql`DESC`)})
    ORDER BY abs(julianday(day) - julianday(${issueDay})) ${limitTo(perSign)}`
}

/** Of purchases `q`: the seller is Polish where the one asked about is foreign, and foreign where that is Polish. */
export const sellerOfOtherCountry = (isForeign: boolean): SQL =>
  isForeign ? sql`q.seller_id < 'A'` : sql`q.seller_id >= 'A'`

/** Under the same number, of a foreign seller where this one is Polish, or of a Polish one where it is foreign. */
function ofOtherCountry({ sellerId, numberKey, fromDay, toDay }: CandidateProbe): SQL {
  const other = sellerOfOtherCountry(isForeignId(sellerId))
  return sql`
    SELECT q.seq AS seq FROM purchases q WHERE q.number_key = ${numberKey} AND ${other}
    AND q.issue_day BETWEEN ${fromDay} AND ${toDay} ORDER BY q.issue_day ${limitTo(perSign)}`
}

/** Purchases of which a person decided that they are not the same invoice as the given one. */
export const decidedApart = (db: Db, purchase: number): number[] =>
  db
    .all<{ purchase: number }>(sql`
      SELECT DISTINCT f.purchase AS purchase FROM evidence e
      JOIN decision_documents m ON m.evidence = e.seq
      JOIN decisions d ON d.seq = m.decision AND d.ended_at IS NULL AND d.says = 'different'
      JOIN decision_documents n ON n.decision = d.seq AND n.side <> m.side
      JOIN evidence f ON f.seq = n.evidence WHERE e.purchase = ${purchase}`)
    .map((row) => row.purchase)
