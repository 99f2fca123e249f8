import { type SQL, sql } from 'drizzle-orm'
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core'

/** A synchronous SQLite database of any host, or a transaction in it. */
// biome-ignore lint/suspicious/noExplicitAny: hosts differ in the result of run(), which nothing here reads
export type Db = Pick<BaseSQLiteDatabase<'sync', any, any>, 'all' | 'get' | 'run' | 'transaction'>

/** Runs a writing transaction. The callback is synchronous: an asynchronous one would commit at its first await. */
export function inTransaction<T>(db: Db, work: (tx: Db) => T): T {
  return db.transaction((tx) => work(tx as unknown as Db), { behavior: 'immediate' })
}

/** Applies the migrations that a database has not seen yet, each in a transaction of its own. */
export function migrate(db: Db, migrations: readonly { id: string; sql: string }[], now: string): void {
  db.run(sql`CREATE TABLE IF NOT EXISTS _migrations (id TEXT PRIMARY KEY, applied_at TEXT NOT NULL) STRICT`)
  for (const migration of migrations) {
    inTransaction(db, (tx) => {
      if (tx.all(sql`SELECT 1 FROM _migrations WHERE id = ${migration.id}`).length > 0) return
      for (const statement of migration.sql.split(/;\s*\n/)) {
        if (statement.trim() !== '') tx.run(sql.raw(statement))
      }
      tx.run(sql`INSERT INTO _migrations (id, applied_at) VALUES (${migration.id}, ${now})`)
    })
  }
}

/**
 * Rows for a set-based statement: one bound JSON parameter whatever their number, since some hosts bind at most 100.
 * Each row is an array; read its columns in SQL as `value ->> 0`, `value ->> 1`, …
 */
export const rowsOf = (rows: readonly (readonly unknown[] | string | number)[]): SQL =>
  sql`json_each(${JSON.stringify(rows)})`
