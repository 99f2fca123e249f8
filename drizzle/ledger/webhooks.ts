import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Work that is due at some time; one job for each kind and subject. Times in milliseconds since 1970. */
export const jobs = sqliteTable(
  'jobs',
  {
    kind: text('kind').notNull(),
    subject: text('subject').notNull(),
    dueMs: integer('due_ms').notNull(),
    /** Failures in a row. */
    attempts: integer('attempts').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.kind, t.subject] }),
    // What is due, the next one first?
    index('jobs_due').on(t.dueMs),
  ],
)

/** To whom changes are told; secrets are sealed. */
export const webhooks = sqliteTable('webhooks', {
  seq: integer('seq').primaryKey(),
  id: text('id').notNull().unique(),
  url: text('url').notNull(),
  /** The types it wants; null: all. */
  types: text('types', { mode: 'json' }).$type<readonly string[]>(),
  description: text('description'),
  enabled: integer('enabled', { mode: 'boolean' }).notNull(),
  disabledReason: text('disabled_reason'),
  secret: text('secret').notNull(),
  previousSecret: text('previous_secret'),
  previousUntilMs: integer('previous_until_ms'),
  /** Cursor of the last change that it has. */
  position: integer('position').notNull(),
  failingSinceMs: integer('failing_since_ms'),
  createdAt: text('created_at').notNull(),
})

/** Attempts to tell changes, the newest of each webhook. */
export const webhookAttempts = sqliteTable(
  'webhook_attempts',
  {
    seq: integer('seq').primaryKey(),
    webhook: integer('webhook').notNull(),
    at: text('at').notNull(),
    /** Null for a test event. */
    cursor: integer('cursor'),
    type: text('type').notNull(),
    status: integer('status'),
    error: text('error'),
    ms: integer('ms').notNull(),
    nextMs: integer('next_ms'),
  },
  // Which attempts did this webhook have, the newest first?
  (t) => [index('webhook_attempts_webhook').on(t.webhook, t.seq)],
)
