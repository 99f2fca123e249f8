import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * Requests with an `Idempotency-Key` and what was answered; a part of the migrations of both kinds of database, and
 * like them never changed. `answer` is sealed, null while the request is under way or was cut off.
 */
export const idempotencyTable = `
CREATE TABLE idempotent_requests (
  caller TEXT NOT NULL,
  key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  created_id TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  answer TEXT,
  PRIMARY KEY (caller, key)
) STRICT;
CREATE INDEX idempotent_requests_at ON idempotent_requests (at_ms);
`

/** The same as a table. */
export const idempotentRequests = sqliteTable(
  'idempotent_requests',
  {
    caller: text('caller').notNull(),
    key: text('key').notNull(),
    fingerprint: text('fingerprint').notNull(),
    /** The id for what the request creates. */
    createdId: text('created_id').notNull(),
    atMs: integer('at_ms').notNull(),
    answer: text('answer'),
  },
  (t) => [
    primaryKey({ columns: [t.caller, t.key] }),
    // Which were kept long enough?
    index('idempotent_requests_at').on(t.atMs),
  ],
)
