import { listPurchases } from '../store/lists.ts'
import { activePostings } from '../store/postings.ts'
import { type PurchaseRow, purchasesByKeys, survivingRows } from '../store/purchases.ts'
import { type Day, daysBetween } from '../values/day.ts'
import { type InvoiceKind, kindGroup } from '../values/invoice-kind.ts'
import { nearKey, numberKey } from '../values/invoice-number.ts'
import type { Grosze } from '../values/money.ts'
import type { StoredIdentity } from './decide.ts'
import type { Ledger } from './ledger.ts'
import { type HoldReason, holdReasons, type PostingView, postingView } from './posting.ts'

/** What an ERP knows of an invoice before it books it. */
export interface PostingQuestion {
  sellerId: string | null
  number: string | null
  issueDay: Day | null
  kind: InvoiceKind | null
  grossGrosze: Grosze | null
  ksefNumber: string | null
  xmlHash: string | null
}

export interface PostingAnswer {
  answer: 'post' | 'hold' | 'posted'
  purchaseId: string | null
  posting: PostingView | null
  reasons: HoldReason[]
}

/** Says whether an invoice may be booked. It writes nothing; an invoice not known yet may be booked. */
export function checkPosting(ledger: Ledger, question: PostingQuestion): PostingAnswer {
  const found = candidates(ledger, question)
  const fitting = found.filter((row) => fits(row, question))
  const [only] = fitting
  if (!only) return unknownOrOther(found, question)
  const posted = fitting.filter((row) => activePostings(ledger.db, [row.seq]).length > 0)
  if (fitting.length > 1) return ambiguous(fitting, posted)
  const [posting] = activePostings(ledger.db, [only.seq])
  if (posting) return { answer: 'posted', purchaseId: only.id, posting: postingView(posting), reasons: [] }
  const reasons = holdReasons(only)
  return { answer: reasons.length > 0 ? 'hold' : 'post', purchaseId: only.id, posting: null, reasons }
}

/** By KSeF number, else by XML hash, else by seller and number: the first that is given and known. */
function candidates(ledger: Ledger, q: PostingQuestion): PurchaseRow[] {
  const byKey = (key: string): PurchaseRow[] => [
    ...survivingRows(ledger.db, purchasesByKeys(ledger.db, [key])).values(),
  ]
  const strong = [
    ...(q.ksefNumber === null ? [] : [`ksef:${q.ksefNumber}`]),
    ...(q.xmlHash === null ? [] : [`hash:${q.xmlHash}`]),
  ]
  for (const key of strong) {
    const rows = byKey(key)
    if (rows.length > 0) return rows
  }
  if (q.sellerId === null || q.number === null) return []
  const filter = { seller: q.sellerId, numberKey: numberKey(q.number), nearKey: nearKey(q.number) }
  const page = { after: 0, limit: 100, asOf: ledger.today(), precedingMonth: '' }
  return listPurchases(ledger.db, filter, page)
}

/** Agrees in everything that is asked; what is not known on either side contradicts nothing. */
function fits(row: PurchaseRow, q: PostingQuestion): boolean {
  const identity = JSON.parse(row.identity) as StoredIdentity
  const sameDay = q.issueDay === null || identity.issueDay === q.issueDay
  const sameKind = q.kind === null || identity.group === null || identity.group === kindGroup(q.kind)
  const sameGross =
    q.grossGrosze === null || identity.grossGrosze === null || identity.grossGrosze === q.grossGrosze
  const sameNumber =
    q.ksefNumber === null || identity.ksefNumber === null || identity.ksefNumber === q.ksefNumber
  return sameDay && sameKind && sameGross && sameNumber
}

/** Nothing fits: one that differs in the amount alone, or in the day by a little, is doubt; else it is another invoice. */
function unknownOrOther(found: readonly PurchaseRow[], q: PostingQuestion): PostingAnswer {
  const otherAmount = found.find((row) => fits(row, { ...q, grossGrosze: null }))
  if (otherAmount) {
    return held(
      otherAmount,
      'AMOUNT_MISMATCH',
      'An invoice with this seller and number is known with another gross amount.',
    )
  }
  const otherDay = found.find(
    (row) => fits(row, { ...q, grossGrosze: null, issueDay: null }) && isNear(row, q.issueDay),
  )
  if (otherDay) {
    return held(
      otherDay,
      'POSSIBLE_DUPLICATE',
      'An invoice with this seller and number is known with another day.',
    )
  }
  return { answer: 'post', purchaseId: null, posting: null, reasons: [] }
}

/** As far apart as a mistyped day may be; the same number a year later is another invoice. */
const nearDays = 92

const isNear = (row: PurchaseRow, day: Day | null): boolean =>
  day !== null &&
  Math.abs(daysBetween((JSON.parse(row.identity) as StoredIdentity).issueDay, day)) <= nearDays

const held = (row: PurchaseRow, code: string, what: string): PostingAnswer => ({
  answer: 'hold',
  purchaseId: row.id,
  posting: null,
  reasons: [{ code, message: `${what} Record this one as a copy and compare.` }],
})

function ambiguous(fitting: readonly PurchaseRow[], posted: readonly PurchaseRow[]): PostingAnswer {
  const what = posted.length > 0 ? `${posted.length} of them posted` : 'none of them posted'
  const message = `${fitting.length} purchases fit, ${what}. Ask again with issueDate, kind, gross or the KSeF number.`
  return { answer: 'hold', purchaseId: null, posting: null, reasons: [{ code: 'AMBIGUOUS_MATCH', message }] }
}
