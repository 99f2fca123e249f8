import { eq, isNotNull, isNull, max, sql } from 'drizzle-orm'
import { findings, purchases } from '../../drizzle/ledger/purchases.ts'
import type { Inputs } from '../receipt/inputs.ts'
import type { Verdict } from '../receipt/verdict.ts'
import { fromJson, type Json } from '../values/json.ts'
import { type Db, rowsOf } from './database.ts'
import { difference } from './difference.ts'
import { unfoldedValues } from './folded-values.ts'
import { unfolding } from './folding.ts'
import { listed, listOf, type Places, prepared } from './prepared.ts'
import type { StoredIdentity, StoredPurchase } from './stored-identity.ts'

/** What is shown of a purchase; its JSON is read where rows are, for it is folded. */
const shown = {
  seq: purchases.seq,
  id: purchases.id,
  mergedInto: purchases.mergedInto,
  /** The statements that it brought to the purchase it was merged into. */
  brought: sql<Json<readonly string[]> | null>`${purchases.brought}`,
  inputs: sql<Json<Inputs>>`${purchases.inputs}`,
  identity: purchases.identity,
  verdict: purchases.verdict,
  createdAt: purchases.createdAt,
}

/** The same in statements of `sql`, whose rows `readPurchases` reads. */
export const purchaseColumnsShown = sql`p.seq AS seq, p.id AS id, p.merged_into AS mergedInto, p.brought AS brought,
  p.inputs AS inputs, p.identity AS identity, p.verdict AS verdict, p.created_at AS createdAt`

/** A stored purchase. */
export interface PurchaseRow {
  seq: number
  id: string
  mergedInto: number | null
  brought: readonly string[] | null
  inputs: Inputs
  identity: StoredIdentity
  verdict: Verdict
  createdAt: string
}

/** A row with `purchaseColumnsShown`, its JSON as text. */
export type PurchaseText = Pick<PurchaseRow, 'seq' | 'id' | 'mergedInto' | 'createdAt'> &
  StoredPurchase & { brought: Json<readonly string[]> | null }

type Read<Row> = Omit<Row, keyof PurchaseRow> & PurchaseRow
export function readPurchases<Row extends PurchaseText>(db: Db, rows: readonly Row[]): Read<Row>[] {
  const value = unfoldedValues(db)
  return rows.map((row) => ({
    ...row,
    brought: row.brought && fromJson(row.brought),
    inputs: fromJson(row.inputs),
    identity: value(row.identity),
    verdict: value(row.verdict),
  }))
}

const bySeq = prepared((orm, { seqs }: Places<{ seqs: string }>) =>
  orm.select(shown).from(listOf(seqs)).innerJoin(purchases, eq(purchases.seq, listed)),
)
export const purchaseRows = (db: Db, seqs: readonly number[]): PurchaseRow[] =>
  seqs.length === 0 ? [] : readPurchases(db, bySeq.all(db, { seqs: JSON.stringify(seqs) }))

const standingBySeq = prepared((orm, { seqs }: Places<{ seqs: string }>) =>
  orm
    .select({ ...shown, numberKey: purchases.numberKey, nearKey: purchases.nearKey })
    .from(listOf(seqs))
    .innerJoin(purchases, eq(purchases.seq, listed))
    .where(isNull(purchases.mergedInto)),
)
/** Purchases as the rows of a file are compared with them, without those that were merged away. */
export const standingPurchases = (db: Db, seqs: readonly number[]) =>
  seqs.length === 0 ? [] : readPurchases(db, standingBySeq.all(db, { seqs: JSON.stringify(seqs) }))

