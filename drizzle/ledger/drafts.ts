import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { CopyChannel } from '../../src/ingest/evidence.ts'
import type { RawDocument } from '../../src/ingest/source.ts'
import type { Day } from '../../src/values/day.ts'
import { bytes } from '../bytes.ts'

/** Documents that wait until somebody says what they are. */
export const drafts = sqliteTable(
  'drafts',
  {
    seq: integer('seq').primaryKey(),
    id: text('id').notNull().unique(),
    /** SHA-256 of its bytes in Base64. */
    hash: text('hash').notNull().unique(),
    state: text('state', { enum: ['open', 'held', 'copy', 'discarded'] }).notNull(),
    receivedOn: text('received_on').notNull().$type<Day>(),
    channel: text('channel').$type<CopyChannel>(),
    externalId: text('external_id'),
    note: text('note'),
    fileName: text('file_name'),
    mediaType: text('media_type').notNull(),
    encoding: text('encoding').notNull().$type<RawDocument['encoding']>(),
    /** How many bytes it has. */
    size: integer('size').notNull(),
    /** What was read of it, as JSON. */
    reading: text('reading').notNull(),
    recordedAt: text('recorded_at').notNull(),
    actor: text('actor').notNull(),
    closedAt: text('closed_at'),
    closedBy: text('closed_by'),
    /** Why it was discarded. */
    reason: text('reason'),
    /** Public id of the copy that it became. */
    evidence: text('evidence'),
  },
  (t) => [
    check('drafts_state', sql`${t.state} IN ('open', 'held', 'copy', 'discarded')`),
    // Which drafts are in this state, in the order in which they came?
    index('drafts_list').on(t.state, t.seq),
    // Which open ones were received by a day?
    index('drafts_received').on(t.receivedOn, t.seq).where(sql`${t.state} = 'open'`),
    // Did the sender give this name to a draft before?
    index('drafts_external').on(t.externalId).where(sql`${t.externalId} IS NOT NULL`),
  ],
)

/** Their bytes, until they become copies, which keep them. */
export const draftPieces = sqliteTable(
  'draft_pieces',
  {
    draft: integer('draft')
      .notNull()
      .references(() => drafts.seq),
    piece: integer('piece').notNull(),
    bytes: bytes('bytes').notNull(),
  },
  (t) => [primaryKey({ columns: [t.draft, t.piece] })],
)

/** What was read of open ones, by which a posting check and a document of KSeF meet them. */
export const draftKeys = sqliteTable(
  'draft_keys',
  {
    key: text('key').notNull(),
    draft: integer('draft')
      .notNull()
      .references(() => drafts.seq),
  },
  (t) => [
    primaryKey({ columns: [t.key, t.draft] }),
    // What was read of this draft?
    index('draft_keys_draft').on(t.draft),
  ],
)
