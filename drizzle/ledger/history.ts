import { sql } from 'drizzle-orm'
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { purchases } from './purchases.ts'

/** All that became of purchases. Each row holds the hash of the one before; `data` is JSON as it was hashed. */
export const history = sqliteTable(
  'history',
  {
    seq: integer('seq').primaryKey(),
    purchase: integer('purchase')
      .notNull()
      .references(() => purchases.seq),
    at: text('at').notNull(),
    actor: text('actor').notNull(),
    type: text('type').notNull(),
    cause: text('cause').notNull(),
    data: text('data').notNull(),
    /** Null until it is given one, where it was written before there was a chain. */
    hash: text('hash'),
  },
  (t) => [
    // What became of this purchase, in order?
    index('history_purchase').on(t.purchase, t.seq),
    // Where does the chain go on?
    index('history_unlinked').on(t.seq).where(sql`${t.hash} IS NULL`),
  ],
)

/** Up to which row the history is the word of an archive that was made elsewhere. */
export const historyForeign = sqliteTable('history_foreign', {
  untilSeq: integer('until_seq').primaryKey(),
  at: text('at').notNull(),
  actor: text('actor').notNull(),
  contents: text('contents').notNull(),
})

/** The feed of changes; `data` is JSON, handed on as it was written. */
export const changes = sqliteTable('changes', {
  seq: integer('seq').primaryKey(),
  at: text('at').notNull(),
  type: text('type').notNull(),
  /** Public id; null where the change is of no purchase. */
  purchase: text('purchase'),
  data: text('data').notNull(),
})

/** Up to where the feed survives a loss of power. */
export const changesSynced = sqliteTable(
  'changes_synced',
  { id: integer('id').primaryKey(), seq: integer('seq').notNull() },
  (t) => [check('changes_synced_one', sql`${t.id} = 1`)],
)
