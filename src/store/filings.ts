import { and, count, eq, gt, max, notInArray, sql } from 'drizzle-orm'
import {
  correctionsDue as due,
  filings,
  filedMonths as lastFiled,
  registerRows,
  filingRows as rowsFiled,
} from '../../drizzle/ledger/register.ts'
import type { TaxField } from '../law/jpk.ts'
import type { FiledRow } from '../register/row.ts'
import type { Day, Month } from '../values/day.ts'
import type { Json } from '../values/json.ts'
import type { Db } from './database.ts'
import { atMost, excluded, listed, listOf, type Places, prepared } from './prepared.ts'

const shown = {
  seq: filings.seq,
  /** Counts the filings of the month from 1. */
  number: sql<number>`(SELECT count(*) FROM filings g WHERE g.month = filings.month AND g.seq <= filings.seq)`,
  id: filings.id,
  month: filings.month,
  filedOn: filings.filedOn,
  recordedAt: filings.recordedAt,
  actor: filings.actor,
  totals: sql<Json<FiledTotals>>`${filings.totals}`,
  hash: filings.hash,
  held: filings.held,
  jpkCheck: filings.jpkCheck,
}

/** Totals of what was filed, under the names of the contract; `held` was not counted by earlier releases. */
type FiledTotals = { rows: number; withoutAmounts: number; held?: number | null; inputVat: string } & {
  [F in TaxField]: string
}

/** A filing as it is kept. `number` counts those of its month from 1. */
export type FilingRow = Omit<typeof filings.$inferSelect, 'totals'> & {
  number: number
  totals: Json<FiledTotals>
}

const ofMonth = prepared((orm, p: Places<{ month: string; after: number; limit: number }>) =>
  orm
    .select(shown)
    .from(filings)
    .where(and(eq(filings.month, p.month), gt(filings.seq, p.after)))
    .orderBy(filings.seq)
    .limit(atMost(p.limit)),
)
/** The filings of a month, in order. */
export const filingsOf = (db: Db, month: string, page: { after: number; limit: number }): FilingRow[] =>
  ofMonth.all(db, { month, ...page })

const lastOfMonth = prepared((orm, { month }: Places<{ month: string }>) =>
  orm
    .select(shown)
    .from(lastFiled)
    .innerJoin(filings, eq(filings.seq, lastFiled.filing))
    .where(eq(lastFiled.month, month)),
)
/** The state in which a month was filed last. */
export const lastFiling = (db: Db, month: string): FilingRow | null => lastOfMonth.get(db, { month }) ?? null

const byId = prepared((orm, p: Places<{ month: string; id: string }>) =>
  orm
    .select(shown)
    .from(filings)
    .where(and(eq(filings.month, p.month), eq(filings.id, p.id))),
)
export const filingById = (db: Db, month: string, id: string): FilingRow | null =>
  byId.get(db, { month, id }) ?? null

const allFiled = prepared((orm) => orm.select({ month: lastFiled.month }).from(lastFiled))
/** All months that were filed. */
export const filedMonths = (db: Db): Set<Month> => new Set(allFiled.all(db, {}).map(({ month }) => month))

const times = prepared((orm) =>
  orm
    .select({ month: lastFiled.month, recordedAt: filings.recordedAt })
    .from(lastFiled)
    .innerJoin(filings, eq(filings.seq, lastFiled.filing)),
)
/** When each month was filed last. */
export const lastFilingTimes = (db: Db): { month: Month; recordedAt: string }[] => times.all(db, {})

const add = prepared((orm, p: Places<Omit<FilingRow, 'seq' | 'number'>>) =>
  orm.insert(filings).values({
    id: p.id,
    month: p.month,
    filedOn: p.filedOn,
    recordedAt: p.recordedAt,
    actor: p.actor,
    totals: sql`${p.totals}`,
    hash: p.hash,
    held: p.held,
    jpkCheck: p.jpkCheck,
  }),
)
const newest = prepared((orm) => orm.select({ seq: max(filings.seq) }).from(filings))
const addRow = prepared((orm, p: Places<{ filing: number; purchase: number; row: string }>) =>
  orm.insert(rowsFiled).values({ filing: p.filing, purchase: p.purchase, row: sql`${p.row}` }),
)
const setLast = prepared((orm, p: Places<{ month: string; filing: number }>) =>
  orm
    .insert(lastFiled)
    .values({ month: p.month, filing: p.filing })
    .onConflictDoUpdate({ target: lastFiled.month, set: { filing: excluded(lastFiled.filing) } }),
)
/** Keeps a filing with its rows as the last one of its month; nothing of it is ever changed. */
export function insertFiling(
  db: Db,
  filing: Omit<FilingRow, 'seq' | 'number'>,
  rows: readonly { purchase: number; row: string }[],
): void {
  add.run(db, filing)
  const seq = newest.get(db, {})?.seq ?? 0
  addRow.runEach(
    db,
    rows.map(({ purchase, row }) => ({ filing: seq, purchase, row })),
  )
  setLast.run(db, { month: filing.month, filing: seq })
}

const rowsOf = prepared((orm, p: Places<{ filing: number; after: number; limit: number }>) =>
  orm
    .select({ purchase: rowsFiled.purchase, row: rowsFiled.row })
    .from(rowsFiled)
    .where(and(eq(rowsFiled.filing, p.filing), gt(rowsFiled.purchase, p.after)))
    .orderBy(rowsFiled.purchase)
    .limit(atMost(p.limit)),
)
/** A page of the rows of a filing, in the order of the register. */
export const filingRows = (
  db: Db,
  filing: number,
  page: { after: number; limit: number },
): { purchase: number; row: FiledRow }[] => rowsOf.all(db, { filing, ...page })

