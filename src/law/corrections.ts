import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import { type Day, firstMonthOf, laterOf, type Month, monthOf, type Period } from '../values/day.ts'
import { present } from '../values/present.ts'
import { type Confidence, type InForce, isInForce } from './citation.ts'
import { type Deduction, periodOf, type Settlement } from './deduction.ts'

interface MinusRow extends InForce {
  rule: Said
  legalBasis: readonly string[]
  confidence: Confidence
}

/** TABLE: the period in which a correction in minus reduces input tax, by the day the correction was received. */
export const minusTable: readonly MinusRow[] = [
  {
    from: '2021-01-01',
    to: '2026-01-31',
    rule: say('reduction.rule.agreed'),
    legalBasis: ['art. 86 ust. 19a (do 31.01.2026)'],
    confidence: 'L',
  },
  {
    from: '2026-02-01',
    to: null,
    rule: say('reduction.rule.received'),
    legalBasis: ['art. 86 ust. 19a'],
    confidence: 'H',
  },
]

interface MinusFacts {
  settlement: Settlement
  receivedDay: Day | null
  /** Period in which the original was deducted; null: stated not yet deducted; undefined: nothing stated. */
  originalDeductedIn: Period | null | undefined
  /** Period in which the original is deducted, where it is held and deductible. */
  originalFrom: Period | null
  /** The original is held and not deductible yet. */
  originalWaits: boolean
}

/**
 * The single, mandatory period of a correction in minus (art. 86 ust. 19a). Where nothing is stated about the
 * original, it is taken to be deducted in its first period, as is usual; `originalDeductedIn` says otherwise.
 */
export function reductionOf(f: MinusFacts): Deduction {
  const received = f.receivedDay
  const law = minusTable.find((row) => isInForce(row, received ?? '2026-02-01')) ?? minusTable[0]
  const legalBasis = law?.legalBasis ?? []
  const nothing = (explanation: Said): Deduction => ({
    from: null,
    until: null,
    month: null,
    legalBasis,
    explanation,
    early: false,
    afterWindow: 'reduced',
  })
  if (received === null) return nothing(say('reduction.not-received'))
  if (f.originalDeductedIn === null) return nothing(say('reduction.original-not-deducted'))
  if (f.originalWaits) return nothing(say('reduction.original-waits'))
  const own = periodOf(received, f.settlement)
  const period = present(laterOf<Period>(own, f.originalDeductedIn ?? f.originalFrom))
  const month: Month = period === own ? monthOf(received) : firstMonthOf(period)
  const explanation =
    period === own ? say('reduction.received', { received }) : say('reduction.with-original', { period })
  return { from: period, until: period, month, legalBasis, explanation, early: false, afterWindow: 'reduced' }
}

/**
 * TABLE: a correction states by how much base and tax change (art. 106j ust. 2 pkt 5). Totals with the sign and more than
 * this part of the size of the original's are suspected to be the new ones, unless the lines before and after (StanPrzed)
 * differ by what is stated.
 */
export const newTotalsRule = {
  moreThan: 0.5,
  unless: say('new-totals.unless'),
  legalBasis: ['art. 106j ust. 2 pkt 5'],
  confidence: 'M',
} as const

/** Whether a total of a correction looks like the new total of what it corrects, both in hundredths of one currency. */
export const looksLikeNewTotal = (stated: number, original: number): boolean =>
  Math.sign(stated) === Math.sign(original) && Math.abs(stated) > Math.abs(original) * newTotalsRule.moreThan
