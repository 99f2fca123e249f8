import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type FaFacts, faSkip, readFa } from '../src/ingest/fa.ts'
import { readMetadataRow } from '../src/ingest/metadata.ts'
import { metadataRows } from '../src/ingest/metadata-rows.ts'
import { openPackage } from '../src/ingest/package.ts'
import { readXml } from '../src/ingest/xml.ts'
import { SpokenError } from '../src/values/refusal.ts'
import { peakMegabytes, processorSeconds } from './memory.ts'

/** An invoice of a package, unpacked, hashed and parsed. */
export interface Parsed {
  ksefNumber: string
  hash: string
  fa: FaFacts
  xml: Uint8Array
}

/** What a bare script says of its imports, one for each package. */
export interface BareImports {
  imports: { seconds: number; processor: number | null }[]
  peak: number | null
}

/** A transaction's worth. */
export const invoicesPerTransaction = 1_000

/** Unpacks, hashes and parses packages and hands their invoices on, a transaction's worth each time. */
export async function importBare(
  packages: readonly string[],
  store: (invoices: readonly Parsed[], ofPackage: number) => void,
): Promise<BareImports> {
  const imports: BareImports['imports'] = []
  for (const [index, path] of packages.entries()) {
    const bytes = readFileSync(path)
    const processorBefore = processorSeconds(process.pid)
    const startedAt = performance.now()
    await importPackage(bytes, (invoices) => store(invoices, index))
    const seconds = (performance.now() - startedAt) / 1000
    const processor = processorBefore === null ? null : (processorSeconds(process.pid) ?? 0) - processorBefore
    imports.push({ seconds, processor })
  }
  return { imports, peak: peakMegabytes(process.pid) }
}

async function importPackage(bytes: Uint8Array, store: (invoices: readonly Parsed[]) => void): Promise<void> {
  const reader = await openPackage(bytes)
  let invoices: Parsed[] = []
  for (const found of metadataRows(reader.metadata as Uint8Array)) {
    const row = readMetadataRow('value' in found ? found.value : null)
    if (!row.ok) throw new SpokenError(row.message)
    const { ksefNumber, invoiceHash: hash } = row.metadata
    const xml = reader.entries.get(ksefNumber)?.read() as Uint8Array
    if (createHash('sha256').update(xml).digest('base64') !== hash) throw new Error('hash')
    invoices.push({ ksefNumber, hash, fa: readFa(readXml(xml, { skip: faSkip })), xml })
    if (invoices.length === invoicesPerTransaction) {
      store(invoices)
      invoices = []
    }
  }
  if (invoices.length > 0) store(invoices)
}
