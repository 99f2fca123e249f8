import type { CopyDesk, CopySource, HandOverInput } from '../ingest/copy.ts'
import { saidByCodes } from '../ingest/copy-codes.ts'
import { readingOfFa } from '../ingest/fa-reading.ts'
import {
  type CodeReader,
  type FileCodes,
  FileProblem,
  type FileSender,
  type ScansRead,
} from '../ingest/file-codes.ts'
import { type FileType, fileTypeOf } from '../ingest/file-type.ts'
import { sha256 } from '../ingest/hash.ts'
import type { RawDocument } from '../ingest/source.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { type Fields, fieldsOf, type ReadClass, type Reading } from '../paper/reading.ts'
import { weighed } from '../paper/weigh.ts'
import type { Db } from '../store/database.ts'
import { say } from '../texts/say.ts'
import type { Sentence } from '../texts/sentence.ts'
import type { Day } from '../values/day.ts'
import { isInvoiceClass } from '../values/document-class.ts'
import { parseQrLink, type QrLink } from '../values/qr.ts'
import { type Refusal, refusedAt } from '../values/refusal.ts'
import { bodyOf } from './copy-body.ts'
import { type KnownDocument, knownByHash } from './known-document.ts'

/** Reading a document that shows an invoice: what its codes, its XML and what is known here say of it. Stores nothing. */

/** What reads files on a host, and who sent this one. */
interface Desk extends CopyDesk {
  codes: CodeReader
  copy: CopySource
  sender: FileSender
}

/** A code on the document; `link` as it stands there, the rest null where it cannot be read. */
interface ReadCode {
  link: string
  code: QrLink['code'] | null
  environment: QrLink['environment'] | null
  sellerNip: string | null
  issueDate: Day | null
  hash: string | null
}

/** What was read of a document, as the contract tells it. */
export interface DocumentReading {
  file: { mediaType: FileType; bytes: number; pages: number | null }
  document: ReadClass
  fields: Fields
  codes: ReadCode[]
  /** The body of a copy as far as it is known; what is doubtful is left out. */
  copy: Record<string, unknown>
  knownPurchase: string | null
  /** Everything of the file was looked through. */
  complete: boolean
  warnings: { message: Sentence }[]
}

/** A document that was read, its SHA-256 in Base64, and how it is kept: whoever reads in a thread does both there. */
interface KeptDocument {
  reading: DocumentReading
  hash: string
  raw: RawDocument
}

/** Reads the bytes of a PDF, a picture or an FA file. @throws what `readToKeep` throws */
export const readDocument = async (ledger: Ledger, bytes: Uint8Array, desk: Desk): Promise<DocumentReading> =>
  (await readToKeep(ledger, bytes, desk)).reading

/**
 * Reads the bytes of a PDF, a picture or an FA file that are to be kept.
 * @throws Refusal file-type, file-unreadable, file-encrypted, file-too-complex, or why XML is no invoice that is
 *   read here; too-many-files
 */
export async function readToKeep(ledger: Ledger, bytes: Uint8Array, desk: Desk): Promise<KeptDocument> {
  const mediaType = fileTypeOf(bytes)
  if (mediaType === null) throw noSuchFile()
  const read =
    mediaType === 'application/xml' ? await fromXml(bytes, desk) : await fromPage(bytes, mediaType, desk)
  const known = knownByHash(ledger.db, read.hashes)
  const { fields, corrects, warnings } = weighed([...(known ? [known.reading] : []), ...read.readings])
  const document = classOf(read, known, fields)
  const buyer = fields['buyer.nip']
  if (buyer && buyer.value !== desk.nip) warnings.push(say('reading.other-buyer', { nip: buyer.value }))
  const reading: DocumentReading = {
    file: { mediaType, bytes: bytes.length, pages: read.pages },
    document,
    fields,
    codes: read.codes,
    copy: bodyOf(document, fields, corrects, read.usable),
    knownPurchase: known?.purchaseId ?? null,
    complete: read.complete,
    warnings: [...warnings, ...read.warnings].map((message) => ({ message })),
  }
  const { hash = sha256(bytes), raw = { mediaType, encoding: 'identity', bytes } } = read.done ?? {}
  return { reading, hash, raw }
}

/**
 * The same when the document that its codes name became known here meanwhile: what that says is certain. Null where none
 * did, and where the codes name several.
 * @param environment of the service: codes of others name nothing here
 */
export function readWithKnown(
  db: Db,
  reading: DocumentReading,
  environment: QrLink['environment'],
): DocumentReading | null {
  const usable = reading.codes.filter((code) => code.environment === environment)
  const hashes = [...new Set(usable.flatMap(({ hash }) => hash ?? []))]
  const known = hashes.length === 1 ? knownByHash(db, hashes) : null
  if (known === null) return null
  const own: Reading = { fields: reading.fields, document: reading.document, corrects: [], warnings: [] }
  const { fields, corrects, warnings } = weighed([known.reading, own])
  const document = classOf({ readings: [own], complete: reading.complete }, known, fields)
  const links = usable.flatMap(({ link, hash }) => (hash === null ? [] : [link]))
  return {
    ...reading,
    document,
    fields,
    copy: bodyOf(document, fields, corrects, links),
    knownPurchase: known.purchaseId,
    warnings: [...reading.warnings, ...warnings.map((message) => ({ message }))],
  }
}

interface Read {
  pages: number | null
  complete: boolean
  readings: Reading[]
  codes: ReadCode[]
  /** The links of this environment, with their hash. */
  usable: string[]
  hashes: string[]
  warnings: Sentence[]
  /** What was done with the bytes besides. */
  done?: { hash?: string; raw: RawDocument } | undefined
}

