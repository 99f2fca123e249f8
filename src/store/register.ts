import { type SQL, sql } from 'drizzle-orm'
import { type TaxAmounts, type TaxField, taxFields } from '../receipt/amounts.ts'
import { type Db, rowsOf } from './database.ts'
import type { PurchaseRow } from './purchases.ts'

/** A row of a month: `since` is the first day on which it can be filed; no `amounts` where they are not known. */
export interface RegisterRecord {
  month: string
  purchase: number
  since: string
  amounts: TaxAmounts | null
}

const column: Record<TaxField, string> = {
  K_40: 'k_40',
  K_41: 'k_41',
  K_42: 'k_42',
  K_43: 'k_43',
  K_44: 'k_44',
  K_45: 'k_45',
  K_46: 'k_46',
  K_47: 'k_47',
  ZakupVAT_Marza: 'zakup_vat_marza',
}
const columns = taxFields.map((field) => column[field])
const insert = `INSERT INTO register_rows (month, purchase, since, complete, ${columns.join(', ')})
  VALUES (?, ?, ?, ?, ${columns.map(() => '?').join(', ')})`

/** Replaces the rows of purchases; `known` are those that may have some. */
export function replaceRegisterRows(
  db: Db,
  known: readonly number[],
  records: readonly RegisterRecord[],
): void {
  if (known.length > 0) {
    db.run(sql`DELETE FROM register_rows WHERE purchase IN (SELECT value FROM ${rowsOf(known)})`)
  }
  db.runEach(
    insert,
    records.map(({ month, purchase, since, amounts }) => [
      ...[month, purchase, since, amounts === null ? 0 : 1],
      ...taxFields.map((field) => amounts?.[field] ?? null),
    ]),
  )
}

/** Purchases with a row in a month that can be filed on a day, in the order in which they were first known. */
export const registerPage = (
  db: Db,
  month: string,
  asOf: string,
  page: { after: number; limit: number },
): PurchaseRow[] =>
  db.all(sql`
    SELECT p.seq AS seq, p.id AS id, p.merged_into AS mergedInto, p.inputs AS inputs, p.identity AS identity,
      p.verdict AS verdict, p.created_at AS createdAt
    FROM register_rows r JOIN purchases p ON p.seq = r.purchase
    WHERE r.month = ${month} AND r.purchase > ${page.after} AND r.since <= ${asOf}
    ORDER BY r.purchase LIMIT ${page.limit}`)

/** How many rows, how many of them without amounts, and the sum of each field in grosze. */
export interface RegisterTotals {
  rows: number
  incomplete: number
  sums: Record<TaxField, bigint>
}

/** Sums may pass the safe integers that single amounts keep to, so each is summed in two halves. */
const half = 2 ** 26

export function registerTotals(db: Db, month: string, asOf: string): RegisterTotals {
  const halves = taxFields.map((field): SQL => {
    const name = sql.raw(column[field])
    return sql`, total(${name} >> 26) AS ${sql.raw(`${field}_high`)}, total(${name} & ${half - 1}) AS ${sql.raw(`${field}_low`)}`
  })
  const row = db.get<Record<string, number>>(sql`
    SELECT count(*) AS rows, count(*) - total(complete) AS incomplete ${sql.join(halves)}
    FROM register_rows WHERE month = ${month} AND since <= ${asOf}`) as Record<string, number>
  const sums = Object.fromEntries(
    taxFields.map((field) => [
      field,
      BigInt(row[`${field}_high`] ?? 0) * BigInt(half) + BigInt(row[`${field}_low`] ?? 0),
    ]),
  )
  return {
    rows: row.rows ?? 0,
    incomplete: row.incomplete ?? 0,
    sums: sums as Record<TaxField, bigint>,
  }
}

/** The first rows of a month without amounts, or of an invoice issued before `firstDay`. */
export const incompleteRows = (
  db: Db,
  month: string,
  asOf: string,
  firstDay: string,
  limit: number,
): PurchaseRow[] =>
  db.all(sql`
    SELECT p.seq AS seq, p.id AS id, p.merged_into AS mergedInto, p.inputs AS inputs, p.identity AS identity,
      p.verdict AS verdict, p.created_at AS createdAt
    FROM register_rows r JOIN purchases p ON p.seq = r.purchase
    WHERE r.month = ${month} AND r.since <= ${asOf} AND (r.complete = 0 OR p.issue_day < ${firstDay})
    ORDER BY r.purchase LIMIT ${limit}`)
