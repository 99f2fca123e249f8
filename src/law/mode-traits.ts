import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import { isOneOf } from '../values/tables.ts'
import type { Confidence } from './citation.ts'
import { type Mode, modeRow } from './modes.ts'
import type { PolicyName } from './policy.ts'

interface ModeTrait {
  what: Said
  /** The modes of which it holds; of all others it does not. */
  modes: readonly Mode[]
  legalBasis: readonly string[]
  confidence: Confidence
}

/**
 * TABLE: further columns of the table of modes, each a question with the modes of which it holds. Findings, the day of
 * receipt and what is awaited ask these; nobody else compares the name of a mode.
 */
export const modeTraits = {
  noInvoice: {
    what: say('mode-trait.noInvoice.what'),
    modes: ['not-an-invoice'],
    legalBasis: ['art. 2 pkt 31-32a'],
    confidence: 'H',
  },
  ordinarilyByKsef: {
    what: say('mode-trait.ordinarilyByKsef.what'),
    modes: ['online', 'online-late', 'offline24', 'maintenance'],
    legalBasis: ['art. 106na ust. 3', 'art. 106nda ust. 11 zd. 1', 'art. 106nh ust. 4'],
    confidence: 'H',
  },
  copyBeforeNumberIrregular: {
    what: say('mode-trait.copyBeforeNumberIrregular.what'),
    modes: ['offline24', 'maintenance', 'early-copy'],
    legalBasis: ['art. 106nda ust. 3', 'art. 106nh ust. 4', 'art. 106nda ust. 16'],
    confidence: 'M',
  },
  agreementForListedAlone: {
    what: say('mode-trait.agreementForListedAlone.what'),
    modes: ['offline24', 'maintenance'],
    legalBasis: ['art. 106nda ust. 4', 'art. 106nda ust. 11 zd. 2', 'art. 106nh ust. 4'],
    confidence: 'H',
  },
  agreedWithEveryBuyer: {
    what: say('mode-trait.agreedWithEveryBuyer.what'),
    modes: ['emergency'],
    legalBasis: ['art. 106nf ust. 2', 'art. 106nf ust. 3'],
    confidence: 'H',
  },
  listedByAgreement: {
    what: say('mode-trait.listedByAgreement.what'),
    modes: [
      'online',
      'online-late',
      'offline24',
      'offline24-overtaken-by-failure',
      'maintenance',
      'emergency',
    ],
    legalBasis: ['art. 106na ust. 4', 'art. 106nda ust. 4-5', 'art. 106nf ust. 10', 'art. 106nh ust. 4'],
    confidence: 'H',
  },
  countsFromNotice: {
    what: say('mode-trait.countsFromNotice.what'),
    modes: ['offline24-overtaken-by-failure'],
    legalBasis: ['art. 106nha pkt 1', 'art. 106nf ust. 4', 'art. 106nf ust. 10'],
    confidence: 'M',
  },
  receivedAsBeforeTotalFailure: {
    what: say('mode-trait.receivedAsBeforeTotalFailure.what'),
    modes: ['emergency'],
    legalBasis: ['art. 106nf ust. 7', 'art. 106nf ust. 10'],
    confidence: 'H',
  },
  deductedBeforeSent: {
    what: say('mode-trait.deductedBeforeSent.what'),
    modes: ['emergency'],
    legalBasis: ['art. 106nf ust. 4', 'art. 106nf ust. 10'],
    confidence: 'H',
  },
  lateWithoutTerm: {
    what: say('mode-trait.lateWithoutTerm.what'),
    modes: ['online-late'],
    legalBasis: ['art. 106nda ust. 16'],
    confidence: 'M',
  },
  lawfullyOutside: {
    what: say('mode-trait.lawfullyOutside.what'),
    modes: ['total-failure', 'outside-lawful'],
    legalBasis: ['art. 106ng', 'art. 106ga ust. 2', 'art. 108 ust. 1'],
    confidence: 'H',
  },
  lawfulByDuty: {
    what: say('mode-trait.lawfulByDuty.what'),
    modes: ['outside-lawful'],
    legalBasis: ['art. 106ga ust. 2', 'art. 145l', 'art. 145m'],
    confidence: 'H',
  },
  breach: {
    what: say('mode-trait.breach.what'),
    modes: ['outside-breach'],
    legalBasis: ['art. 106ga ust. 1'],
    confidence: 'H',
  },
} as const satisfies Record<string, ModeTrait>

/** Whether a question of the table holds of a mode. */
export const hasTrait = (mode: Mode, trait: keyof typeof modeTraits): boolean =>
  isOneOf(modeTraits[trait].modes, mode)

/** The policy that decides the marker of a mode without a number; null where the table does. */
export function markerPolicyOf(mode: Mode): PolicyName | null {
  const { withoutNumber } = modeRow(mode).marker
  return typeof withoutNumber === 'object' ? (withoutNumber?.policy ?? null) : null
}
