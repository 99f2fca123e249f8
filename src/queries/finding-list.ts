import { type FindingCode, findingCodes, type Severity, severitiesOf } from '../law/findings.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { moneyView, sellerView } from '../purchase/shown.ts'
import { type FindingOnDay, verdictOn } from '../receipt/as-of.ts'
import { otherPurchaseOf } from '../receipt/finding.ts'
import { publicId, quarantineCode, quarantineFinding } from '../reconcile/quarantine-finding.ts'
import { purchasesWithFindings, searchedPurchases } from '../store/finding-lists.ts'
import { type PurchaseRow, purchaseRows } from '../store/purchases.ts'
import {
  listByState,
  type QuarantineDecision,
  type QuarantinePlace,
  type QuarantineRow,
  quarantineDecisions,
} from '../store/quarantine.ts'
import { addPeriods, monthOf } from '../values/day.ts'
import { numberKey } from '../values/invoice-number.ts'
import { type Searched, searchFor } from '../values/searched.ts'
import { findingView } from './views.ts'

interface FindingFilter {
  open?: boolean | undefined
  code?: FindingCode | undefined
  severity?: Severity | undefined
  /** What is known of the invoice by which it is looked for (`searchFor`). */
  text?: string | undefined
}

/** A filter with its text as a question; null where nothing is looked for. */
type Asked = Omit<FindingFilter, 'text'> & { isWanted: ((invoice: Searched) => boolean) | null }

/** A place in the list of findings: the purchase, and how many of its findings were listed. */
interface FindingPlace {
  purchase: number
  listed: number
}

/** Documents in quarantine come first, then purchases. */
export type ListPlace = { quarantine: QuarantinePlace } | FindingPlace

/** Findings, each with its place. `stoppedAt`: where a search ended that had compared all that one page may. */
interface Found<Finding> {
  found: { place: ListPlace; finding: Finding }[]
  stoppedAt: ListPlace | null
}

/** So many rows are read at once. */
const pageSize = 200
/** So many purchases, or documents, are compared with a text for one page: others wait meanwhile. */
const mostCompared = 10_000

/**
 * Findings of documents in quarantine, then of all purchases as of today in the order of the purchases, from a place on.
 *
 * With a text, those that other filters let through are found by the same indexes, and each is compared with it: that is
 * some 5 µs for a purchase with such a finding, and nothing for one without. A page of a search may be shorter than asked
 * for, or empty, with more behind it, where so many were compared that others would wait.
 */
export function listFindings(
  ledger: Ledger,
  { text, ...filter }: FindingFilter,
  from: ListPlace,
  limit: number,
) {
  const asked = { ...filter, isWanted: text === undefined ? null : searchFor(text) }
  const first =
    'quarantine' in from
      ? quarantinedFindings(ledger, asked, from.quarantine, limit)
      : { found: [], stoppedAt: null }
  if (first.found.length > limit || first.stoppedAt !== null) return pageOf(first, from, limit)
  const start = 'quarantine' in from ? { purchase: 0, listed: 0 } : from
  const left = limit - first.found.length
  const rest = pageOf(purchaseFindings(ledger, asked, start, left), start, left)
  return { items: [...first.found.map(({ finding }) => finding), ...rest.items], next: rest.next }
}

/** As many as a page has, and where the next one begins; null at the end. */
function pageOf<Finding>({ found, stoppedAt }: Found<Finding>, from: ListPlace, limit: number) {
  const listed = found.slice(0, limit)
  return {
    items: listed.map(({ finding }) => finding),
    next: found.length > limit ? (listed.at(-1)?.place ?? from) : stoppedAt,
  }
}

/** Of documents that were dealt with by their invoice nothing is listed: it tells of itself. One more than the limit. */
function quarantinedFindings(
  ledger: Ledger,
  asked: Asked,
  from: QuarantinePlace,
  limit: number,
): Found<ReturnType<typeof quarantinedItem>> {
  const found: Found<ReturnType<typeof quarantinedItem>>['found'] = []
  if (!codesOf(asked).includes(quarantineCode)) return { found, stoppedAt: null }
  const states = (['open', 'dismissed'] as const).filter(
    (state) => asked.open === undefined || asked.open === (state === 'open'),
  )
  const size = asked.isWanted === null ? limit + 1 : pageSize
  let after = from
  for (let compared = 0; compared < mostCompared; compared += size) {
    const rows = listByState(ledger.db, states, after, size)
    const wanted = rows.filter((row) => asked.isWanted === null || writtenIn(row).some(asked.isWanted))
    const said = quarantineDecisions(
      ledger.db,
      wanted.map(({ id }) => id),
    )
    for (const row of wanted) {
      const decision = row.state === 'open' ? null : said.findLast((d) => d.document === row.id)
      found.push({ place: { quarantine: placeOf(row) }, finding: quarantinedItem(row, decision ?? null) })
    }
    const last = rows.at(-1)
    if (last === undefined || rows.length < size || found.length > limit) return { found, stoppedAt: null }
    after = placeOf(last)
  }
  return { found, stoppedAt: { quarantine: after } }
}

