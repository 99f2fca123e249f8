import { createHash } from 'node:crypto'
import { type Addressee, addresseeOf, type KsefEvidence } from '../ingest/evidence.ts'
import { DocumentProblem, type FaFacts, faSkip, isUblRoot, readFa } from '../ingest/fa.ts'
import { type KsefMetadata, type MetadataRow, metadataRows, readMetadataRow } from '../ingest/metadata.ts'
import { openPackage, type PackageEntry, PackageProblem, type PackageReader } from '../ingest/package.ts'
import { readXml, XmlProblem } from '../ingest/xml.ts'
import { findKnown, type RawDocument } from '../store/evidence.ts'
import { keepQuarantined, saveImport } from '../store/imports.ts'
import { numberKey } from '../values/invoice-number.ts'
import type { Ledger } from './ledger.ts'
import { type Incoming, type Outcome, record } from './record.ts'

/** The answer to an import: each document counts once among the five outcomes. */
export interface ImportResult extends Record<Outcome, number> {
  importId: string
  received: number
  problems: ImportProblem[]
}

export interface ImportProblem {
  ksefNumber: string | null
  code: string
  message: string
}

/** A document that cannot be taken in, with all that came of it. */
interface Refusal extends ImportProblem {
  metadata: unknown
  bytes: Uint8Array | null
}

/** A row of the metadata as it came and as it was read. */
interface Row {
  value: unknown
  row: MetadataRow
  contentHash: string
}

/** Documents recorded in one transaction: small enough that other requests never wait long. */
const chunkSize = 128

/** Imports KSeF metadata without documents. @throws DocumentProblem when the bytes are no metadata list at all */
export async function importMetadata(
  ledger: Ledger,
  actor: string,
  bytes: Uint8Array,
): Promise<ImportResult> {
  const run = new ImportRun(ledger, actor, null)
  for (const row of metadataRows(bytes)) await run.addRow(row)
  return run.finish()
}

/**
 * Imports a decrypted export package: every row with its XML, whose SHA-256 must be the row's invoiceHash.
 * @throws PackageProblem when the bytes are no package at all
 */
export async function importPackage(ledger: Ledger, actor: string, bytes: Uint8Array): Promise<ImportResult> {
  const reader = await openPackage(bytes)
  if (reader.metadata === null && reader.entries.size === 0) {
    throw new PackageProblem(
      'package-unreadable',
      'The ZIP holds neither _metadata.json nor an invoice. Send the decrypted package of a KSeF export.',
    )
  }
  const run = new ImportRun(ledger, actor, reader)
  for (const row of reader.metadata === null ? [] : metadataRows(reader.metadata)) await run.addRow(row)
  await run.addLeftovers()
  return run.finish()
}

class ImportRun {
  readonly #ledger: Ledger
  readonly #actor: string
  readonly #package: PackageReader | null
  readonly #result: ImportResult
  readonly #used = new Set<string>()
  #rows: Row[] = []

  constructor(ledger: Ledger, actor: string, reader: PackageReader | null) {
    this.#ledger = ledger
    this.#actor = actor
    this.#package = reader
    const counts = { new: 0, attached: 0, unchanged: 0, review: 0, quarantined: 0 }
    this.#result = { importId: ledger.host.newId(), received: 0, ...counts, problems: [] }
  }

