import { paymentDutyOf } from '../law/payments.ts'
import { groupedBy } from '../purchase/load.ts'
import { postingView } from '../purchase/posting.ts'
import { moneyView, sellerView } from '../purchase/shown.ts'
import { type FindingOnDay, verdictOn } from '../receipt/as-of.ts'
import type { KsefFacts } from '../receipt/facts.ts'
import { findingId, messageOf } from '../receipt/finding.ts'
import { correctionsOfOriginals } from '../store/correction-references.ts'
import type { Db } from '../store/database.ts'
import { type EvidenceSummary, evidenceSummaries, mergedInto } from '../store/lists.ts'
import { activePostings } from '../store/postings.ts'
import { type PurchaseRow, purchaseRows } from '../store/purchases.ts'
import type { StoredIdentity } from '../store/stored-identity.ts'
import { type Day, laterOf } from '../values/day.ts'
import { parseMoney } from '../values/money.ts'
import { present } from '../values/present.ts'

/** Purchases as the contract shows them, on a day, in the order given. */
export function purchaseViews(db: Db, rows: readonly PurchaseRow[], asOf: Day) {
  const seqs = rows.map((row) => row.seq)
  const evidence = groupedBy(evidenceSummaries(db, seqs), (e) => e.purchase)
  const postings = groupedBy(activePostings(db, seqs), (p) => p.purchase)
  const merged = groupedBy(mergedInto(db, seqs), (m) => m.survivor)
  const corrections = groupedBy(correctionsOfOriginals(db, seqs), (c) => c.original)
  const identities = new Map(rows.map((row) => [row.seq, row.identity]))
  const originals = [...identities.values()].flatMap((i) => i.originals.flatMap((o) => o ?? []))
  const related = relatedPurchases(db, [
    ...originals,
    ...[...corrections.values()].flat().map((c) => c.correction),
  ])
  return rows.map((row) => {
    const identity = present(identities.get(row.seq))
    const [posting] = postings.get(row.seq) ?? []
    return {
      id: row.id,
      ...verdictView(row, asOf),
      ...identityView(identity),
      ksef: identity.ksef ? ksefView(identity.ksef) : null,
      paymentDuty: paymentDutyView(row, identity),
      corrects: identity.corrects.map((c, index) => ({
        number: c.number,
        issueDate: c.issueDay,
        ksefNumber: c.ksefNumber,
        purchaseId: related.get(identity.originals[index] ?? -1)?.id ?? null,
      })),
      correctedBy: (corrections.get(row.seq) ?? []).flatMap(({ correction }) => {
        const found = related.get(correction)
        return found ? [{ purchaseId: found.id, number: found.number, ksefNumber: found.ksefNumber }] : []
      }),
      evidence: (evidence.get(row.seq) ?? []).map(evidenceView),
      stated: row.inputs,
      mergedIds: (merged.get(row.seq) ?? []).map((m) => m.id),
      createdAt: row.createdAt,
      posting: posting ? postingView(posting) : null,
    }
  })
}

/** A finding as the contract shows it. */
export const findingView = (
  purchaseId: string,
  { code, severity, subject, message, advice, decision }: FindingOnDay,
) => ({
  id: findingId(purchaseId, { code, subject }),
  code,
  severity,
  message: messageOf({ message, advice }),
  params: typeof message === 'string' ? {} : (message.params ?? {}),
  open: decision === null,
  decision:
    decision === null
      ? null
      : { decision: decision.decision, note: decision.note, at: decision.at, by: decision.by },
})

function verdictView(row: PurchaseRow, asOf: Day) {
  const verdict = row.verdict
  const onDay = verdictOn(verdict, asOf)
  return {
    status: verdict.status,
    mode: verdict.mode,
    modeReason: verdict.modeReason,
    receipt: onDay.receipt,
    resend: {
      deadline: verdict.resend.deadline,
      overdue: onDay.overdue,
      legalBasis: verdict.resend.legalBasis,
    },
    deduction: { ...onDay.deduction, contested: onDay.deduction.contested ?? false },
    marker: onDay.marker,
    findings: onDay.findings.map((finding) => findingView(row.id, finding)),
    basis: verdict.basis,
  }
}

/** What a payment must name; nothing for what is no invoice of a Polish seller to this taxpayer. */
function paymentDutyView(
  row: PurchaseRow,
  { seller, ksefNumber, printedNumber, grossGrosze }: StoredIdentity,
) {
  const { mode, status } = row.verdict
  if (status === 'quarantined' || seller.country !== 'PL') return null
  const { payments = [] } = row.inputs
  const paid = payments.reduce((sum, p) => sum + (parseMoney(p.amount) ?? 0), 0)
  const isPaid = grossGrosze !== null && paid >= grossGrosze
  const paidDay = isPaid ? laterOf(...payments.map((p) => p.date)) : null
  return paymentDutyOf({ mode, ksefNumber: ksefNumber ?? printedNumber, paidDay })
}

const identityView = (identity: StoredIdentity) => ({
  seller: sellerView(identity.seller),
  number: identity.number,
  issueDate: identity.issueDay,
  kind: identity.kind,
  currency: identity.currency,
  net: moneyView(identity.netGrosze),
  vat: moneyView(identity.vatGrosze),
  gross: moneyView(identity.grossGrosze),
  vatPln: moneyView(identity.vatPlnGrosze),
})

const ksefView = ({ number, numberedAt, acceptedAt, storedAt, invoiceHash, invoicingMode }: KsefFacts) => ({
  number,
  numberedAt,
  acceptedAt,
  storedAt,
  invoiceHash,
  invoicingMode,
})

const evidenceView = (e: EvidenceSummary) =>
  e.type === 'copy'
    ? {
        id: e.id,
        type: e.type,
        receivedOn: e.receivedDay,
        document: e.document,
        channel: e.channel,
        externalId: e.externalId,
        file: e.file,
        recordedAt: e.recordedAt,
      }
    : { id: e.id, type: e.type, ksefNumber: e.ksefNumber, hasXml: e.hasXml !== 0, recordedAt: e.recordedAt }

/** What is shown of purchases that others refer to; a merged one is shown as its survivor. */
function relatedPurchases(db: Db, seqs: readonly number[]) {
  const found = new Map<number, { id: string; number: string; ksefNumber: string | null }>()
  for (const row of purchaseRows(db, [...new Set(seqs)])) {
    const { number, ksefNumber } = row.identity
    found.set(row.seq, { id: row.id, number, ksefNumber })
  }
  return found
}
