import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
/** `info` needs no human; `review` wants one; `blocking` holds the posting until decided. */
export type Severity = 'info' | 'review' | 'blocking'

/** When a finding opens, how grave it is, and what a human can do about it. */
export interface FindingRow {
  severity: Severity
  opensWhen: Said
  whatToDo: Said
  /** What is left to do when its number is there. */
  onceNumbered?: Said
  /** The less grave of two cases that share a code; `opensWhen` tells them apart. */
  milder?: { severity: Severity; whatToDo: Said }
  /** What to do where the taxpayer issued the invoice himself, on behalf of the seller (art. 106d ust. 1). */
  selfBilled?: Said
}

/** TABLE: findings that only inform. */
export const infoFindings = {
  INFO_CONFIRMATION_ONLY: {
    severity: 'info',
    opensWhen: say('finding.INFO_CONFIRMATION_ONLY.opensWhen'),
    whatToDo: say('finding.INFO_CONFIRMATION_ONLY.whatToDo'),
  },
  INFO_COPY_AFTER_NUMBER: {
    severity: 'info',
    opensWhen: say('finding.INFO_COPY_AFTER_NUMBER.opensWhen'),
    whatToDo: say('finding.INFO_COPY_AFTER_NUMBER.whatToDo'),
  },
  INFO_SENT_LATE: {
    severity: 'info',
    opensWhen: say('finding.INFO_SENT_LATE.opensWhen'),
    whatToDo: say('finding.INFO_SENT_LATE.whatToDo'),
    selfBilled: say('finding.INFO_SENT_LATE.selfBilled'),
  },
  INFO_TECH_CORRECTION: {
    severity: 'info',
    opensWhen: say('finding.INFO_TECH_CORRECTION.opensWhen'),
    whatToDo: say('finding.INFO_TECH_CORRECTION.whatToDo'),
  },
  INFO_TOTAL_FAILURE_NO_NUMBER: {
    severity: 'info',
    opensWhen: say('finding.INFO_TOTAL_FAILURE_NO_NUMBER.opensWhen'),
    whatToDo: say('finding.INFO_TOTAL_FAILURE_NO_NUMBER.whatToDo'),
    onceNumbered: say('finding.INFO_TOTAL_FAILURE_NO_NUMBER.onceNumbered'),
  },
  INFO_MARKER_BFK_VS_DI: {
    severity: 'info',
    opensWhen: say('finding.INFO_MARKER_BFK_VS_DI.opensWhen'),
    whatToDo: say('finding.INFO_MARKER_BFK_VS_DI.whatToDo'),
  },
  INFO_CORRECTS_NON_KSEF: {
    severity: 'info',
    opensWhen: say('finding.INFO_CORRECTS_NON_KSEF.opensWhen'),
    whatToDo: say('finding.INFO_CORRECTS_NON_KSEF.whatToDo'),
  },
  INFO_DUPLICATE_COPY: {
    severity: 'info',
    opensWhen: say('finding.INFO_DUPLICATE_COPY.opensWhen'),
    whatToDo: say('finding.INFO_DUPLICATE_COPY.whatToDo'),
  },
  INFO_SELF_BILLING_ACCEPTANCE: {
    severity: 'info',
    opensWhen: say('finding.INFO_SELF_BILLING_ACCEPTANCE.opensWhen'),
    whatToDo: say('finding.INFO_SELF_BILLING_ACCEPTANCE.whatToDo'),
  },
  INFO_NIP_CHECKSUM: {
    severity: 'info',
    opensWhen: say('finding.INFO_NIP_CHECKSUM.opensWhen'),
    whatToDo: say('finding.INFO_NIP_CHECKSUM.whatToDo'),
  },
  INFO_FUTURE_DATE: {
    severity: 'info',
    opensWhen: say('finding.INFO_FUTURE_DATE.opensWhen'),
    whatToDo: say('finding.INFO_FUTURE_DATE.whatToDo'),
  },
  INFO_OUTAGE_OPEN: {
    severity: 'info',
    opensWhen: say('finding.INFO_OUTAGE_OPEN.opensWhen'),
    whatToDo: say('finding.INFO_OUTAGE_OPEN.whatToDo'),
  },
  INFO_ONE_CODE_IN_FAILURE: {
    severity: 'info',
    opensWhen: say('finding.INFO_ONE_CODE_IN_FAILURE.opensWhen'),
    whatToDo: say('finding.INFO_ONE_CODE_IN_FAILURE.whatToDo'),
  },
  INFO_SELLER_DUTY_UNKNOWN: {
    severity: 'info',
    opensWhen: say('finding.INFO_SELLER_DUTY_UNKNOWN.opensWhen'),
    whatToDo: say('finding.INFO_SELLER_DUTY_UNKNOWN.whatToDo'),
  },
  INFO_AGREEMENT_UNKNOWN: {
    severity: 'info',
    opensWhen: say('finding.INFO_AGREEMENT_UNKNOWN.opensWhen'),
    whatToDo: say('finding.INFO_AGREEMENT_UNKNOWN.whatToDo'),
  },
  INFO_SELF_ASSESSMENT_OPEN: {
    severity: 'info',
    opensWhen: say('finding.INFO_SELF_ASSESSMENT_OPEN.opensWhen'),
    whatToDo: say('finding.INFO_SELF_ASSESSMENT_OPEN.whatToDo'),
  },
  INFO_STANDARD_RATE: {
    severity: 'info',
    opensWhen: say('finding.INFO_STANDARD_RATE.opensWhen'),
    whatToDo: say('finding.INFO_STANDARD_RATE.whatToDo'),
  },
  INFO_RATE_OF_ORIGINAL: {
    severity: 'info',
    opensWhen: say('finding.INFO_RATE_OF_ORIGINAL.opensWhen'),
    whatToDo: say('finding.INFO_RATE_OF_ORIGINAL.whatToDo'),
  },
  INFO_QR_UNREADABLE: {
    severity: 'info',
    opensWhen: say('finding.INFO_QR_UNREADABLE.opensWhen'),
    whatToDo: say('finding.INFO_QR_UNREADABLE.whatToDo'),
  },
} as const satisfies Record<string, FindingRow>
