import { say } from '../texts/say.ts'
import type { FindingRow } from './info-findings.ts'

/** TABLE: findings about the documents of KSeF themselves. */
export const ksefFindings = {
  KSEF_METADATA_CONFLICT: {
    severity: 'blocking',
    opensWhen: say('finding.KSEF_METADATA_CONFLICT.opensWhen'),
    whatToDo: say('finding.KSEF_METADATA_CONFLICT.whatToDo'),
    milder: {
      severity: 'review',
      whatToDo: say('finding.KSEF_METADATA_CONFLICT.milder.whatToDo'),
    },
  },
  KSEF_XML_UNREADABLE: {
    severity: 'review',
    opensWhen: say('finding.KSEF_XML_UNREADABLE.opensWhen'),
    whatToDo: say('finding.KSEF_XML_UNREADABLE.whatToDo'),
  },
  KSEF_ROW_INCOMPLETE: {
    severity: 'review',
    opensWhen: say('finding.KSEF_ROW_INCOMPLETE.opensWhen'),
    whatToDo: say('finding.KSEF_ROW_INCOMPLETE.whatToDo'),
  },
  KSEF_DOCUMENT_QUARANTINED: {
    severity: 'blocking',
    opensWhen: say('finding.KSEF_DOCUMENT_QUARANTINED.opensWhen'),
    whatToDo: say('finding.KSEF_DOCUMENT_QUARANTINED.whatToDo'),
  },
} as const satisfies Record<string, FindingRow>
