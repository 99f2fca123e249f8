import { DocumentProblem } from '../ingest/fa.ts'
import { PackageProblem } from '../ingest/package.ts'
import type { Batch, IncomingKsef, ReadingContext, RefusedDocument } from '../ingest/source.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { UnitOfWork } from '../purchase/unit-of-work.ts'
import { withQuarantinedXml } from '../reconcile/halves.ts'
import { enterQuarantine } from '../reconcile/quarantine.ts'
import { type Recorded, record, redecide } from '../reconcile/record.ts'
import type { Db } from '../store/database.ts'
import { findKnown } from '../store/evidence.ts'
import {
  addProblems,
  type ImportCounts as Counts,
  findImport,
  type ImportProblem,
  problemsOf,
  type StoredImport,
  saveImport,
} from '../store/imports.ts'
import { inTurn, say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import { Refusal } from '../values/refusal.ts'
import { type RefusalCode, refusalCodes } from '../values/refusal-codes.ts'

/** The answer to an import. */
export interface ImportResult extends Counts {
  importId: string
  problems: ImportProblem[]
}

/** Reads the documents of an import in batches: metadata alone, or a package. */
export type Source = (bytes: Uint8Array, desk: ReadingContext) => AsyncGenerator<Batch>

export const noneYet: Counts = { received: 0, new: 0, attached: 0, unchanged: 0, review: 0, quarantined: 0 }

/** Problems that are kept in one row. */
const problemsInRow = 500

/**
 * Imports KSeF documents batch by batch, each in a transaction of its own: a crash loses nothing that was recorded, and
 * sending the same again goes on where it stopped. `before`: what an earlier reading of the same import counted and met.
 * @throws what the source throws when the bytes are nothing that it could read
 */
export async function importDocuments(
  ledger: Ledger,
  actor: string,
  batches: (desk: ReadingContext) => AsyncGenerator<Batch>,
  importId: string,
  before: Counts & { problems: ImportProblem[] } = { ...noneYet, problems: [] },
): Promise<ImportResult> {
  const { problems: met, ...countedBefore } = before
  let counts: Counts = countedBefore
  const problems: ImportProblem[] = []
  for await (const batch of batches(readingContextOf(ledger))) {
    // Right before the work: what was waited for may have come to several at once.
    await ledger.host.yieldToEventLoop()
    const step = storeBatch(ledger, { actor, importId }, batch, counts)
    counts = step.counts
    problems.push(...step.problems)
  }
  ledger.write(actor, 'import', ({ tx, cause }) => {
    const done = { id: importId, actor, state: 'done', package: null, refusal: null } as const
    saveImport(tx, { ...done, result: counts }, cause.at)
    for (let from = 0; from < problems.length; from += problemsInRow)
      addProblems(tx, importId, before.received + from, problems.slice(from, from + problemsInRow))
  })
  ledger.host.imported?.('done', { ...counts })
  return { importId, ...counts, problems: [...met, ...problems] }
}

export const readingContextOf = (ledger: Ledger): ReadingContext => ({
  nip: ledger.nip,
  known: (hashes) => knownWithXml(ledger, hashes),
  yieldToEventLoop: ledger.host.yieldToEventLoop,
})

/** Content of which the XML is stored and was read whole; another may be read better by now. */
const knownWithXml = (ledger: Ledger, contentHashes: string[]): Set<string> =>
  new Set(
    findKnown(ledger.db, contentHashes)
      .filter((k) => k.xml === 'read')
      .map((k) => k.contentHash),
  )

/** What a batch added: all counts so far, and its own problems. */
export interface ImportStep {
  counts: Counts
  problems: ImportProblem[]
}

/**
 * Records a batch in one transaction, in which `also` may store how far it came. A document for which a value of the
 * database has no room is quarantined without its bytes, or without its row of metadata; then each of the batch has a
 * transaction of its own.
 */
export function storeBatch(
  ledger: Ledger,
  into: { actor: string; importId: string },
  batch: Batch,
  before: Counts,
  also: (unit: UnitOfWork, step: ImportStep) => void = () => {},
): ImportStep {
  const work = (unit: UnitOfWork): ImportStep => {
    const { whole, kept, touched } = enterQuarantine(unit, ledger.nip, batch.refusals)
    const incoming = [...withQuarantinedXml(unit, ledger.nip, batch.incoming), ...whole]
    const recorded = incoming.length === 0 ? [] : record(unit, incoming)
    redecide(unit, touched)
    const problems = kept.map(({ ksefNumber, code, message }) => ({ ksefNumber, code, message }))
    const step = { counts: counted(before, recorded, kept.length), problems }
    also(unit, step)
    return step
  }
  try {
    // Nothing is acknowledged before the last transaction, which stores the result and makes all of them durable.
    return ledger.write(into.actor, `KSeF import ${into.importId}`, work, 'later')
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'body-too-large')) throw error
    const single = singly(batch)
    if (single.length === 1) {
      if (hasBytes(batch)) return storeBatch(ledger, into, withoutBytes(batch), before, also)
      if (hasMetadata(batch)) return storeBatch(ledger, into, withoutMetadata(batch), before, also)
      throw error
    }
    let step: ImportStep = { counts: before, problems: [] }
    for (const one of single) {
      const { counts, problems } = storeBatch(ledger, into, one, step.counts, also)
      step = { counts, problems: [...step.problems, ...problems] }
    }
    return step
  }
}

