import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import { daysBetween } from '../values/day.ts'
import { isForeign, isNetForGross, type NearCandidate } from './near.ts'
import {
  isCutShort,
  isDatedOtherwise,
  isMisread,
  isOneSlip,
  isPartOf,
  isTransposed,
  swapped,
} from './slips.ts'

/** A purchase as it is compared with others when somebody asks which it may be. Amounts in hundredths of `currency`. */
export type CandidateFacts = Omit<NearCandidate, 'crowded'>

/** What speaks for, or against, two purchases being one invoice. */
interface Signal {
  signal: string
  about: 'number' | 'amount' | 'day' | 'documents' | 'kind'
  points: number
  reason: Said
  holds(a: CandidateFacts, b: CandidateFacts): boolean
}

const apart = (a: CandidateFacts, b: CandidateFacts): number => Math.abs(daysBetween(a.issueDay, b.issueDay))
const sameCurrency = (a: CandidateFacts, b: CandidateFacts): boolean => a.currency === b.currency
const isAmount = (amount: number | null): amount is number => amount !== null && amount !== 0
const sameGross = (a: CandidateFacts, b: CandidateFacts): boolean =>
  isAmount(a.grossGrosze) && a.grossGrosze === b.grossGrosze
/** Rounding of VAT by lines or in total moves a few hundredths. */
const rounding = 5

/**
 * TABLE: signals that two purchases of one seller are one invoice, and their points. Of what is about one thing the
 * first that holds counts; the points add up. They rank what a human looks at and decide nothing: a number tells more
 * than an amount, since sellers repeat prices, and an amount more than a day.
 */
export const signalTable: readonly Signal[] = [
  {
    signal: 'number-same',
    about: 'number',
    points: 40,
    reason: say('candidate.number-same'),
    holds: (a, b) => a.numberKey === b.numberKey,
  },
  {
    signal: 'number-confusable',
    about: 'number',
    points: 36,
    reason: say('candidate.number-confusable'),
    holds: (a, b) => a.nearKey === b.nearKey || isMisread(a.numberKey, b.numberKey),
  },
  {
    signal: 'number-dated',
    about: 'number',
    points: 34,
    reason: say('candidate.number-dated'),
    holds: (a, b) => isDatedOtherwise(a.numberKey, b.numberKey),
  },
  {
    signal: 'number-part',
    about: 'number',
    points: 26,
    reason: say('candidate.number-part'),
    holds: (a, b) => isPartOf(a.numberKey, b.numberKey),
  },
  {
    signal: 'number-cut',
    about: 'number',
    points: 22,
    reason: say('candidate.number-cut'),
    holds: (a, b) => isCutShort(a.numberKey, b.numberKey),
  },
  {
    signal: 'number-swapped',
    about: 'number',
    points: 26,
    reason: say('candidate.number-swapped'),
    holds: (a, b) => isTransposed(a.nearKey, b.nearKey),
  },
  {
    signal: 'number-slip',
    about: 'number',
    points: 16,
    reason: say('candidate.number-slip'),
    holds: (a, b) => isOneSlip(a.nearKey, b.nearKey),
  },
  {
    signal: 'gross-same',
    about: 'amount',
    points: 30,
    reason: say('candidate.gross-same'),
    holds: (a, b) => sameGross(a, b) && sameCurrency(a, b),
  },
  {
    signal: 'net-for-gross',
    about: 'amount',
    points: 24,
    reason: say('candidate.net-for-gross'),
    holds: (a, b) => isNetForGross(a, b) && sameCurrency(a, b),
  },
  {
    signal: 'currency-other',
    about: 'amount',
    points: 22,
    reason: say('candidate.currency-other'),
    holds: sameGross,
  },
  {
    signal: 'gross-rounded',
    about: 'amount',
    points: 16,
    reason: say('candidate.gross-rounded'),
    holds: (a, b) =>
      isAmount(a.grossGrosze) &&
      isAmount(b.grossGrosze) &&
      sameCurrency(a, b) &&
      Math.abs(a.grossGrosze - b.grossGrosze) <= rounding,
  },
  {
    signal: 'day-same',
    about: 'day',
    points: 20,
    reason: say('candidate.day-same'),
    holds: (a, b) => apart(a, b) === 0,
  },
  {
    signal: 'day-swapped',
    about: 'day',
    points: 16,
    reason: say('candidate.day-swapped'),
    holds: (a, b) => swapped(a.issueDay) === b.issueDay,
  },
  {
    signal: 'day-near',
    about: 'day',
    points: 12,
    reason: say('candidate.day-near'),
    holds: (a, b) => apart(a, b) <= 5,
  },
  {
    signal: 'day-month',
    about: 'day',
    points: 5,
    reason: say('candidate.day-month'),
    holds: (a, b) => apart(a, b) <= 31,
  },
  {
    signal: 'day-year',
    about: 'day',
    points: -10,
    reason: say('candidate.day-year'),
    holds: (a, b) => apart(a, b) > 92,
  },
  {
    signal: 'half-and-half',
    about: 'documents',
    points: 10,
    reason: say('candidate.half-and-half'),
    holds: (a, b) => a.hasKsef !== b.hasKsef && a.hasCopy !== b.hasCopy,
  },
  {
    signal: 'kind-other',
    about: 'kind',
    points: -15,
    reason: say('candidate.kind-other'),
    holds: (a, b) => a.kindGroup !== null && b.kindGroup !== null && a.kindGroup !== b.kindGroup,
  },
]

interface Likeness {
  score: number
  signals: Signal[]
}

/** Of one seller, as far as can be told: a foreign firm may stand under a Polish NIP too, and then shares the number. */
const mayBeOneSeller = (a: CandidateFacts, b: CandidateFacts): boolean =>
  a.sellerId === b.sellerId || (isForeign(a) !== isForeign(b) && a.numberKey === b.numberKey)

/**
 * How much speaks for two purchases being one invoice; null where nothing does: another seller, two numbers of KSeF
 * (these are two invoices), or neither number nor amount alike. Symmetric.
 */
export function likeness(a: CandidateFacts, b: CandidateFacts): Likeness | null {
  if (!mayBeOneSeller(a, b) || (a.hasKsef && b.hasKsef)) return null
  const signals: Signal[] = []
  for (const signal of signalTable) {
    if (signals.some((s) => s.about === signal.about)) continue
    if (signal.holds(a, b)) signals.push(signal)
  }
  if (!signals.some((s) => s.about === 'number' || s.about === 'amount')) return null
  return { score: signals.reduce((sum, { points }) => sum + points, 0), signals }
}

/** Ranks what a purchase may be, the likeliest first; equal ones by the nearer day, then in the order given. */
export function rankCandidates<C extends CandidateFacts>(
  purchase: CandidateFacts,
  others: readonly C[],
): { candidate: C; likeness: Likeness }[] {
  return others
    .flatMap((candidate) => {
      const found = likeness(purchase, candidate)
      return found === null ? [] : [{ candidate, likeness: found }]
    })
    .sort(
      (x, y) =>
        y.likeness.score - x.likeness.score || apart(purchase, x.candidate) - apart(purchase, y.candidate),
    )
}
