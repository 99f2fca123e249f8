import { numberInName } from '../ingest/package.ts'
import { readAgain, readerVersion } from '../ingest/read-again.ts'
import { entryNameIn, type IncomingKsef, type RefusedDocument } from '../ingest/source.ts'
import type { UnitOfWork } from '../purchase/unit-of-work.ts'
import type { Db } from '../store/database.ts'
import {
  markRead,
  moveState,
  type QuarantinedDocument,
  quarantineRows,
  readBefore,
  readQuarantined,
} from '../store/quarantine.ts'
import { present } from '../values/present.ts'
import { joinedHalves } from './halves.ts'
import { examine } from './quarantine.ts'
import { record, redecide } from './record.ts'

/** What one step reads again at most, in documents and in bytes. */
const stepDocuments = 16
const stepBytes = 4 * 1024 * 1024

/** A ledger as far as this needs it: each write is a transaction of its own. */
interface LedgerWriter {
  nip: string
  db: Db
  write<T>(actor: string, why: string, work: (unit: UnitOfWork) => T): T
}

/** Who reads again, and why, as the history tells it. */
const [actor, why] = ['service', 'what lay in quarantine was read again by a newer reader']

/**
 * Reads some of what an earlier version of the reader refused once more: what it takes in becomes a purchase, and the
 * rest is found where people decide. Answers false when nothing is left. Each document says which reader looked at it
 * last, in the transaction that stores what became of it: a step that was cut off is done again.
 */
export function rereadQuarantine(ledger: LedgerWriter): boolean {
  const waiting = readBefore(ledger.db, readerVersion, stepDocuments)
  if (waiting.length === 0) return false
  const documents: QuarantinedDocument[] = []
  let bytes = 0
  for (const id of waiting) {
    if (bytes >= stepBytes) break
    const document = present(readQuarantined(ledger.db, id))
    documents.push(document)
    bytes += document.bytes?.length ?? 0
  }
  try {
    ledger.write(actor, why, (unit) => reread(unit, ledger.nip, documents))
  } catch {
    for (const document of documents) rereadOne(ledger, document)
  }
  return true
}

/** Nothing that lies there may keep a ledger from being opened: what cannot be read for whatever reason stays. */
function rereadOne(ledger: LedgerWriter, document: QuarantinedDocument): void {
  try {
    ledger.write(actor, why, (unit) => reread(unit, ledger.nip, [document]))
  } catch {
    ledger.write(actor, why, ({ tx }) => markRead(tx, document.id, readerVersion))
  }
}

function reread(unit: UnitOfWork, nip: string, documents: readonly QuarantinedDocument[]): void {
  const touched = new Set<number>()
  for (const { id, ...kept } of documents) {
    const refusal = { ...kept, ksefNumber: kept.ksefNumber ?? numberInName(entryNameIn(kept.message)) }
    const row = present(quarantineRows(unit.tx, [id])[0])
    const whole = row.state === 'known' || row.state === 'no-document' ? null : wholeOf(unit, nip, refusal)
    if (whole !== null) record(unit, [whole])
    if (row.state === 'open') {
      // What was recorded just now may have closed it.
      const before = present(quarantineRows(unit.tx, [id])[0])
      for (const purchase of examine(unit, id, refusal, row.at, before)) touched.add(purchase)
      continue
    }
    markRead(unit.tx, id, readerVersion)
    if (whole !== null) moveState(unit.tx, id, 'known')
  }
  redecide(unit, [...touched])
}

function wholeOf(unit: UnitOfWork, nip: string, refusal: RefusedDocument): IncomingKsef | null {
  const again = joinedHalves(unit, nip, refusal) ?? readAgain(refusal, nip)
  return again !== null && 'evidence' in again ? again : null
}
