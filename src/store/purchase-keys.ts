import { and, eq, gte, lt, sql } from 'drizzle-orm'
import { purchaseKeys } from '../../drizzle/ledger/purchases.ts'
import { invoiceKey, startsOfNumberKeys } from '../match/document.ts'
import type { Db } from './database.ts'
import { difference } from './difference.ts'
import { atMost, listed, listOf, type Places, prepared } from './prepared.ts'

const underKeys = prepared((orm, { keys, most }: Places<{ keys: string; most: number }>) =>
  orm
    .selectDistinct({ purchase: purchaseKeys.purchase })
    .from(listOf(keys))
    .innerJoin(purchaseKeys, eq(purchaseKeys.key, listed))
    .limit(atMost(most)),
)
/** However many there are: SQLite takes no bound below zero for one. */
const all = -1
/** Purchases (not merged away) that are known under any of these keys; so many of them at most, whichever. */
export const purchasesByKeys = (db: Db, keys: readonly string[], most = all): number[] =>
  underKeys.all(db, { keys: JSON.stringify(keys), most }).map((row) => row.purchase)

/** Purchases with a document of this seller and number key, between two days when they are given. */
export const purchasesByNumber = (
  db: Db,
  sellerId: string,
  key: string,
  days: readonly [from: string, to: string] | null,
): number[] => {
  // The expression and the bounds are those of the index `purchase_keys_number`; keys of one number stand by their days.
  const between =
    days &&
    sql`AND k.key BETWEEN ${invoiceKey(sellerId, key, days[0])} AND ${invoiceKey(sellerId, key, days[1])}`
  return db
    .all<{ purchase: number }>(sql`
      SELECT DISTINCT k.purchase AS purchase FROM purchase_keys k
      WHERE substr(k.key, 1, instr(k.key, ' ')) || substr(k.key, instr(k.key, ' ') + 12) = ${`invoice:${sellerId} ${key}`}
      AND k.key >= 'invoice:' AND k.key < 'invoice;' ${between ?? sql``}`)
    .map((row) => row.purchase)
}

/** Purchases of this seller whose number may be one that was misread. */
export const purchasesByNearKey = (db: Db, sellerId: string, near: string): number[] =>
  db
    .all<{ seq: number }>(sql`
      SELECT seq FROM purchases WHERE seller_id = ${sellerId} AND near_key = ${near} AND merged_into IS NULL`)
    .map((row) => row.seq)

const amongThose = prepared((orm, p: Places<{ keys: string; purchases: string }>) =>
  orm
    .select({ key: purchaseKeys.key, variant: purchaseKeys.variant, purchase: purchaseKeys.purchase })
    .from(listOf(p.keys))
    .innerJoin(purchaseKeys, eq(purchaseKeys.key, listed))
    .where(sql`${purchaseKeys.purchase} IN (SELECT value FROM json_each(${p.purchases}))`),
)
/**
 * Replaces the keys of purchases, as far as they are among those that the documents of all of them have; most stay what
 * they are, and are not touched. No index tells the keys of a purchase: its documents do. The primary key refuses a
 * second purchase under one key and variant.
 */
export function replaceKeys(
  db: Db,
  purchases: readonly number[],
  ofDocuments: readonly string[],
  keys: readonly [key: string, variant: number, purchase: number][],
): void {
  const wanted = { keys: JSON.stringify(ofDocuments), purchases: JSON.stringify(purchases) }
  const stored = purchases.length === 0 ? [] : amongThose.all(db, wanted)
  const { gone, added } = difference(
    stored.map(({ key, variant, purchase }): (typeof keys)[number] => [key, variant, purchase]),
    keys,
  )
  db.runEach(
    'DELETE FROM purchase_keys WHERE key = ? AND variant = ?',
    gone.map(([key, variant]) => [key, variant]),
  )
  db.runEach('INSERT INTO purchase_keys (key, variant, purchase) VALUES (?, ?, ?)', added)
}

const remove = prepared((orm, { key }: Places<{ key: string }>) =>
  orm.delete(purchaseKeys).where(eq(purchaseKeys.key, key)),
)
/** Nobody is known under this key any more. */
export const removeKey = (db: Db, key: string): void => remove.run(db, { key })

const removeBetween = prepared((orm, p: Places<{ from: string; to: string; purchases: string }>) =>
  orm
    .delete(purchaseKeys)
    .where(
      and(
        gte(purchaseKeys.key, p.from),
        lt(purchaseKeys.key, p.to),
        sql`${purchaseKeys.purchase} IN (SELECT value FROM json_each(${p.purchases}))`,
      ),
    ),
)
/** Removes the keys of purchases that say a number of one of these sellers, however numbers were read when they were written. */
export function removeNumberKeys(db: Db, purchases: readonly number[], sellers: readonly string[]): void {
  const seqs = JSON.stringify(purchases)
  const starts = sellers.flatMap(startsOfNumberKeys)
  removeBetween.runEach(
    db,
    starts.map((start) => ({ from: `${start} `, to: `${start}!`, purchases: seqs })),
  )
}

/** Adds keys under which purchases are found too, behind those that others have; keys that they have stay. */
export function addKeys(db: Db, keys: readonly [key: string, purchase: number][]): void {
  for (const [key, purchase] of keys) {
    db.run(sql`
      INSERT INTO purchase_keys (key, variant, purchase)
      SELECT ${key}, (SELECT coalesce(max(k.variant), -1) + 1 FROM purchase_keys k WHERE k.key = ${key}), ${purchase}
      WHERE NOT EXISTS (SELECT 1 FROM purchase_keys k WHERE k.key = ${key} AND k.purchase = ${purchase})`)
  }
}
