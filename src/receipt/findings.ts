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
import { monthOf } from '../values/day.ts'
import { formatMoney, type Grosze } from '../values/money.ts'
import { hasNipChecksum, parseNip } from '../values/nip.ts'
import { codeFindings } from './code-findings.ts'
import type { CopyFacts } from './copy-facts.ts'
import type { Facts } from './facts.ts'
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
  if (!facts.ours) open('NOT_OUR_INVOICE', `The invoice is not addressed to this taxpayer.`)
  else if (facts.thirdParty)
    open('THIRD_PARTY_BUYER', 'The taxpayer is named as a third party, not as the buyer.')
  if (copies.some((c) => c.copy.document === 'transaction-confirmation')) {
    open('INFO_CONFIRMATION_ONLY', 'A transaction confirmation is no invoice and gives no receipt day.')
  }
  const { conflicts, amounts, xml, row } = facts.doubts
  if (conflicts.length + amounts.length > 0)
    open('KSEF_METADATA_CONFLICT', [...conflicts, ...amounts].join(' '), '', conflicts.length === 0)
  if (xml.length > 0) open('KSEF_XML_UNREADABLE', xml.join(' '))
  if (row.length > 0) open('KSEF_ROW_INCOMPLETE', row.join(' '))
  const invoices = copies.filter((c) => c.counts === 'invoice')
  if (invoices.length > 1) {
    const days = invoices.map((c) => c.receivedDay).sort()
    open(
      'INFO_DUPLICATE_COPY',
      `${invoices.length} copies were received, the first on ${days[0]}; the first counts.`,
    )
  }
  const future = copies.filter((c) => c.receivedDay > c.copy.recordedDay).map((c) => c.receivedDay)
  if (future.length > 0)
    open('INFO_FUTURE_DATE', `A copy is stated as received on ${future.sort()[0]}, which was still to come.`)
  const early = ksef ? [] : copies.filter((c) => c.counts !== 'nothing' && c.receivedDay < c.copy.issueDay)
  if (early.length > 0) {
    const [first] = early.map((c) => `${c.receivedDay}, before its day of issue, ${c.copy.issueDay}`).sort()
    open('RECEIVED_BEFORE_ISSUED', `A copy was received on ${first}.`)
  }
  if (ksef?.technicalCorrection) {
    open('INFO_TECH_CORRECTION', 'KSeF refused a first file; this invoice is its technical correction.')
  }
  if (facts.selfBilling)
    open('INFO_SELF_BILLING_ACCEPTANCE', 'The buyer issued this invoice on behalf of the seller.')
  if (ksef && !hasGoodNip(facts))
    open('INFO_NIP_CHECKSUM', `The seller's NIP ${facts.seller.id} fails its check digit.`)
  if (facts.inputs.supplyConfirmed === false) open('UNKNOWN_SUPPLY', 'The supply is stated as not confirmed.')
  if (facts.corrects.some((c) => c.outsideKsef)) {
    open('INFO_CORRECTS_NON_KSEF', 'The corrected invoice was issued outside KSeF.')
  }
  const differing = copies.find((c) => c.counts !== 'nothing' && ksef && otherAmount(facts, c))
  if (differing) {
    const stated = `${formatMoney(differing.copy.grossGrosze)} ${differing.copy.currency}`
    open(
      'COPY_AMOUNT_DIFFERS',
      `A copy states ${stated}, KSeF ${formatMoney(facts.grossGrosze as Grosze)} ${facts.currency}.`,
    )
  }
  const stated = ksef ? [] : disagreeing(invoices)
  if (stated.length > 0) open('COPIES_DISAGREE', `Copies with one code state ${stated.join(' and ')}.`)
  const receipts = copies.some((c) => c.receipt) && facts.issueDay > receiptAsInvoice.until
  if (receipts) {
    open(
      'RECEIPT_WITH_NIP_AFTER_2026',
      `A receipt with NIP is an invoice until ${receiptAsInvoice.until}; this one is of ${facts.issueDay}.`,
    )
  }
}

