import type { SqliteFile } from '../../src/hosts/node/sqlite.ts'
import { type Db, databaseOf } from '../../src/store/database.ts'
import { unfolding } from '../../src/store/folding.ts'

/** A database that is open, as the store sees it; for tests that look into files, or need no service. */
export const databaseIn = (file: SqliteFile): Db =>
  databaseOf({
    all: (text, params) => file.prepare(text).all(...params),
    values: (text, params) =>
      file
        .prepare(text)
        .raw()
        .all(...params) as unknown[][],
    run: (text, params) => {
      file.prepare(text).run(...params)
    },
    transaction: (work) => file.transaction(work)(),
    secure: async () => {},
  })

/** Stores every text of a ledger as releases had it that folded none: statements can look into it, and change it. */
export function unfoldRows(file: SqliteFile): void {
  const unfolded = unfolding(databaseIn(file))
  const folded = {
    purchases: ['identity', 'verdict'],
    evidence: ['facts'],
    register_rows: ['row'],
    changes: ['data'],
  }
  file.function('unfolded', (stored) => unfolded(String(stored)))
  for (const [table, columns] of Object.entries(folded))
    for (const column of columns) {
      // All shapes are read before: a function of a statement cannot ask the database.
      for (const stored of file.prepare(`SELECT ${column} FROM ${table}`).pluck().all())
        unfolded(String(stored))
      file.exec(`UPDATE ${table} SET ${column} = unfolded(${column})`)
    }
}
