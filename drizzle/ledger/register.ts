import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { TaxField } from '../../src/law/jpk.ts'
import type { DueCorrection } from '../../src/register/correction.ts'
import type { FiledRow, UndatedRow } from '../../src/register/row.ts'
import type { Day, Month } from '../../src/values/day.ts'
import type { Json } from '../../src/values/json.ts'
import { purchases } from './purchases.ts'

/** The rows of the record of purchases, month by month; `since`: the first day on which one can be filed. */
export const registerRows = sqliteTable(
  'register_rows',
  {
    month: text('month').notNull().$type<Month>(),
    purchase: integer('purchase')
      .notNull()
      .references(() => purchases.seq),
    since: text('since').notNull().$type<Day>(),
    /** Its amounts are known. */
    complete: integer('complete', { mode: 'boolean' }).notNull(),
    /** `UndatedRow` as JSON, folded. */
    row: text('row').notNull().$type<Json<UndatedRow>>(),
  },
  (t) => [
    primaryKey({ columns: [t.month, t.purchase] }),
    check('register_rows_complete', sql`${t.complete} IN (0, 1)`),
    // In which months does this purchase stand?
    index('register_rows_purchase').on(t.purchase),
    // Which rows of a month lack amounts?
    index('register_rows_incomplete').on(t.month, t.purchase).where(sql`${t.complete} = 0`),
  ],
)

/** What a month sums up to, by the day from which rows can be filed. Sums are whole numbers of grosze as text. */
export const registerTotals = sqliteTable(
  'register_totals',
  {
    month: text('month').notNull(),
    since: text('since').notNull(),
    rowCount: integer('row_count').notNull(),
    incomplete: integer('incomplete').notNull(),
    sums: text('sums', { mode: 'json' }).notNull().$type<Partial<Record<TaxField, string>>>(),
  },
  (t) => [primaryKey({ columns: [t.month, t.since] })],
)

/** How many open findings the rows of a month have, by the day from which rows can be filed. Kept by triggers. */
export const monthFindings = sqliteTable(
  'month_findings',
  {
    month: text('month').notNull(),
    since: text('since').notNull(),
    code: text('code').notNull(),
    severity: text('severity').notNull(),
    count: integer('count').notNull(),
  },
  (t) => [primaryKey({ columns: [t.month, t.since, t.code, t.severity] })],
)

/** Months as they were filed; nothing of a filing is ever changed. */
export const filings = sqliteTable(
  'filings',
  {
    seq: integer('seq').primaryKey(),
    id: text('id').notNull().unique(),
    month: text('month').notNull().$type<Month>(),
    filedOn: text('filed_on').notNull().$type<Day>(),
    recordedAt: text('recorded_at').notNull(),
    actor: text('actor').notNull(),
    totals: text('totals', { mode: 'json' }).notNull(),
    hash: text('hash').notNull(),
    /** What became of rows whose purchase had an open blocking finding. */
    held: text('held').notNull().default('include').$type<'include' | 'leave-out'>(),
    /** The check of the file that was filed, if that was another's. */
    jpkCheck: text('jpk_check'),
  },
  // Which filings does this month have, in order?
  (t) => [index('filings_month').on(t.month, t.seq)],
)

/** The rows of filings. */
export const filingRows = sqliteTable(
  'filing_rows',
  {
    filing: integer('filing')
      .notNull()
      .references(() => filings.seq),
    purchase: integer('purchase')
      .notNull()
      .references(() => purchases.seq),
    row: text('row', { mode: 'json' }).notNull().$type<FiledRow>(),
  },
  (t) => [
    primaryKey({ columns: [t.filing, t.purchase] }),
    // In which filings does this purchase stand?
    index('filing_rows_purchase').on(t.purchase),
  ],
)

/** The last filing of each month: the state in which the tax office has it. */
export const filedMonths = sqliteTable('filed_months', {
  month: text('month').primaryKey().$type<Month>(),
  filing: integer('filing')
    .notNull()
    .references(() => filings.seq),
})

/** What filed months lack or have too much. */
export const correctionsDue = sqliteTable(
  'corrections_due',
  {
    month: text('month').notNull().$type<Month>(),
    purchase: integer('purchase')
      .notNull()
      .references(() => purchases.seq),
    /** The day on which it was found out. */
    knownSince: text('known_since').notNull().$type<Day>(),
    item: text('item', { mode: 'json' }).notNull().$type<DueCorrection>(),
  },
  (t) => [
    primaryKey({ columns: [t.month, t.purchase] }),
    // What is due of this purchase?
    index('corrections_due_purchase').on(t.purchase),
  ],
)
