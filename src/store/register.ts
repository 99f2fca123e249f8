import { and, eq, type SQL, sql } from 'drizzle-orm'
import { registerRows, registerTotals as totals } from '../../drizzle/ledger/register.ts'
import { type TaxField, taxFields } from '../law/jpk.ts'
import type { UndatedRow } from '../register/row.ts'
import { groszeOf } from '../register/totals.ts'
import type { Day, Month } from '../values/day.ts'
import { fromJson, type Json, toJson } from '../values/json.ts'
import { tableOver } from '../values/tables.ts'
import { type Db, limitTo } from './database.ts'
import { difference } from './difference.ts'
import { unfoldedValues } from './folded-values.ts'
import { folding, unfolding } from './folding.ts'
import { excluded, listed, listOf, type Places, prepared } from './prepared.ts'
import { type PurchaseRow, type PurchaseText, purchaseColumnsShown, readPurchases } from './purchases.ts'

/** A row of a month; `since` is the first day on which it can be filed. */
export interface RegisterRecord {
  month: Month
  purchase: number
  since: Day
  row: UndatedRow
}

/** How many rows, how many of them without amounts, and the sum of each field in grosze, beyond any safe integer. */
interface RegisterTotals {
  rows: number
  incomplete: number
  sums: Record<TaxField, bigint>
}

const insert = 'INSERT INTO register_rows (month, purchase, since, complete, row) VALUES (?, ?, ?, ?, ?)'

const rowsOfPurchases = prepared((orm, p: Places<{ purchases: string }>) =>
  orm
    .select({
      month: registerRows.month,
      purchase: registerRows.purchase,
      since: registerRows.since,
      text: registerRows.row,
    })
    .from(listOf(p.purchases))
    .innerJoin(registerRows, eq(registerRows.purchase, listed)),
)
/**
 * Replaces the rows of purchases, and keeps the totals of their months; rows that stay are not touched. `known` are the
 * purchases that may have rows; what belongs to a month is summed once here, so that nobody who reads a month has to.
 */
export function replaceRegisterRows(
  db: Db,
  known: readonly number[],
  records: readonly RegisterRecord[],
): void {
  const [folded, unfolded] = [folding(db), unfolding(db)]
  const stored =
    known.length === 0
      ? []
      : rowsOfPurchases
          .all(db, { purchases: JSON.stringify(known) })
          .map((record): WrittenRecord => ({ ...record, text: unfolded(record.text) }))
  const written = records.map((record): WrittenRecord => ({ ...record, text: toJson(record.row) }))
  const { gone, added } = difference(
    stored,
    written,
    ({ month, purchase, since, text }) => `${month} ${purchase} ${since} ${text}`,
  )
  const [removed, inserted] = [gone.map(read), added.map(read)]
  db.runEach(
    'DELETE FROM register_rows WHERE month = ? AND purchase = ?',
    removed.map(({ month, purchase }) => [month, purchase]),
  )
  db.runEach(
    insert,
    inserted.map(({ month, purchase, since, row, text }) => [
      ...[month, purchase, since],
      ...[row.row.amountsUnknown === null ? 1 : 0, folded(text)],
    ]),
  )
  addToTotals(db, removed, inserted)
}

/** A row of a month as it is kept, and as an object where it was one before. */
type WrittenRecord = Omit<RegisterRecord, 'row'> & { text: Json<UndatedRow>; row?: UndatedRow }

const read = (record: WrittenRecord): RegisterRecord & { text: string } => ({
  ...record,
  row: record.row ?? fromJson(record.text),
})

/** What rows that come and go add to the totals of a month: only fields that they have. */
interface TotalsChange {
  month: string
  since: string
  rows: number
  incomplete: number
  sums: Map<TaxField, bigint>
}

function addToTotals(db: Db, removed: readonly RegisterRecord[], added: readonly RegisterRecord[]): void {
  const changes = new Map<string, TotalsChange>()
  const count = ({ month, since, row: { row } }: RegisterRecord, sign: 1 | -1) => {
    const key = `${month} ${since}`
    const change = changes.get(key) ?? { month, since, rows: 0, incomplete: 0, sums: new Map() }
    changes.set(key, change)
    change.rows += sign
    if (row.amountsUnknown !== null) change.incomplete += sign
    for (const field of taxFields) {
      const amount = row[field]
      if (amount === undefined) continue
      change.sums.set(field, (change.sums.get(field) ?? 0n) + BigInt(sign) * groszeOf(amount))
    }
  }
  for (const record of removed) count(record, -1)
  for (const record of added) count(record, 1)
  for (const change of changes.values()) addToMonth(db, change)
}

