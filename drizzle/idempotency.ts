import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Requests with an `Idempotency-Key` and what was answered, in both kinds of database. */
export const idempotentRequests = sqliteTable(
  'idempotent_requests',
  {
    caller: text('caller').notNull(),
    key: text('key').notNull(),
    fingerprint: text('fingerprint').notNull(),
    /** The id for what the request creates. */
    createdId: text('created_id').notNull(),
    atMs: integer('at_ms').notNull(),
    /** Sealed; null while the request is under way or was cut off. */
    answer: text('answer'),
  },
  (t) => [
    primaryKey({ columns: [t.caller, t.key] }),
    // Which were kept long enough?
    index('idempotent_requests_at').on(t.atMs),
  ],
)
