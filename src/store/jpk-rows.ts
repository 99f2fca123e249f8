import { sql } from 'drizzle-orm'
import { jpkCheckRows } from '../../drizzle/ledger/jpk-checks.ts'
import { type FileRow, type KeptRow, rowOfText } from '../jpk-check/file-row.ts'
import type { Json } from '../values/json.ts'
import { type Db, limitTo, rowsOf } from './database.ts'
import { type Places, prepared } from './prepared.ts'

/** A row of a checked file: the purchase that it is, if it is one. */
interface JpkFileRow {
  position: number
  purchase: number | null
  deducts: boolean
  row: FileRow
}
type Stored = { position: number; purchase: number | null; deducts: 0 | 1; row: Json<KeptRow> }
const read = ({ position, purchase, deducts, row }: Stored): JpkFileRow => ({
  position,
  purchase,
  deducts: deducts === 1,
  row: rowOfText(row, position),
})

/** A row that is to be stored, as text (`textOfRow`): that is a fraction of what it takes as values. */
export type JpkRowText = Omit<JpkFileRow, 'row'> & { row: Json<KeptRow> }

const insert = prepared((orm, p: Places<JpkRowText & { check: number }>) =>
  orm.insert(jpkCheckRows).values({
    checkSeq: p.check,
    position: p.position,
    purchase: p.purchase,
    deducts: p.deducts,
    row: p.row,
  }),
)
export const insertJpkRows = (db: Db, check: number, rows: readonly JpkRowText[]): void =>
  insert.runEach(
    db,
    rows.map(({ position, purchase, deducts, row }) => ({ check, position, purchase, deducts, row })),
  )

const columns = sql`r.position AS position, r.purchase AS purchase, r.deducts AS deducts, r.row AS row`

/** A page of the rows that are no purchase for certain. */
export const unmatchedJpkRows = (
  db: Db,
  check: number,
  page: { after: number; limit: number },
): JpkFileRow[] =>
  db
    .all<Stored>(sql`
      SELECT ${columns} FROM jpk_check_rows r
      WHERE r.check_seq = ${check} AND r.purchase IS NULL AND r.position > ${page.after}
      ORDER BY r.position ${limitTo(page.limit)}`)
    .map(read)

/** The rows that are these purchases. Names the index: that of the order would go through the whole file for each of them. */
export const jpkRowsOf = (db: Db, check: number, purchases: readonly number[]): JpkFileRow[] =>
  purchases.length === 0
    ? []
    : db
        .all<Stored>(sql`
          SELECT ${columns} FROM ${rowsOf(purchases)} j CROSS JOIN jpk_check_rows r INDEXED BY jpk_check_rows_of
            ON r.check_seq = ${check} AND r.purchase = j.value ORDER BY r.position`)
        .map(read)

/** Which of these purchases have a row of their own. */
export const purchasesWithRow = (db: Db, check: number, purchases: readonly number[]): Set<number> =>
  new Set(
    purchases.length === 0
      ? []
      : db
          .all<{ purchase: number }>(sql`
            SELECT DISTINCT r.purchase AS purchase FROM ${rowsOf(purchases)} j CROSS JOIN jpk_check_rows r INDEXED BY jpk_check_rows_of
              ON r.check_seq = ${check} AND r.purchase = j.value`)
          .map(({ purchase }) => purchase),
  )

/**
 * In which of these checks purchases have a row that deducts; `purchases` in their order. Files that have none of what lies
 * between the first and the last, as most of the other months, are asked once.
 */
export const jpkRowsElsewhere = (
  db: Db,
  checks: readonly number[],
  purchases: readonly number[],
): { check: number; purchase: number }[] =>
  checks.length === 0 || purchases.length === 0
    ? []
    : db.all(sql`
        SELECT DISTINCT r.check_seq AS "check", r.purchase AS purchase
        FROM ${rowsOf(checks)} c CROSS JOIN ${rowsOf(purchases)} j CROSS JOIN jpk_check_rows r INDEXED BY jpk_check_rows_of
          ON r.check_seq = c.value AND r.purchase = j.value
        WHERE r.deducts = 1 AND EXISTS (
          SELECT 1 FROM jpk_check_rows e INDEXED BY jpk_check_rows_of WHERE e.check_seq = c.value
            AND e.purchase BETWEEN ${purchases[0]} AND ${purchases.at(-1)})`)

/** Up to which purchase a part of the rows of a file reaches that begins behind one; null for the last part. */
const endOfPart = (db: Db, check: number, after: number, rows: number): number | null =>
  db.get<{ purchase: number }>(sql`
    SELECT r.purchase AS purchase FROM jpk_check_rows r INDEXED BY jpk_check_rows_of
    WHERE r.check_seq = ${check} AND r.purchase > ${after} ORDER BY r.purchase ${limitTo(1)} OFFSET ${rows - 1}`)
    ?.purchase ?? null

/**
 * Rows of a part of a file, in the order of purchases, follow purchases that were merged away while they were read. Answers
 * where the next part begins, null behind the last, and which rows followed: then there may be more to do from the beginning.
 */