const totalsOf = prepared((orm, p: Places<{ month: string; since: string }>) =>
  orm
    .select({ rows: totals.rowCount, incomplete: totals.incomplete, sums: totals.sums })
    .from(totals)
    .where(and(eq(totals.month, p.month), eq(totals.since, p.since))),
)
const putTotals = prepared((orm, p: Places<typeof totals.$inferSelect>) =>
  orm
    .insert(totals)
    .values({ month: p.month, since: p.since, rowCount: p.rowCount, incomplete: p.incomplete, sums: p.sums })
    .onConflictDoUpdate({
      target: [totals.month, totals.since],
      set: {
        rowCount: excluded(totals.rowCount),
        incomplete: excluded(totals.incomplete),
        sums: excluded(totals.sums),
      },
    }),
)
function addToMonth(db: Db, { month, since, rows, incomplete, sums }: TotalsChange): void {
  const before = totalsOf.get(db, { month, since })
  const after = before?.sums ?? {}
  for (const [field, change] of sums) after[field] = String(BigInt(after[field] ?? 0) + change)
  putTotals.run(db, {
    ...{ month, since, sums: after },
    rowCount: rows + (before?.rows ?? 0),
    incomplete: incomplete + (before?.incomplete ?? 0),
  })
}

/** The totals of a month, as far as its rows can be filed on a day. */
export function registerTotals(db: Db, month: string, asOf: string): RegisterTotals {
  const totals: RegisterTotals = {
    rows: 0,
    incomplete: 0,
    sums: tableOver(taxFields, () => 0n),
  }
  for (const { rows, incomplete, sums } of totalRows(db, sql`month = ${month} AND since <= ${asOf}`)) {
    totals.rows += rows
    totals.incomplete += incomplete
    for (const field of taxFields) totals.sums[field] += BigInt(sums[field] ?? 0)
  }
  return totals
}

/** Sums are whole numbers in text, for they may be larger than any that JSON can be trusted with. */
const totalRows = (
  db: Db,
  where: SQL,
): { rows: number; incomplete: number; sums: Partial<Record<TaxField, string>> }[] =>
  db
    .all<{ rows: number; incomplete: number; sums: Json<Partial<Record<TaxField, string>>> }>(
      sql`SELECT row_count AS rows, incomplete, sums FROM register_totals WHERE ${where}`,
    )
    .map(({ sums, ...counts }) => ({
      ...counts,
      sums: fromJson(sums),
    }))

/** A purchase with its row of a month. */
export interface RegisteredPurchase extends PurchaseRow {
  row: UndatedRow
}
const registered = (db: Db, query: SQL): RegisteredPurchase[] => {
  const value = unfoldedValues(db)
  return readPurchases(db, db.all<PurchaseText & { row: Json<UndatedRow> }>(query)).map((found) => ({
    ...found,
    row: value(found.row),
  }))
}

const firstOf = prepared((orm, p: Places<{ purchase: number }>) =>
  orm
    .select({ month: sql<Month | null>`min(${registerRows.month})` })
    .from(registerRows)
    .where(eq(registerRows.purchase, p.purchase)),
)
/** The first month in which a purchase stands; null where it stands in none. */
export const firstMonthInRegister = (db: Db, purchase: number): Month | null =>
  firstOf.get(db, { purchase })?.month ?? null

/** Purchases with a row in a month that can be filed on a day, in the order in which they were first known. */
export const registerPage = (
  db: Db,
  month: string,
  asOf: string,
  page: { after: number; limit: number },
): RegisteredPurchase[] =>
  registered(
    db,
    sql`
    SELECT ${purchaseColumnsShown}, r.row AS row FROM register_rows r JOIN purchases p ON p.seq = r.purchase
    WHERE r.month = ${month} AND r.purchase > ${page.after} AND r.since <= ${asOf}
    ORDER BY r.purchase ${limitTo(page.limit)}`,
  )

/** A row of the register is held while its purchase has an open blocking finding. */
const isHeld = sql`EXISTS (SELECT 1 FROM findings f INDEXED BY findings_holding
  WHERE f.purchase = r.purchase AND f.open = 1 AND f.severity = 'blocking')`

