import { say } from '../texts/say.ts'
import type { Said, Sentence } from '../texts/sentence.ts'
import type { Archive } from './archive.ts'
import { addresseeOf, type KsefEvidence } from './evidence.ts'
import { addresseeOfBoth } from './ksef-xml.ts'
import { contentHashOf, type MetadataRow, metadataRows, type RowOrder, readMetadataRow } from './metadata.ts'
import {
  numberInName,
  openPackage,
  type PackageEntry,
  PackageProblem,
  type PackageReader,
} from './package.ts'
import { readInvoice } from './package-invoice.ts'

/** The bytes of a document as they are kept; those of a package stay deflated as they were in it. */
export interface RawDocument {
  mediaType: string
  encoding: 'identity' | 'deflate-raw'
  bytes: Uint8Array
}

/** A document that could be read: what it says, by which content it is known again, and its bytes. */
export interface IncomingKsef {
  evidence: KsefEvidence
  contentHash: string
  raw: RawDocument | null
  /** The evidence as JSON, where it was written already. */
  text?: string
}

/** A document that cannot be taken in, with the reason and all that came of it. */
export interface RefusedDocument {
  ksefNumber: string | null
  code: string
  message: Sentence
  metadata: unknown
  bytes: Uint8Array | null
}

/** The name of the entry that a refusal of a package is about, as it begins the sentence; empty where none is. */
export const entryNameIn = (message: Sentence): string =>
  typeof message === 'string' ? (message.split(': ', 1)[0] ?? '') : String(message.params?.name ?? '')

/** A few documents, read together so that they can be recorded in one transaction. */
export interface Batch {
  incoming: IncomingKsef[]
  refusals: RefusedDocument[]
  /** How many bytes of XML were read for it. */
  xmlBytes: number
}

/** What a reader of KSeF documents needs from outside. */
export interface ReadingContext {
  nip: string
  /** Which of these contents are stored with their XML already: their bytes need not be read again. */
  known: (contentHashes: string[]) => Set<string> | Promise<Set<string>>
  /** Lets other work of the process go on. */
  yieldToEventLoop: () => Promise<void>
}

/** Small enough that recording a batch never keeps other requests waiting long: 64 write a tenth less, and all wait. */
const batchSize = 32
/** From so many bytes of XML on a batch is full, so that few of the largest documents are in memory at once. */
const batchBytes = 4 * 1024 * 1024
/** Documents read between two breaths. */
const breathSize = 16

/** Reads KSeF metadata without documents. @throws DocumentProblem when the bytes are no metadata list at all */
export async function* readMetadataList(bytes: Uint8Array, desk: ReadingContext): AsyncGenerator<Batch> {
  yield* readRows(bytes, null, { used: new Set(), skip: 0, order: 'by-number' }, desk)
}

/**
 * How far reading has come: the KSeF numbers of the rows up to here, and how many documents are yet to be passed over.
 * Documents of one seller recorded together change the same pages of nearly every index; that is worth it where the
 * package is in memory, and going to and fro in one that lies in pieces is not.
 */
interface Place {
  used: Set<string>
  skip: number
  order: RowOrder
}

/**
 * Reads a decrypted export package: every row with its XML, whose SHA-256 must be the row's invoiceHash. `skip`: so
 * many documents were taken from it before; it goes on with the next.
 * @throws PackageProblem when the bytes are no package at all
 */
export async function* readPackage(
  archive: Archive | Uint8Array,
  desk: ReadingContext,
  skip = 0,
): AsyncGenerator<Batch> {
  const reader = await openPackage(archive)
  if (reader.metadata === null && reader.entries.size === 0) {
    throw new PackageProblem('package-unreadable', say('zip.empty'))
  }
  const place: Place = {
    used: new Set(),
    skip,
    order: archive instanceof Uint8Array ? 'by-number' : 'as-listed',
  }
  if (reader.metadata !== null) yield* readRows(reader.metadata, reader, place, desk)
  yield* readLeftovers(reader, place, desk)
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
  place: Place,
  desk: ReadingContext,
): AsyncGenerator<Batch> {
  let ahead: Asked | null = null
  for (const rows of rowBatches(metadata, place)) {
    const hashes = rows.flatMap(({ row, contentHash }) => (row.ok ? [contentHash] : []))
    const asked: Asked = { rows, known: Promise.resolve(desk.known(hashes)) }
    if (ahead !== null) yield* readBatches(ahead, reader, place, desk)
    ahead = asked
  }
  if (ahead !== null) yield* readBatches(ahead, reader, place, desk)
}

interface Asked {
  rows: readonly Row[]
  known: Promise<Set<string>>
}

function* rowBatches(metadata: Uint8Array, place: Place): Generator<Row[]> {
  let rows: Row[] = []
  for (const found of metadataRows(metadata, place.order)) {
    if (place.skip > 0) {
      place.skip--
      use(place, rowOf(found).row)
      continue
    }
    rows.push(rowOf(found))
    if (rows.length < batchSize) continue
    yield rows
    rows = []
  }
  if (rows.length > 0) yield rows
}

/** A row of metadata as it was split from its list, read. */
export function rowOf(found: { value: unknown; isLossy?: true } | { broken: Said }): Row {
  if (!('value' in found)) return { value: null, row: brokenRow(found), contentHash: '' }
  const row = readMetadataRow(found.value, found.isLossy)
  return { value: found.value, row, contentHash: row.ok ? contentHashOf(row) : '' }
}

