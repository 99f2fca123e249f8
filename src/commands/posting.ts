import type { Ledger } from '../ledger/ledger.ts'
import { loadPurchases } from '../purchase/load.ts'
import { holdReasons, type PostingView, postingView } from '../purchase/posting.ts'
import type { UnitOfWork } from '../purchase/unit-of-work.ts'
import { unknownPurchase } from '../purchase/unknown.ts'
import { updateVerdicts } from '../reconcile/update-verdicts.ts'
import { appendHistory } from '../store/history.ts'
import { activePostings, insertPosting, type PostingRow, voidPosting } from '../store/postings.ts'
import { purchaseById } from '../store/purchases.ts'
import { say } from '../texts/say.ts'
import type { Day } from '../values/day.ts'
import { present } from '../values/present.ts'
import { Refusal } from '../values/refusal.ts'

/**
 * Posts a purchase once. The same reference again changes nothing (`isNew` false).
 * @throws Refusal purchase-unknown, already-posted with the first posting, held with the reasons
 */
export function postPurchase(
  ledger: Ledger,
  actor: string,
  id: string,
  wanted: { reference: string; postedOn: Day },
): { posting: PostingView; isNew: boolean } {
  return ledger.write(actor, 'posting', (unit) => {
    const row = purchaseById(unit.tx, id)
    if (row === null) throw unknownPurchase(id)
    const postings = activePostings(unit.tx, [row.seq])
    const same = postings.find((p) => p.reference === wanted.reference)
    if (same) return { posting: postingView(same), isNew: false }
    if (postings[0]) throw alreadyPosted(postings[0])
    const reasons = holdReasons(unit.tx, row)
    if (reasons.length > 0) {
      const codes = reasons.map((r) => r.code)
      const first = reasons.slice(0, 3).map((r) => r.message)
      throw new Refusal('held', say('refusal.held', { codes, reasons: first }), [], { about: { reasons } })
    }
    insertPosting(unit.tx, { purchase: row.seq, ...wanted }, unit.cause)
    const posted = present(activePostings(unit.tx, [row.seq])[0])
    appendHistory(
      unit.tx,
      [[row.seq, 'posted', JSON.stringify({ before: null, after: postingView(posted) })]],
      unit.cause,
    )
    unit.changes.tell('posting.created', row.id, { posting: postingView(posted) })
    return { posting: postingView(posted), isNew: true }
  })
}

function alreadyPosted(first: PostingRow): Refusal {
  const { reference, postedOn } = first
  const detail = say('refusal.already-posted', { reference, postedOn })
  return new Refusal('already-posted', detail, [], { about: { posting: postingView(first) } })
}

/**
 * Voids the posting of a purchase, or the one with the given reference where a merge left two; history keeps it.
 * @throws Refusal purchase-unknown, posting-unknown for a purchase or posting that is not there
 */
export function voidPurchasePosting(
  ledger: Ledger,
  actor: string,
  id: string,
  { reason, reference }: { reason: string; reference?: string | undefined },
): PostingView {
  return ledger.write(actor, 'void', (unit) => {
    const row = purchaseById(unit.tx, id)
    if (row === null) throw unknownPurchase(id)
    const postings = activePostings(unit.tx, [row.seq])
    const posting =
      reference === undefined ? postings.at(-1) : postings.find((p) => p.reference === reference)
    if (!posting) throw new Refusal('posting-unknown', say('refusal.posting-unknown'))
    voidPosting(unit.tx, posting.seq, reason, unit.cause.at)
    const entry = JSON.stringify({ before: postingView(posting), after: null, stated: { reason } })
    appendHistory(unit.tx, [[row.seq, 'voided', entry]], unit.cause)
    redecideAfterVoid(unit, row.seq)
    unit.changes.tell('posting.voided', row.id, { posting: postingView(posting), reason })
    return postingView(posting)
  })
}

const redecideAfterVoid = (unit: UnitOfWork, purchase: number): void =>
  updateVerdicts(unit, loadPurchases(unit.tx, [purchase]))