/** The rows of a month by themselves, with the row numbers of their purchases: all that a file needs. */
export const undatedRows = (
  db: Db,
  month: string,
  asOf: string,
  page: { after: number; limit: number },
): { purchase: number; row: UndatedRow; held: boolean }[] => {
  const value = unfoldedValues(db)
  return db
    .all<{ purchase: number; row: Json<UndatedRow>; held: 0 | 1 }>(sql`
      SELECT r.purchase AS purchase, r.row AS row, ${isHeld} AS held FROM register_rows r
      WHERE r.month = ${month} AND r.purchase > ${page.after} AND r.since <= ${asOf}
      ORDER BY r.purchase ${limitTo(page.limit)}`)
    .map(({ purchase, row, held }) => ({ purchase, row: value(row), held: held === 1 }))
}

/** Purchases with an open blocking finding that have a row in a month: the held are gone through, not the month. */
const held = (month: string, asOf: string) => sql`
  (SELECT DISTINCT purchase FROM findings INDEXED BY findings_holding WHERE open = 1 AND severity = 'blocking') h
  CROSS JOIN register_rows r ON r.month = ${month} AND r.purchase = h.purchase AND r.since <= ${asOf}`

export const countHeld = (db: Db, month: string, asOf: string): number =>
  countOf(db, sql`SELECT count(*) AS count FROM ${held(month, asOf)}`)

/** The first held rows of a month. */
export const heldRows = (db: Db, month: string, asOf: string, limit: number): RegisteredPurchase[] =>
  registered(
    db,
    sql`
    SELECT ${purchaseColumnsShown}, r.row AS row FROM register_rows r JOIN purchases p ON p.seq = r.purchase
    WHERE r.month = ${month} AND r.purchase IN (SELECT h.purchase FROM ${held(month, asOf)})
    ORDER BY r.purchase ${limitTo(limit)}`,
  )

/** Rows of a month of invoices issued before the first day that a file can hold. */
const issuedBefore = (month: string, asOf: string, firstDay: string) => sql`
  SELECT r.purchase AS purchase FROM purchases p CROSS JOIN register_rows r ON r.month = ${month} AND r.purchase = p.seq
  WHERE p.issue_day < ${firstDay} AND p.merged_into IS NULL AND r.since <= ${asOf}`

/** The first rows of a month that no file can hold: without amounts, or issued before `firstDay`; held ones too if asked for. */
export function incompleteRows(
  db: Db,
  month: string,
  asOf: string,
  firstDay: string,
  { limit, heldToo }: { limit: number; heldToo: boolean },
): RegisteredPurchase[] {
  const wanted = heldToo ? sql`` : sql`AND NOT ${isHeld}`
  const first = (rows: SQL) =>
    sql`SELECT purchase FROM (${rows} ${wanted} ORDER BY r.purchase ${limitTo(limit)})`
  const withoutAmounts = sql`
    SELECT r.purchase AS purchase FROM register_rows r INDEXED BY register_rows_incomplete
    WHERE r.month = ${month} AND r.complete = 0 AND r.since <= ${asOf}`
  return registered(
    db,
    sql`
    SELECT ${purchaseColumnsShown}, r.row AS row FROM register_rows r JOIN purchases p ON p.seq = r.purchase
    WHERE r.month = ${month}
      AND r.purchase IN (${first(withoutAmounts)} UNION ${first(issuedBefore(month, asOf, firstDay))})
    ORDER BY r.purchase ${limitTo(limit)}`,
  )
}

/** How many there are: those without amounts are counted in the totals of the month. */
export const countIncomplete = (db: Db, month: string, asOf: string, firstDay: string): number =>
  countOf(
    db,
    sql`
    SELECT coalesce(sum(incomplete), 0) + (
      SELECT count(*) FROM (${issuedBefore(month, asOf, firstDay)} AND r.complete = 1)) AS count
    FROM register_totals WHERE month = ${month} AND since <= ${asOf}`,
  )

/** How many rows of a month cannot be filed on a day yet: received, or numbered, after it. */
export const countLaterRows = (db: Db, month: string, asOf: string): number =>
  countOf(
    db,
    sql`SELECT coalesce(sum(row_count), 0) AS count FROM register_totals WHERE month = ${month} AND since > ${asOf}`,
  )

const countOf = (db: Db, query: SQL): number => db.get<{ count: number }>(query)?.count ?? 0
