import type { Ledger } from '../ledger/ledger.ts'
import { type CandidateFacts, rankCandidates } from '../match/candidates.ts'
import { swapped } from '../match/slips.ts'
import { moneyView } from '../purchase/shown.ts'
import { unknownPurchase } from '../purchase/unknown.ts'
import { fromRow } from '../reconcile/near-duplicates.ts'
import { type CandidateRow, candidateRow, candidateRows, decidedApart } from '../store/candidates.ts'
import { purchaseById } from '../store/purchases.ts'
import { addDays } from '../values/day.ts'

/** Days around the issue day in which every invoice of the seller is compared, as far as they are not too many. */
const around = 31

/**
 * Ranks the other purchases of the seller that may be the same invoice, the likeliest first, each with its reasons.
 * Those that a person decided to be different are left out. It writes nothing, and opens no finding.
 * @throws Refusal purchase-unknown
 */
export function listCandidates(ledger: Ledger, id: string, place: number, limit: number) {
  const purchase = purchaseById(ledger.db, id)
  if (purchase === null) throw unknownPurchase(id)
  const own = facts(candidateRow(ledger.db, purchase.seq))
  const apart = new Set(decidedApart(ledger.db, purchase.seq))
  const others = candidateRows(ledger.db, probeOf(own))
    .filter((row) => !apart.has(row.seq))
    .map(facts)
  const ranked = rankCandidates(own, others)
  const items = ranked.slice(place, place + limit).map(({ candidate: { row }, likeness }) => ({
    purchaseId: row.id,
    score: likeness.score,
    reasons: likeness.signals.map(({ signal, points, reason }) => ({ signal, points, reason })),
    status: row.status,
    number: row.number,
    issueDate: row.issueDay,
    kind: row.kind,
    currency: row.currency,
    gross: moneyView(row.gross),
    ksefNumber: row.ksefNumber,
  }))
  return { items, next: ranked.length > place + limit ? place + limit : null }
}

type Compared = CandidateFacts & { row: CandidateRow }

const facts = (row: CandidateRow): Compared => ({ ...fromRow(row), row })

function probeOf({ row, sellerId, numberKey, nearKey, issueDay, grossGrosze, netGrosze }: Compared) {
  const other = swapped(issueDay)
  return {
    seq: row.seq,
    sellerId,
    issueDay,
    numberKey,
    nearKey,
    parts: partsOf(nearKey),
    amounts: [grossGrosze, netGrosze].flatMap((amount) => amount || []),
    days: other === null ? [] : [other],
    fromDay: addDays(issueDay, -around),
    toDay: addDays(issueDay, around),
  }
}

/** Beginnings and ends of a number that are long enough to mean something. */
const partsOf = (nearKey: string): string[] => {
  const lengths = Array.from({ length: Math.max(0, nearKey.length - 3) }, (_, i) => i + 3)
  return lengths.flatMap((length) => [nearKey.slice(0, length), nearKey.slice(-length)])
}
