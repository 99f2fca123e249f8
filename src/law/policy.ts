import type { Confidence } from './citation.ts'

/**
 * TABLE: the points on which the law is disputed or silent. The first option is the default. Every other
 * option is a choice of the taxpayer, and every verdict lists what the options that matter to it would give.
 */
export const policyTable = {
  breachReceipt: {
    question: 'When is an invoice received that the seller, obliged to use KSeF, issued outside it?',
    options: {
      'kis-actual': 'On the day of actual receipt, as the interpretations of KIS say.',
      'statute-number': 'On the day of the KSeF number only.',
    },
    legalBasis: ['art. 86 ust. 10b pkt 1', 'art. 106na ust. 3', 'KIS 0114-KDIP1-3.4012.804.2025.1.JG'],
    confidence: 'M',
  },
  earlyCopy: {
    question: 'When is an invoice received whose plain copy came just before its KSeF number?',
    options: {
      'statute-number': 'On the day of the KSeF number.',
      'kis-actual': 'On the day the plain copy was received.',
    },
    legalBasis: ['art. 106na ust. 3', 'art. 106nda ust. 16'],
    confidence: 'L',
  },
  irregularOfflineHandover: {
    question: 'Does an offline invoice handed to an ordinary buyer before its number count as received?',
    options: {
      'statute-number': 'No: it is received on the day of the KSeF number.',
      'mf-1-8-actual': "Yes: on the day of actual receipt, as the Ministry's handbook says.",
    },
    legalBasis: ['art. 106nda ust. 11 zd. 1', 'Podręcznik KSeF 2.0 cz. II 1.8 pkt 2'],
    confidence: 'M',
  },
  overtakenOffline24: {
    question: 'Which receipt rule governs an offline24 invoice overtaken by a failure notice?',
    options: {
      'by-handover': 'The emergency rule when it was handed over on or after the notice, else the number.',
      'emergency-rule': 'The emergency rule whenever it was handed over.',
      'number-date': 'The day of the KSeF number always.',
    },
    legalBasis: ['art. 106nha pkt 1', 'art. 106nf ust. 10', 'art. 106nda ust. 11 zd. 1'],
    confidence: 'M',
  },
  overtakenMarker: {
    question: 'Which marker has an offline24 invoice overtaken by a failure, while it has no number?',
    options: { DI: 'DI, by the wording of the explanation.', OFF: 'OFF, by the purpose of the reference.' },
    legalBasis: ['art. 106nha pkt 1', 'Dz.U. 2025 poz. 1800'],
    confidence: 'L',
  },
  gb4DualDelivery: {
    question: 'Which receipt counts when a listed buyer agreed on KSeF and got the invoice outside it too?',
    options: {
      'agreed-channel': 'The agreed channel, so the day of the KSeF number.',
      earliest: 'The earlier of both days.',
      actual: 'The actual receipt outside KSeF.',
    },
    legalBasis: ['art. 106nda ust. 5 i 11', 'art. 106gb ust. 4'],
    confidence: 'L',
  },
  breachNumberAfterFiling: {
    question: 'Must a filed BFK row be corrected when a number comes after all?',
    options: {
      review: 'A human decides.',
      'correct-14-days': 'Yes, within 14 days of the number.',
      leave: 'No, the row was right when it was filed.',
    },
    legalBasis: ['art. 109 ust. 3e pkt 2'],
    confidence: 'M',
  },
  foreignInvoiceMarker: {
    question: 'Which marker has a foreign invoice (import of services, intra-EU acquisition)?',
    options: {
      BFK: 'BFK, as the Ministry answered on 2026-03-18.',
      DI: 'DI, as the tax hotline said before.',
    },
    legalBasis: ['Dz.U. 2025 poz. 1800'],
    confidence: 'M',
  },
  euEarlyDeduction: {
    question:
      'May input tax be deducted for the period of the tax point when the invoice came before filing?',
    options: {
      off: 'No: not before the period of receipt, as the Polish text says.',
      on: 'Yes, after T-689/24, which is under review as C-167/26 RX.',
    },
    legalBasis: ['art. 86 ust. 10b pkt 1', 'ECLI:EU:T:2026:113'],
    confidence: 'L',
  },
  partialDeductionNet: {
    question: 'Which net amount stands in the register when only a share of the tax is deductible?',
    options: {
      ask: 'A human decides per purchase.',
      full: 'The whole net amount.',
      proportional: 'The same share of the net amount.',
    },
    legalBasis: ['Dz.U. 2025 poz. 1800'],
    confidence: 'L',
  },
} as const satisfies Record<
  string,
  { question: string; options: Record<string, string>; legalBasis: readonly string[]; confidence: Confidence }
>

export type PolicyName = keyof typeof policyTable
export type Policy = { [N in PolicyName]: keyof (typeof policyTable)[N]['options'] & string }

/** Names of the options of one policy, default first. */
export const policyOptions = <N extends PolicyName>(name: N): Policy[N][] =>
  Object.keys(policyTable[name].options) as Policy[N][]

export const policyNames = Object.keys(policyTable) as PolicyName[]

/** Fills what the taxpayer left open with the defaults. */
export function completePolicy(chosen: { [N in PolicyName]?: Policy[N] | undefined }): Policy {
  return Object.fromEntries(
    policyNames.map((name) => [name, chosen[name] ?? policyOptions(name)[0]]),
  ) as Policy
}
