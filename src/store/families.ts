import { sql } from 'drizzle-orm'
import { type Db, limitTo, rowsOf } from './database.ts'

/** How many documents the purchases under each key have, counting no further than `atMost`. */
export const countByKeys = (db: Db, keys: readonly string[], atMost: number): Map<string, number> =>
  new Map(
    keys.length === 0
      ? []
      : db
          .all<{ key: string; documents: number }>(sql`
            SELECT j.value AS key, (SELECT count(*) FROM (
              SELECT 1 FROM purchase_keys k JOIN evidence e ON e.purchase = k.purchase
              WHERE k.key = j.value ${limitTo(atMost)})) AS documents
            FROM ${rowsOf(keys)} j`)
          .map((row) => [row.key, row.documents]),
  )

const ofYear = sql`p.seller_id = j.value ->> 0 AND p.near_key = j.value ->> 1
  AND p.issue_day BETWEEN j.value ->> 2 || '-01-01' AND j.value ->> 2 || '-12-31' AND p.merged_into IS NULL`

/** How many stored purchases stand under each number of a seller in a year (JSON of the three), up to `atMost`. */
export const countByYears = (db: Db, families: readonly string[], atMost: number): Map<string, number> =>
  new Map(
    families.length === 0
      ? []
      : db
          .all<{ family: string; purchases: number }>(sql`
            SELECT j.value AS family,
              (SELECT count(*) FROM (SELECT 1 FROM purchases p WHERE ${ofYear} ${limitTo(atMost)})) AS purchases
            FROM ${jsonOf(families)} j`)
          .map((row) => [row.family, row.purchases]),
  )

/** The stored purchases under numbers of sellers in a year. */
export const purchasesOfYears = (db: Db, families: readonly string[]): number[] =>
  families.length === 0
    ? []
    : db
        .all<{ seq: number }>(
          sql`SELECT p.seq AS seq FROM ${jsonOf(families)} j JOIN purchases p ON ${ofYear}`,
        )
        .map((row) => row.seq)

const jsonOf = (values: readonly string[]) => sql`json_each(${`[${values.join(',')}]`})`
