import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** Files of accounting programs that were checked. */
export const jpkChecks = sqliteTable(
  'jpk_checks',
  {
    seq: integer('seq').primaryKey(),
    id: text('id').notNull().unique(),
    month: text('month'),
    at: text('at').notNull(),
    actor: text('actor').notNull(),
    filedOn: text('filed_on').notNull(),
    state: text('state', { enum: ['running', 'done'] }).notNull(),
    /** Its rows are still here, as those of the last file of a month are, and those that were filed. */
    kept: integer('kept', { mode: 'boolean' }).notNull(),
    result: text('result', { mode: 'json' }).notNull(),
  },
  (t) => [
    check('jpk_checks_state', sql`${t.state} IN ('running', 'done')`),
    // Which is the last file of a month? Which earlier ones still have their rows?
    index('jpk_checks_kept').on(t.month, t.seq).where(sql`${t.state} = 'done' AND ${t.kept} = 1`),
    // Which checks never came to their end?
    index('jpk_checks_running').on(t.at).where(sql`${t.state} = 'running'`),
  ],
)

/** The rows of a file, each with the purchase that it is, if it is one. */
export const jpkCheckRows = sqliteTable(
  'jpk_check_rows',
  {
    checkSeq: integer('check_seq')
      .notNull()
      .references(() => jpkChecks.seq),
    position: integer('position').notNull(),
    /** Row number of the purchase, which it does not refer to: as `purchaseKeys`, these are not found by it. */
    purchase: integer('purchase'),
    /** It is not only a correction of tax deducted before. */
    deducts: integer('deducts', { mode: 'boolean' }).notNull(),
    /** `FileRow` as JSON, without what most rows have alike. */
    row: text('row').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.checkSeq, t.position] }),
    // Which rows of this file are this purchase, and which are none? What in it stands beside these purchases?
    index('jpk_check_rows_of').on(t.checkSeq, t.purchase, t.position),
  ],
)

/** What is told of a file; `place` is less, the more is at stake. */
export const jpkCheckItems = sqliteTable(
  'jpk_check_items',
  {
    checkSeq: integer('check_seq')
      .notNull()
      .references(() => jpkChecks.seq),
    seq: integer('seq').notNull(),
    code: text('code').notNull(),
    severity: text('severity').notNull(),
    position: integer('position'),
    place: integer('place').notNull(),
    /** By which the same is known again in the next file of the month. */
    fingerprint: text('fingerprint').notNull(),
    item: text('item', { mode: 'json' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.checkSeq, t.seq] }),
    // What is told of this file, the most at stake first; what of one kind?
    index('jpk_check_items_list').on(t.checkSeq, t.place, t.seq),
    index('jpk_check_items_code').on(t.checkSeq, t.code, t.place, t.seq),
    // What is told of this row?
    index('jpk_check_items_row').on(t.checkSeq, t.position, t.severity),
  ],
)

/** Answers of people that what is told is right; they belong to a month, so that its next file knows them. */
export const jpkAnswers = sqliteTable(
  'jpk_answers',
  {
    seq: integer('seq').primaryKey(),
    month: text('month').notNull(),
    fingerprint: text('fingerprint').notNull(),
    note: text('note'),
    at: text('at').notNull(),
    actor: text('actor').notNull(),
    endedAt: text('ended_at'),
  },
  // What was answered to this? One answer stands at a time.
  (t) => [uniqueIndex('jpk_answers_open').on(t.month, t.fingerprint).where(sql`${t.endedAt} IS NULL`)],
)
