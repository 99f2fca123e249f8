import { type SQL, sql } from 'drizzle-orm'
import type { Day } from '../values/day.ts'
import { type Db, limitTo } from './database.ts'
import { type PurchaseRow, type PurchaseText, purchaseColumnsShown, readPurchases } from './purchases.ts'

/** `asOf`: the day on which a number is missing. `overdue`: its deadline had passed on that day, or had not. */
export interface AwaitingFilter {
  asOf: string
  seller?: string | undefined
  overdue?: boolean | undefined
}

/** A place in the list: the deadline, `9999-12-31` where none can be told, and the row number. */
export interface AwaitingPlace {
  dueBy: string
  seq: number
}

export type AwaitingRow = PurchaseRow & AwaitingPlace

/** As the index `purchases_awaiting` has it: what has no deadline comes last. */
const dueBy = sql`coalesce(p.deadline, '9999-12-31')`

/**
 * Purchases in hand on the day whose number was due and not there, the earliest deadline first, up to `limit`. What has
 * its number by now is a branch of its own, so that today's question reads the index in its order and stops.
 */
export function awaitingPage(
  db: Db,
  { asOf, seller, overdue }: AwaitingFilter,
  page: { after: AwaitingPlace | null; limit: number },
): AwaitingRow[] {
  const where: SQL[] = [
    sql`p.awaiting = 'due' AND p.awaiting IS NOT NULL AND p.merged_into IS NULL AND p.awaiting_from <= ${asOf}`,
  ]
  if (seller !== undefined) where.push(sql`p.seller_id = ${seller}`)
  if (overdue !== undefined) where.push(overdue ? sql`${dueBy} < ${asOf}` : sql`${dueBy} >= ${asOf}`)
  if (page.after !== null) where.push(sql`(${dueBy}, p.seq) > (${page.after.dueBy}, ${page.after.seq})`)
  const branch = (numbered: SQL): SQL =>
    sql`SELECT ${purchaseColumnsShown}, ${dueBy} AS dueBy FROM purchases p
      WHERE ${sql.join([...where, numbered], sql` AND `)}`
  const rows = db.all<PurchaseText & AwaitingPlace>(sql`
    ${branch(sql`p.awaiting_until IS NULL`)} UNION ALL ${branch(sql`p.awaiting_until > ${asOf}`)}
    ORDER BY dueBy, seq ${limitTo(page.limit)}`)
  return readPurchases(db, rows)
}

/** How many numbers were due on the day and not there, how many of them late, and the next deadline that has not passed. */
export function awaitingCounts(
  db: Db,
  asOf: Day,
): { due: number; overdue: number; nextDeadline: Day | null } {
  const due = sql`SELECT ${dueBy} AS dueBy FROM purchases p
    WHERE p.awaiting = 'due' AND p.awaiting IS NOT NULL AND p.merged_into IS NULL AND p.awaiting_from <= ${asOf}`
  const found = db.get<{ due: number; overdue: number | null; next: Day | null }>(sql`
    SELECT count(*) AS due, sum(dueBy < ${asOf}) AS overdue,
      min(CASE WHEN dueBy >= ${asOf} AND dueBy < '9999-12-31' THEN dueBy END) AS next
    FROM (${due} AND p.awaiting_until IS NULL UNION ALL ${due} AND p.awaiting_until > ${asOf})`)
  return { due: found?.due ?? 0, overdue: found?.overdue ?? 0, nextDeadline: found?.next ?? null }
}
