import { createHash } from 'node:crypto'
import { numberKey } from '../values/invoice-number.ts'
import { type Addressee, addresseeOf, type KsefEvidence } from './evidence.ts'
import { DocumentProblem, type FaFacts, faSkip, isUblRoot, readFa } from './fa.ts'
import { type KsefMetadata, type MetadataRow, metadataRows, readMetadataRow } from './metadata.ts'
import { openPackage, type PackageEntry, PackageProblem, type PackageReader } from './package.ts'
import { readXml, XmlProblem } from './xml.ts'

/** The bytes of a document as they are kept; those of a package stay deflated as they were in it. */
export interface RawDocument {
  mediaType: string
  encoding: 'identity' | 'deflate-raw'
  bytes: Uint8Array
}

/** A document that could be read: what it says, by which content it is known again, and its bytes. */
export interface Incoming {
  evidence: KsefEvidence
  contentHash: string
  raw: RawDocument | null
}

/** A document that cannot be taken in, with the reason and all that came of it. */
export interface Refusal {
  ksefNumber: string | null
  code: string
  message: string
  metadata: unknown
  bytes: Uint8Array | null
}

/** A few documents, read together so that they can be recorded in one transaction. */
export interface Batch {
  incoming: Incoming[]
  refusals: Refusal[]
}

/** What a reader of KSeF documents needs from outside. */
export interface ReadingDesk {
  nip: string
  /** Which of these contents are stored with their XML already: their bytes need not be read again. */
  known: (contentHashes: string[]) => Set<string> | Promise<Set<string>>
  /** Lets other work of the process go on. */
  breathe: () => Promise<void>
}

/**
 * Small enough that recording a batch never keeps other requests waiting long; large enough that the pages of indexes,
 * of which nearly every document changes some, are not written for a few documents each time.
 */
const batchSize = 64
/** Documents read between two breaths. */
const breathSize = 16

/** Reads KSeF metadata without documents. @throws DocumentProblem when the bytes are no metadata list at all */
export async function* readMetadataList(bytes: Uint8Array, desk: ReadingDesk): AsyncGenerator<Batch> {
  yield* readRows(bytes, null, new Set(), desk)
}

/**
 * Reads a decrypted export package: every row with its XML, whose SHA-256 must be the row's invoiceHash.
 * @throws PackageProblem when the bytes are no package at all
 */
export async function* readPackage(bytes: Uint8Array, desk: ReadingDesk): AsyncGenerator<Batch> {
  const reader = await openPackage(bytes)
  if (reader.metadata === null && reader.entries.size === 0) {
    throw new PackageProblem(
      'package-unreadable',
      'The ZIP holds neither _metadata.json nor an invoice. Send the decrypted package of a KSeF export.',
    )
  }
  const used = new Set<string>()
  if (reader.metadata !== null) yield* readRows(reader.metadata, reader, used, desk)
  yield* readLeftovers(reader, used, desk)
}

/** A row of the metadata as it came and as it was read. */
interface Row {
  value: unknown
  row: MetadataRow
  contentHash: string
}

/** Which contents are known is asked one batch ahead, so that reading never waits for the answer. */
async function* readRows(
  metadata: Uint8Array,
  reader: PackageReader | null,
  used: Set<string>,
  desk: ReadingDesk,
): AsyncGenerator<Batch> {
  let ahead: Asked | null = null
  for (const rows of rowBatches(metadata)) {
    const hashes = rows.flatMap(({ row, contentHash }) => (row.ok ? [contentHash] : []))
    const asked: Asked = { rows, known: Promise.resolve(desk.known(hashes)) }
    if (ahead !== null) yield await readBatch(ahead, reader, used, desk)
    ahead = asked
  }
  if (ahead !== null) yield await readBatch(ahead, reader, used, desk)
}

interface Asked {
  rows: readonly Row[]
  known: Promise<Set<string>>
}

function* rowBatches(metadata: Uint8Array): Generator<Row[]> {
  let rows: Row[] = []
  for (const found of metadataRows(metadata)) {
    rows.push(rowOf(found))
    if (rows.length < batchSize) continue
    yield rows
    rows = []
  }
  if (rows.length > 0) yield rows
}

function rowOf(found: { value: unknown } | { broken: string }): Row {
  if ('value' in found) {
    const row = readMetadataRow(found.value)
    return { value: found.value, row, contentHash: row.ok ? contentHashOf(row.metadata) : '' }
  }
  const row = { ok: false, ksefNumber: null, code: 'metadata-invalid', message: found.broken } as const
  return { value: null, row, contentHash: '' }
}

async function readBatch(
  { rows, known: asked }: Asked,
  reader: PackageReader | null,
  used: Set<string>,
  desk: ReadingDesk,
): Promise<Batch> {
  const batch: Batch = { incoming: [], refusals: [] }
  const known = await asked
  for (const [index, row] of rows.entries()) {
    if (index % breathSize === 0) await desk.breathe()
    const taken = take(row, reader, used, known, desk.nip)
    if ('code' in taken) batch.refusals.push(taken)
    else batch.incoming.push(taken)
  }
  return batch
}

