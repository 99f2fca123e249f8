import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'

/** Takes back, in a data folder that nobody uses, what the present release changed in its databases. */
export function asReleaseBefore(dataDir: string): void {
  const directory = join(dataDir, 'directory.sqlite')
  const columns = ['ledger', 'checked_at', 'damage'].map(
    (name) => `ALTER TABLE taxpayers DROP COLUMN ${name};`,
  )
  execute(directory, `${columns.join('')} DELETE FROM _migrations WHERE id = '0010-ledger-identity'`)
  for (const name of readdirSync(join(dataDir, 'ledgers')).filter((file) => file.endsWith('.sqlite'))) {
    execute(
      join(dataDir, 'ledgers', name),
      `DROP TABLE identity; DROP INDEX findings_review;
       DELETE FROM _migrations WHERE id IN ('0030-ledger-identity', '0031-open-findings', '0032-decided-by-what-counts')`,
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
