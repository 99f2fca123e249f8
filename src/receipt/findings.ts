import { filingDay } from '../law/deduction.ts'
import { receiptAsInvoice } from '../law/documents.ts'
import { breachGuidance } from '../law/duty.ts'
import { hasTrait, markerPolicyOf } from '../law/mode-traits.ts'
import {
  contradictsItsTax,
  isReverseChargeLaw,
  leavesTaxToBuyer,
  reverseChargeBasis,
  reverseChargeDraft,
} from '../law/reverse-charge.ts'
import { advances, isAdvance } from '../law/tax-point.ts'
import { covering } from '../outages/windows.ts'
import { inTurn, say } from '../texts/say.ts'
import { monthOf } from '../values/day.ts'
import { formatMoney } from '../values/money.ts'
import { hasNipChecksum, parseNip } from '../values/nip.ts'
import { present } from '../values/present.ts'
import { codeFindings } from './code-findings.ts'
import type { CopyFacts } from './copy-facts.ts'
import type { Facts } from './facts.ts'
import { fileFindings } from './file-findings.ts'
import { type Finding, findingFor } from './finding.ts'
import type { FindingFacts, Open } from './finding-facts.ts'
import { handOverFindings, outageFindings } from './handover-findings.ts'

/** Opens the findings of a purchase; their conditions are those of the dictionary in `law/findings.ts`. */
export function findingsOf(f: FindingFacts): Finding[] {
  const found: Finding[] = []
  const hasNumber = f.facts.ksef !== null || f.facts.printedNumber !== null
  const { selfBilling } = f.facts
  const open: Open = (code, message, subject = '', milder = false) => {
    found.push(findingFor(code, message, { subject, hasNumber, selfBilling, milder }))
  }
  documentFindings(f, open)
  codeFindings(f.facts, open)
  fileFindings(f.facts, open)
  handOverFindings(f, open)
  outageFindings(f, open)
  sellerFindings(f, open)
  periodFindings(f, open)
  taxPointFindings(f, open)
  reverseChargeFindings(f, open)
  for (const { code, message, subject, milder } of f.notes) open(code, message, subject, milder)
  for (const relation of f.relations) open(relation.code, relation.detail, relation.purchaseId)
  return found
}

