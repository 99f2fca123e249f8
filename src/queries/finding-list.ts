import { findingCodes, type Severity, severitiesOf } from '../law/findings.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { moneyView, sellerView } from '../purchase/shown.ts'
import { type FindingOnDay, verdictOn } from '../receipt/as-of.ts'
import { otherPurchaseOf } from '../receipt/finding.ts'
import { publicId, quarantineCode, quarantineFinding } from '../reconcile/quarantine-finding.ts'
import { listPurchasesWithFindings } from '../store/lists.ts'
import type { PurchaseRow } from '../store/purchases.ts'
import {
  listByState,
  type QuarantineDecision,
  type QuarantinePlace,
  type QuarantineRow,
  quarantineDecisions,
} from '../store/quarantine.ts'
import { addPeriods, monthOf } from '../values/day.ts'
import { findingView } from './views.ts'

interface FindingFilter {
  open?: boolean | undefined
  code?: string | undefined
  severity?: Severity | undefined
}

/** A place in the list of findings: the purchase, and how many of its findings were listed. */
interface FindingPlace {
  purchase: number
  listed: number
}

const pageSize = 200

/** Documents in quarantine come first, then purchases. */
export type ListPlace = { quarantine: QuarantinePlace } | FindingPlace

/** Findings of documents in quarantine, then of all purchases as of today in the order of the purchases, from a place on. */
export function listFindings(ledger: Ledger, filter: FindingFilter, from: ListPlace, limit: number) {
  const first = 'quarantine' in from ? quarantinedFindings(ledger, filter, from.quarantine, limit + 1) : []
  if (first.length > limit) {
    const items = first.slice(0, limit)
    const next: ListPlace | null = items.at(-1)?.place ?? null
    return { items: items.map((f) => f.finding), next }
  }
  const start = 'quarantine' in from ? { purchase: 0, listed: 0 } : from
  const rest = purchaseFindings(ledger, filter, start, limit - first.length)
  return { items: [...first.map((f) => f.finding), ...rest.items], next: rest.next }
}

/** Of documents that were dealt with by their invoice nothing is listed: it tells of itself. */
function quarantinedFindings(
  ledger: Ledger,
  filter: FindingFilter,
  after: QuarantinePlace,
  limit: number,
): { place: ListPlace; finding: ReturnType<typeof quarantinedItem> }[] {
  if (!codesOf(filter).includes(quarantineCode)) return []
  const states = (['open', 'dismissed'] as const).filter(
    (state) => filter.open === undefined || filter.open === (state === 'open'),
  )
  const rows = listByState(ledger.db, states, after, limit)
  const said = quarantineDecisions(
    ledger.db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({
    place: { quarantine: { state: row.state, at: row.at, id: row.id } },
    finding: quarantinedItem(
      row,
      row.state === 'open' ? null : (said.findLast((d) => d.document === row.id) ?? null),
    ),
  }))
}

/** No purchase is there yet that it is about. */
const quarantinedItem = (row: QuarantineRow, decision: QuarantineDecision | null) => ({
  ...quarantineFinding(row, decision),
  purchaseId: null,
  otherPurchaseId: null,
  quarantineId: publicId(row.id),
  invoice: null,
})

function purchaseFindings(
  ledger: Ledger,
  filter: FindingFilter,
  from: FindingPlace,
  limit: number,
): { items: ReturnType<typeof listedItem>[]; next: ListPlace | null } {
  const asOf = ledger.today()
  const found: { place: FindingPlace; finding: ReturnType<typeof listedItem> }[] = []
  const asked = { codes: codesOf(filter), decidedOnly: filter.open === false }
  const page = { limit: pageSize, asOf, precedingMonth: addPeriods(monthOf(asOf), -1) }
  for (let after = from.purchase - 1; found.length <= limit; ) {
    const rows = listPurchasesWithFindings(ledger.db, asked, { ...page, after })
    for (const row of rows) {
      const findings = verdictOn(row.verdict, asOf).findings
      findings.forEach((finding, index) => {
        if (row.seq === from.purchase && index < from.listed) return
        if (filter.code !== undefined && finding.code !== filter.code) return
        if (filter.severity !== undefined && finding.severity !== filter.severity) return
        if (filter.open !== undefined && filter.open !== (finding.decision === null)) return
        const place = { purchase: row.seq, listed: index + 1 }
        found.push({ place, finding: listedItem(row, finding) })
      })
    }
    if (rows.length < pageSize) break
    after = rows.at(-1)?.seq ?? after
  }
  const listed = found.slice(0, limit)
  return {
    items: listed.map((f) => f.finding),
    next: found.length > limit ? (listed.at(-1)?.place ?? from) : null,
  }
}

const codesOf = ({ code, severity }: FindingFilter): string[] =>
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
