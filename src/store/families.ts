import { sql } from 'drizzle-orm'
import type { Db } from './database.ts'
import { atMost, listed, listOf, type Places, prepared } from './prepared.ts'

type Counting = Places<{ keys: string; most: number }>

const byKeys = prepared((orm, { keys, most }: Counting) =>
  orm
    .select({
      key: sql<string>`${listed}`,
      documents: sql<number>`(SELECT count(*) FROM (
        SELECT 1 FROM purchase_keys k JOIN evidence e ON e.purchase = k.purchase
        WHERE k.key = ${listed} LIMIT ${atMost(most)}))`,
    })
    .from(listOf(keys)),
)
/** How many documents the purchases under each key have, counting no further than `most`. */
export const countByKeys = (db: Db, keys: readonly string[], most: number): Map<string, number> =>
  new Map(
    keys.length === 0
      ? []
      : byKeys.all(db, { keys: JSON.stringify(keys), most }).map((row) => [row.key, row.documents]),
  )

const ofYear = sql`p.seller_id = j.value ->> 0 AND p.near_key = j.value ->> 1
  AND p.issue_day BETWEEN j.value ->> 2 || '-01-01' AND j.value ->> 2 || '-12-31' AND p.merged_into IS NULL`

const byYears = prepared((orm, { keys, most }: Counting) =>
  orm
    .select({
      family: sql<string>`${listed}`,
      purchases: sql<number>`(SELECT count(*) FROM (SELECT 1 FROM purchases p WHERE ${ofYear} LIMIT ${atMost(most)}))`,
    })
    .from(listOf(keys)),
)
/** How many stored purchases stand under each number of a seller in a year (JSON of the three), up to `most`. */
export const countByYears = (db: Db, families: readonly string[], most: number): Map<string, number> =>
  new Map(
    families.length === 0
      ? []
      : byYears.all(db, { keys: jsonOf(families), most }).map((row) => [row.family, row.purchases]),
  )

const ofYears = prepared((orm, p: Places<{ families: string }>) =>
  orm.select({ seq: sql<number>`p.seq` }).from(listOf(p.families)).innerJoin(sql`purchases p`, ofYear),
)
/** The stored purchases under numbers of sellers in a year. */
export const purchasesOfYears = (db: Db, families: readonly string[]): number[] =>
  families.length === 0 ? [] : ofYears.all(db, { families: jsonOf(families) }).map((row) => row.seq)

const jsonOf = (values: readonly string[]): string => `[${values.join(',')}]`
