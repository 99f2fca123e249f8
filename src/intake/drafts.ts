import type { RawDocument } from '../ingest/source.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { UnitOfWork } from '../purchase/unit-of-work.ts'
import { closedAlready, type DraftReading, draftOf, readingOf } from '../queries/drafts.ts'
import type { Recorded } from '../reconcile/record.ts'
import { lookAgain } from '../reconcile/waiting-drafts.ts'
import type { Db } from '../store/database.ts'
import {
  closeDraft,
  copyOfFile,
  type DraftRow,
  draftByHash,
  draftBySeq,
  insertDraft,
  isTakenExternalId,
  openDraft,
  writeDraftKeys,
} from '../store/drafts.ts'
import { evidenceContent } from '../store/evidence.ts'
import { purchaseIds } from '../store/purchases.ts'
import { say } from '../texts/say.ts'
import { present } from '../values/present.ts'
import { Refusal } from '../values/refusal.ts'

/** A document that is to wait until somebody says what it is. */
export interface Arriving
  extends Pick<DraftRow, 'receivedOn' | 'channel' | 'externalId' | 'note' | 'fileName' | 'size'> {
  id: string
  /** SHA-256 of its bytes in Base64. */
  hash: string
  raw: RawDocument
  reading: DraftReading
  /** It waits until somebody says that its sender may send documents. */
  held?: boolean
}

/**
 * Keeps a document as a draft, once: the same bytes are the draft that is there (`isNew` false). One that came with a
 * copy before is that copy from the beginning.
 * @throws Refusal external-id-reused
 */
export function keepDraftIn(unit: UnitOfWork, arriving: Arriving): { draft: DraftRow; isNew: boolean } {
  const { tx, cause } = unit
  const known = knownDraft(unit, arriving.hash, arriving.held)
  if (known !== null) return { draft: known, isNew: false }
  const copy = copyOfFile(tx, arriving.hash)
  const { id, receivedOn, channel, fileName, externalId, reading, held = false } = arriving
  if (copy === null && externalId !== null && isTakenExternalId(tx, externalId)) throw takenName(externalId)
  const state = held ? 'held' : 'open'
  const seq = insertDraft(tx, { ...arriving, state, reading: JSON.stringify(reading) }, cause)
  const { mediaType } = arriving.raw
  unit.changes.tell('draft.created', null, { id, state, receivedOn, channel, fileName, mediaType })
  if (copy !== null) close(unit, seq, { state: 'copy', evidence: copy, reason: null }, null)
  else if (!held) writeDraftKeys(tx, seq, reading.keys)
  return { draft: present(draftBySeq(tx, seq)), isNew: true }
}

/** The draft with these bytes; one that was set aside is open when it comes from somebody who may send documents. */
export function knownDraft(unit: UnitOfWork, hash: string, held = false): DraftRow | null {
  const known = draftByHash(unit.tx, hash)
  if (known === null || known.state !== 'held' || held) return known
  open(unit, known)
  return draftBySeq(unit.tx, known.seq)
}

/** A document that was set aside, or discarded, waits for somebody to say what it is. */
function open(
  unit: UnitOfWork,
  draft: DraftRow,
  how: 'draft.released' | 'draft.reopened' = 'draft.released',
): void {
  openDraft(unit.tx, draft.seq)
  writeDraftKeys(unit.tx, draft.seq, readingOf(draft).keys)
  unit.changes.tell(how, null, { id: draft.id })
}

/**
 * Somebody says that a document that was set aside may be looked at. The same again changes nothing.
 * @throws Refusal draft-unknown, draft-closed
 */
export function releaseDraft(ledger: Ledger, actor: string, id: string): DraftRow {
  return ledger.write(actor, `draft ${id} released`, (unit) => {
    const draft = draftOf(unit.tx, id)
    if (draft.state === 'held') open(unit, draft)
    else if (draft.state !== 'open') throw closedAlready(draft)
    return present(draftBySeq(unit.tx, draft.seq))
  })
}

/**
 * Why a draft cannot become this copy; null where it can, and where it is this copy already.
 * `contentHash`: that of the copy.
 */
export function refusedDraft(tx: Db, seq: number, contentHash: string): Refusal | null {
  const draft = present(draftBySeq(tx, seq))
  if (isWaiting(draft)) return null
  const isThisCopy = draft.evidence !== null && evidenceContent(tx, draft.evidence) === contentHash
  return isThisCopy ? null : closedAlready(draft)
}

/** A draft became a copy, in the transaction that records it. */
export function becameCopy(unit: UnitOfWork, seq: number, { evidenceId, purchase }: Recorded): void {
  const draft = present(draftBySeq(unit.tx, seq))
  if (!isWaiting(draft)) return
  const id = purchaseIds(unit.tx, [purchase]).get(purchase) ?? null
  close(unit, seq, { state: 'copy', evidence: evidenceId, reason: null }, id)
}

/**
 * Takes a draft away from those that wait, with the reason; its bytes are kept. The same again changes nothing.
 * @throws Refusal draft-unknown, draft-closed
 */
export function discardDraft(ledger: Ledger, actor: string, id: string, reason: string): DraftRow {
  return ledger.write(actor, `draft ${id} discarded`, (unit) => {
    const draft = draftOf(unit.tx, id)
    if (draft.state === 'discarded') return draft
    if (!isWaiting(draft)) throw closedAlready(draft)
    close(unit, draft.seq, { state: 'discarded', evidence: null, reason }, null)
    return present(draftBySeq(unit.tx, draft.seq))
  })
}

/**
 * Takes back that a draft was discarded: it waits again, and is looked at again, since its KSeF document may have come
 * meanwhile. Where its bytes came with a copy meanwhile it is that copy. The same again changes nothing.
 * @throws Refusal draft-unknown, draft-closed
 */
export function reopenDraft(ledger: Ledger, actor: string, id: string): DraftRow {
  return ledger.write(actor, `draft ${id} reopened`, (unit) => {
    const { tx } = unit
    const draft = draftOf(tx, id)
    if (isWaiting(draft)) return draft
    if (draft.state !== 'discarded') throw closedAlready(draft)
    const copy = copyOfFile(tx, draft.hash)
    if (copy === null) {
      open(unit, draft, 'draft.reopened')
      lookAgain(unit, [id])
    } else close(unit, draft.seq, { state: 'copy', evidence: copy, reason: null }, null)
    return present(draftBySeq(tx, draft.seq))
  })
}

const isWaiting = ({ state }: DraftRow): boolean => state === 'open' || state === 'held'

type Closing = Parameters<typeof closeDraft>[2]

function close(unit: UnitOfWork, seq: number, closing: Closing, purchaseId: string | null): void {
  closeDraft(unit.tx, seq, closing, unit.cause)
  const { id } = present(draftBySeq(unit.tx, seq))
  const { state, evidence, reason } = closing
  unit.changes.tell('draft.closed', purchaseId, { id, state, copyId: evidence, reason })
}

function takenName(externalId: string): Refusal {
  const message = say('draft.external-id-reused', { externalId })
  return new Refusal('external-id-reused', message, [
    { pointer: '/externalId', code: 'external-id-reused', message },
  ])
}