/** What the documents themselves say. */
function documentFindings({ facts }: FindingFacts, open: Open): void {
  const { copies, ksef } = facts
  if (!facts.ours) open('NOT_OUR_INVOICE', say('found.NOT_OUR_INVOICE'))
  else if (facts.thirdParty) open('THIRD_PARTY_BUYER', say('found.THIRD_PARTY_BUYER'))
  if (copies.some((c) => c.copy.document === 'transaction-confirmation')) {
    open('INFO_CONFIRMATION_ONLY', say('found.INFO_CONFIRMATION_ONLY'))
  }
  const { conflicts, amounts, xml, row } = facts.doubts
  if (conflicts.length + amounts.length > 0)
    open('KSEF_METADATA_CONFLICT', inTurn([...conflicts, ...amounts]), '', conflicts.length === 0)
  if (xml.length > 0) open('KSEF_XML_UNREADABLE', inTurn(xml))
  if (row.length > 0) open('KSEF_ROW_INCOMPLETE', inTurn(row))
  const invoices = copies.filter((c) => c.counts === 'invoice')
  if (invoices.length > 1) {
    const days = invoices.map((c) => c.receivedDay).sort()
    const first = present(days[0])
    open('INFO_DUPLICATE_COPY', say('found.INFO_DUPLICATE_COPY', { count: invoices.length, first }))
  }
  const [future] = copies
    .filter((c) => c.receivedDay > c.copy.recordedDay)
    .map((c) => c.receivedDay)
    .sort()
  if (future) open('INFO_FUTURE_DATE', say('found.INFO_FUTURE_DATE', { received: future }))
  const [early] = (ksef ? [] : copies)
    .filter((c) => c.counts !== 'nothing' && c.receivedDay < c.copy.issueDay)
    .map((c) => ({ received: c.receivedDay, issued: c.copy.issueDay }))
    .sort((a, b) => (`${a.received} ${a.issued}` < `${b.received} ${b.issued}` ? -1 : 1))
  if (early) open('RECEIVED_BEFORE_ISSUED', say('found.RECEIVED_BEFORE_ISSUED', early))
  if (ksef?.technicalCorrection) open('INFO_TECH_CORRECTION', say('found.INFO_TECH_CORRECTION'))
  if (facts.selfBilling) open('INFO_SELF_BILLING_ACCEPTANCE', say('found.INFO_SELF_BILLING_ACCEPTANCE'))
  if (ksef && !hasGoodNip(facts))
    open('INFO_NIP_CHECKSUM', say('found.INFO_NIP_CHECKSUM', { sellerId: facts.seller.id }))
  if (facts.inputs.supplyConfirmed === false) open('UNKNOWN_SUPPLY', say('found.UNKNOWN_SUPPLY'))
  if (facts.corrects.some((c) => c.outsideKsef)) {
    open('INFO_CORRECTS_NON_KSEF', say('found.INFO_CORRECTS_NON_KSEF'))
  }
  const differing = copies.find((c) => c.counts !== 'nothing' && ksef && otherAmount(facts, c))
  if (differing) {
    const [copy, inKsef] = [differing.copy.grossGrosze, present(facts.grossGrosze)].map(formatMoney)
    open(
      'COPY_AMOUNT_DIFFERS',
      say('found.COPY_AMOUNT_DIFFERS', {
        ...{ copy: present(copy), copyCurrency: differing.copy.currency },
        ...{ ksef: present(inKsef), ksefCurrency: facts.currency },
      }),
    )
  }
  const stated = ksef ? [] : disagreeing(invoices)
  if (stated.length > 0) open('COPIES_DISAGREE', say('found.COPIES_DISAGREE', { stated }))
  const receipts = copies.some((c) => c.receipt) && facts.issueDay > receiptAsInvoice.until
  if (receipts) {
    const { until } = receiptAsInvoice
    open(
      'RECEIPT_WITH_NIP_AFTER_2026',
      say('found.RECEIPT_WITH_NIP_AFTER_2026', { until, issued: facts.issueDay }),
    )
  }
}

/** The gross amounts of copies that share a code with one of another amount, in order of their text. */
function disagreeing(copies: readonly CopyFacts[]): { amount: string; currency: string }[] {
  const amountOf = ({ copy }: CopyFacts) => `${formatMoney(copy.grossGrosze)} ${copy.currency}`
  const isOfOne = (a: CopyFacts, b: CopyFacts) => a.copy.hashes.some((hash) => b.copy.hashes.includes(hash))
  const found = copies.filter((a) => copies.some((b) => amountOf(a) !== amountOf(b) && isOfOne(a, b)))
  const distinct = new Map(found.map((one) => [amountOf(one), one.copy]))
  return [...distinct.keys()].sort().map((key) => {
    const { grossGrosze, currency } = present(distinct.get(key))
    return { amount: formatMoney(grossGrosze), currency }
  })
}

const hasGoodNip = (facts: Facts): boolean => {
  const nip = parseNip(facts.seller.id)
  return nip !== null && hasNipChecksum(nip)
}

const otherAmount = (facts: Facts, { copy }: CopyFacts): boolean =>
  facts.grossGrosze !== null && (copy.grossGrosze !== facts.grossGrosze || copy.currency !== facts.currency)

