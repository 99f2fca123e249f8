import { sha256 } from '../ingest/hash.ts'
import { readerVersion } from '../ingest/read-again.ts'
import { entryNameIn, type IncomingKsef, type RefusedDocument } from '../ingest/source.ts'
import { type SuspectFacts, suspectKeys, suspectMonths, suspectOf } from '../ingest/suspect.ts'
import type { UnitOfWork } from '../purchase/unit-of-work.ts'
import type { Db } from '../store/database.ts'
import { purchasesByKeys, purchasesByNearKey, purchasesByNumber } from '../store/purchase-keys.ts'
import {
  keepQuarantined,
  moveState,
  type QuarantineRow,
  type QuarantineState,
  quarantineRows,
  writeState,
} from '../store/quarantine.ts'
import {
  hasOpenQuarantine,
  ksefDocumentsByKeys,
  openByKeys,
  replaceQuarantineKeys,
} from '../store/quarantine-keys.ts'
import type { Instant } from '../values/instant.ts'
import { nearKey, numberKey } from '../values/invoice-number.ts'
import { present } from '../values/present.ts'
import { joinedHalves } from './halves.ts'
import { quarantineFinding } from './quarantine-finding.ts'

/** What of refused documents is whole by now, what is kept in quarantine, and which purchases may be one of these. */
interface EnteredQuarantine {
  whole: IncomingKsef[]
  kept: RefusedDocument[]
  touched: number[]
}

/**
 * Takes refused documents into quarantine, where everybody who decides meets them; one that fits another half that lies
 * there already is whole, and is to be recorded. The purchases that may be one of them are to be decided anew.
 */
export function enterQuarantine(
  unit: UnitOfWork,
  nip: string,
  refusals: readonly RefusedDocument[],
): EnteredQuarantine {
  const entered: { whole: IncomingKsef[]; kept: RefusedDocument[] } = { whole: [], kept: [] }
  const touched = new Set<number>()
  for (const refusal of refusals) {
    const whole = joinedHalves(unit, nip, refusal)
    if (whole !== null) {
      entered.whole.push(whole)
      continue
    }
    entered.kept.push(refusal)
    const id = refusalId(refusal)
    if (!keepQuarantined(unit.tx, { id, ...refusal }, unit.cause.at)) continue
    for (const purchase of examine(unit, id, refusal, unit.cause.at)) touched.add(purchase)
  }
  return { ...entered, touched: [...touched] }
}

/** The same refused document is kept once, however often it is sent. */
function refusalId(refusal: RefusedDocument): string {
  const { ksefNumber, code, metadata, bytes, message } = refusal
  const name = isUnnumberedEntry(refusal) ? [entryNameIn(message)] : []
  return sha256(JSON.stringify([ksefNumber, code, metadata, bytes === null ? null : sha256(bytes), ...name]))
}

/** An entry of a package that was not read, and of which nothing but a name that is no KSeF number is known. */
const isUnnumberedEntry = ({ ksefNumber, code }: RefusedDocument): boolean =>
  ksefNumber === null && /^package-entry-/.test(code)

/**
 * Keeps what a document may be and under which keys it is met. `before`: what an earlier reader made of it, null of one
 * that comes now. Answers the purchases to be decided anew: those that it may be, and those that it might have been.
 */
export function examine(
  unit: UnitOfWork,
  id: string,
  refusal: RefusedDocument,
  recordedAt: Instant,
  before: QuarantineRow | null = null,
): number[] {
  const { tx } = unit
  const facts = suspectOf(refusal)
  const months = suspectMonths(facts)
  const state = isNoDocument(refusal) ? 'no-document' : isKnown(tx, facts) ? 'known' : 'open'
  const span = { fromMonth: months?.from ?? null, toMonth: months?.to ?? null }
  writeState(tx, id, { reader: readerVersion, state, facts, ...span }, recordedAt)
  // Reader 0 kept no keys and told nobody.
  const told = before !== null && before.state === 'open' && before.reader > 0 ? before : null
  if (state !== 'open') return told === null ? [] : closeQuarantine(unit, told, state)
  const left = told === null ? [] : purchasesMeeting(tx, told.facts)
  return [...left, ...openQuarantine(unit, id, told !== null)]
}

