import { sql } from 'drizzle-orm'
import { type Db, limitTo } from './database.ts'

/** A webhook as stored; its secrets are sealed. Times in milliseconds since 1970. */
export interface WebhookRow {
  seq: number
  id: string
  url: string
  /** JSON array of the types it wants; null: all. */
  types: string | null
  description: string | null
  enabled: number
  disabledReason: string | null
  secret: string
  previousSecret: string | null
  previousUntilMs: number | null
  /** Cursor of the last change that it has. */
  position: number
  failingSinceMs: number | null
  createdAt: string
}

const columns = sql`seq, id, url, types, description, enabled, disabled_reason AS disabledReason, secret,
  previous_secret AS previousSecret, previous_until_ms AS previousUntilMs, position,
  failing_since_ms AS failingSinceMs, created_at AS createdAt`

export const readWebhook = (db: Db, id: string): WebhookRow | null =>
  db.get<WebhookRow>(sql`SELECT ${columns} FROM webhooks WHERE id = ${id}`) ?? null

export const listWebhooks = (db: Db, after: number, limit: number): WebhookRow[] =>
  db.all(sql`SELECT ${columns} FROM webhooks WHERE seq > ${after} ORDER BY seq ${limitTo(limit)}`)

/** Writes a webhook, a new one (without `seq`) or a changed one. */
export function putWebhook(db: Db, hook: Omit<WebhookRow, 'seq'>): void {
  db.run(sql`
    INSERT INTO webhooks (id, url, types, description, enabled, disabled_reason, secret, previous_secret,
      previous_until_ms, position, failing_since_ms, created_at)
    VALUES (${hook.id}, ${hook.url}, ${hook.types}, ${hook.description}, ${hook.enabled}, ${hook.disabledReason},
      ${hook.secret}, ${hook.previousSecret}, ${hook.previousUntilMs}, ${hook.position}, ${hook.failingSinceMs},
      ${hook.createdAt})
    ON CONFLICT (id) DO UPDATE SET url = excluded.url, types = excluded.types, description = excluded.description,
      enabled = excluded.enabled, disabled_reason = excluded.disabled_reason, secret = excluded.secret,
      previous_secret = excluded.previous_secret, previous_until_ms = excluded.previous_until_ms,
      position = excluded.position, failing_since_ms = excluded.failing_since_ms`)
}

export function deleteWebhook(db: Db, { seq }: WebhookRow): void {
  db.run(sql`DELETE FROM webhook_attempts WHERE webhook = ${seq}`)
  db.run(sql`DELETE FROM webhooks WHERE seq = ${seq}`)
}

/** Gives each enabled webhook a job, unless it has one that waits; answers whether there is a new one. */
export const queueDeliveries = (db: Db, nowMs: number): boolean =>
  db.all(sql`
    INSERT INTO jobs (kind, subject, due_ms, attempts)
    SELECT 'webhook', id, ${nowMs}, 0 FROM webhooks WHERE enabled = 1 ON CONFLICT DO NOTHING RETURNING subject`)
    .length > 0

interface AttemptRow {
  seq: number
  at: string
  /** Null for a test event. */
  cursor: number | null
  type: string
  status: number | null
  error: string | null
  ms: number
  nextMs: number | null
}

/** How many attempts of a webhook are kept. */
const keptAttempts = 1000

/** Logs an attempt and forgets the oldest beyond those that are kept. */
export function insertAttempt(db: Db, webhook: number, attempt: Omit<AttemptRow, 'seq'>): void {
  const { at, cursor, type, status, error, ms, nextMs } = attempt
  db.run(sql`
    INSERT INTO webhook_attempts (webhook, at, cursor, type, status, error, ms, next_ms)
    VALUES (${webhook}, ${at}, ${cursor}, ${type}, ${status}, ${error}, ${ms}, ${nextMs})`)
  db.run(sql`
    DELETE FROM webhook_attempts WHERE webhook = ${webhook} AND seq <= (
      SELECT seq FROM webhook_attempts WHERE webhook = ${webhook} ORDER BY seq DESC LIMIT 1 OFFSET ${keptAttempts})`)
}

/** Attempts of a webhook, newest first, older than `before`. */
export const listAttempts = (db: Db, webhook: number, before: number, limit: number): AttemptRow[] =>
  db.all(sql`
    SELECT seq, at, cursor, type, status, error, ms, next_ms AS nextMs FROM webhook_attempts
    WHERE webhook = ${webhook} AND seq < ${before} ORDER BY seq DESC ${limitTo(limit)}`)
