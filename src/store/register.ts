import { type SQL, sql } from 'drizzle-orm'
import { type TaxAmounts, type TaxField, taxFields } from '../receipt/amounts.ts'
import { type Db, rowsOf } from './database.ts'
import { type PurchaseRow, purchaseColumnsShown } from './purchases.ts'

/** A row of a month: `since` is the first day on which it can be filed; no `amounts` where they are not known. */
export interface RegisterRecord {
  month: string
  purchase: number
  since: string
  amounts: TaxAmounts | null
}

/** How many rows, how many of them without amounts, and the sum of each field in grosze, beyond any safe integer. */
export interface RegisterTotals {
  rows: number
  incomplete: number
  sums: Record<TaxField, bigint>
}

type StoredRecord = Omit<RegisterRecord, 'amounts'> & { amounts: string | null }

const insert = 'INSERT INTO register_rows (month, purchase, since, amounts) VALUES (?, ?, ?, ?)'

/**
 * Replaces the rows of purchases, and keeps the totals of their months. `known` are the purchases that may have rows;
 * what belongs to a month is summed once here, so that nobody who reads a month has to.
 */
export function replaceRegisterRows(
  db: Db,
  known: readonly number[],
  records: readonly RegisterRecord[],
): void {
  const removed =
    known.length === 0
      ? []
      : db.all<StoredRecord>(sql`
          DELETE FROM register_rows WHERE purchase IN (SELECT value FROM ${rowsOf(known)})
          RETURNING month, purchase, since, amounts`)
  const added = records.map((r): StoredRecord => ({ ...r, amounts: r.amounts && JSON.stringify(r.amounts) }))
  db.runEach(
    insert,
    added.map(({ month, purchase, since, amounts }) => [month, purchase, since, amounts]),
  )
  addToTotals(db, removed, added)
}

function addToTotals(db: Db, removed: readonly StoredRecord[], added: readonly StoredRecord[]): void {
  const changes = new Map<string, { month: string; since: string; totals: RegisterTotals }>()
  const count = (record: StoredRecord, sign: 1 | -1) => {
    const { month, since } = record
    const key = `${month} ${since}`
    const change = changes.get(key) ?? { month, since, totals: emptyTotals() }
    changes.set(key, change)
    addRecord(change.totals, record, sign)
  }
  for (const record of removed) count(record, -1)
  for (const record of added) count(record, 1)
  for (const { month, since, totals } of changes.values()) {
    const [before] = totalRows(db, sql`month = ${month} AND since = ${since}`)
    const { rows, incomplete, sums } = before ? addTotals(totals, before) : totals
    db.run(sql`
      INSERT INTO register_totals (month, since, row_count, incomplete, sums)
      VALUES (${month}, ${since}, ${rows}, ${incomplete}, ${JSON.stringify(sums, bigintText)})
      ON CONFLICT (month, since) DO UPDATE SET row_count = excluded.row_count, incomplete = excluded.incomplete,
        sums = excluded.sums`)
  }
}

/** The totals of a month, as far as its rows can be filed on a day. */
export const registerTotals = (db: Db, month: string, asOf: string): RegisterTotals =>
  totalRows(db, sql`month = ${month} AND since <= ${asOf}`).reduce(addTotals, emptyTotals())

const totalRows = (db: Db, where: ReturnType<typeof sql>): RegisterTotals[] =>
  db
    .all<{ rows: number; incomplete: number; sums: string }>(
      sql`SELECT row_count AS rows, incomplete, sums FROM register_totals WHERE ${where}`,
    )
    .map(({ sums, ...counts }) => ({
      ...counts,
      sums: mapFields((field) => BigInt((JSON.parse(sums) as Record<TaxField, string>)[field])),
    }))

const bigintText = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value)

const mapFields = <T>(value: (field: TaxField) => T): Record<TaxField, T> =>
  Object.fromEntries(taxFields.map((field) => [field, value(field)])) as Record<TaxField, T>

const emptyTotals = (): RegisterTotals => ({ rows: 0, incomplete: 0, sums: mapFields(() => 0n) })

const addTotals = (a: RegisterTotals, b: RegisterTotals): RegisterTotals => ({
  rows: a.rows + b.rows,
  incomplete: a.incomplete + b.incomplete,
  sums: mapFields((field) => a.sums[field] + b.sums[field]),
})

function addRecord(totals: RegisterTotals, { amounts }: StoredRecord, sign: 1 | -1): void {
  totals.rows += sign
  if (amounts === null) totals.incomplete += sign
  else {
    for (const [field, amount] of Object.entries(JSON.parse(amounts) as TaxAmounts))
      totals.sums[field as TaxField] += BigInt(sign * amount)
  }
}

/** Purchases with a row in a month that can be filed on a day, in the order in which they were first known. */
export const registerPage = (
  db: Db,
  month: string,
  asOf: string,
  page: { after: number; limit: number },
): PurchaseRow[] =>
  db.all(sql`
    SELECT ${purchaseColumnsShown} FROM register_rows r JOIN purchases p ON p.seq = r.purchase
    WHERE r.month = ${month} AND r.purchase > ${page.after} AND r.since <= ${asOf}
    ORDER BY r.purchase LIMIT ${page.limit}`)

/** Rows of a month that no file can hold: without amounts, or of an invoice issued before `firstDay`. */
const incomplete = (month: string, asOf: string, firstDay: string) => sql`
  SELECT purchase FROM register_rows WHERE month = ${month} AND amounts IS NULL AND since <= ${asOf}
  UNION SELECT r.purchase FROM purchases p CROSS JOIN register_rows r ON r.month = ${month} AND r.purchase = p.seq
  WHERE p.issue_day < ${firstDay} AND p.merged_into IS NULL AND r.since <= ${asOf}`

/** The first rows of a month without amounts, or of an invoice issued before `firstDay`. */
export const incompleteRows = (
  db: Db,
  month: string,
  asOf: string,
  firstDay: string,
  limit: number,
): PurchaseRow[] =>
  db.all(sql`
    SELECT ${purchaseColumnsShown} FROM purchases p WHERE p.seq IN (${incomplete(month, asOf, firstDay)})
    ORDER BY p.seq LIMIT ${limit}`)

export const countIncomplete = (db: Db, month: string, asOf: string, firstDay: string): number =>
  countOf(db, sql`SELECT count(*) AS count FROM (${incomplete(month, asOf, firstDay)})`)

/** How many rows of a month cannot be filed on a day yet: received, or numbered, after it. */
export const countLaterRows = (db: Db, month: string, asOf: string): number =>
  countOf(
    db,
    sql`SELECT coalesce(sum(row_count), 0) AS count FROM register_totals WHERE month = ${month} AND since > ${asOf}`,
  )

const countOf = (db: Db, query: SQL): number => db.get<{ count: number }>(query)?.count ?? 0
