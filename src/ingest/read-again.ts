import type { KsefEvidence } from './evidence.ts'
import type { PackageEntry, PackageReader } from './package.ts'
import { type IncomingKsef, newBatch, type RefusedDocument, rowOf, take } from './source.ts'

/**
 * Grows with every change of the reader that may take in what an earlier one refused, and of how numbers are compared:
 * then all of it is read again, and met under its keys of today.
 */
export const readerVersion = 2

/** Refusals of a row that was not understood: of its XML nothing was kept. */
const rowRefusals: readonly string[] = ['metadata-invalid', 'ksef-number-invalid', 'ksef-number-checksum']

/**
 * Reads a document that was refused once more, from what was kept of it; null when that is no more than a half. A row
 * that was not understood is registered by itself: its XML can still come.
 */
export function readAgain(
  { code, metadata, bytes }: RefusedDocument,
  nip: string,
): IncomingKsef | RefusedDocument | null {
  if (metadata === null || (bytes === null && !rowRefusals.includes(code))) return null
  const row = rowOf({ value: metadata })
  if (bytes === null || !row.row.ok) return take(row, null, newBatch(), new Set(), nip)
  return take(row, holding(row.row.metadata.ksefNumber, bytes), newBatch(), new Set(), nip)
}

/** A row that was registered by itself, with its XML. Null when that is not the XML of this row. */
export function readWithXml(
  { metadata, rowDoubt = [] }: KsefEvidence,
  contentHash: string,
  bytes: Uint8Array,
  nip: string,
): IncomingKsef | null {
  const row = { value: metadata, row: { ok: true, metadata, doubts: rowDoubt } as const, contentHash }
  const taken = take(row, holding(metadata.ksefNumber, bytes), newBatch(), new Set(), nip)
  return 'evidence' in taken ? taken : null
}

/** A package of one XML. */
function holding(ksefNumber: string, bytes: Uint8Array): PackageReader {
  const entry: PackageEntry = { size: bytes.length, packed: () => null, read: () => bytes }
  return { metadata: null, entries: new Map([[ksefNumber, entry]]), problems: [] }
}