/** The gross amounts of copies that share a code with one of another amount, in order of their text. */
function disagreeing(copies: readonly CopyFacts[]): string[] {
  const amountOf = ({ copy }: CopyFacts) => `${formatMoney(copy.grossGrosze)} ${copy.currency}`
  const isOfOne = (a: CopyFacts, b: CopyFacts) => a.copy.hashes.some((hash) => b.copy.hashes.includes(hash))
  const found = copies.filter((a) => copies.some((b) => amountOf(a) !== amountOf(b) && isOfOne(a, b)))
  return [...new Set(found.map(amountOf))].sort()
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
    open('INFO_MARKER_BFK_VS_DI', 'The marker of a foreign invoice follows the policy foreignInvoiceMarker.')
  }
  const oneCode = facts.copies.some((c) => c.oneCode)
  const hasNumber = facts.ksef !== null || facts.printedNumber !== null
  if (oneCode && !hasNumber && facts.duty.duty === 'required') {
    const [failure] = covering(outages, 'failure', facts.issueDay)
    if (failure) {
      open(
        'INFO_ONE_CODE_IN_FAILURE',
        `The copy has one code and no number, and a failure announced on ${failure.announcedDay} covers P_1, ${facts.issueDay}: it is an emergency invoice with a code left out, or a print made before the number.`,
      )
    }
  }
  const plain = facts.copies.some((c) => c.counts === 'invoice' && !c.offline && !c.receipt)
  if (hasTrait(mode, 'lawfulByDuty') && plain && facts.duty.duty === 'unknown') {
    open(
      'INFO_SELLER_DUTY_UNKNOWN',
      `It is not recorded whether the seller had to use KSeF on ${facts.issueDay}.`,
    )
  }
  if (hasTrait(mode, 'lawfullyOutside') && facts.ksef && facts.copies.some((c) => c.counts === 'invoice')) {
    const number = facts.ksef.number
    open('DOUBLE_ISSUE', `An invoice lawfully issued outside KSeF also got the number ${number}.`, '', true)
  }
  if (!hasTrait(mode, 'breach')) return
  if (!facts.selfBilling) {
    open(
      'SELLER_SHOULD_USE_KSEF',
      `The seller had to use KSeF on ${facts.issueDay} and sent a plain invoice.`,
    )
  } else if (facts.ksef === null) {
    open('SELF_BILLED_NOT_SENT', `You issued this invoice outside KSeF for a seller obliged to use it.`)
  }
  const { to, legalBasis } = breachGuidance
  if (facts.issueDay > to) {
    open(
      'GUIDANCE_2026_ONLY',
      `The guidance behind the day of receipt (${legalBasis}) speaks of invoices until ${to}.`,
    )
  }
  const handedOver = facts.copies
    .filter((c) => c.counts === 'invoice')
    .map((c) => c.receivedDay)
    .sort()[0]
  const numbered = facts.ksef?.numberedDay
  if (handedOver && numbered && numbered > filingDay(monthOf(handedOver))) {
    open(
      'KSEF_AFTER_POSTING',
      `The number came on ${numbered}, after the record of the hand-over (${handedOver}) was due.`,
    )
  }
}

/**
 * A domestic invoice that says both that the seller charges tax and that the buyer accounts for it; one without tax after
 * the end of `reverseChargeTable`. A correction follows the rule of what it corrects.
 */
function reverseChargeFindings({ facts }: FindingFacts, open: Open): void {
  const { fa, foreign, group, taxPointDay, inputs } = facts
  if (!foreign && fa && contradictsItsTax(fa) && inputs.selfAssessed === undefined) {
    open(
      'REVERSE_CHARGE_WITH_TAX',
      'The invoice says that the buyer accounts for the tax (P_18), and charges Polish tax: the tax that is charged counts.',
    )
  }
  if (foreign || group === 'correction' || !fa || !leavesTaxToBuyer(fa)) return
  if (isReverseChargeLaw(taxPointDay)) return
  const draft = reverseChargeDraft(taxPointDay)
  const bill = draft === null ? '' : ` ${draft.what}`
  open(
    'REVERSE_CHARGE_ENDED',
    `The seller leaves the tax to the buyer, and ${reverseChargeBasis()} is not in force on ${taxPointDay}.${bill}`,
  )
}

/** An advance whose payment nobody tells. */
function taxPointFindings({ facts, deduction, reduction }: FindingFacts, open: Open): void {
  if (!isAdvance(facts.kind) || !facts.taxPointAssumed || facts.cashSeller || reduction) return
  if (deduction.legalBasis.length === 0) return
  open(
    'ADVANCE_PAYMENT_UNKNOWN',
    `The tax point of an advance is its payment (${advances.legalBasis[0]}), which nothing tells: P_1, ${facts.issueDay}, was taken for it.`,
  )
}

/** What another policy would do to the period of deduction. */
function periodFindings(
  { deduction, alternativePeriods, reduction, receipt }: FindingFacts,
  open: Open,
): void {
  if (deduction.early) {
    open(
      'EU_EARLY_DEDUCTION',
      `The policy moved the deduction to ${deduction.from}, before the period of receipt.`,
    )
  }
  if (deduction.from === null || deduction.until === null) return
  const differing = alternativePeriods.filter((a) => a.from !== deduction.from)
  if (differing.length === 0) return
  const list = differing.map((a) => `${a.policy} gives ${a.from}`).join('; ')
  open('PERIOD_DIFFERS', `Received on ${receipt.date}, deducted from ${deduction.from}; ${list}.`)
  if (reduction) open('CREDIT_NOTE_PERIOD', `The reduction stands in ${deduction.from}; ${list}.`)
  const apart = differing.filter(
    (a) => a.until < (deduction.from as string) || (deduction.until as string) < a.from,
  )
  if (!reduction && apart.length > 0) {
    open('WINDOWS_APART', `The windows do not overlap: ${deduction.from} to ${deduction.until}, but ${list}.`)
  }
}
