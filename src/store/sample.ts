import { sql } from 'drizzle-orm'
import { type Db, limitTo } from './database.ts'

/** So many open findings of a kind are counted in a ledger; more are as many. */
const maxCounted = 10_000

/** How many findings of a severity are open. */
export function countOpenFindings(db: Db, severity: 'blocking' | 'review'): number {
  // The severity stands in the text: the index is of those of this severity alone.
  const open =
    severity === 'blocking'
      ? sql`SELECT 1 FROM findings WHERE open = 1 AND severity = 'blocking' ${limitTo(maxCounted)}`
      : sql`SELECT 1 FROM findings WHERE open = 1 AND severity = 'review' ${limitTo(maxCounted)}`
  return db.get<{ n: number }>(sql`SELECT count(*) AS n FROM (${open})`)?.n ?? 0
}

/** How many changes of the feed the slowest of the enabled webhooks has not had, and how many webhooks fail. */
export function webhookLag(db: Db): { lag: number; failing: number } {
  const found = db.get<{ slowest: number | null; failing: number }>(sql`
    SELECT min(position) AS slowest, count(failing_since_ms) AS failing FROM webhooks WHERE enabled = 1`)
  if (found === undefined || found.slowest === null) return { lag: 0, failing: 0 }
  const last = db.get<{ seq: number | null }>(sql`SELECT max(seq) AS seq FROM changes`)?.seq ?? 0
  return { lag: Math.max(0, last - found.slowest), failing: found.failing }
}