  async addRow(found: { value: unknown } | { broken: string }): Promise<void> {
    const value = 'value' in found ? found.value : null
    const row: MetadataRow =
      'value' in found
        ? readMetadataRow(found.value)
        : { ok: false, ksefNumber: null, code: 'metadata-invalid', message: found.broken }
    this.#rows.push({ value, row, contentHash: row.ok ? contentHashOf(row.metadata) : '' })
    if (this.#rows.length >= chunkSize) await this.#flush()
  }

  /** XML without a row, and entries of the package that were refused. */
  async addLeftovers(): Promise<void> {
    await this.#flush()
    const refusals: Refusal[] = []
    for (const [ksefNumber, entry] of this.#package?.entries ?? []) {
      if (this.#used.has(ksefNumber)) continue
      refusals.push({
        ksefNumber,
        code: 'metadata-missing',
        message: 'The package has this XML and no row for it in _metadata.json. Import the complete package.',
        metadata: null,
        bytes: readable(entry),
      })
      if (refusals.length % chunkSize === 0) await this.#ledger.host.breathe()
    }
    for (const { name, code, message } of this.#package?.problems ?? []) {
      if (this.#used.has(name.replace(/\.xml$/i, '').toUpperCase())) continue
      refusals.push({ ksefNumber: null, code, message: `${name}: ${message}`, metadata: null, bytes: null })
    }
    this.#store([], refusals)
  }

  async finish(): Promise<ImportResult> {
    await this.#flush()
    this.#ledger.write(this.#actor, 'import', (unit) => {
      saveImport(unit.tx, this.#result.importId, unit.cause, JSON.stringify(this.#result))
    })
    return this.#result
  }

  async #flush(): Promise<void> {
    const rows = this.#rows
    this.#rows = []
    if (rows.length === 0) return
    const refusals: Refusal[] = []
    const known = this.#knownWithXml(rows.flatMap(({ row, contentHash }) => (row.ok ? [contentHash] : [])))
    const incoming: Incoming[] = []
    for (const row of rows) {
      const taken = this.#take(row, known)
      if ('code' in taken) refusals.push(taken)
      else incoming.push(taken)
    }
    await this.#ledger.host.breathe()
    this.#store(incoming, refusals)
    await this.#ledger.host.breathe()
  }

  /** Content of which the XML is stored already: its bytes need not be read again. */
  #knownWithXml(contentHashes: string[]): Set<string> {
    const known = findKnown(this.#ledger.db, contentHashes).filter((k) => k.hasXml === 1)
    return new Set(known.map((k) => k.contentHash))
  }

  #take({ value, row, contentHash }: Row, known: ReadonlySet<string>): Incoming | Refusal {
    if (!row.ok) {
      if (row.ksefNumber !== null) this.#used.add(row.ksefNumber.toUpperCase())
      return {
        ksefNumber: row.ksefNumber,
        code: row.code,
        message: row.message,
        metadata: value,
        bytes: null,
      }
    }
    const { metadata } = row
    this.#used.add(metadata.ksefNumber)
    const bare = (hasXml: boolean): KsefEvidence => ({
      type: 'ksef',
      metadata,
      addressee: addresseeOf(metadata, this.#ledger.nip),
      hasXml,
      fa: null,
    })
    if (this.#package === null) return { evidence: bare(false), contentHash, raw: null }
    const entry = this.#package.entries.get(metadata.ksefNumber)
    if (entry && known.has(contentHash)) return { evidence: bare(true), contentHash, raw: null }
    const refuse = (code: string, message: string, bytes: Uint8Array | null): Refusal => ({
      ksefNumber: metadata.ksefNumber,
      code,
      message,
      metadata: value,
      bytes,
    })
    if (!entry) return refuse(...this.#whyMissing(metadata.ksefNumber), null)
    const xml = readInvoice(entry, metadata)
    if ('code' in xml) return refuse(xml.code, xml.message, xml.bytes)
    return {
      evidence: { ...bare(true), addressee: addresseeOfBoth(metadata, xml.fa, this.#ledger.nip), fa: xml.fa },
      contentHash,
      raw: rawOf(entry, xml.bytes),
    }
  }

  #whyMissing(ksefNumber: string): [code: string, message: string] {
    const problem = this.#package?.problems.find((p) => p.name.toUpperCase() === `${ksefNumber}.XML`)
    if (problem) return [problem.code, problem.message]
    return [
      'xml-missing',
      'The package has a row for this number and no XML. Import the complete package, or send the rows alone as application/json.',
    ]
  }

  #store(incoming: readonly Incoming[], refusals: readonly Refusal[]): void {
    const recorded = this.#ledger.write(this.#actor, `KSeF import ${this.#result.importId}`, (unit) => {
      for (const refusal of refusals)
        keepQuarantined(unit.tx, { id: refusalId(refusal), ...refusal }, unit.cause.at)
      return incoming.length === 0 ? [] : record(unit, incoming)
    })
    for (const { outcome } of recorded) this.#result[outcome]++
    this.#result.quarantined += refusals.length
    this.#result.received += incoming.length + refusals.length
    for (const { ksefNumber, code, message } of refusals)
      this.#result.problems.push({ ksefNumber, code, message })
  }
}

const sha256 = (data: Uint8Array | string): string => createHash('sha256').update(data).digest('base64')

/** The same metadata, however it was written, is the same content. The number comes first, so that keys lie together. */
const contentHashOf = (metadata: KsefMetadata): string =>
  `ksef ${metadata.ksefNumber} ${sha256(JSON.stringify(metadata))}`

const rawOf = (entry: PackageEntry, bytes: Uint8Array): RawDocument => ({
  mediaType: 'application/xml',
  ...(entry.packed === null
    ? { encoding: 'identity' as const, bytes }
    : { encoding: 'deflate-raw' as const, bytes: entry.packed }),
})

/** The same refused document is kept once, however often it is sent. */
const refusalId = ({ ksefNumber, code, metadata, bytes }: Refusal): string =>
  sha256(JSON.stringify([ksefNumber, code, metadata, bytes === null ? null : sha256(bytes)]))

function readable(entry: PackageEntry): Uint8Array | null {
  try {
    return entry.read()
  } catch (error) {
    if (error instanceof PackageProblem) return null
    throw error
  }
}

/** Metadata may leave out third parties that the XML names. */
function addresseeOfBoth(metadata: KsefMetadata, fa: FaFacts | null, nip: string): Addressee {
  const stated = addresseeOf(metadata, nip)
  return stated === 'nobody-here' && fa !== null ? addresseeOf(fa, nip) : stated
}

type InvoiceXml = { bytes: Uint8Array; fa: FaFacts | null }

/** Reads the XML of a row: unpacked, of the right hash, well-formed, and saying what the row says. */
function readInvoice(
  entry: PackageEntry,
  metadata: KsefMetadata,
): InvoiceXml | { code: string; message: string; bytes: Uint8Array | null } {
  let bytes: Uint8Array | null = null
  try {
    bytes = entry.read()
    if (sha256(bytes) !== metadata.invoiceHash) {
      const message =
        'The SHA-256 of the XML is not the invoiceHash of its row: the file was changed or damaged. Download it again.'
      return { code: 'hash-mismatch', message, bytes }
    }
    const root = readXml(bytes, { skip: faSkip })
    if (isUblRoot(root)) return { bytes, fa: null }
    const fa = readFa(root)
    const difference = differs(fa, metadata)
    if (difference === null) return { bytes, fa }
    const message = `The XML and its row disagree on ${difference}. Download the package again; one of them is not from KSeF.`
    return { code: 'metadata-mismatch', message, bytes }
  } catch (error) {
    if (error instanceof XmlProblem || error instanceof DocumentProblem || error instanceof PackageProblem) {
      return { code: error.code, message: error.message, bytes }
    }
    throw error
  }
}

function differs(fa: FaFacts, metadata: KsefMetadata): string | null {
  if (fa.seller.nip !== metadata.seller.nip) return `the seller (${fa.seller.nip}, ${metadata.seller.nip})`
  if (numberKey(fa.number) !== numberKey(metadata.number))
    return `the number (${fa.number}, ${metadata.number})`
  if (fa.issueDay !== metadata.issueDay) return `P_1 (${fa.issueDay}, ${metadata.issueDay})`
  return null
}
