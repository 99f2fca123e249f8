import type { FindingRow } from './info-findings.ts'

/** TABLE: findings about corrections and the invoices that they correct (art. 106j, art. 86 ust. 19a). */
export const correctionFindings = {
  KOR_ORIGINAL_WITHOUT_NUMBER: {
    severity: 'blocking',
    opensWhen:
      'a correction quotes a KSeF number for an original that we hold only as a copy without number; review where it quotes none and the number of its offline24 maintenance or emergency original is still due (art. 106nda ust. 12)',
    whatToDo: 'Wait for the KSeF document of the original, or check the reference.',
    milder: {
      severity: 'review',
      whatToDo:
        'An invoice issued offline may be corrected only once it has its number: wait for it, or ask the seller.',
    },
  },
  KOR_ORIGINAL_UNKNOWN: {
    severity: 'review',
    opensWhen:
      'an original that a correction names is not known here, or several purchases fit the reference; one for each reference (art. 86 ust. 19a)',
    whatToDo:
      'Record the original, state when it was deducted (originalDeductedIn), or decide this finding; the reference itself is corrected with corrects.',
  },
  KOR_ORIGINAL_OTHER_SELLER: {
    severity: 'review',
    opensWhen: 'the KSeF number that a correction quotes for its original is that of another seller',
    whatToDo:
      'Ask the seller what he corrects; state the right reference (corrects) or when the original was deducted (originalDeductedIn), or decide this finding.',
  },
  KOR_NEW_TOTALS: {
    severity: 'review',
    opensWhen:
      'the totals of a correction have the sign and more than half the size of those of its originals: new totals instead of the difference (art. 106j ust. 2 pkt 5)',
    whatToDo:
      'Compare with the original: where these are the new totals, ask the seller for a correction that states the difference; else decide this finding.',
  },
  INFO_ORIGINAL_BEFORE_LEDGER: {
    severity: 'info',
    opensWhen: "an original that is not known here was issued before the taxpayer's ledgerFrom",
    whatToDo: 'State originalDeductedIn where the original was not deducted before the correction came.',
  },
  INFO_ORIGINAL_NOT_NAMED: {
    severity: 'info',
    opensWhen: 'no document in hand says which invoice a correction corrects',
    whatToDo:
      'Record the XML, or state corrects; until then the correction stands in the period in which it was received.',
  },
} as const satisfies Record<string, FindingRow>
