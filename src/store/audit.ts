import { desc, eq, sql } from 'drizzle-orm'
import { audit } from '../../drizzle/directory/schema.ts'
import { type AuditEvent, type AuditRow, hashOfRow } from '../audit/chain.ts'
import { chainStart } from '../audit/links.ts'
import { type Db, limitTo } from './database.ts'
import { atMost, type Places, prepared } from './prepared.ts'

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

const last = prepared((orm) => orm.select().from(audit).orderBy(desc(audit.seq)).limit(atMost(1)))
const add = prepared((orm, p: Places<AuditRow>) =>
  orm.insert(audit).values({
    seq: p.seq,
    at: p.at,
    actor: p.actor,
    actorName: p.actorName,
    action: p.action,
    taxpayer: p.taxpayer,
    subject: p.subject,
    data: p.data,
    hash: p.hash,
  }),
)
/** Writes what was done behind all that was done before. To be called in the transaction that does it. */
export function appendAudit(db: Db, { at, actor, action, taxpayer, subject, data }: AuditEvent): void {
  const before = last.get(db, {})
  const row: Omit<AuditRow, 'hash'> = {
    seq: (before?.seq ?? 0) + 1,
    at,
    actor: actor.id,
    actorName: actor.name,
    action,
    taxpayer,
    subject,
    data: JSON.stringify(data),
  }
  add.run(db, { ...row, hash: hashOfRow(before?.hash ?? chainStart, row) })
}

const columns = sql`seq, at, actor, actor_name AS actorName, action, taxpayer, subject, data, hash`
/** The rows behind a place, in the order in which they were written. */
export function auditRows(db: Db, after: number, limit: number, filter = everything): AuditRow[] {
  // In words of its own: any of four filters may be there or not.
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

const lastOfTaxpayer = prepared((orm, p: Places<{ taxpayer: string }>) =>
  orm.select().from(audit).where(eq(audit.taxpayer, p.taxpayer)).orderBy(desc(audit.seq)).limit(atMost(1)),
)
/** The last that was written of a taxpayer; null for nothing. */
export const lastOf = (db: Db, taxpayer: string): AuditRow | null =>
  lastOfTaxpayer.get(db, { taxpayer }) ?? null
