import type { Ledger } from '../ledger/ledger.ts'
import { loadPurchases } from '../purchase/load.ts'
import type { PlacedEvidence, PurchaseState, UnitOfWork } from '../purchase/unit-of-work.ts'
import { unknownPurchase } from '../purchase/unknown.ts'
import { regroupAgain } from '../reconcile/regroup-again.ts'
import { insertDecision } from '../store/decisions.ts'
import { evidenceById, purchasesOfEvidence } from '../store/evidence.ts'
import { type PurchaseRow, purchaseById, purchaseRows } from '../store/purchases.ts'
import { say } from '../texts/say.ts'
import { present } from '../values/present.ts'
import { Refusal } from '../values/refusal.ts'
import { appendHistories, refuseTwoNumbers } from './decisions.ts'

/**
 * Moves a document to another purchase, or to a new one of its own. That is a decision about documents like any other:
 * what comes later is matched with it in mind. A document that is where it should be is left there.
 * @param to id of the purchase, or `new`
 * @throws Refusal evidence-unknown, purchase-unknown, two-ksef-numbers
 */
export function moveDocument(
  ledger: Ledger,
  actor: string,
  evidenceId: string,
  { to, note }: { to: string; note: string | null },
): PurchaseRow {
  return ledger.write(actor, `document ${evidenceId} moved`, (unit) => {
    const document = evidenceById(unit.tx, evidenceId)
    if (document === null) throw unknownEvidence(evidenceId)
    const from = present(loadPurchases(unit.tx, [document.purchase])[0])
    const record = present(from.records.find((r) => r.seq === document.seq))
    const rest = from.records.filter((r) => r !== record)
    const target = to === 'new' ? null : purchaseTo(unit, to)
    const isThere = target === null ? rest.length === 0 : target.seq === from.seq
    if (!isThere) {
      if (target) refuseTwoNumbers({ ...from, records: [record] }, target)
      keepMove(unit, { record, rest, from, target, note })
      // The only document of a purchase takes the purchase along: both become one, and the older id stays.
      const takenOut = rest.length > 0 ? record.id : null
      regroupAgain(unit, target ? [from, target] : [from], takenOut)
      const told = [from.seq, ...purchasesOfEvidence(unit.tx, [record.seq])]
      appendHistories(unit, told, 'moved', { evidence: evidenceId, from: from.id, to, note })
    }
    const seq = present(purchasesOfEvidence(unit.tx, [record.seq])[0])
    return present(purchaseRows(unit.tx, [seq])[0])
  })
}

function purchaseTo(unit: UnitOfWork, id: string): PurchaseState {
  const row = purchaseById(unit.tx, id)
  if (row === null) throw unknownPurchase(id)
  return present(loadPurchases(unit.tx, [row.seq])[0])
}

interface Move {
  record: PlacedEvidence
  rest: readonly PlacedEvidence[]
  from: PurchaseState
  target: PurchaseState | null
  note: string | null
}

/** Keeps a move as what it says: not the same invoice as the rest, and the same as what it was moved to. */
function keepMove(unit: UnitOfWork, { record, rest, from, target, note }: Move): void {
  const { at, actor } = unit.cause
  const said = { decision: 'moved' as const, code: null, note, at, actor, purchaseId: from.id }
  const seqs = (records: readonly PlacedEvidence[]) => records.map((r) => r.seq)
  if (rest.length > 0) {
    insertDecision(unit.tx, { ...said, says: 'different', otherId: from.id }, [[record.seq], seqs(rest)])
  }
  if (target) {
    insertDecision(unit.tx, { ...said, says: 'same', otherId: target.id }, [
      [record.seq],
      seqs(target.records),
    ])
  }
}

/** The refusal of an id that no document has. */
export const unknownEvidence = (id: string): Refusal =>
  new Refusal('evidence-unknown', say('refusal.evidence-unknown', { id }))