const untold: Omit<HandOverInput, 'receivedOn'> = {
  document: 'invoice',
  channel: null,
  qrCodes: [],
  ksefNumber: null,
  taxPointDate: null,
  buyerCategory: null,
  deliveryAgreed: null,
  selfBilling: false,
  sellerCashMethod: false,
  declaredMode: null,
  externalId: null,
}

async function fromXml(bytes: Uint8Array, { copy: source, nip, today, qrEnvironment }: Desk): Promise<Read> {
  // Whoever reads it takes its bytes over.
  const handOver = { ...untold, receivedOn: today }
  const { copy, raw } = await source(Uint8Array.from(bytes), handOver, { nip, today, qrEnvironment })
  const readings = copy.fa === null ? [] : [readingOfFa(copy.fa)]
  const nothing = { codes: [], usable: [], warnings: [] }
  return { pages: null, complete: true, readings, hashes: copy.hashes, done: { raw }, ...nothing }
}

async function fromPage(
  bytes: Uint8Array,
  type: Exclude<FileType, 'application/xml'>,
  desk: Desk,
): Promise<Read> {
  const found = await codesInFile(bytes, type, desk.codes, desk.sender)
  const codes = found.links.map(codeOf)
  const usable = codes.filter(({ environment }) => environment === desk.qrEnvironment)
  const warnings: Sentence[] = []
  if (usable.length < codes.length) warnings.push(say('reading.other-codes'))
  const hashes = [...new Set(usable.flatMap(({ hash }) => hash ?? []))]
  if (hashes.length > 1) warnings.push(say('reading.several-codes'))
  if (found.notHere) warnings.push(say('reading.not-here'))
  else if (!found.complete) warnings.push(say('reading.incomplete'))
  if (found.scans) warnings.push(...aboutScans(found.scans, found.readings ?? []))
  const said = saidByCodes(found.links, desk.qrEnvironment, null)
  const reading: Reading = {
    fields: fieldsOf({ 'seller.nip': said.sellerNip, issueDate: said.issueDay }, 'certain', 'code'),
    document: said.offline
      ? { value: 'offline-invoice', confidence: 'certain', because: say('reading.two-codes') }
      : usable.some(({ code }) => code === 'I')
        ? { value: 'numbered-visualisation', confidence: 'likely', because: say('reading.one-code') }
        : null,
    corrects: [],
    warnings: [],
  }
  return {
    pages: found.pages,
    complete: found.complete,
    readings: [reading, ...(found.readings ?? [])],
    codes,
    usable: usable.flatMap(({ link, hash }) => (hash === null ? [] : [link])),
    hashes:
      hashes.length === 1 || hashes.length === 0 ? [...new Set([...hashes, ...(found.hashes ?? [])])] : [],
    warnings,
    done: found.done,
  }
}

/** What a person has to know of text that was read in pictures, or was not. */
function aboutScans({ pages, read, unread }: ScansRead, readings: readonly Reading[]): Sentence[] {
  if (unread === 'not-here') return [say('reading.scan-not-here')]
  const isSeen = readings.some(({ fields }) => Object.values(fields).some(({ source }) => source === 'ocr'))
  return [
    ...(isSeen ? [say('reading.scanned')] : []),
    ...(unread === 'too-long' ? [say('reading.scan-too-long')] : []),
    ...(unread === 'too-many' ? [say('reading.scan-too-many', { read, pages })] : []),
  ]
}

function codeOf(link: string): ReadCode {
  const read = parseQrLink(link)
  return {
    link,
    code: read?.code ?? null,
    environment: read?.environment ?? null,
    sellerNip: read?.sellerNip ?? null,
    issueDate: read?.issueDay ?? null,
    hash: read?.hash ?? null,
  }
}

const noClass: ReadClass = { value: null, confidence: 'doubtful', because: say('reading.no-class') }

/** By codes and XML, then by title: a title that says it is no invoice counts more, since confirmations have codes too. */
function classOf(
  { readings, complete }: Pick<Read, 'readings' | 'complete'>,
  known: KnownDocument | null,
  fields: Fields,
): ReadClass {
  const told = readings.flatMap(({ document }) => document ?? [])
  const titled = told.find(({ value }) => value !== null && !isInvoiceClass(value))
  if (titled) return titled
  const [first] = told
  if (first === undefined) return noClass
  const withNumber = told.find(({ value }) => value === 'numbered-visualisation')
  if (first.confidence === 'certain') return first
  if (withNumber && known?.fromKsef)
    return { ...withNumber, confidence: 'certain', because: say('reading.known') }
  const offline = told.find(({ value }) => value === 'offline-invoice')
  if (offline) return offline
  const { ksefNumber, gross } = fields
  if (withNumber)
    return { ...withNumber, confidence: ksefNumber?.confidence === 'certain' ? 'certain' : 'likely' }
  return gross?.confidence === 'certain' && gross.source === 'text' && complete
    ? { ...first, confidence: 'certain' }
    : first
}

/** Looks through a PDF or picture. @throws Refusal for a file that cannot be looked through, too-many-files */
async function codesInFile(
  bytes: Uint8Array,
  type: Exclude<FileType, 'application/xml'>,
  codes: CodeReader,
  sender: FileSender,
): Promise<FileCodes> {
  try {
    return await codes(bytes, type, sender)
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error
    throw refusedAt('/file', error.code, error.detail)
  }
}

/** The refusal of a file of another kind. */
export const noSuchFile = (): Refusal => refusedAt('/file', 'file-type', say('file.type'))