export function followMergedRows(
  db: Db,
  check: number,
  { after, limit }: { after: number; limit: number },
): { next: number | null; followed: number[] } {
  const next = endOfPart(db, check, after, limit)
  const part = sql`r.check_seq = ${check} AND r.purchase > ${after} AND r.purchase <= ${next ?? Number.MAX_SAFE_INTEGER}`
  const merged = db.all<{ position: number; survivor: number }>(sql`
    SELECT r.position AS position, p.merged_into AS survivor
    FROM jpk_check_rows r INDEXED BY jpk_check_rows_of CROSS JOIN purchases p ON p.seq = r.purchase
    WHERE ${part} AND p.merged_into IS NOT NULL`)
  db.runEach(
    'UPDATE jpk_check_rows SET purchase = ? WHERE check_seq = ? AND position = ?',
    merged.map(({ position, survivor }) => [survivor, check, position]),
  )
  return { next, followed: merged.map(({ position }) => position) }
}

/**
 * A page of purchases that have rows in the file, or stand in the register of its month and can be filed by a day: how many
 * rows each has, and where the first of them stands.
 */
export const purchasesToCheck = (
  db: Db,
  check: number,
  month: string,
  filedOn: string,
  page: { after: number; limit: number },
): { purchase: number; rows: number; position: number | null }[] =>
  db.all(sql`
    SELECT purchase, max(rows) AS rows, max(position) AS position FROM (
      SELECT * FROM (SELECT r.purchase AS purchase, count(*) AS rows, min(r.position) AS position
        FROM jpk_check_rows r INDEXED BY jpk_check_rows_of
        WHERE r.check_seq = ${check} AND r.purchase > ${page.after}
        GROUP BY r.purchase ORDER BY r.purchase ${limitTo(page.limit)})
      UNION ALL SELECT * FROM (SELECT g.purchase AS purchase, 0 AS rows, NULL AS position FROM register_rows g
        WHERE g.month = ${month} AND g.purchase > ${page.after} AND g.since <= ${filedOn}
        ORDER BY g.purchase ${limitTo(page.limit)}))
    GROUP BY purchase ORDER BY purchase ${limitTo(page.limit)}`)

/** Which purchases are known under keys, by their places in the list: texts that come back would have to be looked up again. */
export function purchasesUnder(db: Db, keys: readonly string[]): number[][] {
  const under: number[][] = keys.map(() => [])
  if (keys.length === 0) return under
  const found = db.all<{ at: number; purchase: number }>(sql`
    SELECT j.key AS at, k.purchase AS purchase FROM ${rowsOf(keys)} j JOIN purchase_keys k ON k.key = j.value`)
  for (const { at, purchase } of found) under[at]?.push(purchase)
  return under
}

/** Under what a row looks for purchases that it may mean (`jpk-check/match.ts`). */
interface Probe {
  position: number
  sellerId: string
  nearKey: string
  numberKey: string
  gross: number
  mistakable: string
  day: string
  numberFrom: string
  numberTo: string
  amountFrom: string
  amountTo: string
}

/** Of each row no more than so many purchases: a habit of the seller is no sign. */
const perRow = 50

/**
 * For rows, the purchases that they may mean: of the same seller with a number that is easily confused, or the same gross
 * amount at about the same time, and of any seller under the same number and gross amount on the same day.
 */
export function jpkNearPurchases(db: Db, probes: readonly Probe[]): { position: number; purchase: number }[] {
  if (probes.length === 0) return []
  const rows = rowsOf(
    probes.map((p) => [
      ...[p.position, p.sellerId, p.nearKey, p.numberFrom, p.numberTo],
      ...[p.gross, p.amountFrom, p.amountTo, p.mistakable, p.numberKey, p.day],
    ]),
  )
  // One array would be read four times: the material is, and each part of the union has an index of its own.
  return db.all(sql`
    WITH probes AS MATERIALIZED (SELECT value AS v FROM ${rows}),
    found AS (
      SELECT v ->> 0 AS position, q.seq AS purchase FROM probes CROSS JOIN purchases q INDEXED BY purchases_near
        ON q.seller_id = v ->> 1 AND q.near_key = v ->> 2 AND q.issue_day BETWEEN v ->> 3 AND v ->> 4
      UNION SELECT v ->> 0, q.seq FROM probes CROSS JOIN purchases q INDEXED BY purchases_gross
        ON q.seller_id = v ->> 1 AND q.gross = v ->> 5 AND q.issue_day BETWEEN v ->> 6 AND v ->> 7
      UNION SELECT v ->> 0, k.purchase FROM probes CROSS JOIN purchase_keys k ON k.key = v ->> 8
      UNION SELECT v ->> 0, q.seq FROM probes CROSS JOIN purchases q INDEXED BY purchases_number
        ON q.number_key = v ->> 9 AND q.issue_day = v ->> 10 AND q.gross = v ->> 5)
    SELECT position, purchase FROM (
      SELECT f.position AS position, f.purchase AS purchase,
        row_number() OVER (PARTITION BY f.position ORDER BY f.purchase) AS n
      FROM found f JOIN purchases p ON p.seq = f.purchase
      WHERE p.merged_into IS NULL AND p.status <> 'quarantined')
    WHERE n <= ${perRow} ORDER BY position, purchase`)
}

/** A page of the purchases that have a row in the file. */
export const purchasesOfFile = (db: Db, check: number, page: { after: number; limit: number }): number[] =>
  db
    .all<{ purchase: number }>(sql`
      SELECT DISTINCT r.purchase AS purchase FROM jpk_check_rows r
      WHERE r.check_seq = ${check} AND r.purchase > ${page.after} ORDER BY r.purchase ${limitTo(page.limit)}`)
    .map(({ purchase }) => purchase)
