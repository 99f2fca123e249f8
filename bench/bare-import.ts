import { join } from 'node:path'
import { openSqlite } from '../src/hosts/node/sqlite.ts'
import { importBare } from './bare-package.ts'

/**
 * An import as a script would do it: unpack, hash, parse, and insert one row for each invoice with the same pragmas; no
 * service, no matching, no law, no history. Arguments: a folder, how many rows the table has before, of about the same
 * size, and the packages, one after the other.
 */

const [folder = '', rows = '0', ...packages] = process.argv.slice(2)
const db = openSqlite(join(folder, 'bare.sqlite'))
for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON']) db.pragma(pragma)
db.exec(`CREATE TABLE IF NOT EXISTS invoices (ksef_number TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, seller TEXT NOT NULL,
  number TEXT NOT NULL, issue_day TEXT NOT NULL, gross INTEGER, facts TEXT NOT NULL, xml BLOB NOT NULL) STRICT`)

const before = db.prepare('SELECT count(*) AS count FROM invoices').get() as { count: number }
db.prepare(`WITH RECURSIVE n (i) AS (SELECT ${before.count} UNION ALL SELECT i + 1 FROM n WHERE i < :rows)
  INSERT INTO invoices SELECT lower(hex(randomblob(17))), lower(hex(randomblob(22))), '1111111111', i, '2026-03-01', i,
    hex(zeroblob(500)), zeroblob(4300) FROM n WHERE i < :rows`).run({ rows: Number(rows) })
db.pragma('wal_checkpoint(TRUNCATE)')

const insert = db.prepare('INSERT INTO invoices VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
const imports = await importBare(
  packages,
  db.transaction((invoices) => {
    for (const { ksefNumber, hash, fa, xml } of invoices)
      insert.run(
        ksefNumber,
        hash,
        fa.seller.nip,
        fa.number,
        fa.issueDay,
        fa.grossGrosze,
        JSON.stringify(fa),
        xml,
      )
  }),
)
db.close()
console.log(JSON.stringify(imports))
