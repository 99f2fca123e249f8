import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import { namesOf } from '../values/tables.ts'
import { buyerFindings } from './buyer-findings.ts'
import { correctionFindings } from './correction-findings.ts'
import { type FindingRow, infoFindings, type Severity } from './info-findings.ts'
import { ksefFindings } from './ksef-findings.ts'

export type { FindingRow, Severity }

/** TABLE: the dictionary of findings: when each opens and what a human can do. Codes are stable. */
export const findingTable = {
  ...infoFindings,
  ...correctionFindings,
  ...buyerFindings,
  OUTSIDE_COPY_BEFORE_NUMBER: {
    severity: 'review',
    opensWhen: say('finding.OUTSIDE_COPY_BEFORE_NUMBER.opensWhen'),
    whatToDo: say('finding.OUTSIDE_COPY_BEFORE_NUMBER.whatToDo'),
    selfBilled: say('finding.OUTSIDE_COPY_BEFORE_NUMBER.selfBilled'),
    onceNumbered: say('finding.OUTSIDE_COPY_BEFORE_NUMBER.onceNumbered'),
  },
  PERIOD_DIFFERS: {
    severity: 'review',
    opensWhen: say('finding.PERIOD_DIFFERS.opensWhen'),
    whatToDo: say('finding.PERIOD_DIFFERS.whatToDo'),
  },
  WINDOWS_APART: {
    severity: 'review',
    opensWhen: say('finding.WINDOWS_APART.opensWhen'),
    whatToDo: say('finding.WINDOWS_APART.whatToDo'),
  },
  CREDIT_NOTE_PERIOD: {
    severity: 'review',
    opensWhen: say('finding.CREDIT_NOTE_PERIOD.opensWhen'),
    whatToDo: say('finding.CREDIT_NOTE_PERIOD.whatToDo'),
  },
  AGREEMENT_WITHOUT_GB4_STATUS: {
    severity: 'review',
    opensWhen: say('finding.AGREEMENT_WITHOUT_GB4_STATUS.opensWhen'),
    whatToDo: say('finding.AGREEMENT_WITHOUT_GB4_STATUS.whatToDo'),
  },
  GB4_DUAL_DELIVERY: {
    severity: 'review',
    opensWhen: say('finding.GB4_DUAL_DELIVERY.opensWhen'),
    whatToDo: say('finding.GB4_DUAL_DELIVERY.whatToDo'),
  },
  AGREEMENT_UNKNOWN: {
    severity: 'review',
    opensWhen: say('finding.AGREEMENT_UNKNOWN.opensWhen'),
    whatToDo: say('finding.AGREEMENT_UNKNOWN.whatToDo'),
  },
  AGREEMENT_MISSING: {
    severity: 'review',
    opensWhen: say('finding.AGREEMENT_MISSING.opensWhen'),
    whatToDo: say('finding.AGREEMENT_MISSING.whatToDo'),
  },
  RECEIVED_BEFORE_ISSUED: {
    severity: 'review',
    opensWhen: say('finding.RECEIVED_BEFORE_ISSUED.opensWhen'),
    whatToDo: say('finding.RECEIVED_BEFORE_ISSUED.whatToDo'),
  },
  SELLER_LATE: {
    severity: 'review',
    opensWhen: say('finding.SELLER_LATE.opensWhen'),
    whatToDo: say('finding.SELLER_LATE.whatToDo'),
  },
  SELLER_NEVER_SENT: {
    severity: 'review',
    opensWhen: say('finding.SELLER_NEVER_SENT.opensWhen'),
    whatToDo: say('finding.SELLER_NEVER_SENT.whatToDo'),
  },
  OVERTAKEN_BY_FAILURE: {
    severity: 'review',
    opensWhen: say('finding.OVERTAKEN_BY_FAILURE.opensWhen'),
    whatToDo: say('finding.OVERTAKEN_BY_FAILURE.whatToDo'),
  },
  TOTAL_FAILURE_NO_NUMBER: {
    severity: 'review',
    opensWhen: say('finding.TOTAL_FAILURE_NO_NUMBER.opensWhen'),
    whatToDo: say('finding.TOTAL_FAILURE_NO_NUMBER.whatToDo'),
    onceNumbered: say('finding.TOTAL_FAILURE_NO_NUMBER.onceNumbered'),
  },
  MARKER_UNSETTLED: {
    severity: 'review',
    opensWhen: say('finding.MARKER_UNSETTLED.opensWhen'),
    whatToDo: say('finding.MARKER_UNSETTLED.whatToDo'),
  },
  EMERGENCY_NOT_CONFIRMED: {
    severity: 'review',
    opensWhen: say('finding.EMERGENCY_NOT_CONFIRMED.opensWhen'),
    whatToDo: say('finding.EMERGENCY_NOT_CONFIRMED.whatToDo'),
  },
  DOUBLE_ISSUE: {
    severity: 'blocking',
    opensWhen: say('finding.DOUBLE_ISSUE.opensWhen'),
    whatToDo: say('finding.DOUBLE_ISSUE.whatToDo'),
    milder: {
      severity: 'review',
      whatToDo: say('finding.DOUBLE_ISSUE.milder.whatToDo'),
    },
  },
  ADVANCE_PAYMENT_UNKNOWN: {
    severity: 'review',
    opensWhen: say('finding.ADVANCE_PAYMENT_UNKNOWN.opensWhen'),
    whatToDo: say('finding.ADVANCE_PAYMENT_UNKNOWN.whatToDo'),
  },
  EXCHANGE_RATE_MISSING: {
    severity: 'review',
    opensWhen: say('finding.EXCHANGE_RATE_MISSING.opensWhen'),
    whatToDo: say('finding.EXCHANGE_RATE_MISSING.whatToDo'),
  },
  VAT_PLN_COMPUTED: {
    severity: 'review',
    opensWhen: say('finding.VAT_PLN_COMPUTED.opensWhen'),
    whatToDo: say('finding.VAT_PLN_COMPUTED.whatToDo'),
  },
  AMOUNTS_INCOMPLETE: {
    severity: 'review',
    opensWhen: say('finding.AMOUNTS_INCOMPLETE.opensWhen'),
    whatToDo: say('finding.AMOUNTS_INCOMPLETE.whatToDo'),
  },
  PARTIAL_NET_UNDECIDED: {
    severity: 'review',
    opensWhen: say('finding.PARTIAL_NET_UNDECIDED.opensWhen'),
    whatToDo: say('finding.PARTIAL_NET_UNDECIDED.whatToDo'),
  },
  PAYMENTS_EXCEED_GROSS: {
    severity: 'review',
    opensWhen: say('finding.PAYMENTS_EXCEED_GROSS.opensWhen'),
    whatToDo: say('finding.PAYMENTS_EXCEED_GROSS.whatToDo'),
  },
  CHOSEN_MONTH_OUTSIDE_WINDOW: {
    severity: 'review',
    opensWhen: say('finding.CHOSEN_MONTH_OUTSIDE_WINDOW.opensWhen'),
    whatToDo: say('finding.CHOSEN_MONTH_OUTSIDE_WINDOW.whatToDo'),
  },
  SELLER_SHOULD_USE_KSEF: {
    severity: 'review',
    opensWhen: say('finding.SELLER_SHOULD_USE_KSEF.opensWhen'),
    whatToDo: say('finding.SELLER_SHOULD_USE_KSEF.whatToDo'),
    onceNumbered: say('finding.SELLER_SHOULD_USE_KSEF.onceNumbered'),
  },
  KSEF_AFTER_POSTING: {
    severity: 'review',
    opensWhen: say('finding.KSEF_AFTER_POSTING.opensWhen'),
    whatToDo: say('finding.KSEF_AFTER_POSTING.whatToDo'),
  },
  GUIDANCE_2026_ONLY: {
    severity: 'review',
    opensWhen: say('finding.GUIDANCE_2026_ONLY.opensWhen'),
    whatToDo: say('finding.GUIDANCE_2026_ONLY.whatToDo'),
  },
  RECEIPT_WITH_NIP_AFTER_2026: {
    severity: 'review',
    opensWhen: say('finding.RECEIPT_WITH_NIP_AFTER_2026.opensWhen'),
    whatToDo: say('finding.RECEIPT_WITH_NIP_AFTER_2026.whatToDo'),
    onceNumbered: say('finding.RECEIPT_WITH_NIP_AFTER_2026.onceNumbered'),
  },
  WINDOW_EXPIRED: {
    severity: 'review',
    opensWhen: say('finding.WINDOW_EXPIRED.opensWhen'),
    whatToDo: say('finding.WINDOW_EXPIRED.whatToDo'),
  },
  EU_EARLY_DEDUCTION: {
    severity: 'review',
    opensWhen: say('finding.EU_EARLY_DEDUCTION.opensWhen'),
    whatToDo: say('finding.EU_EARLY_DEDUCTION.whatToDo'),
  },
  AMOUNT_MISMATCH: {
    severity: 'blocking',
    opensWhen: say('finding.AMOUNT_MISMATCH.opensWhen'),
    whatToDo: say('finding.AMOUNT_MISMATCH.whatToDo'),
  },
  POSSIBLE_DUPLICATE: {
    severity: 'blocking',
    opensWhen: say('finding.POSSIBLE_DUPLICATE.opensWhen'),
    whatToDo: say('finding.POSSIBLE_DUPLICATE.whatToDo'),
  },
  AMBIGUOUS_MATCH: {
    severity: 'blocking',
    opensWhen: say('finding.AMBIGUOUS_MATCH.opensWhen'),
    whatToDo: say('finding.AMBIGUOUS_MATCH.whatToDo'),
  },
  TOO_MANY_ALIKE: {
    severity: 'blocking',
    opensWhen: say('finding.TOO_MANY_ALIKE.opensWhen'),
    whatToDo: say('finding.TOO_MANY_ALIKE.whatToDo'),
  },
  DOUBLE_POSTED: {
    severity: 'blocking',
    opensWhen: say('finding.DOUBLE_POSTED.opensWhen'),
    whatToDo: say('finding.DOUBLE_POSTED.whatToDo'),
  },
  UNKNOWN_SUPPLY: {
    severity: 'blocking',
    opensWhen: say('finding.UNKNOWN_SUPPLY.opensWhen'),
    whatToDo: say('finding.UNKNOWN_SUPPLY.whatToDo'),
  },
  AGREED_DELIVERY_MISSING: {
    severity: 'blocking',
    opensWhen: say('finding.AGREED_DELIVERY_MISSING.opensWhen'),
    whatToDo: say('finding.AGREED_DELIVERY_MISSING.whatToDo'),
  },
  NOT_OUR_INVOICE: {
    severity: 'blocking',
    opensWhen: say('finding.NOT_OUR_INVOICE.opensWhen'),
    whatToDo: say('finding.NOT_OUR_INVOICE.whatToDo'),
  },
  COPY_AMOUNT_DIFFERS: {
    severity: 'review',
    opensWhen: say('finding.COPY_AMOUNT_DIFFERS.opensWhen'),
    whatToDo: say('finding.COPY_AMOUNT_DIFFERS.whatToDo'),
  },
  COPIES_DISAGREE: {
    severity: 'blocking',
    opensWhen: say('finding.COPIES_DISAGREE.opensWhen'),
    whatToDo: say('finding.COPIES_DISAGREE.whatToDo'),
  },
  QR_DAY_DIFFERS: {
    severity: 'review',
    opensWhen: say('finding.QR_DAY_DIFFERS.opensWhen'),
    whatToDo: say('finding.QR_DAY_DIFFERS.whatToDo'),
  },
  QR_OTHER_SELLER: {
    severity: 'review',
    opensWhen: say('finding.QR_OTHER_SELLER.opensWhen'),
    whatToDo: say('finding.QR_OTHER_SELLER.whatToDo'),
  },
  QR_OTHER_ENVIRONMENT: {
    severity: 'review',
    opensWhen: say('finding.QR_OTHER_ENVIRONMENT.opensWhen'),
    whatToDo: say('finding.QR_OTHER_ENVIRONMENT.whatToDo'),
  },
  QR_SEVERAL_INVOICES: {
    severity: 'review',
    opensWhen: say('finding.QR_SEVERAL_INVOICES.opensWhen'),
    whatToDo: say('finding.QR_SEVERAL_INVOICES.whatToDo'),
  },
  DOCUMENT_CONTRADICTS_CODES: {
    severity: 'review',
    opensWhen: say('finding.DOCUMENT_CONTRADICTS_CODES.opensWhen'),
    whatToDo: say('finding.DOCUMENT_CONTRADICTS_CODES.whatToDo'),
  },
  COPY_CONTRADICTS_FILE: {
    severity: 'review',
    opensWhen: say('finding.COPY_CONTRADICTS_FILE.opensWhen'),
    whatToDo: say('finding.COPY_CONTRADICTS_FILE.whatToDo'),
  },
  THIRD_PARTY_BUYER: {
    severity: 'review',
    opensWhen: say('finding.THIRD_PARTY_BUYER.opensWhen'),
    whatToDo: say('finding.THIRD_PARTY_BUYER.whatToDo'),
  },
  ...ksefFindings,
} as const satisfies Record<string, FindingRow>

