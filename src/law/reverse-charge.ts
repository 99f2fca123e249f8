import type { Day } from '../values/day.ts'
import { type Confidence, type InForce, isInForce } from './citation.ts'

interface ReverseChargeRow extends InForce {
  rule: string
  /** A `draft` is a bill that was not adopted when it was last looked at: it is shown, and decides nothing. */
  status: 'law' | 'draft'
  goods: readonly string[]
  what: string
  legalBasis: readonly string[]
  confidence: Confidence
}

const goods = ['gas', 'electricity', 'emission allowances'] as const

/** TABLE: domestic supplies whose tax the buyer accounts for, by the day of the tax point (art. 145e). */
export const reverseChargeTable: readonly ReverseChargeRow[] = [
  {
    rule: 'energy-and-allowances',
    from: '2023-04-01',
    to: '2026-12-31',
    status: 'law',
    goods,
    what: 'The buyer accounts for the tax of gas, electricity and emission allowances supplied to him.',
    legalBasis: ['art. 145e ust. 1'],
    confidence: 'H',
  },
  {
    rule: 'energy-and-allowances-ud477',
    from: '2027-01-01',
    to: '2030-06-30',
    status: 'draft',
    goods,
    what: 'The bill UD477 of 2026-09-22 would extend art. 145e to 2030-06-30; it was not adopted on 2026-10-10.',
    legalBasis: ['UD477'],
    confidence: 'M',
  },
]

const rowOn = (status: ReverseChargeRow['status'], day: Day): ReverseChargeRow | null =>
  reverseChargeTable.find((row) => row.status === status && isInForce(row, day)) ?? null

/** Whether a domestic invoice may leave the tax to the buyer on a day. */
export const isReverseChargeLaw = (day: Day): boolean => rowOn('law', day) !== null

/** A bill under which it could do so on a day; null when none is known. */
export const reverseChargeDraft = (day: Day): ReverseChargeRow | null => rowOn('draft', day)
