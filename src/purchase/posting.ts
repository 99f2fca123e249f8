import { findingId, messageOf, openFindings } from '../receipt/finding.ts'
import type { Db } from '../store/database.ts'
import { activePostings, type PostingRow } from '../store/postings.ts'
import { type PurchaseRow, purchaseRows } from '../store/purchases.ts'
import { relatedBy } from '../store/relations.ts'
import { say } from '../texts/say.ts'
import type { Sentence } from '../texts/sentence.ts'

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
  message: Sentence
}

/**
 * Reasons to hold a purchase: quarantined, not received, with an open blocking finding, or perhaps posted already by a
 * document of which nobody has said yet whether it is this invoice.
 */
export function holdReasons(db: Db, row: PurchaseRow): HoldReason[] {
  const verdict = row.verdict
  const { status, receipt } = verdict
  const own = openFindings(verdict)
    .filter((f) => f.severity === 'blocking')
    .map((finding) => ({ code: finding.code, message: messageOf(finding) }))
  const blocking = [...own, ...perhapsPosted(db, row)]
  if (status === 'quarantined')
    return [{ code: 'QUARANTINED', message: say('hold.quarantined') }, ...blocking]
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
    const finding = openFindings(other.verdict).find((f) => f.code === code && f.subject === id)
    if (!finding) return []
    const { number, issueDay } = other.identity
    const message = say('hold.perhaps-posted', {
      ...{ number, issued: issueDay, reference: postings.get(other.seq)?.reference ?? '' },
      findingId: findingId(other.id, finding),
    })
    return [{ code, message }]
  })
}
