import { say } from '../texts/say.ts'
import type { FindingRow } from './info-findings.ts'

/** TABLE: findings about what the taxpayer himself has to do with an invoice. */
export const buyerFindings = {
  SELF_BILLED_NOT_SENT: {
    severity: 'review',
    opensWhen: say('finding.SELF_BILLED_NOT_SENT.opensWhen'),
    whatToDo: say('finding.SELF_BILLED_NOT_SENT.whatToDo'),
  },
  REVERSE_CHARGE_ENDED: {
    severity: 'review',
    opensWhen: say('finding.REVERSE_CHARGE_ENDED.opensWhen'),
    whatToDo: say('finding.REVERSE_CHARGE_ENDED.whatToDo'),
  },
  REVERSE_CHARGE_WITH_TAX: {
    severity: 'review',
    opensWhen: say('finding.REVERSE_CHARGE_WITH_TAX.opensWhen'),
    whatToDo: say('finding.REVERSE_CHARGE_WITH_TAX.whatToDo'),
  },
} as const satisfies Record<string, FindingRow>