/** The seller's duty to use KSeF. */
function sellerFindings({ facts, decision, outages }: FindingFacts, open: Open): void {
  const { mode } = decision
  if (markerPolicyOf(mode) === 'foreignInvoiceMarker') {
    open('INFO_MARKER_BFK_VS_DI', say('found.INFO_MARKER_BFK_VS_DI'))
  }
  const oneCode = facts.copies.some((c) => c.oneCode)
  const hasNumber = facts.ksef !== null || facts.printedNumber !== null
  if (oneCode && !hasNumber && facts.duty.duty === 'required') {
    const [failure] = covering(outages, 'failure', facts.issueDay)
    if (failure) {
      open(
        'INFO_ONE_CODE_IN_FAILURE',
        say('found.INFO_ONE_CODE_IN_FAILURE', { announced: failure.announcedDay, issued: facts.issueDay }),
      )
    }
  }
  const plain = facts.copies.some((c) => c.counts === 'invoice' && !c.offline && !c.receipt)
  if (hasTrait(mode, 'lawfulByDuty') && plain && facts.duty.duty === 'unknown') {
    open('INFO_SELLER_DUTY_UNKNOWN', say('found.INFO_SELLER_DUTY_UNKNOWN', { issued: facts.issueDay }))
  }
  if (hasTrait(mode, 'lawfullyOutside') && facts.ksef && facts.copies.some((c) => c.counts === 'invoice')) {
    open('DOUBLE_ISSUE', say('found.DOUBLE_ISSUE.lawful', { ksefNumber: facts.ksef.number }), '', true)
  }
  if (!hasTrait(mode, 'breach')) return
  if (!facts.selfBilling) {
    open('SELLER_SHOULD_USE_KSEF', say('found.SELLER_SHOULD_USE_KSEF', { issued: facts.issueDay }))
  } else if (facts.ksef === null) {
    open('SELF_BILLED_NOT_SENT', say('found.SELF_BILLED_NOT_SENT'))
  }
  const { to, legalBasis } = breachGuidance
  if (facts.issueDay > to) {
    const basis = legalBasis.join(', ')
    open('GUIDANCE_2026_ONLY', say('found.GUIDANCE_2026_ONLY', { basis, until: to }))
  }
  const handedOver = facts.copies
    .filter((c) => c.counts === 'invoice')
    .map((c) => c.receivedDay)
    .sort()[0]
  const numbered = facts.ksef?.numberedDay
  if (handedOver && numbered && numbered > filingDay(monthOf(handedOver))) {
    open('KSEF_AFTER_POSTING', say('found.KSEF_AFTER_POSTING', { numbered, handedOver }))
  }
}

/**
 * A domestic invoice that says both that the seller charges tax and that the buyer accounts for it; one without tax after
 * the end of `reverseChargeTable`. A correction follows the rule of what it corrects.
 */
function reverseChargeFindings({ facts }: FindingFacts, open: Open): void {
  const { fa, foreign, group, taxPointDay, inputs } = facts
  if (!foreign && fa && contradictsItsTax(fa) && inputs.selfAssessed === undefined) {
    open('REVERSE_CHARGE_WITH_TAX', say('found.REVERSE_CHARGE_WITH_TAX'))
  }
  if (foreign || group === 'correction' || !fa || !leavesTaxToBuyer(fa)) return
  if (isReverseChargeLaw(taxPointDay)) return
  const bill = reverseChargeDraft(taxPointDay)?.what ?? null
  open(
    'REVERSE_CHARGE_ENDED',
    say('found.REVERSE_CHARGE_ENDED', { basis: reverseChargeBasis(), taxPoint: taxPointDay, bill }),
  )
}

/** An advance whose payment nobody tells. */
function taxPointFindings({ facts, deduction, reduction }: FindingFacts, open: Open): void {
  if (!isAdvance(facts.kind) || !facts.taxPointAssumed || facts.cashSeller || reduction) return
  if (deduction.legalBasis.length === 0) return
  const [basis] = advances.legalBasis
  open('ADVANCE_PAYMENT_UNKNOWN', say('found.ADVANCE_PAYMENT_UNKNOWN', { basis, issued: facts.issueDay }))
}

/** What another policy would do to the period of deduction. */
function periodFindings(
  { deduction, alternativePeriods, reduction, receipt }: FindingFacts,
  open: Open,
): void {
  if (deduction.early) {
    open('EU_EARLY_DEDUCTION', say('found.EU_EARLY_DEDUCTION', { from: present(deduction.from) }))
  }
  const { from, until } = deduction
  if (from === null || until === null) return
  const differing = alternativePeriods.filter((a) => a.from !== from)
  if (differing.length === 0) return
  const others = differing.map(({ policy, reading, from }) => say('period.other', { policy, reading, from }))
  open('PERIOD_DIFFERS', say('found.PERIOD_DIFFERS', { received: receipt.date, from, others }))
  if (reduction) open('CREDIT_NOTE_PERIOD', say('found.CREDIT_NOTE_PERIOD', { from, others }))
  const isApart = differing.some((a) => a.until < from || until < a.from)
  if (!reduction && isApart) open('WINDOWS_APART', say('found.WINDOWS_APART', { from, until, others }))
}