export type FindingCode = keyof typeof findingTable
export const findingCodes = namesOf(findingTable)
/** The row of a code, with what only some rows have. */
export const findingRow = (code: FindingCode): FindingRow => findingTable[code]
/** What a human can do about a finding in the case at hand; `selfBilling`: the taxpayer issued the invoice himself. */
export function whatToDo(
  code: FindingCode,
  { hasNumber = false, selfBilling = false, milder = false },
): Said {
  const row = findingRow(code)
  const inCase = hasNumber ? row.onceNumbered : selfBilling ? row.selfBilled : undefined
  return (milder ? row.milder?.whatToDo : undefined) ?? inCase ?? row.whatToDo
}
/** Every severity that a finding of the code may have. */
export const severitiesOf = (code: FindingCode): Severity[] => {
  const { severity, milder } = findingRow(code)
  return milder === undefined ? [severity] : [severity, milder.severity]
}
/** Findings about two purchases of which accepting frees one, the one at which it was accepted. */
export const acceptedOneByOne: readonly string[] = ['DOUBLE_ISSUE'] satisfies FindingCode[]
/** Findings that ask whether two purchases are one invoice. */
export const identityFindings: readonly string[] = [
  'AMOUNT_MISMATCH',
  'POSSIBLE_DUPLICATE',
  'AMBIGUOUS_MATCH',
  'DOUBLE_ISSUE',
] satisfies FindingCode[]
