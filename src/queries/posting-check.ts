import { type Evidence, identityOf, type Seller } from '../ingest/evidence.ts'
import { findingTable } from '../law/findings.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { nearDays } from '../match/quarantined.ts'
import { groupedBy, loadPurchases } from '../purchase/load.ts'
import { type HoldReason, holdReasons, type PostingView, postingView } from '../purchase/posting.ts'
import { findingId, openFindings } from '../receipt/finding.ts'
import { quarantineCode } from '../reconcile/quarantine-finding.ts'
import { detailOf, quarantineMet, type Sighting, sightingOf } from '../reconcile/quarantine-met.ts'
import { evidenceOfPurchases } from '../store/evidence.ts'
import { activePostings } from '../store/postings.ts'
import { purchasesByKeys, purchasesByNumber } from '../store/purchase-keys.ts'
import { type PurchaseRow, purchaseRows } from '../store/purchases.ts'
import type { QuarantineRow } from '../store/quarantine.ts'
import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import { addDays, type Day, daysBetween } from '../values/day.ts'
import { type InvoiceKind, type KindGroup, kindGroup } from '../values/invoice-kind.ts'
import { numberKey } from '../values/invoice-number.ts'
import type { Grosze } from '../values/money.ts'
import { present } from '../values/present.ts'
import { draftReasons } from './draft-reasons.ts'

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

interface PostingAnswer {
  answer: 'post' | 'hold' | 'posted'
  purchaseId: string | null
  posting: PostingView | null
  reasons: HoldReason[]
}

/** A purchase that may be the one asked about, and what it and its documents say. */
interface Candidate {
  row: PurchaseRow
  ksefNumber: string | null
  said: Stated[]
  /** Hash of its documents, without those of codes that cannot be relied on. */
  hashes: readonly (string | null)[]
  /** Only such a code leads to it. */
  doubtful?: boolean
}

interface Stated {
  seller: Seller
  numberKey: string
  issueDay: Day
  group: KindGroup | null
  grossGrosze: Grosze | null
}

/**
 * Says whether an invoice may be booked. It writes nothing; an invoice not known yet may be booked, unless what KSeF has of
 * it may lie in quarantine.
 */
export function checkPosting(ledger: Ledger, question: PostingQuestion): PostingAnswer {
  const found = candidates(ledger, question)
  const { answer, by } = answerFrom(ledger, question, found)
  if (answer.answer !== 'post') return answer
  const reasons = [...quarantineReasons(ledger, question, by), ...draftReasons(ledger.db, question)]
  return reasons.length === 0 ? answer : { ...answer, answer: 'hold', reasons }
}

function quarantineReasons(ledger: Ledger, question: PostingQuestion, by: Candidate | null): HoldReason[] {
  const beside = quarantinedBeside(ledger, question, by)
  if (beside.length === 0) return []
  const code = quarantineCode
  const message = say('together', { parts: [detailOf(beside), findingTable[code].whatToDo] })
  return [{ code, message }]
}

/** `by`: the one purchase that fits, when there is one. */
function answerFrom(
  ledger: Ledger,
  question: PostingQuestion,
  found: readonly Candidate[],
): { answer: PostingAnswer; by: Candidate | null } {
  const fitting = found.filter((candidate) => fits(candidate, question))
  const [by] = fitting
  if (by === undefined) return { answer: unknownOrOther(found, question), by: null }
  if (fitting.length > 1) {
    const rows = fitting.map(({ row }) => row)
    const posted = rows.filter((row) => activePostings(ledger.db, [row.seq]).length > 0)
    return { answer: ambiguous(rows, posted), by: null }
  }
  return { answer: answerOf(ledger, by.row), by }
}

function answerOf({ db }: Ledger, row: PurchaseRow): PostingAnswer {
  const [posting] = activePostings(db, [row.seq])
  if (posting) return { answer: 'posted', purchaseId: row.id, posting: postingView(posting), reasons: [] }
  const reasons = holdReasons(db, row)
  return { answer: reasons.length > 0 ? 'hold' : 'post', purchaseId: row.id, posting: null, reasons }
}

