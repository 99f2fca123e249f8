import type { FindingRow } from './info-findings.ts'

/** TABLE: findings about the documents of KSeF themselves. */
export const ksefFindings = {
  KSEF_METADATA_CONFLICT: {
    severity: 'blocking',
    opensWhen:
      'KSeF documents under one number, or an XML and its metadata row, say different things; review where only the amount of the row differs',
    whatToDo: 'Download the document again and compare it with KSeF; one of the files is not from there.',
    milder: {
      severity: 'review',
      whatToDo: 'Compare the amount with the invoice in KSeF, and accept the finding.',
    },
  },
  KSEF_XML_UNREADABLE: {
    severity: 'review',
    opensWhen:
      'the XML of a KSeF document cannot be read, or not whole (characters, encoding, a field outside its type, a form not known here): the invoice counts by its metadata row, and by what could be read',
    whatToDo:
      'Look at the invoice in KSeF; state what its row does not say (taxPointDate, corrects), and accept the finding.',
  },
  KSEF_ROW_INCOMPLETE: {
    severity: 'review',
    opensWhen:
      'a property of a metadata row is missing or cannot be read, no XML states it, and the invoice does not depend on it',
    whatToDo: 'Compare the purchase with the invoice in KSeF, and accept the finding.',
  },
  KSEF_DOCUMENT_QUARANTINED: {
    severity: 'blocking',
    opensWhen:
      'a document of KSeF that could not be taken in lies in quarantine and nobody has dealt with it; on a purchase: it has the same KSeF number, XML hash, or seller and number, and the invoice of its own KSeF number is not in hand',
    whatToDo:
      'Fetch the document from KSeF again and import it whole. If it never becomes whole, dismiss it with a note (POST …/ksef/quarantine/{id}/decision).',
  },
} as const satisfies Record<string, FindingRow>
