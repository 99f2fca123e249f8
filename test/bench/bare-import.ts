import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { faSkip, readFa } from '../../src/ingest/fa.ts'
import { readMetadataRow } from '../../src/ingest/metadata.ts'
import { metadataRows } from '../../src/ingest/metadata-rows.ts'
import { openPackage } from '../../src/ingest/package.ts'
import { readXml } from '../../src/ingest/xml.ts'
import { peakMegabytes, processorSeconds } from './memory.ts'

/**
 * The ceiling of an import: unpack, hash, parse and insert the same invoices with the same pragmas; no service, no
 * matching, no law, no history. Arguments: a folder, how many rows the table has before, of about the same size, and the
 * packages, one after the other.
 */

const [folder = '', rows = '0', ...packages] = process.argv.slice(2)
const db = new Database(join(folder, 'bare.sqlite'))
for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON']) db.pragma(pragma)
db.exec(`CREATE TABLE IF NOT EXISTS invoices (ksef_number TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, seller TEXT NOT NULL,
  number TEXT NOT NULL, issue_day TEXT NOT NULL, gross INTEGER, facts TEXT NOT NULL, xml BLOB NOT NULL) STRICT`)

const before = db.prepare('SELECT count(*) AS count FROM invoices').get() as { count: number }
db.prepare(`WITH RECURSIVE n (i) AS (SELECT ${before.count} UNION ALL SELECT i + 1 FROM n WHERE i < :rows)
  INSERT INTO invoices SELECT lower(hex(randomblob(17))), lower(hex(randomblob(22))), '1111111111', i, '2026-03-01', i,
    hex(zeroblob(500)), zeroblob(4300) FROM n WHERE i < :rows`).run({ rows: Number(rows) })
db.pragma('wal_checkpoint(TRUNCATE)')

const insert = db.prepare('INSERT INTO invoices VALUES (?, ?, ?, ?, ?, ?, ?, ?)')

async function importPackage(bytes: Uint8Array): Promise<void> {
  const reader = await openPackage(bytes)
  let count = 0
  db.exec('BEGIN')
  for (const found of metadataRows(reader.metadata as Uint8Array)) {
    const row = readMetadataRow('value' in found ? found.value : null)
    if (!row.ok) throw new Error(row.message)
    const { ksefNumber, invoiceHash } = row.metadata
    const xml = reader.entries.get(ksefNumber)?.read() as Uint8Array
    if (createHash('sha256').update(xml).digest('base64') !== invoiceHash) throw new Error('hash')
    const fa = readFa(readXml(xml, { skip: faSkip }))
    insert.run(
      ksefNumber,
      invoiceHash,
      fa.seller.nip,
      fa.number,
      fa.issueDay,
      fa.grossGrosze,
      JSON.stringify(fa),
      xml,
    )
    if (++count % 1000 === 0) db.exec('COMMIT; BEGIN')
  }
  db.exec('COMMIT')
}

const imports: { seconds: number; processor: number | null }[] = []
for (const path of packages) {
  const bytes = readFileSync(path)
  const processorBefore = processorSeconds(process.pid)
  const startedAt = performance.now()
  await importPackage(bytes)
  const seconds = (performance.now() - startedAt) / 1000
  const processor = processorBefore === null ? null : (processorSeconds(process.pid) ?? 0) - processorBefore
  imports.push({ seconds, processor })
}
db.close()
console.log(JSON.stringify({ imports, peak: peakMegabytes(process.pid) }))