/**
 * Documents in quarantine that the question may be about, besides those that the purchase itself asks about by its
 * finding: what people decided there counts. One that is known by the KSeF number asked for is no other.
 */
function quarantinedBeside({ db }: Ledger, q: PostingQuestion, by: Candidate | null): QuarantineRow[] {
  if (by !== null && by.ksefNumber !== null && by.ksefNumber === q.ksefNumber) return []
  const sellerId = q.sellerId
  const asked: Sighting = {
    strong: strongKeys(q),
    numbers:
      sellerId === null || q.number === null
        ? []
        : [{ sellerId, numberKey: numberKey(q.number), day: q.issueDay }],
    hasKsef: false,
  }
  const [met = []] = quarantineMet(db, [asked])
  if (met.length === 0 || by === null) return met
  const [covered = []] = quarantineMet(db, loadPurchases(db, [by.row.seq]).map(sightingOf))
  return met.filter((row) => !covered.some(({ id }) => id === row.id))
}

const strongKeys = (q: PostingQuestion): string[] => [
  ...(q.ksefNumber === null ? [] : [`ksef:${q.ksefNumber}`]),
  ...(q.xmlHash === null ? [] : [`hash:${q.xmlHash}`]),
]

/** By KSeF number, else by XML hash, else by seller and number: the first that is given and known. */
function candidates({ db }: Ledger, q: PostingQuestion): Candidate[] {
  if (q.ksefNumber !== null) {
    const found = purchasesByKeys(db, [`ksef:${q.ksefNumber}`])
    if (found.length > 0) return theOneOfKsef(readCandidates(db, found), q.ksefNumber)
  }
  const coded =
    q.xmlHash === null ? [] : ofSeller(readCandidates(db, purchasesByKeys(db, [`hash:${q.xmlHash}`])), q)
  const byHash = coded.filter(({ hashes }) => hashes.includes(present(q.xmlHash)))
  const doubted = coded.filter((c) => !byHash.includes(c)).map((c) => ({ ...c, doubtful: true }))
  if (q.sellerId === null || q.number === null) return [...byHash, ...doubted]
  // A code stands on papers of several invoices, or on the wrong one: the number tells them apart.
  const key = numberKey(q.number)
  const ofBoth = byHash.filter(({ said }) => said.some((s) => s.numberKey === key))
  if (ofBoth.length > 0) return ofBoth
  const days = q.issueDay && ([addDays(q.issueDay, -nearDays), addDays(q.issueDay, nearDays)] as const)
  const byNumber = readCandidates(db, purchasesByNumber(db, q.sellerId, key, days)).map((candidate) => ({
    ...candidate,
    said: candidate.said.filter((said) => said.numberKey === key),
  }))
  const others = doubted.filter(({ row }) => byNumber.every((known) => known.row.seq !== row.seq))
  return [...byHash, ...byNumber, ...others]
}

/** Another seller may state the hash as that of a file which he replaced. */
const ofSeller = (found: Candidate[], { sellerId }: PostingQuestion): Candidate[] =>
  found.filter(({ said }) => sellerId === null || said.some((s) => s.seller.id === sellerId))

/** A number is that of KSeF's own document before that of papers that print it and were moved elsewhere. */
function theOneOfKsef(found: Candidate[], number: string | null): Candidate[] {
  const own = found.filter(({ ksefNumber }) => number !== null && ksefNumber === number)
  return own.length > 0 ? own : found
}

/** What one document says counts also where the purchase shows what another says, as after a merge by hand. */
function readCandidates(db: Ledger['db'], seqs: readonly number[]): Candidate[] {
  const documents = groupedBy(evidenceOfPurchases(db, seqs), (e) => e.purchase)
  return purchaseRows(db, seqs).map((row) => {
    const { group, ksefNumber, ...identity } = row.identity
    const evidences = (documents.get(row.seq) ?? []).map(({ evidence }) => evidence)
    const told = evidences.map((evidence) => {
      const { kind, ...stated } = identityOf(evidence)
      return { ...stated, group: kind && kindGroup(kind) }
    })
    const said = [{ ...identity, group }, ...told].map((one) => ({
      ...one,
      numberKey: numberKey(one.number),
    }))
    return { row, ksefNumber, said, hashes: evidences.flatMap(hashesOf) }
  })
}

