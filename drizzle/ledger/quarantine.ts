import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { SuspectFacts } from '../../src/ingest/suspect.ts'
import type { Instant } from '../../src/values/instant.ts'
import { bytes } from '../bytes.ts'

/** Documents that could not be taken in, as they came. */
export const quarantine = sqliteTable('quarantine', {
  id: text('id').primaryKey(),
  code: text('code').notNull(),
  message: text('message').notNull(),
  ksefNumber: text('ksef_number'),
  metadata: text('metadata', { mode: 'json' }),
  bytes: bytes('bytes'),
  recordedAt: text('recorded_at').notNull().$type<Instant>(),
})

/** What they may be, and what became of them. */
export const quarantineStates = sqliteTable(
  'quarantine_states',
  {
    document: text('document')
      .primaryKey()
      .references(() => quarantine.id),
    /** Which version of the reader looked at it last. */
    reader: integer('reader').notNull(),
    state: text('state', { enum: ['open', 'known', 'dismissed', 'no-document'] }).notNull(),
    ksefNumber: text('ksef_number'),
    /** Between which months it may fall; null where none is known. */
    fromMonth: text('from_month'),
    toMonth: text('to_month'),
    recordedAt: text('recorded_at').notNull().$type<Instant>(),
    facts: text('facts', { mode: 'json' }).notNull().$type<SuspectFacts>(),
  },
  (t) => [
    check('quarantine_states_state', sql`${t.state} IN ('open', 'known', 'dismissed', 'no-document')`),
    // Which documents are in this state, the oldest first?
    index('quarantine_states_list').on(t.state, t.recordedAt, t.document),
    // Is this KSeF number in quarantine?
    index('quarantine_states_number').on(t.ksefNumber),
    // At which did only an earlier version of the reader look?
    index('quarantine_states_reader').on(t.reader),
  ],
)

/** Keys under which open documents are met; `day` is empty where none is known. */
export const quarantineKeys = sqliteTable(
  'quarantine_keys',
  {
    key: text('key').notNull(),
    document: text('document')
      .notNull()
      .references(() => quarantine.id),
    day: text('day').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.key, t.document, t.day] }),
    // Under which keys is this document met?
    index('quarantine_keys_document').on(t.document),
  ],
)

/** What people said of documents in quarantine. */
export const quarantineDecisions = sqliteTable(
  'quarantine_decisions',
  {
    seq: integer('seq').primaryKey(),
    document: text('document')
      .notNull()
      .references(() => quarantine.id),
    decision: text('decision', { enum: ['dismissed', 'reopen'] }).notNull(),
    note: text('note'),
    at: text('at').notNull(),
    actor: text('actor').notNull(),
  },
  // What was said of this document, in order?
  (t) => [index('quarantine_decisions_document').on(t.document, t.seq)],
)