const textsBySeq = prepared((orm, { seqs }: Places<{ seqs: string }>) =>
  orm
    .select({
      seq: purchases.seq,
      inputs: sql<Json<Inputs>>`${purchases.inputs}`,
      identity: purchases.identity,
      verdict: purchases.verdict,
    })
    .from(listOf(seqs))
    .innerJoin(purchases, eq(purchases.seq, listed)),
)
/** Purchases as they are stored, to be compared with what they are to be: as text, which is not read. */
export function storedPurchases(db: Db, seqs: readonly number[]): Map<number, StoredPurchase> {
  if (seqs.length === 0) return new Map()
  const unfolded = unfolding(db)
  return new Map(
    textsBySeq
      .all(db, { seqs: JSON.stringify(seqs) })
      .map(({ seq, inputs, identity, verdict }) => [
        seq,
        { inputs, identity: unfolded(identity), verdict: unfolded(verdict) },
      ]),
  )
}

const openBySeq = prepared((orm, { seqs }: Places<{ seqs: string }>) =>
  orm
    .select({
      seq: purchases.seq,
      id: purchases.id,
      mergedInto: purchases.mergedInto,
      brought: purchases.brought,
      inputs: purchases.inputs,
      createdAt: purchases.createdAt,
      verdict: purchases.verdict,
    })
    .from(listOf(seqs))
    .innerJoin(purchases, eq(purchases.seq, listed)),
)
/** Purchases that a transaction works on: what it begins with is read, the verdict is text (most are not looked at). */
export function openPurchases(db: Db, seqs: readonly number[]) {
  if (seqs.length === 0) return []
  const unfolded = unfolding(db)
  return openBySeq
    .all(db, { seqs: JSON.stringify(seqs) })
    .map((row) => ({ ...row, verdict: unfolded(row.verdict) }))
}

const idsBySeq = prepared((orm, { seqs }: Places<{ seqs: string }>) =>
  orm
    .select({ seq: purchases.seq, id: purchases.id })
    .from(listOf(seqs))
    .innerJoin(purchases, eq(purchases.seq, listed)),
)
/** The public ids of purchases. */
export const purchaseIds = (db: Db, seqs: readonly number[]): Map<number, string> =>
  new Map(
    seqs.length === 0 ? [] : idsBySeq.all(db, { seqs: JSON.stringify(seqs) }).map(({ seq, id }) => [seq, id]),
  )

const mergedBySeq = prepared((orm, { seqs }: Places<{ seqs: string }>) =>
  orm
    .select({ seq: purchases.seq })
    .from(listOf(seqs))
    .innerJoin(purchases, eq(purchases.seq, listed))
    .where(isNotNull(purchases.mergedInto)),
)
/** Which of these purchases are merged into others. */
export const mergedAmong = (db: Db, seqs: readonly number[]): Set<number> =>
  new Set(seqs.length === 0 ? [] : mergedBySeq.all(db, { seqs: JSON.stringify(seqs) }).map(({ seq }) => seq))

const byId = prepared((orm, { id }: Places<{ id: string }>) =>
  orm.select(shown).from(purchases).where(eq(purchases.id, id)),
)
/** Finds a purchase by its id, following merges to the survivor. */
export function purchaseById(db: Db, id: string): PurchaseRow | null {
  let [row = null]: (PurchaseRow | null)[] = readPurchases(db, byId.all(db, { id }))
  while (row !== null && row.mergedInto !== null) row = purchaseRows(db, [row.mergedInto])[0] ?? null
  return row
}

/** Purchases by row number; for one that was merged away its survivor. */
export function survivingRows(db: Db, seqs: readonly number[]): Map<number, PurchaseRow> {
  const found = new Map<number, PurchaseRow>()
  for (const row of purchaseRows(db, seqs)) {
    const survivor = row.mergedInto === null ? row : purchaseById(db, row.id)
    if (survivor) found.set(row.seq, survivor)
  }
  return found
}

const last = prepared((orm) => orm.select({ seq: max(purchases.seq) }).from(purchases))
export const nextPurchaseSeq = (db: Db): number => (last.get(db, {})?.seq ?? 0) + 1

/**
 * Written out, as what partial indexes speak of must be: to see whether one will do SQLite looks at a value that is bound, and
 * prepares the statement anew each time.
 */
export const isNotQuarantined = sql`${purchases.status} <> 'quarantined'`

