import type { Db } from '../store/database.ts'
import type { DraftRow } from '../store/drafts.ts'
import { draftById } from '../store/drafts.ts'
import { evidenceById } from '../store/evidence.ts'
import { type MailRow, mailsOfDraft } from '../store/mails.ts'
import { survivingRows } from '../store/purchases.ts'
import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import { numberKey } from '../values/invoice-number.ts'
import { readJson } from '../values/json.ts'
import type { QrEnvironment } from '../values/qr.ts'
import { Refusal } from '../values/refusal.ts'
import type { DocumentReading } from './read-document.ts'

/** What was read of a draft when it came, as it is stored. `problem`: why nothing could be read. */
export interface DraftReading {
  /** What it says; null where nothing could be read. */
  read: DocumentReading | null
  problem: { code: string; message: Said } | null
  /** Codes of other environments name nothing here. */
  environment: QrEnvironment
  /** By what a posting check meets it while it is open. */
  keys: readonly string[]
}

export const readingOf = ({ reading }: Pick<DraftRow, 'reading'>): DraftReading =>
  readJson(reading) as DraftReading

/** By which keys an open draft is met: XML that its codes name or that it is, its KSeF number, seller with number. */
export function draftKeys(read: {
  hashes: readonly string[]
  ksefNumber: string | null
  sellerId: string | null
  number: string | null
}): string[] {
  const { hashes, ksefNumber, sellerId, number } = read
  return [
    ...hashes.map((hash) => `hash:${hash}`),
    ...(ksefNumber === null ? [] : [`ksef:${ksefNumber}`]),
    ...(sellerId === null || number === null ? [] : [`number:${sellerId}:${numberKey(number)}`]),
  ]
}

/** A draft by its public id. @throws Refusal draft-unknown */
export function draftOf(db: Db, id: string): DraftRow {
  const draft = draftById(db, id)
  if (draft === null) throw new Refusal('draft-unknown', say('draft.unknown', { id }))
  return draft
}

/** What is said of a draft with which nothing can be done any more. */
export function closedAlready({ id, state, evidence, closedBy, reason }: DraftRow): Refusal {
  const by = closedBy ?? ''
  const detail =
    state === 'copy'
      ? say('draft.is-copy', { id, by, copyId: evidence ?? '' })
      : say('draft.was-discarded', { id, by, reason: reason ?? '' })
  return new Refusal('draft-closed', detail, [], { about: { copyId: evidence } })
}

/** Drafts as they are shown. */
export function draftViews(db: Db, rows: readonly DraftRow[]) {
  return rows.map((row) => {
    const { id, state, receivedOn, channel, externalId, note, fileName, mediaType, size } = row
    const { read, problem } = readingOf(row)
    return {
      ...{ id, state, receivedOn, channel, externalId, note },
      file: { name: fileName, mediaType, bytes: size, problem },
      reading: read,
      mails: mailsOfDraft(db, row.seq).map(mailBrief),
      recordedAt: row.recordedAt,
      by: row.actor,
      closed: closingView(db, row),
    }
  })
}

/** What a draft tells of a mail that brought it. */
const mailBrief = ({ id, messageId, sender, subject, receivedOn, header }: MailRow) => ({
  ...{ id, messageId, from: sender, subject, receivedOn },
  receivedHeader: header,
})

function closingView(db: Db, { closedAt, closedBy, reason, evidence }: DraftRow) {
  if (closedAt === null) return null
  const purchase = evidence === null ? null : (evidenceById(db, evidence)?.purchase ?? null)
  const survivor = purchase === null ? undefined : survivingRows(db, [purchase]).get(purchase)
  return { at: closedAt, by: closedBy ?? '', reason, copyId: evidence, purchaseId: survivor?.id ?? null }
}
