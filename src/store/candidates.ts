import { type SQL, sql } from 'drizzle-orm'
import { type Db, rowsOf } from './database.ts'

/** A purchase as it is compared with others: what ranks it, and what is shown of it. */
export interface CandidateRow {
  seq: number
  id: string
  status: string
  sellerId: string
  number: string
  numberKey: string
  nearKey: string
  issueDay: string
  kindGroup: string | null
  kind: string | null
  gross: number | null
  net: number | null
  currency: string
  ksefNumber: string | null
  hasCopy: number
}

const columns = sql`p.seq AS seq, p.id AS id, p.status AS status, p.seller_id AS sellerId, p.number AS number,
  p.number_key AS numberKey, p.near_key AS nearKey, p.issue_day AS issueDay, p.kind_group AS kindGroup,
  p.identity ->> '$.kind' AS kind, p.gross AS gross, p.identity ->> '$.netGrosze' AS net, p.currency AS currency,
  p.ksef_number AS ksefNumber,
  EXISTS (SELECT 1 FROM evidence e WHERE e.purchase = p.seq AND e.type = 'copy') AS hasCopy`

/** One purchase as others are compared with it. */
export const candidateRow = (db: Db, seq: number): CandidateRow =>
  db.get<CandidateRow>(sql`SELECT ${columns} FROM purchases p WHERE p.seq = ${seq}`) as CandidateRow

export interface CandidateProbe {
  seq: number
  sellerId: string
  issueDay: string
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
 * Purchases of the same seller that bear a sign of being the same invoice: found by index, sign by sign. Quarantined
 * ones are no invoices of the taxpayer.
 */
export function candidateRows(db: Db, probe: CandidateProbe): CandidateRow[] {
  const { seq, sellerId, issueDay, nearKey, parts, amounts, days, fromDay, toDay } = probe
  // Names the index: it covers the search, whose rows would otherwise be looked up for every day of all sellers.
  const found = (condition: SQL, index: SQL = sql`purchases_gross`) => sql`
    SELECT seq FROM (SELECT q.seq AS seq FROM purchases q INDEXED BY ${index}
      WHERE q.seller_id = ${sellerId} AND ${condition}
      ORDER BY abs(julianday(q.issue_day) - julianday(${issueDay})) LIMIT ${perSign})`
  const near = sql`purchases_near`
  const ofNumber = [
    found(sql`q.near_key = ${nearKey}`, near),
    found(sql`q.near_key > ${nearKey} AND q.near_key < ${`${nearKey}\u{10ffff}`}`, near),
    found(sql`q.near_key IN (SELECT value FROM ${rowsOf(parts)})`, near),
  ]
  const others = [
    found(sql`q.gross IN (SELECT value FROM ${rowsOf(amounts)})`),
    found(sql`q.issue_day IN (SELECT value FROM ${rowsOf(days)})`),
    found(sql`q.issue_day BETWEEN ${fromDay} AND ${toDay}`),
  ]
  // Two unions of three: one of more than five selects is too long for the edge.
  const [one, two] = [ofNumber, others].map((signs) => sql.join(signs, sql` UNION `))
  return db.all<CandidateRow>(sql`
    SELECT ${columns} FROM purchases p WHERE p.merged_into IS NULL AND p.status <> 'quarantined' AND p.seq <> ${seq}
      AND p.seq IN (SELECT seq FROM (${one}) UNION SELECT seq FROM (${two})) ORDER BY p.seq`)
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