function take(
  { value, row, contentHash }: Row,
  reader: PackageReader | null,
  used: Set<string>,
  known: ReadonlySet<string>,
  nip: string,
): Incoming | Refusal {
  if (!row.ok) {
    if (row.ksefNumber !== null) used.add(row.ksefNumber.toUpperCase())
    return { ksefNumber: row.ksefNumber, code: row.code, message: row.message, metadata: value, bytes: null }
  }
  const { metadata } = row
  const { ksefNumber } = metadata
  used.add(ksefNumber)
  const addressee = addresseeOf(metadata, nip)
  const bare = (hasXml: boolean): KsefEvidence => ({ type: 'ksef', metadata, addressee, hasXml, fa: null })
  if (reader === null) return { evidence: bare(false), contentHash, raw: null }
  const entry = reader.entries.get(ksefNumber)
  if (entry && known.has(contentHash)) return { evidence: bare(true), contentHash, raw: null }
  if (!entry) return { ksefNumber, ...whyMissing(reader, ksefNumber), metadata: value, bytes: null }
  const xml = readInvoice(entry, metadata)
  if ('code' in xml) return { ksefNumber, ...xml, metadata: value }
  const evidence = { ...bare(true), addressee: addresseeOfBoth(metadata, xml.fa, nip), fa: xml.fa }
  return { evidence, contentHash, raw: rawOf(entry, xml.bytes) }
}

function whyMissing(reader: PackageReader, ksefNumber: string): { code: string; message: string } {
  const problem = reader.problems.find((p) => p.name.toUpperCase() === `${ksefNumber}.XML`)
  if (problem) return { code: problem.code, message: problem.message }
  return {
    code: 'xml-missing',
    message:
      'The package has a row for this number and no XML. Import the complete package, or send the rows alone as application/json.',
  }
}

/** XML without a row, and entries of the package that were refused. */
async function* readLeftovers(
  reader: PackageReader,
  used: ReadonlySet<string>,
  desk: ReadingDesk,
): AsyncGenerator<Batch> {
  let refusals: Refusal[] = []
  for (const [ksefNumber, entry] of reader.entries) {
    if (used.has(ksefNumber)) continue
    const code = 'metadata-missing'
    const message =
      'The package has this XML and no row for it in _metadata.json. Import the complete package.'
    refusals.push({ ksefNumber, code, message, metadata: null, bytes: readable(entry) })
    if (refusals.length < batchSize) continue
    yield { incoming: [], refusals }
    refusals = []
    await desk.breathe()
  }
  for (const { name, code, message } of reader.problems) {
    if (used.has(name.replace(/\.xml$/i, '').toUpperCase())) continue
    refusals.push({ ksefNumber: null, code, message: `${name}: ${message}`, metadata: null, bytes: null })
  }
  if (refusals.length > 0) yield { incoming: [], refusals }
}

export const sha256 = (data: Uint8Array | string): string =>
  createHash('sha256').update(data).digest('base64')

/** The same metadata, however it was written, is the same content. The number comes first, so that keys lie together. */
const contentHashOf = (metadata: KsefMetadata): string =>
  `ksef ${metadata.ksefNumber} ${sha256(JSON.stringify(metadata))}`

/** Copied out of the package, so that nothing keeps the whole of it alive. */
const rawOf = (entry: PackageEntry, bytes: Uint8Array): RawDocument => ({
  mediaType: 'application/xml',
  ...(entry.packed === null
    ? { encoding: 'identity', bytes }
    : { encoding: 'deflate-raw', bytes: Uint8Array.from(entry.packed) }),
})

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
type BadXml = { code: string; message: string; bytes: Uint8Array | null }

/** Reads the XML of a row: unpacked, of the right hash, well-formed, and saying what the row says. */
function readInvoice(entry: PackageEntry, metadata: KsefMetadata): InvoiceXml | BadXml {
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
  if (numberKey(fa.number) !== numberKey(metadata.number)) {
    return `the number (${fa.number}, ${metadata.number})`
  }
  if (fa.issueDay !== metadata.issueDay) return `P_1 (${fa.issueDay}, ${metadata.issueDay})`
  if (fa.currency !== metadata.currency) return `the currency (${fa.currency}, ${metadata.currency})`
  if (metadata.kind !== null && fa.kind !== metadata.kind) return `the kind (${fa.kind}, ${metadata.kind})`
  const [written, stated] = [fa.buyer.id, metadata.buyer.id]
  if (written.type === 'Nip' && stated.type === 'Nip' && written.value !== stated.value) {
    return `the buyer (${written.value}, ${stated.value})`
  }
  return null
}
