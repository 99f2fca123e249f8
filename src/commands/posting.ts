import type { Ledger } from '../ledger/ledger.ts'
import { loadPurchases } from '../purchase/load.ts'
import type { Unit } from '../purchase/unit-of-work.ts'
import { findingId, openFindings } from '../receipt/finding.ts'
import type { Verdict } from '../receipt/verdict.ts'
import { decideAll, type StoredIdentity } from '../reconcile/update-verdicts.ts'
import type { Db } from '../store/database.ts'
import { activePostings, insertPosting, type PostingRow, voidPosting } from '../store/postings.ts'
import { appendHistory, type PurchaseRow, purchaseById, purchaseRows } from '../store/purchases.ts'
import { relatedBy } from '../store/relations.ts'
import type { Day } from '../values/day.ts'
import { Problem } from '../values/refusal.ts'
import { unknownPurchase } from './inputs.ts'

/** A posting as the contract shows it. */
export const postingView = ({ reference, postedOn, recordedAt, actor }: PostingRow) => ({
  reference,
  postedOn,
  recordedAt,
  by: actor,
})
export type PostingView = ReturnType<typeof postingView>

/** Why a purchase must not be posted now. */
export interface HoldReason {
  code: string
  message: string
}

/**
 * Reasons to hold a purchase: quarantined, not received, with an open blocking finding, or perhaps posted already by a
 * document of which nobody has said yet whether it is this invoice.
 */
export function holdReasons(db: Db, row: PurchaseRow): HoldReason[] {
  const verdict = JSON.parse(row.verdict) as Verdict
  const { status, receipt } = verdict
  const own = openFindings(verdict)
    .filter((f) => f.severity === 'blocking')
    .map(({ code, message }) => ({ code, message }))
  const blocking = [...own, ...perhapsPosted(db, row)]
  if (status === 'quarantined')
    return [{ code: 'QUARANTINED', message: 'No invoice for this taxpayer is in hand.' }, ...blocking]
  if (receipt.date === null) return [{ code: 'NOT_RECEIVED', message: receipt.explanation }, ...blocking]
  return blocking
}

/**
 * A copy may be posted before several purchases are known that fit it. It asks by its finding whose it is; they must
 * wait for the same answer, or its invoice is booked twice. Looked up when asked, since postings come and go.
 */
function perhapsPosted(db: Db, { seq, id }: PurchaseRow): HoldReason[] {
  const code = 'AMBIGUOUS_MATCH'
  const postings = new Map(activePostings(db, relatedBy(db, code, seq)).map((p) => [p.purchase, p]))
  return purchaseRows(db, [...postings.keys()]).flatMap((other): HoldReason[] => {
    const finding = openFindings(JSON.parse(other.verdict) as Verdict).find(
      (f) => f.code === code && f.subject === id,
    )
    if (!finding) return []
    const { number, issueDay } = JSON.parse(other.identity) as StoredIdentity
    const message = `A document with the number ${number} of ${issueDay}, posted as "${postings.get(other.seq)?.reference}", may be this invoice. Decide the finding ${findingId(other.id, finding)} first: the same invoice or a different one.`
    return [{ code, message }]
  })
}

/**
 * Posts a purchase once. The same reference again changes nothing (`isNew` false).
 * @throws Problem 404, 409 already-posted with the first posting, 409 held with the reasons
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
      const list = reasons.map((r) => r.code).join(', ')
      throw new Problem(409, 'held', `The purchase must not be posted yet: ${list}. Settle this first.`, [], {
        about: { reasons },
      })
    }
    insertPosting(unit.tx, { purchase: row.seq, ...wanted }, unit.cause)
    const [posted] = activePostings(unit.tx, [row.seq]) as [PostingRow]
    appendHistory(
      unit.tx,
      [[row.seq, 'posted', JSON.stringify({ before: null, after: postingView(posted) })]],
      unit.cause,
    )
    unit.changes.tell('posting.created', row.id, { posting: postingView(posted) })
    return { posting: postingView(posted), isNew: true }
  })
}

function alreadyPosted(first: PostingRow): Problem {
  const detail = `The purchase is posted as "${first.reference}" on ${first.postedOn}. Do not book it again, or void that posting first.`
  return new Problem(409, 'already-posted', detail, [], { about: { posting: postingView(first) } })
}

/**
 * Voids the posting of a purchase, or the one with the given reference where a merge left two; history keeps it.
 * @throws Problem 404 for a purchase or posting that is not there
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
    if (!posting)
      throw new Problem(
        404,
        'posting-unknown',
        'The purchase has no such posting in force; there is nothing to void.',
      )
    voidPosting(unit.tx, posting.seq, reason, unit.cause.at)
    const entry = JSON.stringify({ before: postingView(posting), after: null, stated: { reason } })
    appendHistory(unit.tx, [[row.seq, 'voided', entry]], unit.cause)
    redecideAfterVoid(unit, row.seq)
    unit.changes.tell('posting.voided', row.id, { posting: postingView(posting), reason })
    return postingView(posting)
  })
}

const redecideAfterVoid = (unit: Unit, purchase: number): void =>
  decideAll(unit, loadPurchases(unit.tx, [purchase]))
