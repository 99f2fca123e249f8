import { sha256 } from '../ingest/hash.ts'
import type { Batch, ReadingDesk, Refusal } from '../ingest/source.ts'
import { findKnown } from '../store/evidence.ts'
import { keepQuarantined, saveImport } from '../store/imports.ts'
import type { Ledger } from './ledger.ts'
import { type Outcome, record } from './record.ts'
import type { Unit } from './workspace.ts'

/** The answer to an import: each document counts once among the five outcomes. */
export interface ImportResult extends Record<Outcome, number> {
  importId: string
  received: number
  problems: { ksefNumber: string | null; code: string; message: string }[]
}

/** Reads the documents of an import in batches: metadata alone, or a package. */
export type Source = (bytes: Uint8Array, desk: ReadingDesk) => AsyncGenerator<Batch>

/**
 * Imports KSeF documents batch by batch, each in a transaction of its own: a crash loses nothing that was recorded, and
 * sending the same again goes on where it stopped.
 * @throws what the source throws when the bytes are nothing that it could read
 */
export async function importDocuments(
  ledger: Ledger,
  actor: string,
  source: Source,
  bytes: Uint8Array,
): Promise<ImportResult> {
  const counts = { new: 0, attached: 0, unchanged: 0, review: 0, quarantined: 0 }
  const result: ImportResult = { importId: ledger.host.newId(), received: 0, ...counts, problems: [] }
  const desk: ReadingDesk = {
    nip: ledger.nip,
    known: (hashes) => knownWithXml(ledger, hashes),
    breathe: ledger.host.breathe,
  }
  for await (const batch of source(bytes, desk)) {
    store(ledger, actor, batch, result)
    await ledger.host.breathe()
  }
  ledger.write(actor, 'import', (unit) =>
    saveImport(unit.tx, result.importId, unit.cause, JSON.stringify(result)),
  )
  return result
}

/** Content of which the XML is stored already. */
const knownWithXml = (ledger: Ledger, contentHashes: string[]): Set<string> =>
  new Set(
    findKnown(ledger.db, contentHashes)
      .filter((k) => k.hasXml === 1)
      .map((k) => k.contentHash),
  )

function store(ledger: Ledger, actor: string, { incoming, refusals }: Batch, result: ImportResult): void {
  const work = (unit: Unit) => {
    for (const refusal of refusals)
      keepQuarantined(unit.tx, { id: refusalId(refusal), ...refusal }, unit.cause.at)
    return incoming.length === 0 ? [] : record(unit, incoming)
  }
  // Nothing is acknowledged before the last transaction, which stores the result and makes all of them durable.
  const recorded = ledger.write(actor, `KSeF import ${result.importId}`, work, 'later')
  for (const { outcome } of recorded) result[outcome]++
  result.quarantined += refusals.length
  result.received += incoming.length + refusals.length
  for (const { ksefNumber, code, message } of refusals) result.problems.push({ ksefNumber, code, message })
}

/** The same refused document is kept once, however often it is sent. */
const refusalId = ({ ksefNumber, code, metadata, bytes }: Refusal): string =>
  sha256(JSON.stringify([ksefNumber, code, metadata, bytes === null ? null : sha256(bytes)]))
