import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Evidence } from '../../src/ingest/evidence.ts'
import type { Json } from '../../src/values/json.ts'
import { bytes } from '../bytes.ts'
import { purchases } from './purchases.ts'

/** Documents as they were read; what one of them says never changes. */
export const evidence = sqliteTable(
  'evidence',
  {
    seq: integer('seq').primaryKey(),
    id: text('id').notNull().unique(),
    type: text('type').notNull().$type<Evidence['type']>(),
    contentHash: text('content_hash').notNull().unique(),
    purchase: integer('purchase')
      .notNull()
      .references(() => purchases.seq),
    /** `Evidence` as JSON; that of KSeF's documents is folded. */
    facts: text('facts').notNull().$type<Json<Evidence>>(),
    /** 0: there is none; 1: it was read; 2: it could not be read whole. */
    hasXml: integer('has_xml').notNull(),
    recordedAt: text('recorded_at').notNull(),
    actor: text('actor').notNull(),
    /** The purchase to which it belongs by itself, whatever that was merged into. */
    home: integer('home'),
  },
  (t) => [
    // Which documents does this purchase have?
    index('evidence_purchase').on(t.purchase),
    // Did this file come with a copy before?
    index('evidence_file')
      .on(sql`${t.facts} ->> '$.file.hash'`)
      .where(sql`${t.type} = 'copy' AND ${t.facts} ->> '$.file.hash' IS NOT NULL`),
  ],
)

/** The bytes of documents as they came; those of a large one up to its first megabyte. */
export const documents = sqliteTable(
  'documents',
  {
    evidence: integer('evidence')
      .primaryKey()
      .references(() => evidence.seq),
    mediaType: text('media_type').notNull(),
    encoding: text('encoding', { enum: ['identity', 'deflate-raw'] }).notNull(),
    bytes: bytes('bytes').notNull(),
  },
  (t) => [check('documents_encoding', sql`${t.encoding} IN ('identity', 'deflate-raw')`)],
)

/** What of large documents is beyond the first piece. */
export const documentPieces = sqliteTable(
  'document_pieces',
  {
    evidence: integer('evidence')
      .notNull()
      .references(() => documents.evidence),
    piece: integer('piece').notNull(),
    bytes: bytes('bytes').notNull(),
  },
  (t) => [primaryKey({ columns: [t.evidence, t.piece] })],
)

/** Under which names of the sender documents came. */
export const externalIds = sqliteTable('external_ids', {
  externalId: text('external_id').primaryKey(),
  contentHash: text('content_hash').notNull(),
})