const sellersBySeq = prepared((orm, { seqs }: Places<{ seqs: string }>) =>
  orm
    .selectDistinct({ sellerId: purchases.sellerId })
    .from(listOf(seqs))
    .innerJoin(purchases, eq(purchases.seq, listed)),
)
/** Whose invoices purchases are, merged ones too. */
export const sellersOf = (db: Db, seqs: readonly number[]): string[] =>
  sellersBySeq.all(db, { seqs: JSON.stringify(seqs) }).map((row) => row.sellerId)

/** Writes under which keys the numbers of purchases are compared. */
export const writeNumberKeys = (
  db: Db,
  rows: readonly [seq: number, numberKey: string, nearKey: string][],
): void =>
  db.runEach(
    'UPDATE purchases SET number_key = ?, near_key = ? WHERE seq = ?',
    rows.map(([seq, numberKey, nearKey]) => [numberKey, nearKey, seq]),
  )

/** Marks purchases as merged into others; they answer with the survivor from now on and stand in no list. */
export function markMerged(
  db: Db,
  rows: readonly [merged: number, survivor: number, brought: readonly string[]][],
): void {
  if (rows.length === 0) return
  db.run(sql`
    UPDATE purchases SET merged_into = j.value ->> 1, brought = j.value -> 2
    FROM ${rowsOf(rows)} j WHERE purchases.seq = j.value ->> 0`)
  db.run(sql`
    UPDATE correction_references SET original = j.value ->> 1
    FROM ${rowsOf(rows)} j WHERE correction_references.original = j.value ->> 0`)
  db.run(sql`DELETE FROM findings WHERE purchase IN (SELECT value ->> 0 FROM ${rowsOf(rows)})`)
  db.run(sql`DELETE FROM correction_references WHERE purchase IN (SELECT value ->> 0 FROM ${rowsOf(rows)})`)
}

/** Purchases that were merged away stand on their own again. */
export function markRestored(db: Db, seqs: readonly number[]): void {
  if (seqs.length === 0) return
  db.run(sql`
    UPDATE purchases SET merged_into = NULL, brought = NULL WHERE seq IN (SELECT value FROM ${rowsOf(seqs)})`)
}

/** After documents moved: merged purchases whose documents they are answer with the purchase where those are now. */
export function followDocuments(db: Db, evidence: readonly number[]): void {
  if (evidence.length === 0) return
  db.run(sql`
    UPDATE purchases SET merged_into = e.purchase
    FROM ${rowsOf(evidence)} j JOIN evidence e ON e.seq = j.value
    WHERE e.home = purchases.seq AND e.purchase <> purchases.seq AND purchases.merged_into IS NOT NULL`)
}

/** A finding as lists are filtered by it; `severity` is that of its case. */
export type FindingRecord = [purchase: number, code: string, subject: string, open: 0 | 1, severity: string]

const findingsOf = prepared((orm, p: Places<{ purchases: string }>) =>
  orm
    .select({
      purchase: findings.purchase,
      code: findings.code,
      subject: findings.subject,
      open: sql<0 | 1>`${findings.open}`,
      severity: findings.severity,
    })
    .from(listOf(p.purchases))
    .innerJoin(findings, eq(findings.purchase, listed)),
)
/**
 * Replaces the stored findings, by which lists are filtered; those that depend on the day only where they are decided.
 * Those that stay are not touched.
 */
export function replaceFindings(db: Db, known: readonly number[], findings: readonly FindingRecord[]): void {
  const stored = known.length === 0 ? [] : findingsOf.all(db, { purchases: JSON.stringify(known) })
  const { gone, added } = difference(
    stored.map((f): FindingRecord => [f.purchase, f.code, f.subject, f.open, f.severity]),
    findings,
  )
  db.runEach(
    'DELETE FROM findings WHERE purchase = ? AND code = ? AND subject = ?',
    gone.map(([purchase, code, subject]) => [purchase, code, subject]),
  )
  db.runEach('INSERT INTO findings (purchase, code, subject, open, severity) VALUES (?, ?, ?, ?, ?)', added)
}
