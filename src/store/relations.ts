import { sql } from 'drizzle-orm'
import { readSentence, type Sentence, writtenSentence } from '../texts/sentence.ts'
import type { Day } from '../values/day.ts'
import type { KindGroup } from '../values/invoice-kind.ts'
import { sellerOfOtherCountry } from './candidates.ts'
import { type Db, limitTo, rowsOf } from './database.ts'

export interface RelationRow {
  purchase: number
  code: string
  other: number
  /** Why, as the finding says it. */
  detail: Sentence
}

/** Relations seen from the given purchases. */
export const relationsOf = (db: Db, purchases: readonly number[]): RelationRow[] =>
  purchases.length === 0
    ? []
    : db
        .all<RelationRow & { detail: string }>(sql`
        SELECT r.purchase AS purchase, r.code AS code, r.other AS other, r.detail AS detail
        FROM ${rowsOf(purchases)} j JOIN relations r ON r.purchase = j.value`)
        .map((row) => ({ ...row, detail: readSentence(row.detail) }))

/** Purchases that have a relation to one of the given ones. */
export const relatedTo = (db: Db, purchases: readonly number[]): number[] =>
  purchases.length === 0
    ? []
    : db
        .all<{ purchase: number }>(sql`
          SELECT DISTINCT r.purchase AS purchase FROM ${rowsOf(purchases)} j JOIN relations r ON r.other = j.value`)
        .map((row) => row.purchase)

/** Purchases that have a relation of this kind to the given one. */
export const relatedBy = (db: Db, code: string, other: number): number[] =>
  db
    .all<{ purchase: number }>(
      sql`SELECT r.purchase AS purchase FROM relations r WHERE r.other = ${other} AND r.code = ${code}`,
    )
    .map((row) => row.purchase)

/**
 * Replaces what the purchases relate to, and the near matches of others to them; others keep their conflicts with
 * them, unless they were merged away.
 */
export function replaceRelations(
  db: Db,
  purchases: readonly number[],
  merged: readonly number[],
  relations: readonly RelationRow[],
): void {
  const gone = [...purchases, ...merged]
  if (gone.length > 0) {
    db.run(sql`DELETE FROM relations WHERE purchase IN (SELECT value FROM ${rowsOf(gone)})`)
    db.run(sql`
      DELETE FROM relations WHERE code = 'POSSIBLE_DUPLICATE' AND other IN (SELECT value FROM ${rowsOf(purchases)})`)
    db.run(sql`DELETE FROM relations WHERE other IN (SELECT value FROM ${rowsOf(merged)})`)
  }
  if (relations.length === 0) return
  db.run(sql`
    INSERT INTO relations (purchase, code, other, detail)
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3
    FROM ${rowsOf(relations.map((r) => [r.purchase, r.code, r.other, writtenSentence(r.detail)]))} WHERE true ON CONFLICT DO NOTHING`)
}

export interface NearRow {
  seq: number
  sellerId: string
  numberKey: string
  nearKey: string
  issueDay: Day
  kindGroup: KindGroup | null
  gross: number | null
  net: number | null
  currency: string
  ksefNumber: string | null
  hasCopy: number
}

/** Under what near purchases are looked for; days are from and to. */
export interface NearProbes {
  numbers: readonly (readonly [sellerId: string, nearKey: string, from: string, to: string])[]
  amounts: readonly (readonly [sellerId: string, gross: number, from: string, to: string])[]
  /** Keys of purchases (`mistakableKey` in `match/document.ts`). */
  keys: readonly string[]
}

const nearColumns = sql`p.seq AS seq, p.seller_id AS sellerId, p.number_key AS numberKey, p.near_key AS nearKey,
  p.issue_day AS issueDay, p.kind_group AS kindGroup, p.gross AS gross,
  p.net AS net, p.currency AS currency, p.ksef_number AS ksefNumber,
  EXISTS (SELECT 1 FROM evidence e WHERE e.purchase = p.seq AND e.type = 'copy') AS hasCopy`

/**
 * Purchases of the same sellers with a number that is easily confused, also on the same day by one slip of the hand, or
 * with the same gross amount at about the same time. `outsideOnly`: only those without KSeF number, which keeps imports
 * of KSeF documents cheap.
 */
