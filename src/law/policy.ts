import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import { present } from '../values/present.ts'
import { namesOf, tableOf } from '../values/tables.ts'
import type { Confidence } from './citation.ts'

/**
 * TABLE: the points on which the law is disputed or silent. The first option is the default. Every other
 * option is a choice of the taxpayer, and every verdict lists what the options that matter to it would give.
 */
export const policyTable = {
  breachReceipt: {
    question: say('policy.breachReceipt.question'),
    options: {
      'kis-actual': say('policy.breachReceipt.options.kis-actual'),
      'statute-number': say('policy.breachReceipt.options.statute-number'),
    },
    legalBasis: ['art. 86 ust. 10b pkt 1', 'art. 106na ust. 3', 'KIS 0114-KDIP1-3.4012.804.2025.1.JG'],
    confidence: 'M',
  },
  earlyCopy: {
    question: say('policy.earlyCopy.question'),
    options: {
      'statute-number': say('policy.earlyCopy.options.statute-number'),
      'kis-actual': say('policy.earlyCopy.options.kis-actual'),
    },
    legalBasis: ['art. 106na ust. 3', 'art. 106nda ust. 16'],
    confidence: 'L',
  },
  irregularOfflineHandover: {
    question: say('policy.irregularOfflineHandover.question'),
    options: {
      'statute-number': say('policy.irregularOfflineHandover.options.statute-number'),
      'mf-1-8-actual': say('policy.irregularOfflineHandover.options.mf-1-8-actual'),
    },
    legalBasis: ['art. 106nda ust. 11 zd. 1', 'Podręcznik KSeF 2.0 cz. II 1.8 pkt 2'],
    confidence: 'M',
  },
  overtakenOffline24: {
    question: say('policy.overtakenOffline24.question'),
    options: {
      'by-handover': say('policy.overtakenOffline24.options.by-handover'),
      'emergency-rule': say('policy.overtakenOffline24.options.emergency-rule'),
      'number-date': say('policy.overtakenOffline24.options.number-date'),
    },
    legalBasis: ['art. 106nha pkt 1', 'art. 106nf ust. 10', 'art. 106nda ust. 11 zd. 1'],
    confidence: 'M',
  },
  overtakenMarker: {
    question: say('policy.overtakenMarker.question'),
    options: { DI: say('policy.overtakenMarker.options.DI'), OFF: say('policy.overtakenMarker.options.OFF') },
    legalBasis: ['art. 106nha pkt 1', 'Dz.U. 2025 poz. 1800'],
    confidence: 'L',
  },
  gb4DualDelivery: {
    question: say('policy.gb4DualDelivery.question'),
    options: {
      'agreed-channel': say('policy.gb4DualDelivery.options.agreed-channel'),
      earliest: say('policy.gb4DualDelivery.options.earliest'),
      actual: say('policy.gb4DualDelivery.options.actual'),
    },
    legalBasis: ['art. 106nda ust. 5 i 11', 'art. 106gb ust. 4'],
    confidence: 'L',
  },
  breachNumberAfterFiling: {
    question: say('policy.breachNumberAfterFiling.question'),
    options: {
      review: say('policy.breachNumberAfterFiling.options.review'),
      'correct-14-days': say('policy.breachNumberAfterFiling.options.correct-14-days'),
      leave: say('policy.breachNumberAfterFiling.options.leave'),
    },
    legalBasis: ['art. 109 ust. 3e pkt 2'],
    confidence: 'M',
  },
  foreignInvoiceMarker: {
    question: say('policy.foreignInvoiceMarker.question'),
    options: {
      BFK: say('policy.foreignInvoiceMarker.options.BFK'),
      DI: say('policy.foreignInvoiceMarker.options.DI'),
    },
    legalBasis: ['Dz.U. 2025 poz. 1800'],
    confidence: 'M',
  },
  euEarlyDeduction: {
    question: say('policy.euEarlyDeduction.question'),
    options: {
      off: say('policy.euEarlyDeduction.options.off'),
      on: say('policy.euEarlyDeduction.options.on'),
    },
    legalBasis: ['art. 86 ust. 10b pkt 1', 'ECLI:EU:T:2026:113'],
    confidence: 'L',
  },
  partialDeductionNet: {
    question: say('policy.partialDeductionNet.question'),
    options: {
      ask: say('policy.partialDeductionNet.options.ask'),
      full: say('policy.partialDeductionNet.options.full'),
      proportional: say('policy.partialDeductionNet.options.proportional'),
    },
    legalBasis: ['Dz.U. 2025 poz. 1800'],
    confidence: 'L',
  },
} as const satisfies Record<
  string,
  { question: Said; options: Record<string, Said>; legalBasis: readonly string[]; confidence: Confidence }
>

export type PolicyName = keyof typeof policyTable
export type Policy = { [N in PolicyName]: keyof (typeof policyTable)[N]['options'] & string }

/** Names of the options of one policy, default first. */
export const policyOptions = <N extends PolicyName>(name: N): Policy[N][] =>
  namesOf(policyTable[name].options)

export const policyNames = namesOf(policyTable)

/** Fills what the taxpayer left open with the defaults. */
export function completePolicy(chosen: { [N in PolicyName]?: Policy[N] | undefined }): Policy {
  return tableOf<Policy>(policyNames, (name) => chosen[name] ?? present(policyOptions(name)[0]))
}
