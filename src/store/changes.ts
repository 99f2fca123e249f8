import { sql } from 'drizzle-orm'
import type { Change } from '../values/change.ts'
import type { Json } from '../values/json.ts'
import { type Db, limitTo } from './database.ts'
import { folding, unfolding } from './folding.ts'

/** A change in the feed. `seq` grows in the order of commits: one writer, and nothing is ever filled in behind. */
export interface ChangeRow {
  seq: number
  at: string
  type: string
  /** Public id of the purchase; null where the change is of none. */
  purchase: string | null
  data: Json<Record<string, unknown>>
}

/** Appends to the feed, in the transaction that made the changes. */
export function insertChanges(db: Db, at: string, changes: readonly Change[]): void {
  const folded = folding(db)
  db.runEach(
    'INSERT INTO changes (at, type, purchase, data) VALUES (?, ?, ?, ?)',
    changes.map(({ type, purchaseId, data }) => [at, type, purchaseId, folded(JSON.stringify(data))]),
  )
}

/** The changes after a place in the feed; `types` null: of every type. */
export const changesAfter = (
  db: Db,
  after: number,
  limit: number,
  types: readonly string[] | null = null,
): ChangeRow[] => {
  const unfolded = unfolding(db)
  return db
    .all<ChangeRow>(sql`
      SELECT seq, at, type, purchase, data FROM changes
      WHERE seq > ${after} ${types === null ? sql`` : sql`AND type IN (SELECT value FROM json_each(${JSON.stringify(types)}))`}
      ORDER BY seq ${limitTo(limit)}`)
    .map((row) => ({ ...row, data: unfolded(row.data) }))
}

export const lastChange = (db: Db): number =>
  db.get<{ seq: number | null }>(sql`SELECT max(seq) AS seq FROM changes`)?.seq ?? 0

/**
 * The last change before an instant, 0 where there is none: found by halving, since changes stand in the order of time and
 * have no index by it.
 */
export function lastChangeBefore(db: Db, instant: string): number {
  const wanted = Date.parse(instant)
  const atOf = (seq: number) =>
    db.get<{ at: string }>(sql`SELECT at FROM changes WHERE seq >= ${seq} ORDER BY seq LIMIT 1`)?.at ?? ''
  let [before, from] = [0, lastChange(db) + 1]
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2)
    if (Date.parse(atOf(middle)) < wanted) before = middle
    else from = middle
  }
  return before
}

/** Notes up to where the feed is safe: a commit of its own, which makes what was committed before it durable too. */
export function noteSynced(db: Db): void {
  db.transaction(() => {
    db.run(sql`
      INSERT INTO changes_synced (id, seq) VALUES (1, ${lastChange(db)})
      ON CONFLICT (id) DO UPDATE SET seq = excluded.seq`)
  })
}