/**
 * An entry of a package that nobody would take for an invoice: it was not read, and no row of the list names it.
 */
const isNoDocument = (refusal: RefusedDocument): boolean =>
  isUnnumberedEntry(refusal) && !/\.xml$/i.test(entryNameIn(refusal.message))

/** It is to be dealt with from now on. `wasTold`: the feed has its finding already. Answers the purchases that it may be. */
export function openQuarantine(unit: UnitOfWork, id: string, wasTold = false): number[] {
  const row = present(quarantineRows(unit.tx, [id])[0])
  replaceQuarantineKeys(unit.tx, id, suspectKeys(row.facts))
  if (!wasTold) {
    const { message } = quarantineFinding(row, null)
    unit.changes.tell('finding.opened', null, { ...told(row), message })
  }
  return purchasesMeeting(unit.tx, row.facts)
}

/** It is dealt with. Answers the purchases that it might have been. */
export function closeQuarantine(
  unit: UnitOfWork,
  row: QuarantineRow,
  as: Exclude<QuarantineState, 'open'>,
): number[] {
  moveState(unit.tx, row.id, as)
  replaceQuarantineKeys(unit.tx, row.id, [])
  unit.changes.tell('finding.closed', null, told(row))
  return purchasesMeeting(unit.tx, row.facts)
}

function told(row: QuarantineRow) {
  const { id, code, severity } = quarantineFinding(row, null)
  return { id, code, severity, quarantineId: row.id }
}

/** Purchases that share a key with a document in quarantine. */
function purchasesMeeting(tx: Db, facts: SuspectFacts): number[] {
  const strong = purchasesByKeys(
    tx,
    suspectKeys(facts).map(({ key }) => key),
  )
  const numbers = facts.said.flatMap(({ sellerNip, number }) => {
    if (sellerNip === null || number === null) return []
    return [
      ...purchasesByNumber(tx, sellerNip, numberKey(number), null),
      ...purchasesByNearKey(tx, sellerNip, nearKey(number)),
    ]
  })
  return [...new Set([...strong, ...numbers])]
}

/**
 * The invoice of a KSeF number is in hand once its document is, with or without XML. Where the number itself was damaged,
 * the hash of the XML tells.
 */
const isOf = (facts: SuspectFacts, ksefNumber: string, invoiceHash: string): boolean =>
  facts.ksefNumber === null ? facts.hashes.includes(invoiceHash) : facts.ksefNumber === ksefNumber

/** Is the invoice of a document in quarantine in hand? */
export function isKnown(tx: Db, facts: SuspectFacts): boolean {
  const keys = suspectKeys(facts).map(({ key }) => key)
  return ksefDocumentsByKeys(tx, keys).some((d) => isOf(facts, d.ksefNumber, d.invoiceHash))
}

/** KSeF documents were recorded: what lay in quarantine for them is dealt with. Answers the purchases that it might be. */
export function settleQuarantine(
  unit: UnitOfWork,
  recorded: readonly { ksefNumber: string; invoiceHash: string }[],
): number[] {
  if (recorded.length === 0 || !hasOpenQuarantine(unit.tx)) return []
  const keys = recorded.flatMap((d) => [`ksef:${d.ksefNumber}`, `hash:${d.invoiceHash}`])
  const met = new Set(openByKeys(unit.tx, keys).map(({ document }) => document))
  return quarantineRows(unit.tx, [...met])
    .filter(({ facts }) => recorded.some((d) => isOf(facts, d.ksefNumber, d.invoiceHash)))
    .flatMap((row) => closeQuarantine(unit, row, 'known'))
}
