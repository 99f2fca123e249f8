import type { Period } from '../values/day.ts'
import type { Grosze } from '../values/money.ts'

/** An original that a correction names, as far as it is held. */
export interface Original {
  purchaseId: string
  number: string
  currency: string
  grossGrosze: Grosze | null
  netGrosze: Grosze | null
  vatGrosze: Grosze | null
  /** A correction itself: it says nothing about the period of deduction. */
  isCorrection: boolean
  /** The period in which it is deducted, chosen or the first possible; null while it is not deductible. */
  deductedIn: Period | null
  /** The reference quotes a KSeF number although the original is held without one. */
  quotedNumberMissing: boolean
  /** It was issued offline, and its number is still due. */
  awaitsNumber: boolean
  /** Under which exchange rates its amounts are converted; none in PLN. */
  exchangeRates: readonly string[]
}

/** What a reference of a correction leads to: its original, or why to none. */
export type Sought = { found: Original } | { missing: 'unknown' | 'several' | 'other-seller' }
