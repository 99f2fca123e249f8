import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { directoryMigrations } from '../../drizzle/directory/migrations.ts'
import { ledgerMigrations } from '../../drizzle/ledger/migrations.ts'
import { type Manifest, manifestOf, noSums, withRow } from '../../src/archive/manifest.ts'
import { openSqlite, type SqliteFile } from '../../src/hosts/node/sqlite.ts'
import type { ArchivedRow, ArchivedTable } from '../../src/store/archive.ts'
import { tablesOf } from '../../src/store/ledger-schema.ts'
import type { Settings } from '../../src/store/settings.ts'
import { unfoldRows } from './database.ts'

/** Takes back, in a data folder that nobody uses, what the present release changed in its databases. */
export function asReleaseBefore(dataDir: string): void {
  takeBack(join(dataDir, 'directory.sqlite'), directoryMigrations, '0009-key-expiry')
  for (const name of readdirSync(join(dataDir, 'ledgers')).filter((file) => file.endsWith('.sqlite')))
    takeBack(join(dataDir, 'ledgers', name), ledgerMigrations, lastOfBefore)
}

/** The last migration of a ledger that the release before had. */
const lastOfBefore = '0032-decided-by-what-counts'

/** Takes from a database all indexes, tables and columns that migrations after `last` made. */
function takeBack(path: string, migrations: readonly { id: string; sql: string }[], last: string): void {
  const known = migrations.slice(0, migrations.findIndex(({ id }) => id === last) + 1)
  const then = openSqlite(':memory:')
  then.exec('CREATE TABLE _migrations (id TEXT PRIMARY KEY, applied_at TEXT NOT NULL) STRICT')
  for (const { id, sql } of known) {
    then.exec(sql)
    then.prepare('INSERT INTO _migrations VALUES (?, ?)').run(id, '')
  }
  const madeIn = (file: SqliteFile, type: string, what = 'name') =>
    file
      .prepare(`SELECT ${what} FROM sqlite_schema WHERE type = ? AND sql IS NOT NULL`)
      .pluck()
      .all(type) as string[]
  const columnsIn = (file: SqliteFile, table: string) =>
    file.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[]
  const lacking = (now: string[], before: string[]) => now.filter((name) => !before.includes(name))
  const file = opened(path)
  file.pragma('foreign_keys = OFF')
  if (madeIn(file, 'table').includes('shapes')) unfoldRows(file)
  for (const trigger of lacking(madeIn(file, 'trigger'), madeIn(then, 'trigger')))
    file.exec(`DROP TRIGGER ${trigger}`)
  const [indexes, indexesThen] = [madeIn(file, 'index', 'sql'), madeIn(then, 'index', 'sql')]
  const nameOf = (index: string) => /INDEX (\w+)/.exec(index)?.[1]
  for (const index of lacking(indexes, indexesThen)) file.exec(`DROP INDEX ${nameOf(index)}`)
  for (const table of lacking(madeIn(file, 'table'), madeIn(then, 'table'))) file.exec(`DROP TABLE ${table}`)
  for (const table of madeIn(then, 'table'))
    for (const column of lacking(columnsIn(file, table), columnsIn(then, table)))
      file.exec(`ALTER TABLE ${table} DROP COLUMN ${column}`)
  for (const index of lacking(indexesThen, indexes)) file.exec(index)
  const ids = JSON.stringify(known.map(({ id }) => id))
  file.prepare('DELETE FROM _migrations WHERE id NOT IN (SELECT value FROM json_each(?))').run(ids)
  file.close()
  then.close()
}

/** Runs statements on a database file that is there. */
export function execute(path: string, text: string): void {
  const file = opened(path)
  file.exec(text)
  file.close()
}

function opened(path: string): SqliteFile {
  if (!existsSync(path)) throw new Error(`There is no ${path}.`)
  return openSqlite(path)
}

/** Columns that tables have got since the release before, at their ends. */
const newColumns: Partial<Record<ArchivedTable, number>> = { purchases: 7, filings: 1, history: 1 }

/** The same archive as the release before would have made it: of the first form, without a seal, with fewer migrations. */
export function archiveOfBefore(from: string, to: string): Manifest {
  const lines = gunzipSync(readFileSync(from)).toString().trim().split('\n').slice(1)
  const { nip, settings: now, migrations: all } = JSON.parse(lines.pop() as string) as Manifest
  // That release knew no mail, and no drafts that become copies.
  const { mail: _, acceptDrafts: __, ...settings } = now
  const migrations = all.slice(0, all.indexOf(lastOfBefore) + 1)
  const tables = tablesOf(migrations)
  let sums = noSums().filter(({ name }) => tables.includes(name))
  const written = lines.flatMap((line) => {
    const [table, row] = JSON.parse(line) as [ArchivedTable, ArchivedRow]
    if (!tables.includes(table)) return []
    const ofThen = row.slice(0, row.length - (newColumns[table] ?? 0))
    sums = sums.map((sum) => (sum.name === table ? withRow(sum, ofThen) : sum))
    return [JSON.stringify([table, ofThen])]
  })
  const manifest = manifestOf({ version: 1, nip, migrations, settings: settings as Settings }, sums)
  const head = JSON.stringify({ format: manifest.format, version: 1 })
  writeFileSync(to, gzipSync([head, ...written, JSON.stringify(manifest), ''].join('\n')))
  return manifest
}