export function nearRows(db: Db, { numbers, amounts, keys }: NearProbes, outsideOnly: boolean): NearRow[] {
  if (keys.length === 0) return []
  const outside = outsideOnly ? sql`AND q.ksef_number IS NULL` : sql``
  // The sign keeps to the index of those without KSeF number, which are few: with the day the other one would be taken.
  return db.all<NearRow>(sql`
    SELECT ${nearColumns} FROM purchases p WHERE p.merged_into IS NULL AND p.status <> 'quarantined' AND p.seq IN (
      SELECT q.seq FROM ${rowsOf(numbers)} j JOIN purchases q
        ON q.seller_id = j.value ->> 0 AND q.near_key = j.value ->> 1
        AND ${outsideOnly ? sql`+q` : sql`q`}.issue_day BETWEEN j.value ->> 2 AND j.value ->> 3 ${outside}
      UNION SELECT q.seq FROM ${rowsOf(amounts)} j JOIN purchases q
        ON q.seller_id = j.value ->> 0 AND q.gross = j.value ->> 1
        AND q.issue_day BETWEEN j.value ->> 2 AND j.value ->> 3 ${outside}
      UNION SELECT q.seq FROM ${rowsOf(keys)} j JOIN purchase_keys k ON k.key = j.value
        JOIN purchases q ON q.seq = k.purchase ${outside})`)
}

export interface ForeignProbe {
  numberKey: string
  /** The one asked about is of a foreign seller, so Polish ones are looked for; else the other way round. */
  foreign: boolean
  fromDay: string
  toDay: string
}

/** Purchases under the same number of any seller that is foreign where the one asked about is Polish, or Polish where it is foreign. */
export function foreignRows(db: Db, probes: readonly ForeignProbe[]): NearRow[] {
  return [true, false].flatMap((foreign) => {
    const some = probes.filter((p) => p.foreign === foreign)
    if (some.length === 0) return []
    const rows = rowsOf(some.map((p) => [p.numberKey, p.fromDay, p.toDay]))
    return db.all<NearRow>(sql`
      SELECT ${nearColumns} FROM purchases p WHERE p.merged_into IS NULL AND p.status <> 'quarantined' AND p.seq IN (
        SELECT q.seq FROM ${rows} j JOIN purchases q ON q.number_key = j.value ->> 0 AND ${sellerOfOtherCountry(foreign)}
          AND q.issue_day BETWEEN j.value ->> 1 AND j.value ->> 2)`)
  })
}

const groupColumns = sql`p.seller_id = j.value ->> 0 AND p.gross = j.value ->> 1
  AND p.issue_day BETWEEN j.value ->> 2 || '-01' AND j.value ->> 2 || '-31'
  AND p.merged_into IS NULL AND p.status <> 'quarantined'`

/** Which groups (JSON of seller, gross, month) hold a purchase without KSeF number. */
export const groupsWithOutside = (db: Db, groups: readonly string[]): string[] =>
  groups.length === 0
    ? []
    : db
        .all<{ key: string }>(sql`
          SELECT j.value AS key FROM ${jsonOf(groups)} j
          WHERE EXISTS (SELECT 1 FROM purchases p WHERE ${groupColumns} AND p.ksef_number IS NULL)`)
        .map((row) => row.key)

/** How many purchases each group has as they are stored, counting no further than `atMost`. */
export const countGroups = (db: Db, groups: readonly string[], atMost: number): Map<string, number> =>
  new Map(
    groups.length === 0
      ? []
      : db
          .all<{ key: string; count: number }>(sql`
            SELECT j.value AS key,
              (SELECT count(*) FROM (SELECT 1 FROM purchases p WHERE ${groupColumns} ${limitTo(atMost)})) AS count
            FROM ${jsonOf(groups)} j`)
          .map((row) => [row.key, row.count]),
  )

/** For each of the purchases the group in which it stands as it is stored, even when it is merged away. */
export const groupsOf = (db: Db, purchases: readonly number[]): string[] =>
  purchases.length === 0
    ? []
    : db
        .all<{ key: string }>(sql`
          SELECT json_array(p.seller_id, p.gross, substr(p.issue_day, 1, 7)) AS key
          FROM ${rowsOf(purchases)} j JOIN purchases p ON p.seq = j.value
          WHERE p.gross IS NOT NULL AND p.status <> 'quarantined'`)
        .map((row) => row.key)

/** The purchases without KSeF number of groups as they are stored. */
export const outsideMembers = (db: Db, groups: readonly string[]): number[] =>
  groups.length === 0
    ? []
    : db
        .all<{ seq: number }>(
          sql`SELECT p.seq AS seq FROM ${jsonOf(groups)} j JOIN purchases p ON ${groupColumns}
            AND p.ksef_number IS NULL`,
        )
        .map((row) => row.seq)

const jsonOf = (values: readonly string[]) => sql`json_each(${`[${values.join(',')}]`})`