const placeOf = ({ state, at, id }: QuarantineRow): QuarantinePlace => ({ state, at, id })

/** What a document in quarantine is looked for by, as far as it could be read: each half of it says its own. */
function writtenIn({ ksefNumber, facts }: QuarantineRow): Searched[] {
  const nothing = { sellerId: null, sellerName: null, numberKey: null, gross: null }
  return [
    { ...nothing, ksefNumber: ksefNumber ?? facts.ksefNumber },
    ...facts.said.map(({ sellerNip, sellerName, number }) => ({
      ...{ ...nothing, ksefNumber: null, sellerId: sellerNip, sellerName },
      numberKey: number === null ? null : numberKey(number),
    })),
  ]
}

/** No purchase is there yet that it is about. */
const quarantinedItem = (row: QuarantineRow, decision: QuarantineDecision | null) => ({
  ...quarantineFinding(row, decision),
  purchaseId: null,
  otherPurchaseId: null,
  quarantineId: publicId(row.id),
  invoice: null,
})

/** One more than the limit. */
function purchaseFindings(
  ledger: Ledger,
  asked: Asked,
  from: FindingPlace,
  limit: number,
): Found<ReturnType<typeof listedItem>> {
  const asOf = ledger.today()
  const found: Found<ReturnType<typeof listedItem>>['found'] = []
  let lookedAt = from.purchase - 1
  for (const { rows, until, isLast } of rowsWithFindings(ledger, asked, lookedAt)) {
    for (const row of rows) {
      const findings = verdictOn(row.verdict, asOf).findings
      findings.forEach((finding, index) => {
        if (row.seq === from.purchase && index < from.listed) return
        if (asked.code !== undefined && finding.code !== asked.code) return
        if (asked.severity !== undefined && finding.severity !== asked.severity) return
        if (asked.open !== undefined && asked.open !== (finding.decision === null)) return
        const place = { purchase: row.seq, listed: index + 1 }
        found.push({ place, finding: listedItem(row, finding) })
      })
    }
    if (found.length > limit || isLast) return { found, stoppedAt: null }
    lookedAt = until
  }
  return { found, stoppedAt: { purchase: lookedAt + 1, listed: 0 } }
}

/** Purchases that may have such findings, up to number `until`. */
interface Batch {
  rows: PurchaseRow[]
  until: number
  isLast: boolean
}

/** All behind number `after`, some at a time; with a text those that it is about, of as many as one page may compare. */
function* rowsWithFindings(ledger: Ledger, asked: Asked, after: number): Generator<Batch> {
  const { isWanted, open, severity } = asked
  const asOf = ledger.today()
  const size = isWanted === null ? pageSize : mostCompared
  const page = { limit: size, asOf, precedingMonth: addPeriods(monthOf(asOf), -1) }
  for (let from = after; ; ) {
    const seqs = purchasesWithFindings(
      ledger.db,
      { codes: codesOf(asked), open, severity },
      { ...page, after: from },
    )
    const isEnd = seqs.length < size
    for (let at = 0; at === 0 || at < seqs.length; at += pageSize) {
      const some = seqs.slice(at, at + pageSize)
      from = some.at(-1) ?? from
      const wanted = isWanted === null ? some : wantedOf(ledger, some, isWanted)
      const rows = purchaseRows(ledger.db, wanted).toSorted((a, b) => a.seq - b.seq)
      yield { rows, until: from, isLast: isEnd && at + pageSize >= seqs.length }
    }
    if (isEnd || isWanted !== null) return
  }
}

const wantedOf = (
  ledger: Ledger,
  seqs: readonly number[],
  isWanted: (invoice: Searched) => boolean,
): number[] =>
  searchedPurchases(ledger.db, seqs)
    .filter(({ numberKey, identity: { seller, ksefNumber, printedNumber, grossGrosze } }) =>
      isWanted({
        ...{ sellerId: seller.id, sellerName: seller.name, numberKey },
        ...{ ksefNumber: ksefNumber ?? printedNumber, gross: grossGrosze },
      }),
    )
    .map(({ seq }) => seq)

const codesOf = ({ code, severity }: Pick<Asked, 'code' | 'severity'>): FindingCode[] =>
  findingCodes.filter(
    (one) =>
      (code === undefined || one === code) &&
      (severity === undefined || severitiesOf(one).includes(severity)),
  )

/** A finding with the invoice that its purchase is, so that a list of them can be read. */
function listedItem({ id, identity }: PurchaseRow, finding: FindingOnDay) {
  const { seller, number, issueDay, currency, grossGrosze } = identity
  const invoice = {
    seller: sellerView(seller),
    number,
    issueDate: issueDay,
    currency,
    gross: moneyView(grossGrosze),
  }
  return { ...findingItem(id, finding), invoice }
}

/** A finding with the purchases it is about. */
export const findingItem = (purchaseId: string, finding: Parameters<typeof findingView>[1]) => ({
  ...findingView(purchaseId, finding),
  purchaseId,
  otherPurchaseId: otherPurchaseOf(finding.subject),
})