function counted(before: Counts, recorded: readonly Recorded[], refused: number): Counts {
  const counts = { ...before, received: before.received + recorded.length + refused }
  counts.quarantined += refused
  for (const { outcome } of recorded) counts[outcome]++
  return counts
}

const singly = ({ incoming, refusals }: Batch): Batch[] => [
  ...incoming.map((one) => ({ incoming: [one], refusals: [], xmlBytes: 0 })),
  ...refusals.map((one) => ({ incoming: [], refusals: [one], xmlBytes: 0 })),
]

const hasBytes = ({ incoming, refusals }: Batch): boolean =>
  incoming.length > 0 || refusals.some(({ bytes }) => bytes !== null)

const withoutBytes = ({ incoming, refusals, xmlBytes }: Batch): Batch => ({
  incoming: [],
  refusals: [...incoming.map(tooLarge), ...refusals.map((refusal) => ({ ...refusal, bytes: null }))],
  xmlBytes,
})

const hasMetadata = ({ refusals }: Batch): boolean => refusals.some(({ metadata }) => metadata !== null)

const withoutMetadata = (batch: Batch): Batch => ({
  ...batch,
  refusals: batch.refusals.map((refusal) => ({ ...refusal, metadata: null })),
})

function tooLarge({ evidence: { metadata } }: IncomingKsef): RefusedDocument {
  const message = say('zip.value-too-large')
  return { ksefNumber: metadata.ksefNumber, code: 'package-entry-too-large', message, metadata, bytes: null }
}

/** How what cannot be read at all is refused; null for errors of another kind. */
export function unreadableSource(error: unknown): Refusal | null {
  if (error instanceof PackageProblem) return new Refusal(error.code, error.detail)
  if (error instanceof DocumentProblem) return new Refusal(error.code, error.detail)
  return null
}

/** What is known of an import. `problem`: why it was refused. */
export interface ImportView extends ImportResult {
  state: 'running' | 'done' | 'refused'
  problem: { code: RefusalCode; message: Said } | null
}

/** Why an import was refused, as it was kept; by another release perhaps, under a code that is none any more. */
function problemIn(refusal: StoredImport['refusal']): ImportView['problem'] {
  if (refusal === null) return null
  const { code, message } = refusal
  return { code: refusalCodes.find((known) => known === code) ?? 'import-failed', message: inTurn([message]) }
}

export function readImport(db: Db, id: string): ImportView | null {
  const kept = findImport(db, id)
  if (kept === null) return null
  // What was kept by earlier versions has its problems in the result.
  const { problems = [], ...counts } = kept.result
  const { state, refusal } = kept
  const all = [...problems, ...problemsOf(db, id)]
  return { ...counts, importId: id, problems: all, state, problem: problemIn(refusal) }
}