const hashesOf = (evidence: Evidence): (string | null)[] =>
  evidence.type === 'copy'
    ? evidence.hashes
    : [evidence.metadata.invoiceHash, evidence.metadata.hashOfCorrectedInvoice]

/** Agrees in everything that is asked; what is not known on either side contradicts nothing. */
function fits({ ksefNumber, said, doubtful }: Candidate, q: PostingQuestion): boolean {
  if (doubtful) return false
  const agrees = <T>(asked: T | null, stated: T | null) =>
    asked === null || stated === null || asked === stated
  const group = q.kind && kindGroup(q.kind)
  return (
    agrees(q.ksefNumber, ksefNumber) &&
    said.some(
      (s) => agrees(q.issueDay, s.issueDay) && agrees(group, s.group) && agrees(q.grossGrosze, s.grossGrosze),
    )
  )
}

/**
 * Nothing fits: one that differs in the amount alone, or in the day by a little, is doubt; else it is another invoice. A
 * KSeF number or the code of a file names one invoice, so of that any other day is doubt: a year is easily mistyped.
 */
function unknownOrOther(found: readonly Candidate[], q: PostingQuestion): PostingAnswer {
  const otherAmount = found.find((candidate) => fits(candidate, { ...q, grossGrosze: null }))
  if (otherAmount) return held(otherAmount, 'AMOUNT_MISMATCH', say('posting.other-amount'))
  const otherDay = found.find(
    (candidate) =>
      fits(candidate, { ...q, grossGrosze: null, issueDay: null }) &&
      (isNamed(candidate, q) || isNear(candidate, q.issueDay)),
  )
  if (otherDay) {
    const message = isNamed(otherDay, q) ? say('posting.named-other-day') : say('posting.other-day')
    return held(otherDay, 'POSSIBLE_DUPLICATE', message)
  }
  const doubted = found.find(({ doubtful }) => doubtful)
  if (doubted) return held(doubted, 'QR_DAY_DIFFERS', say('posting.code-doubtful'))
  return { answer: 'post', purchaseId: null, posting: null, reasons: [] }
}

/** By what is one invoice's alone: its KSeF number, or its file. */
const isNamed = ({ ksefNumber, hashes }: Candidate, q: PostingQuestion): boolean =>
  (q.ksefNumber !== null && ksefNumber === q.ksefNumber) || (q.xmlHash !== null && hashes.includes(q.xmlHash))

const isNear = ({ said }: Candidate, day: Day | null): boolean =>
  day !== null && said.some(({ issueDay }) => Math.abs(daysBetween(issueDay, day)) <= nearDays)

const held = ({ row }: Candidate, code: string, message: Said): PostingAnswer => ({
  answer: 'hold',
  purchaseId: row.id,
  posting: null,
  reasons: [{ code, message }],
})

function ambiguous(fitting: readonly PurchaseRow[], posted: readonly PurchaseRow[]): PostingAnswer {
  const [asked] = fitting.flatMap((row) => questionsAmong(row, fitting))
  const message = say('posting.several', {
    ...{ count: fitting.length, posted: posted.length, findingId: asked ?? null },
  })
  return { answer: 'hold', purchaseId: null, posting: null, reasons: [{ code: 'AMBIGUOUS_MATCH', message }] }
}

/** Ids of open findings of a purchase that ask whether it is one of the others: whatever names another purchase asks that. */
const questionsAmong = (row: PurchaseRow, others: readonly PurchaseRow[]): string[] =>
  openFindings(row.verdict)
    .filter((f) => others.some((other) => other.id === f.subject))
    .map((f) => findingId(row.id, f))
