import { sql } from 'drizzle-orm'
import type { Day } from '../values/day.ts'
import { type Db, limitTo, rowsOf } from './database.ts'

export interface FilingRow {
  seq: number
  /** Counts the filings of the month from 1. */
  number: number
  id: string
  month: string
  filedOn: string
  recordedAt: string
  actor: string
  /** JSON of the totals. */
  totals: string
  hash: string
  /** What became of rows whose purchase had an open blocking finding. */
  held: string
  /** The check of the file that was filed, if that was another's. */
  jpkCheck: string | null
}

const columns = sql`f.seq AS seq, f.id AS id, f.month AS month, f.filed_on AS filedOn, f.recorded_at AS recordedAt,
  f.actor AS actor, f.totals AS totals, f.hash AS hash, f.held AS held, f.jpk_check AS jpkCheck,
  (SELECT count(*) FROM filings g WHERE g.month = f.month AND g.seq <= f.seq) AS number`

/** The filings of a month, in order. */
export const filingsOf = (db: Db, month: string, page: { after: number; limit: number }): FilingRow[] =>
  db.all(sql`
    SELECT ${columns} FROM filings f WHERE f.month = ${month} AND f.seq > ${page.after} ORDER BY f.seq ${limitTo(page.limit)}`)

/** The state in which a month was filed last. */
export const lastFiling = (db: Db, month: string): FilingRow | null =>
  db.get<FilingRow>(sql`
    SELECT ${columns} FROM filed_months m JOIN filings f ON f.seq = m.filing WHERE m.month = ${month}`) ??
  null

export const filingById = (db: Db, month: string, id: string): FilingRow | null =>
  db.get<FilingRow>(sql`SELECT ${columns} FROM filings f WHERE f.month = ${month} AND f.id = ${id}`) ?? null

/** All months that were filed. */
export const filedMonths = (db: Db): Set<string> =>
  new Set(db.all<{ month: string }>(sql`SELECT month FROM filed_months`).map((row) => row.month))

/** When each month was filed last. */
export const lastFilingTimes = (db: Db): { month: string; recordedAt: string }[] =>
  db.all(sql`
    SELECT m.month AS month, f.recorded_at AS recordedAt FROM filed_months m JOIN filings f ON f.seq = m.filing`)

const insertRow = 'INSERT INTO filing_rows (filing, purchase, row) VALUES (?, ?, ?)'

/** Keeps a filing with its rows as the last one of its month; nothing of it is ever changed. */
export function insertFiling(
  db: Db,
  filing: Omit<FilingRow, 'seq' | 'number'>,
  rows: readonly { purchase: number; row: string }[],
): void {
  const { id, month, filedOn, recordedAt, actor, totals, hash, held, jpkCheck } = filing
  db.run(sql`
    INSERT INTO filings (id, month, filed_on, recorded_at, actor, totals, hash, held, jpk_check)
    VALUES (${id}, ${month}, ${filedOn}, ${recordedAt}, ${actor}, ${totals}, ${hash}, ${held}, ${jpkCheck})`)
  const seq = db.get<{ seq: number }>(sql`SELECT max(seq) AS seq FROM filings`)?.seq
  db.runEach(
    insertRow,
    rows.map(({ purchase, row }) => [seq, purchase, row]),
  )
  db.run(sql`
    INSERT INTO filed_months (month, filing) VALUES (${month}, ${seq})
    ON CONFLICT (month) DO UPDATE SET filing = excluded.filing`)
}

/** A page of the rows of a filing, in the order of the register. */
export const filingRows = (
  db: Db,
  filing: number,
  page: { after: number; limit: number },
): { purchase: number; row: string }[] =>
  db.all(sql`
    SELECT purchase, row FROM filing_rows WHERE filing = ${filing} AND purchase > ${page.after}
    ORDER BY purchase ${limitTo(page.limit)}`)

/** The rows under which purchases were filed last, month by month, and when. */
export const filedRowsOf = (
  db: Db,
  purchases: readonly number[],
): { month: string; purchase: number; row: string; filedOn: string }[] =>
  purchases.length === 0
    ? []
    : db.all(sql`
        SELECT m.month AS month, r.purchase AS purchase, r.row AS row, f.filed_on AS filedOn
        FROM ${rowsOf(purchases)} j JOIN filing_rows r ON r.purchase = j.value
        JOIN filed_months m ON m.filing = r.filing JOIN filings f ON f.seq = m.filing ORDER BY m.month, r.purchase`)

/** Purchases that stand in a month, or have a correction due in it, apart from what its last filing has unchanged. */
export const unsettledIn = (db: Db, month: string): number[] =>
  db
    .all<{ purchase: number }>(sql`
      SELECT r.purchase AS purchase FROM register_rows r WHERE r.month = ${month} AND r.purchase NOT IN (
        SELECT f.purchase FROM filed_months m JOIN filing_rows f ON f.filing = m.filing WHERE m.month = ${month})
      UNION SELECT c.purchase FROM corrections_due c WHERE c.month = ${month}`)
    .map((row) => row.purchase)

export interface CorrectionRecord {
  month: string
  purchase: number
  /** The day on which it was found out. */
  knownSince: string
  /** JSON of what is told. */
  item: string
}

const correctionColumns = sql`c.month AS month, c.purchase AS purchase, c.known_since AS knownSince, c.item AS item`

export const correctionsOfPurchases = (db: Db, purchases: readonly number[]): CorrectionRecord[] =>
  purchases.length === 0
    ? []
    : db.all<CorrectionRecord>(sql`
        SELECT ${correctionColumns} FROM ${rowsOf(purchases)} j JOIN corrections_due c ON c.purchase = j.value
        ORDER BY c.month, c.purchase`)

/** Replaces what is due of purchases. */
export function replaceCorrections(
  db: Db,
  purchases: readonly number[],
  records: readonly CorrectionRecord[],
): void {
  db.run(sql`DELETE FROM corrections_due WHERE purchase IN (SELECT value FROM ${rowsOf(purchases)})`)
  db.runEach(
    'INSERT INTO corrections_due (month, purchase, known_since, item) VALUES (?, ?, ?, ?)',
    records.map(({ month, purchase, knownSince, item }) => [month, purchase, knownSince, item]),
  )
}

/** How many corrections of a month are due. */
export const countCorrections = (db: Db, month: string): number =>
  db.get<{ count: number }>(sql`SELECT count(*) AS count FROM corrections_due WHERE month = ${month}`)
    ?.count ?? 0

/** How many corrections are due of all months, and the day by which the first of them is. */
export const correctionCounts = (db: Db): { count: number; nextDueBy: Day | null } =>
  db.get(sql`
    SELECT count(*) AS count, min(c.item ->> '$.dueBy') AS nextDueBy
    FROM filed_months m CROSS JOIN corrections_due c ON c.month = m.month`) ?? {
    count: 0,
    nextDueBy: null,
  }

/** A page of what is due, by month and purchase, after a place. */
export const listCorrections = (
  db: Db,
  filter: { month?: string | undefined },
  page: { afterMonth: string; afterPurchase: number; limit: number },
): CorrectionRecord[] =>
  db.all(sql`
    SELECT ${correctionColumns} FROM corrections_due c
    WHERE (c.month, c.purchase) > (${page.afterMonth}, ${page.afterPurchase})
    ${filter.month === undefined ? sql`` : sql`AND c.month = ${filter.month}`}
    ORDER BY c.month, c.purchase ${limitTo(page.limit)}`)
