import { say } from '../texts/say.ts'
import type { FindingRow } from './info-findings.ts'

/** TABLE: findings about corrections and the invoices that they correct (art. 106j, art. 86 ust. 19a). */
export const correctionFindings = {
  KOR_ORIGINAL_WITHOUT_NUMBER: {
    severity: 'blocking',
    opensWhen: say('finding.KOR_ORIGINAL_WITHOUT_NUMBER.opensWhen'),
    whatToDo: say('finding.KOR_ORIGINAL_WITHOUT_NUMBER.whatToDo'),
    milder: {
      severity: 'review',
      whatToDo: say('finding.KOR_ORIGINAL_WITHOUT_NUMBER.milder.whatToDo'),
    },
  },
  KOR_ORIGINAL_UNKNOWN: {
    severity: 'review',
    opensWhen: say('finding.KOR_ORIGINAL_UNKNOWN.opensWhen'),
    whatToDo: say('finding.KOR_ORIGINAL_UNKNOWN.whatToDo'),
  },
  KOR_ORIGINAL_OTHER_SELLER: {
    severity: 'review',
    opensWhen: say('finding.KOR_ORIGINAL_OTHER_SELLER.opensWhen'),
    whatToDo: say('finding.KOR_ORIGINAL_OTHER_SELLER.whatToDo'),
  },
  KOR_NEW_TOTALS: {
    severity: 'review',
    opensWhen: say('finding.KOR_NEW_TOTALS.opensWhen'),
    whatToDo: say('finding.KOR_NEW_TOTALS.whatToDo'),
  },
  INFO_ORIGINAL_BEFORE_LEDGER: {
    severity: 'info',
    opensWhen: say('finding.INFO_ORIGINAL_BEFORE_LEDGER.opensWhen'),
    whatToDo: say('finding.INFO_ORIGINAL_BEFORE_LEDGER.whatToDo'),
  },
  INFO_ORIGINAL_NOT_NAMED: {
    severity: 'info',
    opensWhen: say('finding.INFO_ORIGINAL_NOT_NAMED.opensWhen'),
    whatToDo: say('finding.INFO_ORIGINAL_NOT_NAMED.whatToDo'),
  },
} as const satisfies Record<string, FindingRow>
