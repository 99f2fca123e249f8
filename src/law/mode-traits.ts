import type { Confidence } from './citation.ts'
import { type Mode, modeRow } from './modes.ts'
import type { PolicyName } from './policy.ts'

interface ModeTrait {
  what: string
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
    what: 'The documents are no invoice: nothing is received and there is no row.',
    modes: ['not-an-invoice'],
    legalBasis: ['art. 2 pkt 31-32a'],
    confidence: 'H',
  },
  ordinarilyByKsef: {
    what: 'A buyer who is not listed receives it through KSeF alone: a copy since its number is a print of it.',
    modes: ['online', 'online-late', 'offline24', 'maintenance'],
    legalBasis: ['art. 106na ust. 3', 'art. 106nda ust. 11 zd. 1', 'art. 106nh ust. 4'],
    confidence: 'H',
  },
  copyBeforeNumberIrregular: {
    what: 'A copy that such a buyer got before the number was not provided for.',
    modes: ['offline24', 'maintenance', 'early-copy'],
    legalBasis: ['art. 106nda ust. 3', 'art. 106nh ust. 4', 'art. 106nda ust. 16'],
    confidence: 'M',
  },
  agreementForListedAlone: {
    what: 'Delivery outside KSeF may be agreed with a listed buyer alone.',
    modes: ['offline24', 'maintenance'],
    legalBasis: ['art. 106nda ust. 4', 'art. 106nda ust. 11 zd. 2', 'art. 106nh ust. 4'],
    confidence: 'H',
  },
  agreedWithEveryBuyer: {
    what: 'The seller hands it over to every buyer, in the way that they agreed.',
    modes: ['emergency'],
    legalBasis: ['art. 106nf ust. 2', 'art. 106nf ust. 3'],
    confidence: 'H',
  },
  listedByAgreement: {
    what: 'What was agreed with a listed buyer decides when he receives it.',
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
    what: 'The rules of the failure that overtook it hold from its notice on: the term, and what is handed over since.',
    modes: ['offline24-overtaken-by-failure'],
    legalBasis: ['art. 106nha pkt 1', 'art. 106nf ust. 4', 'art. 106nf ust. 10'],
    confidence: 'M',
  },
  receivedAsBeforeTotalFailure: {
    what: 'A total failure ends the duty to send, and neither the day of receipt nor the marker changes by it.',
    modes: ['emergency'],
    legalBasis: ['art. 106nf ust. 7', 'art. 106nf ust. 10'],
    confidence: 'H',
  },
  deductedBeforeSent: {
    what: 'Every buyer may have deducted it before it was sent: a seller who lets the term pass is told as one who never sent it.',
    modes: ['emergency'],
    legalBasis: ['art. 106nf ust. 4', 'art. 106nf ust. 10'],
    confidence: 'H',
  },
  lateWithoutTerm: {
    what: 'The act sets no term for sending; sent after the next business day it is told as sent late.',
    modes: ['online-late'],
    legalBasis: ['art. 106nda ust. 16'],
    confidence: 'M',
  },
  lawfullyOutside: {
    what: 'It was lawfully issued outside KSeF: a number beside it is a second invoice for one supply.',
    modes: ['total-failure', 'outside-lawful'],
    legalBasis: ['art. 106ng', 'art. 106ga ust. 2', 'art. 108 ust. 1'],
    confidence: 'H',
  },
  lawfulByDuty: {
    what: 'It is lawful outside KSeF because, and as far as, the seller had no duty to use it.',
    modes: ['outside-lawful'],
    legalBasis: ['art. 106ga ust. 2', 'art. 145l', 'art. 145m'],
    confidence: 'H',
  },
  breach: {
    what: 'The seller broke his duty to use KSeF: a number may still come, in no term.',
    modes: ['outside-breach'],
    legalBasis: ['art. 106ga ust. 1'],
    confidence: 'H',
  },
} as const satisfies Record<string, ModeTrait>

/** Whether a question of the table holds of a mode. */
export const hasTrait = (mode: Mode, trait: keyof typeof modeTraits): boolean =>
  (modeTraits[trait].modes as readonly Mode[]).includes(mode)

/** The policy that decides the marker of a mode without a number; null where the table does. */
export function markerPolicyOf(mode: Mode): PolicyName | null {
  const { withoutNumber } = modeRow(mode).marker
  return typeof withoutNumber === 'object' ? (withoutNumber?.policy ?? null) : null
}
