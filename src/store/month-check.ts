import { type SQL, sql } from 'drizzle-orm'
import type { Day, Month } from '../values/day.ts'
import { type Db, limitTo, rowsOf } from './database.ts'
import { type PurchaseRow, type PurchaseText, purchaseColumnsShown, readPurchases } from './purchases.ts'

/** A month, and the day as of which its rows are read. */
export interface MonthOnDay {
  month: Month
  asOf: Day
}

/** How many open findings of each code and severity the rows of a month have; those that come and go with the day are not stored. */
export const findingCounts = (
  db: Db,
  { month, asOf }: MonthOnDay,
): { code: string; severity: string; count: number }[] =>
  db.all(sql`
    SELECT code, severity, sum(count) AS count FROM month_findings
    WHERE month = ${month} AND since <= ${asOf} GROUP BY code, severity HAVING sum(count) > 0 ORDER BY code`)

interface FoundFinding {
  purchase: number
  code: string
  subject: string
}

/**
 * The first open findings of a severity of the rows of a month, of these codes: those that there are. Of each code the
 * findings are gone through, not the month, and no further than the page goes.
 */
export const firstFindings = (
  db: Db,
  { month, asOf }: MonthOnDay,
  severity: string,
  codes: readonly string[],
  limit: number,
): FoundFinding[] =>
  codes
    .flatMap((code) =>
      db.all<FoundFinding>(sql`
        SELECT f.purchase AS purchase, f.code AS code, f.subject AS subject
        FROM findings f INDEXED BY findings_code CROSS JOIN register_rows r ON r.month = ${month} AND r.purchase = f.purchase
        WHERE f.code = ${code} AND f.open = 1 AND f.severity = ${severity} AND r.since <= ${asOf}
        ORDER BY f.purchase, f.subject ${limitTo(limit)}`),
    )
    .sort((a, b) => a.purchase - b.purchase || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0))
    .slice(0, limit)

/** Rows of a month without their number on the day, which is due or may come. The awaited ones are gone through, not the month. */
const awaitedRows = ({ month, asOf }: MonthOnDay): SQL => {
  const awaited = sql`SELECT q.seq AS seq FROM purchases q
    WHERE q.awaiting IN ('due', 'possible') AND q.awaiting IS NOT NULL AND q.merged_into IS NULL`
  return sql`
    SELECT a.seq AS seq
    FROM (${awaited} AND q.awaiting_until IS NULL UNION ALL ${awaited} AND q.awaiting_until > ${asOf}) a
    CROSS JOIN register_rows r ON r.month = ${month} AND r.purchase = a.seq AND r.since <= ${asOf}`
}

/** How many of them there are, by what the number demands when it comes after filing. */
export const awaitedCounts = (db: Db, on: MonthOnDay): { duty: string; count: number }[] =>
  db.all(sql`
    SELECT p.number_duty AS duty, count(*) AS count
    FROM (${awaitedRows(on)}) a JOIN purchases p ON p.seq = a.seq GROUP BY duty`)

export const firstAwaited = (db: Db, on: MonthOnDay, limit: number): PurchaseRow[] =>
  purchasesOf(db, awaitedRows(on), limit)

/** Purchases whose window of deduction ends with the month or before it, and which stand nowhere or without amounts. */
const expiring = (month: string): SQL => sql`
  SELECT q.seq AS seq FROM purchases q
  WHERE q.nowhere IS NOT NULL AND q.merged_into IS NULL AND q.window_end <= ${month}
  UNION ALL SELECT q.seq FROM purchases q
  WHERE q.amounts_unknown = 1 AND q.merged_into IS NULL AND q.window_end <= ${month}
    AND EXISTS (SELECT 1 FROM register_rows r WHERE r.purchase = q.seq AND r.complete = 0 AND r.month <= ${month})`

export const countExpiring = (db: Db, month: string): number =>
  db.get<{ count: number }>(sql`SELECT count(DISTINCT seq) AS count FROM (${expiring(month)})`)?.count ?? 0

export const firstExpiring = (db: Db, month: string, limit: number): PurchaseRow[] =>
  purchasesOf(db, expiring(month), limit)

const purchasesOf = (db: Db, seqs: SQL, limit: number): PurchaseRow[] =>
  readPurchases(
    db,
    db.all<PurchaseText>(sql`
      SELECT ${purchaseColumnsShown} FROM purchases p WHERE p.seq IN (${seqs}) ORDER BY p.seq ${limitTo(limit)}`),
  )

/** Issued between two days, and in no month of the register for one of these reasons. */
interface NowhereFilter {
  reasons: readonly string[]
  from: string
  to: string
}

const nowhere = ({ reasons, from, to }: NowhereFilter): SQL => sql`
  purchases p WHERE p.nowhere IN (SELECT value FROM ${rowsOf(reasons)}) AND p.nowhere IS NOT NULL
  AND p.issue_day BETWEEN ${from} AND ${to} AND p.merged_into IS NULL`

export const nowhereCounts = (db: Db, filter: NowhereFilter): { reason: string; count: number }[] =>
  db.all(sql`SELECT p.nowhere AS reason, count(*) AS count FROM ${nowhere(filter)} GROUP BY p.nowhere`)

export const firstNowhere = (db: Db, filter: NowhereFilter, limit: number): PurchaseRow[] =>
  readPurchases(
    db,
    db.all<PurchaseText>(
      sql`SELECT ${purchaseColumnsShown} FROM ${nowhere(filter)} ORDER BY p.issue_day, p.seq ${limitTo(limit)}`,
    ),
  )
