import { and, type Column, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { purchases, relations } from '../../drizzle/ledger/purchases.ts'
import { readSentence, type Sentence, writtenSentence } from '../texts/sentence.ts'
import type { Day, Month } from '../values/day.ts'
import type { KindGroup } from '../values/invoice-kind.ts'
import type { Json } from '../values/json.ts'
import { sellerOfOtherCountry } from './candidates.ts'
import type { Db } from './database.ts'
import { atMost, listed, listOf, type Orm, type Places, prepared } from './prepared.ts'
import { isNotQuarantined } from './purchases.ts'

/** Findings by which one purchase is in conflict with another, or suspiciously near to it. */
export type RelationCode = 'AMOUNT_MISMATCH' | 'AMBIGUOUS_MATCH' | 'DOUBLE_ISSUE' | 'POSSIBLE_DUPLICATE'

export interface RelationRow {
  purchase: number
  code: RelationCode
  other: number
  /** Why, as the finding says it. */
  detail: Sentence
}

const ofPurchases = prepared((orm, p: Places<{ purchases: string }>) =>
  orm
    .select({
      purchase: relations.purchase,
      code: relations.code,
      other: relations.other,
      detail: sql`${relations.detail}`.mapWith(readSentence),
    })
    .from(listOf(p.purchases))
    .innerJoin(relations, eq(relations.purchase, listed)),
)
/** Relations seen from the given purchases. */
export const relationsOf = (db: Db, purchases: readonly number[]): RelationRow[] =>
  purchases.length === 0 ? [] : ofPurchases.all(db, { purchases: JSON.stringify(purchases) })

const ofOthers = prepared((orm, p: Places<{ others: string }>) =>
  orm
    .selectDistinct({ purchase: relations.purchase })
    .from(listOf(p.others))
    .innerJoin(relations, eq(relations.other, listed)),
)
/** Purchases that have a relation to one of the given ones. */
export const relatedTo = (db: Db, purchases: readonly number[]): number[] =>
  purchases.length === 0
    ? []
    : ofOthers.all(db, { others: JSON.stringify(purchases) }).map((row) => row.purchase)

const ofKind = prepared((orm, p: Places<{ code: string; other: number }>) =>
  orm
    .select({ purchase: relations.purchase })
    .from(relations)
    .where(and(eq(relations.other, p.other), eq(relations.code, p.code))),
)
/** Purchases that have a relation of this kind to the given one. */
export const relatedBy = (db: Db, code: string, other: number): number[] =>
  ofKind.all(db, { code, other }).map((row) => row.purchase)

type Listed = Places<{ seqs: string }>
const isListed = (column: Column, { seqs }: { seqs: Listed['seqs'] }): SQL =>
  sql`${column} IN (SELECT value FROM json_each(${seqs}))`
const forget = prepared((orm, { seqs }: Listed) =>
  orm.delete(relations).where(isListed(relations.purchase, { seqs })),
)
const forgetNear = prepared((orm, { seqs }: Listed) =>
  orm
    .delete(relations)
    .where(and(eq(relations.code, 'POSSIBLE_DUPLICATE'), isListed(relations.other, { seqs }))),
)
const forgetOther = prepared((orm, { seqs }: Listed) =>
  orm.delete(relations).where(isListed(relations.other, { seqs })),
)
/**
 * Replaces what the purchases relate to, and the near matches of others to them; others keep their conflicts with
 * them, unless they were merged away.
 */
export function replaceRelations(
  db: Db,
  purchases: readonly number[],
  merged: readonly number[],
  rows: readonly RelationRow[],
): void {
  if (purchases.length > 0 || merged.length > 0) {
    forget.run(db, { seqs: JSON.stringify([...purchases, ...merged]) })
    forgetNear.run(db, { seqs: JSON.stringify(purchases) })
    forgetOther.run(db, { seqs: JSON.stringify(merged) })
  }
  db.runEach(
    'INSERT INTO relations (purchase, code, other, detail) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    rows.map((r) => [r.purchase, r.code, r.other, writtenSentence(r.detail)]),
  )
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

const nearColumns = {
  seq: purchases.seq,
  sellerId: purchases.sellerId,
  numberKey: purchases.numberKey,
  nearKey: purchases.nearKey,
  issueDay: sql<Day>`${purchases.issueDay}`,
  kindGroup: sql<KindGroup | null>`${purchases.kindGroup}`,
  gross: purchases.gross,
  net: purchases.net,
  currency: purchases.currency,
  ksefNumber: purchases.ksefNumber,
  hasCopy: sql<number>`EXISTS (SELECT 1 FROM evidence e WHERE e.purchase = purchases.seq AND e.type = 'copy')`,
}

/** Purchases of a list of their numbers as they are compared with others. */
const comparable = (orm: Orm, seqs: SQL) =>
  orm
    .select(nearColumns)
    .from(purchases)
    .where(and(isNull(purchases.mergedInto), isNotQuarantined, sql`${purchases.seq} IN (${seqs})`))

/** `outsideOnly`: only those without KSeF number, which are few and have indexes of their own. */
const nearBy = (outsideOnly: boolean) => {
  const outside = outsideOnly ? sql`AND q.ksef_number IS NULL` : sql``
  // The sign keeps to the index of those without KSeF number, which are few: with the day the other one would be taken.
  const day = outsideOnly ? sql`+q.issue_day` : sql`q.issue_day`
  return prepared(
    (orm, { numbers, amounts, keys }: Places<{ numbers: string; amounts: string; keys: string }>) =>
      comparable(
        orm,
        sql`
      SELECT q.seq FROM ${listOf(numbers)} JOIN purchases q
        ON q.seller_id = j.value ->> 0 AND q.near_key = j.value ->> 1
        AND ${day} BETWEEN j.value ->> 2 AND j.value ->> 3 ${outside}
      UNION SELECT q.seq FROM ${listOf(amounts)} JOIN purchases q
        ON q.seller_id = j.value ->> 0 AND q.gross = j.value ->> 1
        AND q.issue_day BETWEEN j.value ->> 2 AND j.value ->> 3 ${outside}
      UNION SELECT q.seq FROM ${listOf(keys)} JOIN purchase_keys k ON k.key = j.value
        JOIN purchases q ON q.seq = k.purchase ${outside}`,
      ),
  )
}
const [near, nearOutside] = [nearBy(false), nearBy(true)]

/**
 * Purchases of the same sellers with a number that is easily confused, also on the same day by one slip of the hand, or
 * with the same gross amount at about the same time. `outsideOnly`: only those without KSeF number, which keeps imports
 * of KSeF documents cheap.
 */
export const nearRows = (db: Db, { numbers, amounts, keys }: NearProbes, outsideOnly: boolean): NearRow[] =>
  keys.length === 0
    ? []
    : (outsideOnly ? nearOutside : near).all(db, {
        numbers: JSON.stringify(numbers),
        amounts: JSON.stringify(amounts),
        keys: JSON.stringify(keys),
      })

// Left to itself SQLite goes through all purchases of a seller, who mostly has none without a number.
const outsideSellers = prepared((orm, { sellers }: Places<{ sellers: string }>) =>
  orm
    .select({ seller: sql<string>`${listed}` })
    .from(listOf(sellers))
    .where(sql`EXISTS (
      SELECT 1 FROM purchases q INDEXED BY purchases_outside_near
      WHERE q.seller_id = ${listed} AND q.ksef_number IS NULL)`),
)
/** Those of these sellers of whom a purchase without KSeF number is stored. */
export const sellersWithOutside = (db: Db, sellers: readonly string[]): Set<string> =>
  new Set(
    sellers.length === 0
      ? []
      : outsideSellers.all(db, { sellers: JSON.stringify(sellers) }).map((row) => row.seller),
  )

export interface ForeignProbe {
  numberKey: string
  /** The one asked about is of a foreign seller, so Polish ones are looked for; else the other way round. */
  foreign: boolean
  fromDay: string
  toDay: string
}

const underNumbers = (foreign: boolean) =>
  prepared((orm, { probes }: Places<{ probes: string }>) =>
    comparable(
      orm,
      sql`
      SELECT q.seq FROM ${listOf(probes)} JOIN purchases q ON q.number_key = j.value ->> 0
        AND ${sellerOfOtherCountry(foreign)} AND q.issue_day BETWEEN j.value ->> 1 AND j.value ->> 2`,
    ),
  )
const [underForeign, underPolish] = [underNumbers(true), underNumbers(false)]

/** Purchases under the same number of any seller that is foreign where the one asked about is Polish, or Polish where it is foreign. */
export function foreignRows(db: Db, probes: readonly ForeignProbe[]): NearRow[] {
  return [true, false].flatMap((foreign) => {
    const some = probes.filter((p) => p.foreign === foreign)
    if (some.length === 0) return []
    const rows = some.map((p) => [p.numberKey, p.fromDay, p.toDay])
    return (foreign ? underForeign : underPolish).all(db, { probes: JSON.stringify(rows) })
  })
}

const groupColumns = sql`p.seller_id = j.value ->> 0 AND p.gross = j.value ->> 1
  AND p.issue_day BETWEEN j.value ->> 2 || '-01' AND j.value ->> 2 || '-31'
  AND p.merged_into IS NULL AND p.status <> 'quarantined'`
type Groups = Places<{ groups: string }>
const textOf = (groups: readonly string[]): string => `[${groups.join(',')}]`

const withOutside = prepared((orm, { groups }: Groups) =>
  orm
    .select({ key: sql<string>`${listed}` })
    .from(listOf(groups))
    .where(sql`EXISTS (SELECT 1 FROM purchases p WHERE ${groupColumns} AND p.ksef_number IS NULL)`),
)
/** Which groups (JSON of seller, gross, month) hold a purchase without KSeF number. */
export const groupsWithOutside = (db: Db, groups: readonly string[]): string[] =>
  groups.length === 0 ? [] : withOutside.all(db, { groups: textOf(groups) }).map((row) => row.key)

const counted = prepared((orm, { groups, most }: Places<{ groups: string; most: number }>) =>
  orm
    .select({
      key: sql<string>`${listed}`,
      count: sql<number>`(SELECT count(*) FROM (
        SELECT 1 FROM purchases p WHERE ${groupColumns} LIMIT ${atMost(most)}))`,
    })
    .from(listOf(groups)),
)
/** How many purchases each group has as they are stored, counting no further than `most`. */
export const countGroups = (db: Db, groups: readonly string[], most: number): Map<string, number> =>
  new Map(
    groups.length === 0
      ? []
      : counted.all(db, { groups: textOf(groups), most }).map((row) => [row.key, row.count]),
  )

const groupOf = prepared((orm, { seqs }: Listed) =>
  orm
    .select({
      key: sql<
        Json<[string, number, Month]>
      >`json_array(${purchases.sellerId}, ${purchases.gross}, substr(${purchases.issueDay}, 1, 7))`,
    })
    .from(listOf(seqs))
    .innerJoin(purchases, eq(purchases.seq, listed))
    .where(and(isNotNull(purchases.gross), isNotQuarantined)),
)
/** For each of the purchases the group in which it stands as it is stored, even when it is merged away. */
export const groupsOf = (db: Db, seqs: readonly number[]): Json<[string, number, Month]>[] =>
  seqs.length === 0 ? [] : groupOf.all(db, { seqs: JSON.stringify(seqs) }).map((row) => row.key)

const outsideOf = prepared((orm, { groups }: Groups) =>
  orm
    .select({ seq: sql<number>`p.seq` })
    .from(listOf(groups))
    .innerJoin(sql`purchases p`, sql`${groupColumns} AND p.ksef_number IS NULL`),
)
/** The purchases without KSeF number of groups as they are stored. */
export const outsideMembers = (db: Db, groups: readonly string[]): number[] =>
  groups.length === 0 ? [] : outsideOf.all(db, { groups: textOf(groups) }).map((row) => row.seq)
