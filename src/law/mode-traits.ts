import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import type { Confidence } from './citation.ts'
import type { Mode } from './mode-names.ts'
import { modeRow } from './modes.ts'
import type { PolicyName } from './policy.ts'

interface ModeTrait {
  what: Said
  legalBasis: readonly string[]
  confidence: Confidence
}

/**
 * TABLE: further columns of the table of modes, each a question. Findings, the day of receipt and what is awaited ask
 * these; nobody else compares the name of a mode.
 */
export const modeTraits = {
  noInvoice: {
    what: say('mode-trait.noInvoice.what'),
    legalBasis: ['art. 2 pkt 31-32a'],
    confidence: 'H',
  },
  ordinarilyByKsef: {
    what: say('mode-trait.ordinarilyByKsef.what'),
    legalBasis: ['art. 106na ust. 3', 'art. 106nda ust. 11 zd. 1', 'art. 106nh ust. 4'],
    confidence: 'H',
  },
  copyBeforeNumberIrregular: {
    what: say('mode-trait.copyBeforeNumberIrregular.what'),
    legalBasis: ['art. 106nda ust. 3', 'art. 106nh ust. 4', 'art. 106nda ust. 16'],
    confidence: 'M',
  },
  agreementForListedAlone: {
    what: say('mode-trait.agreementForListedAlone.what'),
    legalBasis: ['art. 106nda ust. 4', 'art. 106nda ust. 11 zd. 2', 'art. 106nh ust. 4'],
    confidence: 'H',
  },
  agreedWithEveryBuyer: {
    what: say('mode-trait.agreedWithEveryBuyer.what'),
    legalBasis: ['art. 106nf ust. 2', 'art. 106nf ust. 3'],
    confidence: 'H',
  },
  listedByAgreement: {
    what: say('mode-trait.listedByAgreement.what'),
    legalBasis: ['art. 106na ust. 4', 'art. 106nda ust. 4-5', 'art. 106nf ust. 10', 'art. 106nh ust. 4'],
    confidence: 'H',
  },
  countsFromNotice: {
    what: say('mode-trait.countsFromNotice.what'),
    legalBasis: ['art. 106nha pkt 1', 'art. 106nf ust. 4', 'art. 106nf ust. 10'],
    confidence: 'M',
  },
  receivedAsBeforeTotalFailure: {
    what: say('mode-trait.receivedAsBeforeTotalFailure.what'),
    legalBasis: ['art. 106nf ust. 7', 'art. 106nf ust. 10'],
    confidence: 'H',
  },
  deductedBeforeSent: {
    what: say('mode-trait.deductedBeforeSent.what'),
    legalBasis: ['art. 106nf ust. 4', 'art. 106nf ust. 10'],
    confidence: 'H',
  },
  lateWithoutTerm: {
    what: say('mode-trait.lateWithoutTerm.what'),
    legalBasis: ['art. 106nda ust. 16'],
    confidence: 'M',
  },
  lawfullyOutside: {
    what: say('mode-trait.lawfullyOutside.what'),
    legalBasis: ['art. 106ng', 'art. 106ga ust. 2', 'art. 108 ust. 1'],
    confidence: 'H',
  },
  lawfulByDuty: {
    what: say('mode-trait.lawfulByDuty.what'),
    legalBasis: ['art. 106ga ust. 2', 'art. 145l', 'art. 145m'],
    confidence: 'H',
  },
  breach: {
    what: say('mode-trait.breach.what'),
    legalBasis: ['art. 106ga ust. 1'],
    confidence: 'H',
  },
} as const satisfies Record<string, ModeTrait>

type ModeTraitName = keyof typeof modeTraits

/** TABLE: which of the questions hold of each mode; the others do not. A new mode has to say it. */
const traitsOf: Record<Mode, readonly ModeTraitName[]> = {
  online: ['ordinarilyByKsef', 'listedByAgreement'],
  'online-late': ['ordinarilyByKsef', 'listedByAgreement', 'lateWithoutTerm'],
  offline24: [
    'ordinarilyByKsef',
    'copyBeforeNumberIrregular',
    'agreementForListedAlone',
    'listedByAgreement',
  ],
  'offline24-overtaken-by-failure': ['listedByAgreement', 'countsFromNotice'],
  'offline24-overtaken-by-total-failure': [],
  maintenance: [
    'ordinarilyByKsef',
    'copyBeforeNumberIrregular',
    'agreementForListedAlone',
    'listedByAgreement',
  ],
  emergency: [
    'agreedWithEveryBuyer',
    'listedByAgreement',
    'receivedAsBeforeTotalFailure',
    'deductedBeforeSent',
  ],
  'total-failure': ['lawfullyOutside'],
  'outside-lawful': ['lawfullyOutside', 'lawfulByDuty'],
  'outside-breach': ['breach'],
  'early-copy': ['copyBeforeNumberIrregular'],
  foreign: [],
  'not-an-invoice': ['noInvoice'],
}

/** Whether a question of the table holds of a mode. */
export const hasTrait = (mode: Mode, trait: ModeTraitName): boolean => traitsOf[mode].includes(trait)

/** The policy that decides the marker of a mode without a number; null where the table does. */
export function markerPolicyOf(mode: Mode): PolicyName | null {
  const { withoutNumber } = modeRow(mode).marker
  return typeof withoutNumber === 'object' ? (withoutNumber?.policy ?? null) : null
}
