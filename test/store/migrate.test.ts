import { describe, expect, it } from 'vitest'
import { directoryMigrations } from '../../drizzle/directory/migrations.ts'
import { ledgerMigrations } from '../../drizzle/ledger/migrations.ts'
import { openSqlite, type SqliteFile } from '../../src/hosts/node/sqlite.ts'
import { type Db, databaseOf } from '../../src/store/database.ts'
import { type Migration, migrate } from '../../src/store/migrate.ts'

const at = '2026-07-01T10:00:00Z'

/** An empty database of the driver of Node that counts what is run on it, and in how many transactions. */
function open(): { db: Db; file: SqliteFile; count: { statements: number; transactions: number } } {
  const file = openSqlite(':memory:')
  const count = { statements: 0, transactions: 0 }
  const db = databaseOf({
    all: (text, params) => file.prepare(text).all(...params),
    values: (text, params) =>
      file
        .prepare(text)
        .raw()
        .all(...params) as unknown[][],
    run: (text, params) => {
      count.statements++
      file.prepare(text).run(...params)
    },
    transaction: (work) => {
      count.transactions++
      return file.transaction(work)()
    },
    secure: async () => {},
  })
  return { db, file, count }
}

/** All that a database consists of, without the order in which it was made. */
const contents = (file: SqliteFile) => ({
  schema: file.prepare('SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name').all(),
  columns: file
    .prepare("SELECT t.name, c.* FROM sqlite_master t, pragma_table_xinfo(t.name) c WHERE t.type = 'table'")
    .all()
    .map((row) => JSON.stringify(row))
    .sort(),
  migrations: file.prepare('SELECT id, applied_at FROM _migrations ORDER BY id').all(),
})

describe.each([
  ['ledger', ledgerMigrations],
  ['directory', directoryMigrations],
])('an empty %s', (_, migrations) => {
  const all = [...migrations]
  const first = open()
  migrate(first.db, all, at, 'The first')

  it('is made in one transaction once the first one was made, and is the same', () => {
    const second = open()
    migrate(second.db, all, at, 'The second')
    expect(second.count.transactions).toBe(1)
    expect(second.count.statements).toBeLessThanOrEqual(first.count.statements)
    expect(contents(second.file)).toEqual(contents(first.file))
    migrate(second.db, all, at, 'The second')
    expect(contents(second.file)).toEqual(contents(first.file))
  })

  it('is not what has some of the migrations, or tables of its own: these go on from where they are', () => {
    const old = open()
    migrate(old.db, all.slice(0, 1), at, 'The old one')
    migrate(old.db, all, at, 'The old one')
    expect(contents(old.file)).toEqual(contents(first.file))
    const strange = open()
    strange.file.exec('CREATE TABLE t (n INTEGER) STRICT')
    migrate(strange.db, all, at, 'A strange one')
    expect(strange.count.transactions).toBe(all.length)
  })
})

it('a migration that writes rows into an empty database writes them into each', () => {
  const rows: Migration[] = [
    { id: '1', sql: 'CREATE TABLE t (n INTEGER) STRICT;\nINSERT INTO t VALUES (7);' },
  ]
  for (const { db, file } of [open(), open()]) {
    migrate(db, rows, at, 'It')
    expect(file.prepare('SELECT n FROM t').all()).toEqual([{ n: 7 }])
  }
})
