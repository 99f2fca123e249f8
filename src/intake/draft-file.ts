import type { CopyDesk, CopySource } from '../ingest/copy.ts'
import type { CodeReader, FileSender } from '../ingest/file-codes.ts'
import { fileTypeOf } from '../ingest/file-type.ts'
import { sha256 } from '../ingest/hash.ts'
import type { RawDocument } from '../ingest/source.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { draftKeys } from '../queries/drafts.ts'
import { type DocumentReading, readToKeep } from '../queries/read-document.ts'
import { Refusal } from '../values/refusal.ts'
import type { Arriving } from './drafts.ts'

/** Where documents are read: what reads them on this host, and who sent them. */
export interface ReadingDesk extends CopyDesk {
  codes: CodeReader
  copy: CopySource
  sender: FileSender
}

export type ReadFile = Pick<Arriving, 'hash' | 'raw' | 'size' | 'reading'>

/**
 * Reads what a document says for itself; null for what is neither PDF, XML, PNG nor JPEG. One that cannot be read is
 * kept all the same, with the reason: a person can.
 * @throws Refusal too-many-files
 */
export async function readDraftFile(
  ledger: Ledger,
  bytes: Uint8Array,
  desk: ReadingDesk,
): Promise<ReadFile | null> {
  const mediaType = fileTypeOf(bytes)
  if (mediaType === null) return null
  const { qrEnvironment: environment } = desk
  const size = bytes.length
  try {
    const { reading: read, hash, raw } = await readToKeep(ledger, bytes, desk)
    const keys = keysOf(read, mediaType === 'application/xml' ? [hash] : [])
    return { hash, raw, size, reading: { read, problem: null, environment, keys } }
  } catch (error) {
    const isForGood = error instanceof Refusal && error.retryAfterSeconds === null
    if (!isForGood) throw error
    const problem = { code: error.code, message: error.detail }
    const reading = { read: null, problem, environment, keys: [] }
    const raw: RawDocument = { mediaType, encoding: 'identity', bytes }
    return { hash: sha256(bytes), raw, size, reading }
  }
}

function keysOf({ fields, codes }: DocumentReading, own: readonly string[]): string[] {
  const value = (name: keyof typeof fields) => fields[name]?.value ?? null
  return draftKeys({
    hashes: [...new Set([...own, ...codes.flatMap(({ hash }) => hash ?? [])])],
    ksefNumber: value('ksefNumber'),
    sellerId: value('seller.nip') ?? value('seller.vatId'),
    number: value('number'),
  })
}
