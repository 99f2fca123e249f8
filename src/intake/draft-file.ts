import type { CopyDesk, CopySource } from '../ingest/copy.ts'
import { type CodeReader, FileProblem, type FileSender } from '../ingest/file-codes.ts'
import { fileTypeOf } from '../ingest/file-type.ts'
import { sha256 } from '../ingest/hash.ts'
import { type DraftReading, draftKeys } from '../queries/drafts.ts'
import { parseQrLink } from '../values/qr.ts'
import { Refusal } from '../values/refusal.ts'
import type { Arriving } from './drafts.ts'

/** Where documents are read: what reads them on this host, and who sent them. */
export interface ReadingDesk extends CopyDesk {
  codes: CodeReader
  copy: CopySource
  sender: FileSender
}

export type ReadFile = Pick<Arriving, 'hash' | 'raw' | 'size' | 'reading'>

const nothing: DraftReading = { pages: null, qrCodes: [], complete: true, problem: null, keys: [] }

/**
 * Reads what a document says for itself; null for what is neither PDF, XML, PNG nor JPEG. One that cannot be read is
 * kept all the same, with the reason: a person can.
 * @throws Refusal too-many-files
 */
export async function readDraftFile(bytes: Uint8Array, desk: ReadingDesk): Promise<ReadFile | null> {
  const mediaType = fileTypeOf(bytes)
  if (mediaType === null) return null
  const size = bytes.length
  const kept = { mediaType, encoding: 'identity', bytes } as const
  try {
    if (mediaType === 'application/xml') {
      const { hashes, number, seller, raw } = await readXml(bytes, desk)
      const keys = draftKeys({ hashes, ksefNumber: null, sellerId: seller.id, number })
      return { hash: sha256(bytes), raw, size, reading: { ...nothing, keys } }
    }
    const { links, pages, complete, done } = await desk.codes(bytes, mediaType, desk.sender)
    const hashes = links.flatMap((link) => parseQrLink(link)?.hash ?? [])
    const keys = draftKeys({ hashes, ksefNumber: null, sellerId: null, number: null })
    const reading = { pages, qrCodes: links, complete, problem: null, keys }
    return { hash: done?.hash ?? sha256(bytes), raw: done?.raw ?? kept, size, reading }
  } catch (error) {
    const problem = problemOf(error)
    if (problem === null) throw error
    return { hash: sha256(bytes), raw: kept, size, reading: { ...nothing, problem } }
  }
}

async function readXml(bytes: Uint8Array, { copy: source, nip, today, qrEnvironment }: ReadingDesk) {
  // Whoever reads it takes its bytes over, and they may lie in a body.
  const read = await source(
    Uint8Array.from(bytes),
    { ...untold, receivedOn: today },
    { nip, today, qrEnvironment },
  )
  return { ...read.copy, raw: read.raw }
}

const untold = {
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
} as const

/** Why a file cannot be read, where that is the same at each sending; null for other failures. */
function problemOf(error: unknown): DraftReading['problem'] {
  if (error instanceof FileProblem) return { code: error.code, message: error.detail }
  const isPassing = !(error instanceof Refusal) || error.retryAfterSeconds !== null
  return isPassing ? null : { code: error.code, message: error.detail }
}
