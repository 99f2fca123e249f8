import { and, eq, isNull, sql } from 'drizzle-orm'
import { purchases as allPurchases } from '../../drizzle/ledger/purchases.ts'
import { registerRows } from '../../drizzle/ledger/register.ts'
import type { UndatedRow } from '../register/row.ts'
import type { Db } from './database.ts'
import { unfoldedValues } from './folded-values.ts'
import { listed, listOf, type Places, prepared } from './prepared.ts'
import { isNotQuarantined } from './purchases.ts'
import type { RegisterRecord } from './register.ts'

/** What the register has of the purchases with which rows of a file are compared. */

const inRegister = prepared((orm, { purchases }: Places<{ purchases: string }>) =>
  orm
    .select({
      month: registerRows.month,
      purchase: registerRows.purchase,
      since: registerRows.since,
      row: registerRows.row,
    })
    .from(listOf(purchases))
    .innerJoin(registerRows, eq(registerRows.purchase, listed))
    .orderBy(registerRows.purchase, registerRows.month),
)
/** The rows of the register of purchases, in all months. */
export function registerRowsOf(db: Db, purchases: readonly number[]): RegisterRecord[] {
  if (purchases.length === 0) return []
  const value = unfoldedValues(db)
  return inRegister
    .all(db, { purchases: JSON.stringify(purchases) })
    .map((found) => ({ ...found, row: value(found.row) }))
}

const plainly = prepared((orm, { month, purchases }: Places<{ month: string; purchases: string }>) =>
  orm
    .select({
      purchase: allPurchases.seq,
      numberKey: allPurchases.numberKey,
      since: registerRows.since,
      row: registerRows.row,
    })
    .from(listOf(purchases))
    // In this order: the planner would go through the whole month, which it takes for small.
    .crossJoin(allPurchases)
    .crossJoin(registerRows)
    .where(
      and(
        eq(allPurchases.seq, listed),
        eq(registerRows.month, month),
        eq(registerRows.purchase, allPurchases.seq),
        isNull(allPurchases.mergedInto),
        isNotQuarantined,
        sql`NOT EXISTS (
          SELECT 1 FROM findings f
          WHERE f.purchase = ${allPurchases.seq} AND f.open = 1 AND f.severity = 'blocking')`,
      ),
    ),
)
/** The rows of a month of those purchases that are neither merged away nor quarantined, and not held by a finding. */
export function plainRowsOf(
  db: Db,
  month: string,
  purchases: readonly number[],
): { purchase: number; numberKey: string; since: string; row: UndatedRow }[] {
  if (purchases.length === 0) return []
  const value = unfoldedValues(db)
  return plainly
    .all(db, { month, purchases: JSON.stringify(purchases) })
    .map((found) => ({ ...found, row: value(found.row) }))
}