const lastRowsOf = prepared((orm, p: Places<{ purchases: string }>) =>
  orm
    .select({
      month: lastFiled.month,
      purchase: rowsFiled.purchase,
      row: rowsFiled.row,
      filedOn: filings.filedOn,
    })
    .from(listOf(p.purchases))
    .innerJoin(rowsFiled, eq(rowsFiled.purchase, listed))
    .innerJoin(lastFiled, eq(lastFiled.filing, rowsFiled.filing))
    .innerJoin(filings, eq(filings.seq, lastFiled.filing))
    .orderBy(lastFiled.month, rowsFiled.purchase),
)
/** The rows under which purchases were filed last, month by month, and when. */
export const filedRowsOf = (
  db: Db,
  purchases: readonly number[],
): { month: Month; purchase: number; row: FiledRow; filedOn: Day }[] =>
  purchases.length === 0 ? [] : lastRowsOf.all(db, { purchases: JSON.stringify(purchases) })

const unsettled = prepared((orm, { month }: Places<{ month: string }>) =>
  orm
    .select({ purchase: registerRows.purchase })
    .from(registerRows)
    .where(
      and(
        eq(registerRows.month, month),
        notInArray(
          registerRows.purchase,
          orm
            .select({ purchase: rowsFiled.purchase })
            .from(lastFiled)
            .innerJoin(rowsFiled, eq(rowsFiled.filing, lastFiled.filing))
            .where(eq(lastFiled.month, month)),
        ),
      ),
    )
    .union(orm.select({ purchase: due.purchase }).from(due).where(eq(due.month, month))),
)
/** Purchases that stand in a month, or have a correction due in it, apart from what its last filing has unchanged. */
export const unsettledIn = (db: Db, month: string): number[] =>
  unsettled.all(db, { month }).map(({ purchase }) => purchase)

/** What is due of a purchase. `knownSince`: the day on which it was found out; `item`: what is told. */
export type CorrectionRecord = typeof due.$inferSelect

const shownDue = {
  month: due.month,
  purchase: due.purchase,
  knownSince: due.knownSince,
  item: due.item,
}
const dueOf = prepared((orm, p: Places<{ purchases: string }>) =>
  orm
    .select(shownDue)
    .from(listOf(p.purchases))
    .innerJoin(due, eq(due.purchase, listed))
    .orderBy(due.month, due.purchase),
)
export const correctionsOfPurchases = (db: Db, purchases: readonly number[]): CorrectionRecord[] =>
  purchases.length === 0 ? [] : dueOf.all(db, { purchases: JSON.stringify(purchases) })

const removeDue = prepared((orm, p: Places<{ purchases: string }>) =>
  orm.delete(due).where(sql`${due.purchase} IN (SELECT value FROM json_each(${p.purchases}))`),
)
const addDue = prepared((orm, p: Places<CorrectionRecord>) =>
  orm.insert(due).values({ month: p.month, purchase: p.purchase, knownSince: p.knownSince, item: p.item }),
)
/** Replaces what is due of purchases. */
export function replaceCorrections(
  db: Db,
  purchases: readonly number[],
  records: readonly CorrectionRecord[],
): void {
  removeDue.run(db, { purchases: JSON.stringify(purchases) })
  addDue.runEach(db, records)
}

const dueIn = prepared((orm, { month }: Places<{ month: string }>) =>
  orm.select({ count: count() }).from(due).where(eq(due.month, month)),
)
/** How many corrections of a month are due. */
export const countCorrections = (db: Db, month: string): number => dueIn.get(db, { month })?.count ?? 0

// Month by month: by itself SQLite would go through all that is due of months that were never filed, too.
const dueOfAll = prepared((orm) =>
  orm
    .select({
      count: count(),
      nextDueBy: sql<Day | null>`min(${due.item} ->> '$.dueBy')`,
      // Beside a minimum SQLite answers the row that has it.
      month: sql<Month | null>`${due.month}`,
    })
    .from(lastFiled)
    .crossJoin(due)
    .where(eq(due.month, lastFiled.month)),
)
/** How many corrections are due of all months, the day by which the first of them is, and its month. */
export const correctionCounts = (db: Db): { count: number; nextDueBy: Day | null; month: Month | null } =>
  dueOfAll.get(db, {}) ?? { count: 0, nextDueBy: null, month: null }

interface DuePage {
  afterMonth: string
  afterPurchase: number
  limit: number
}
const dueAfter = prepared((orm, p: Places<DuePage>) =>
  orm
    .select(shownDue)
    .from(due)
    .where(sql`(${due.month}, ${due.purchase}) > (${p.afterMonth}, ${p.afterPurchase})`)
    .orderBy(due.month, due.purchase)
    .limit(atMost(p.limit)),
)
const dueOfMonthAfter = prepared((orm, p: Places<DuePage & { month: string }>) =>
  orm
    .select(shownDue)
    .from(due)
    .where(
      and(
        sql`(${due.month}, ${due.purchase}) > (${p.afterMonth}, ${p.afterPurchase})`,
        eq(due.month, p.month),
      ),
    )
    .orderBy(due.month, due.purchase)
    .limit(atMost(p.limit)),
)
/** A page of what is due, by month and purchase, after a place. */
export const listCorrections = (
  db: Db,
  { month }: { month?: string | undefined },
  page: DuePage,
): CorrectionRecord[] =>
  month === undefined ? dueAfter.all(db, page) : dueOfMonthAfter.all(db, { ...page, month })
