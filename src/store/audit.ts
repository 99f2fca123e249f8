import { sql } from 'drizzle-orm'
import { type AuditEvent, type AuditRow, hashOfRow } from '../audit/chain.ts'
import { chainStart } from '../audit/links.ts'
import { type Db, limitTo } from './database.ts'

const columns = sql`seq, at, actor, actor_name AS actorName, action, taxpayer, subject, data, hash`

/** Which rows are asked for; what is null is of every kind. */
interface AuditFilter {
  /** Instant, UTC; from then on. */
  since: string | null
  /** The id of a key, or `service`, `latarnia`, `bootstrap`. */
  actor: string | null
  action: string | null
  taxpayer: string | null
}
const everything: AuditFilter = { since: null, actor: null, action: null, taxpayer: null }

/** Writes what was done behind all that was done before. To be called in the transaction that does it. */
export function appendAudit(db: Db, { at, actor, action, taxpayer, subject, data }: AuditEvent): void {
  const last = db.get<AuditRow>(sql`SELECT ${columns} FROM audit ORDER BY seq DESC ${limitTo(1)}`)
  const row: Omit<AuditRow, 'hash'> = {
    seq: (last?.seq ?? 0) + 1,
    at,
    actor: actor.id,
    actorName: actor.name,
    action,
    taxpayer,
    subject,
    data: JSON.stringify(data),
  }
  const hash = hashOfRow(last?.hash ?? chainStart, row)
  db.run(sql`
    INSERT INTO audit (seq, at, actor, actor_name, action, taxpayer, subject, data, hash)
    VALUES (${row.seq}, ${at}, ${row.actor}, ${row.actorName}, ${action}, ${taxpayer}, ${subject}, ${row.data}, ${hash})`)
}

/** The rows behind a place, in the order in which they were written. */
export function auditRows(db: Db, after: number, limit: number, filter = everything): AuditRow[] {
  const { since, actor, action, taxpayer } = filter
  // Without the final Z a longer fraction continues a shorter one, and text order is time order.
  const from = since === null ? sql`` : sql`AND rtrim(at, 'Z') >= ${since.replace(/Z$/, '')}`
  const by = actor === null ? sql`` : sql`AND actor = ${actor}`
  const what = action === null ? sql`` : sql`AND action = ${action}`
  const whose = taxpayer === null ? sql`` : sql`AND taxpayer = ${taxpayer}`
  return db.all<AuditRow>(sql`
    SELECT ${columns} FROM audit
    WHERE seq > ${after} ${from} ${by} ${what} ${whose}
    ORDER BY seq ${limitTo(limit)}`)
}

/** The last that was written of a taxpayer; null for nothing. */
export const lastOf = (db: Db, taxpayer: string): AuditRow | null =>
  db.get<AuditRow>(
    sql`SELECT ${columns} FROM audit WHERE taxpayer = ${taxpayer} ORDER BY seq DESC ${limitTo(1)}`,
  ) ?? null
