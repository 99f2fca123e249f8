import { type CopyDesk, copyFromInput } from '../ingest/copy.ts'
import type { CopyEvidence } from '../ingest/evidence.ts'
import type { RawDocument } from '../ingest/source.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { FieldName } from '../paper/reading.ts'
import type { UnitOfWork } from '../purchase/unit-of-work.ts'
import { type DraftReading, readingOf } from '../queries/drafts.ts'
import { readWithKnown } from '../queries/read-document.ts'
import { draftJob } from '../reconcile/waiting-drafts.ts'
import { type DraftRow, draftById, draftBySeq, draftRaw, writeReading } from '../store/drafts.ts'
import { endJob, type Job } from '../store/jobs.ts'
import { parseDay } from '../values/day.ts'
import { type InvoiceKind, invoiceKinds } from '../values/invoice-kind.ts'
import { parseMoney } from '../values/money.ts'
import { present } from '../values/present.ts'
import { Refusal } from '../values/refusal.ts'
import { recordCopiesIn } from './copies.ts'

/** A draft that says everything for itself becomes a copy without anybody's help, where the taxpayer wants that. */

/**
 * Records an open draft as a copy where all that a copy must say is certain, in the transaction that keeps it.
 * @returns the draft as it is then
 */
export function acceptIn(unit: UnitOfWork, draft: DraftRow, raw: RawDocument, desk: CopyDesk): DraftRow {
  if (draft.state !== 'open') return draft
  const copy = certainCopy(draft, readingOf(draft), desk)
  if (copy === null) return draft
  recordCopiesIn(unit, [{ copy, raw, draft: draft.seq }])
  return present(draftBySeq(unit.tx, draft.seq))
}

/** The copy that a draft proves; null where anything is not proven that a copy must say. */
function certainCopy(draft: DraftRow, { read }: DraftReading, desk: CopyDesk): CopyEvidence | null {
  if (read === null || !read.complete) return null
  const { fields, document } = read
  const value = (name: FieldName): string | null =>
    fields[name]?.confidence === 'certain' ? fields[name].value : null
  const amount = (name: FieldName) => parseMoney(value(name) ?? '')
  const [nip, vatId, number, currency] = [
    value('seller.nip'),
    value('seller.vatId'),
    value('number'),
    value('currency'),
  ]
  const [issueDate, gross] = [parseDay(value('issueDate') ?? ''), amount('gross')]
  const seller = nip === null ? vatId && { country: vatId.slice(0, 2), vatId: vatId.slice(2) } : { nip }
  const isOurs = fields['buyer.nip'] === undefined || fields['buyer.nip'].value === desk.nip
  const isWhole = seller && number !== null && currency !== null && issueDate !== null && gross !== null
  if (!isOurs || !isWhole || document.value === null || document.confidence !== 'certain') return null
  const { receivedOn, channel, externalId, mediaType, hash } = draft
  const told = { ...untold, receivedOn, channel, externalId, document: document.value }
  const invoice = {
    ...{
      seller: { ...seller, name: value('seller.name') },
      number,
      issueDate,
      currency,
      gross,
      corrects: [],
    },
    kind: invoiceKinds.find((kind) => kind === value('kind')) ?? null,
    ...{ net: amount('net'), vat: amount('vat'), vatPln: amount('vatPln') },
  }
  const handOver = {
    ...told,
    ksefNumber: value('ksefNumber'),
    taxPointDate: parseDay(value('taxPointDate') ?? ''),
  }
  try {
    const links = read.codes.map(({ link }) => link)
    return isCorrection(invoice.kind)
      ? null
      : copyFromInput(invoice, handOver, desk, { mediaType, hash, links })
  } catch (error) {
    // What a person could not send so either.
    if (error instanceof Refusal) return null
    throw error
  }
}

/** What it corrects, and by which cause, is for people to say. */
const isCorrection = (kind: InvoiceKind | null): boolean => kind?.startsWith('KOR') === true

const untold = {
  ...{ qrCodes: [], buyerCategory: null, deliveryAgreed: null },
  ...{ selfBilling: false, sellerCashMethod: false, declaredMode: null },
}

/** The document of KSeF came that the codes of a draft name: now it says all that this one says. */
export async function draftTurn(ledger: Ledger, job: Job): Promise<void> {
  ledger.write('service', 'the KSeF document of a draft came', (unit) => {
    const draft = draftById(unit.tx, job.subject)
    if (draft?.state === 'open') complete(unit, draft, ledger)
    endJob(unit.tx, { kind: draftJob, subject: job.subject })
  })
}

function complete(unit: UnitOfWork, draft: DraftRow, ledger: Ledger): void {
  const { tx, changes } = unit
  const reading = readingOf(draft)
  const read = reading.read && readWithKnown(tx, reading.read, reading.environment)
  if (read === null) return
  writeReading(tx, draft.seq, JSON.stringify({ ...reading, read }))
  changes.tell('draft.completed', null, { id: draft.id, knownPurchase: read.knownPurchase })
  if (ledger.acceptDrafts !== 'certain') return
  const desk = { nip: ledger.nip, today: ledger.today(), qrEnvironment: reading.environment }
  acceptIn(unit, present(draftBySeq(tx, draft.seq)), present(draftRaw(tx, draft)), desk)
}
