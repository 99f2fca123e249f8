import { eq, sql } from 'drizzle-orm'
import { purchaseKeys } from '../../drizzle/ledger/purchases.ts'
import { invoiceKey } from '../match/document.ts'
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

const keysOf = prepared((orm, p: Places<{ purchases: string }>) =>
  orm
    .select({ key: purchaseKeys.key, variant: purchaseKeys.variant, purchase: purchaseKeys.purchase })
    .from(listOf(p.purchases))
    .innerJoin(purchaseKeys, eq(purchaseKeys.purchase, listed)),
)
/**
 * Replaces the keys of purchases, besides those of `others`; most stay what they are, and are not touched. The primary
 * key refuses a second purchase under one key and variant.
 */
export function replaceKeys(
  db: Db,
  purchases: readonly number[],
  keys: readonly [key: string, variant: number, purchase: number][],
  others: ReadonlySet<string>,
): void {
  const stored = purchases.length === 0 ? [] : keysOf.all(db, { purchases: JSON.stringify(purchases) })
  const { gone, added } = difference(
    stored
      .filter(({ key }) => !others.has(key))
      .map(({ key, variant, purchase }): (typeof keys)[number] => [key, variant, purchase]),
    keys,
  )
  db.runEach(
    'DELETE FROM purchase_keys WHERE key = ? AND variant = ?',
    gone.map(([key, variant]) => [key, variant]),
  )
  db.runEach('INSERT INTO purchase_keys (key, variant, purchase) VALUES (?, ?, ?)', added)
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
