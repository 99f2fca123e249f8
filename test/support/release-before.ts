import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { type Manifest, manifestOf, noSums, withRow } from '../../src/archive/manifest.ts'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'
import type { ArchivedRow, ArchivedTable } from '../../src/store/archive.ts'
import { tablesOf } from '../../src/store/ledger-schema.ts'

/** Takes back, in a data folder that nobody uses, what the present release changed in its databases. */
export function asReleaseBefore(dataDir: string): void {
  const directory = join(dataDir, 'directory.sqlite')
  const columns = ['ledger', 'checked_at', 'damage'].map(
    (name) => `ALTER TABLE taxpayers DROP COLUMN ${name};`,
  )
  execute(
    directory,
    `${columns.join('')} ALTER TABLE keys DROP COLUMN language; DROP TABLE sessions; DROP TABLE summaries; DELETE FROM _migrations WHERE id >= '0010'`,
  )
  for (const name of readdirSync(join(dataDir, 'ledgers')).filter((file) => file.endsWith('.sqlite'))) {
    execute(
      join(dataDir, 'ledgers', name),
      `DROP TABLE mail_parts; DROP TABLE mails; DROP INDEX evidence_file; DROP TABLE draft_keys; DROP TABLE draft_pieces; DROP TABLE drafts;
       DROP TABLE jpk_check_rows; DROP TABLE jpk_check_items; DROP TABLE jpk_checks; DROP TABLE jpk_answers;
       ALTER TABLE filings DROP COLUMN jpk_check;
       DROP TABLE identity; DROP INDEX findings_review; DROP TABLE history_foreign; DROP TABLE document_pieces;
       DROP INDEX history_unlinked; ALTER TABLE history DROP COLUMN hash;
       DELETE FROM _migrations WHERE id >= '0030'`,
    )
  }
}

/** Runs statements on a database file that is there. */
export function execute(path: string, text: string): void {
  if (!existsSync(path)) throw new Error(`There is no ${path}.`)
  const file = openSqlite(path)
  file.exec(text)
  file.close()
}

/** Columns that tables have got since the release before, at their ends. */
const newColumns: Partial<Record<ArchivedTable, number>> = { filings: 1, history: 1 }

/** The same archive as the release before would have made it: of the first form, without a seal, with fewer migrations. */
export function archiveOfBefore(from: string, to: string): Manifest {
  const lines = gunzipSync(readFileSync(from)).toString().trim().split('\n').slice(1)
  const { nip, settings, migrations: all } = JSON.parse(lines.pop() as string) as Manifest
  const migrations = all.slice(0, all.indexOf('0032-decided-by-what-counts') + 1)
  const tables = tablesOf(migrations)
  let sums = noSums().filter(({ name }) => tables.includes(name))
  const written = lines.flatMap((line) => {
    const [table, row] = JSON.parse(line) as [ArchivedTable, ArchivedRow]
    if (!tables.includes(table)) return []
    const ofThen = row.slice(0, row.length - (newColumns[table] ?? 0))
    sums = sums.map((sum) => (sum.name === table ? withRow(sum, ofThen) : sum))
    return [JSON.stringify([table, ofThen])]
  })
  const manifest = manifestOf({ version: 1, nip, migrations, settings }, sums)
  const head = JSON.stringify({ format: manifest.format, version: 1 })
  writeFileSync(to, gzipSync([head, ...written, JSON.stringify(manifest), ''].join('\n')))
  return manifest
}
