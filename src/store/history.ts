import { sql } from 'drizzle-orm'
import { type ChainedEntry, hashOfEntry } from '../audit/history-chain.ts'
import { chainStart } from '../audit/links.ts'
import { type Db, limitTo } from './database.ts'

/** An entry as it is stored; without a hash where it was written before there was a chain. */
type StoredEntry = Omit<ChainedEntry, 'hash'> & { hash: string | null }

/** Appends to the history, which is never changed: each row holds the hash of the one before. Within a transaction. */
export function appendHistory(
  db: Db,
  rows: readonly [purchase: number, type: string, data: string][],
  cause: { at: string; actor: string; why: string },
): void {
  if (rows.length === 0) return
  const last = db.get<Pick<StoredEntry, 'seq' | 'hash'>>(
    sql`SELECT seq, hash FROM history WHERE seq = (SELECT max(seq) FROM history)`,
  )
  let [seq, before] = [last?.seq ?? 0, last === undefined ? chainStart : last.hash]
  const { at, actor, why } = cause
  const linked = rows.map(([purchase, type, data]) => {
    seq++
    // Behind rows without a hash there is none yet: `linkHistory` comes to it.
    before = before && hashOfEntry(before, { seq, purchase, at, actor, type, cause: why, data })
    return [seq, purchase, at, actor, type, why, data, before]
  })
  db.runEach(
    'INSERT INTO history (seq, purchase, at, actor, type, cause, data, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    linked,
  )
}

/** How many rows get their hashes in one transaction. */
const step = 500

/** Gives hashes to rows that were written before there were any, some at once. Answers whether there were such rows. */
export function linkHistory(db: Db): boolean {
  if (firstUnlinked(db) === null) return false
  // They are durable with what is written next, or else are given anew.
  db.transaction(() => {
    const first = firstUnlinked(db) ?? 0
    const [known] = db.all<{ hash: string }>(sql`SELECT hash FROM history WHERE seq = ${first - 1}`)
    let before = known?.hash ?? chainStart
    const rows = db.all<StoredEntry>(sql`
      SELECT seq, purchase, at, actor, type, cause, data FROM history
      WHERE seq >= ${first} ORDER BY seq ${limitTo(step)}`)
    const hashes = rows.map((row) => {
      before = hashOfEntry(before, row)
      return [before, row.seq]
    })
    db.runEach('UPDATE history SET hash = ? WHERE seq = ?', hashes)
  }, 'later')
  return true
}

const firstUnlinked = (db: Db): number | null =>
  db.get<{ seq: number | null }>(sql`SELECT min(seq) AS seq FROM history WHERE hash IS NULL`)?.seq ?? null