const brokenRow = ({ broken }: { broken: Said }): MetadataRow => ({
  ok: false,
  ksefNumber: null,
  code: 'metadata-invalid',
  message: broken,
})

/** The XML of this row is not left over. */
function use({ used }: Place, row: MetadataRow): void {
  const ksefNumber = row.ok ? row.metadata.ksefNumber : row.ksefNumber
  if (ksefNumber !== null) used.add(ksefNumber.toUpperCase())
}

export const newBatch = (): Batch => ({ incoming: [], refusals: [], xmlBytes: 0 })

/** One batch, or several where the documents are large. */
async function* readBatches(
  { rows, known: asked }: Asked,
  reader: PackageReader | null,
  place: Place,
  desk: ReadingContext,
): AsyncGenerator<Batch> {
  let batch = newBatch()
  const known = await asked
  for (const [index, row] of rows.entries()) {
    if (index % breathSize === 0) await desk.yieldToEventLoop()
    use(place, row.row)
    const taken = take(row, reader, batch, known, desk.nip)
    if ('code' in taken) batch.refusals.push(taken)
    else batch.incoming.push(taken)
    if (batch.xmlBytes < batchBytes && index < rows.length - 1) continue
    yield batch
    batch = newBatch()
  }
}

/** Reads a row with its XML, or by itself where there is no package; adds to `batch.xmlBytes`. */
export function take(
  { value, row, contentHash }: Row,
  reader: PackageReader | null,
  batch: Batch,
  known: ReadonlySet<string>,
  nip: string,
): IncomingKsef | RefusedDocument {
  if (!row.ok) {
    const { ok, ...why } = row
    const entry = reader?.entries.get(why.ksefNumber?.toUpperCase() ?? '')
    batch.xmlBytes += entry?.size ?? 0
    return { ...why, metadata: value, bytes: entry ? readable(entry) : null }
  }
  const { metadata, doubts } = row
  const { ksefNumber } = metadata
  const addressee = addresseeOf(metadata, nip)
  const rowDoubt = doubts.length > 0 ? { rowDoubt: doubts } : {}
  const bare = (hasXml: boolean): KsefEvidence => ({
    ...{ type: 'ksef', metadata, addressee, hasXml, fa: null },
    ...rowDoubt,
  })
  if (reader === null) return { evidence: bare(false), contentHash, raw: null }
  const entry = reader.entries.get(ksefNumber)
  if (entry && known.has(contentHash)) return { evidence: bare(true), contentHash, raw: null }
  if (!entry) return { ksefNumber, ...whyMissing(reader, ksefNumber), metadata: value, bytes: null }
  batch.xmlBytes += entry.size
  const xml = readInvoice(entry, metadata)
  if ('code' in xml) return { ksefNumber, ...xml, metadata: value }
  const evidence = {
    ...{ ...bare(true), addressee: addresseeOfBoth(metadata, xml.fa, nip), fa: xml.fa },
    ...(xml.doubt === null ? {} : { xmlDoubt: xml.doubt }),
  }
  return { evidence, contentHash, raw: rawOf(entry, xml.bytes) }
}

function whyMissing(reader: PackageReader, ksefNumber: string): { code: string; message: Said } {
  const problem = reader.problems.find((p) => p.name.toUpperCase() === `${ksefNumber}.XML`)
  if (problem) return { code: problem.code, message: problem.message }
  return { code: 'xml-missing', message: say('zip.xml-missing') }
}

/** XML without a row, and entries of the package that were refused. */
async function* readLeftovers(
  reader: PackageReader,
  place: Place,
  desk: ReadingContext,
): AsyncGenerator<Batch> {
  let batch = newBatch()
  for (const { size, refusal } of leftovers(reader, place.used)) {
    if (place.skip > 0) {
      place.skip--
      continue
    }
    batch.refusals.push(refusal())
    batch.xmlBytes += size
    if (batch.refusals.length < batchSize && batch.xmlBytes < batchBytes) continue
    yield batch
    batch = newBatch()
    await desk.yieldToEventLoop()
  }
  if (batch.refusals.length > 0) yield batch
}

function* leftovers(
  { entries, problems }: PackageReader,
  used: ReadonlySet<string>,
): Generator<{ size: number; refusal: () => RefusedDocument }> {
  for (const [ksefNumber, entry] of entries) {
    if (used.has(ksefNumber)) continue
    const code = 'metadata-missing'
    const message = say('zip.metadata-missing')
    const refusal = () => ({ ksefNumber, code, message, metadata: null, bytes: readable(entry) })
    yield { size: entry.size, refusal }
  }
  for (const { name, code, message } of problems) {
    if (used.has(name.replace(/\.xml$/i, '').toUpperCase())) continue
    const told = say('zip.entry', { name, why: message })
    const ksefNumber = numberInName(name)
    yield { size: 0, refusal: () => ({ ksefNumber, code, message: told, metadata: null, bytes: null }) }
  }
}

/** Copied out of the package, so that nothing keeps the whole of it alive. */
function rawOf(entry: PackageEntry, bytes: Uint8Array): RawDocument {
  const packed = entry.packed()
  return packed === null
    ? { mediaType: 'application/xml', encoding: 'identity', bytes: Uint8Array.from(bytes) }
    : { mediaType: 'application/xml', encoding: 'deflate-raw', bytes: Uint8Array.from(packed) }
}

function readable(entry: PackageEntry): Uint8Array | null {
  try {
    return entry.read()
  } catch (error) {
    if (error instanceof PackageProblem) return null
    throw error
  }
}
