import type { FindingRow } from './info-findings.ts'

/** TABLE: findings about what the taxpayer himself has to do with an invoice. */
export const buyerFindings = {
  SELF_BILLED_NOT_SENT: {
    severity: 'review',
    opensWhen:
      'an invoice that the taxpayer issued on behalf of the seller (self-billing) has no number, and by asOf its term has passed, or it was issued outside KSeF for a seller obliged on P_1',
    whatToDo:
      'Send it to KSeF: whoever issues on behalf of the seller holds the file, so the duty is your own (art. 106d ust. 1, art. 106nda ust. 2).',
  },
  REVERSE_CHARGE_ENDED: {
    severity: 'review',
    opensWhen:
      'an invoice of a Polish seller in KSeF leaves the tax to the buyer, and art. 145e (gas, electricity, emission allowances) was not in force on its tax point',
    whatToDo:
      'Ask the seller which article lets him invoice without tax; account for it, or ask for a correction with tax.',
  },
  REVERSE_CHARGE_WITH_TAX: {
    severity: 'review',
    opensWhen:
      'the XML of a Polish seller carries the words of reverse charge (P_18) and charges Polish tax (P_14_1 to P_14_4), without a sum that is left to the buyer or taxed abroad, and selfAssessed is not stated',
    whatToDo:
      'Ask the seller which of both is right, and for a correction; state selfAssessed if you account for the tax (art. 106e ust. 1 pkt 18, art. 17 ust. 1).',
  },
} as const satisfies Record<string, FindingRow>
