import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import type { Day } from '../values/day.ts'
import { type Confidence, type InForce, isInForce } from './citation.ts'

interface ReverseChargeRow extends InForce {
  rule: string
  /** A `draft` is a bill that was not adopted when it was last looked at: it is shown, and decides nothing. */
  status: 'law' | 'draft'
  goods: readonly Said[]
  what: Said
  legalBasis: readonly string[]
  confidence: Confidence
}

const goods = [
  say('reverse-charge.goods.gas'),
  say('reverse-charge.goods.electricity'),
  say('reverse-charge.goods.allowances'),
]

/** TABLE: domestic supplies whose tax the buyer accounts for, by the day of the tax point (art. 145e). */
export const reverseChargeTable: readonly ReverseChargeRow[] = [
  {
    rule: 'energy-and-allowances',
    from: '2023-04-01',
    to: '2026-12-31',
    status: 'law',
    goods,
    what: say('reverse-charge.energy-and-allowances.what'),
    legalBasis: ['art. 145e ust. 1'],
    confidence: 'H',
  },
  {
    rule: 'energy-and-allowances-ud477',
    from: '2027-01-01',
    to: '2030-06-30',
    status: 'draft',
    goods,
    what: say('reverse-charge.energy-and-allowances-ud477.what'),
    legalBasis: ['UD477'],
    confidence: 'M',
  },
]

const rowOn = (status: ReverseChargeRow['status'], day: Day): ReverseChargeRow | null =>
  reverseChargeTable.find((row) => row.status === status && isInForce(row, day)) ?? null

/**
 * TABLE: by what an invoice says that the buyer accounts for its tax inside the country: a sum of it, or the words
 * "odwrotne obciążenie". Supplies taxed abroad carry the same words, so these say nothing beside sums of such; nor do
 * they beside Polish tax that the seller charges: the words stand instead of it, and one of both is a mistake.
 */
export const reverseChargeSigns = {
  sum: { field: 'P_13_10', legalBasis: ['art. 17 ust. 1', 'art. 106e ust. 1 pkt 18'], confidence: 'H' },
  words: {
    field: 'P_18',
    notBeside: ['P_13_8', 'P_13_9'],
    notBesideTax: ['P_14_1', 'P_14_2', 'P_14_3', 'P_14_4'],
    legalBasis: ['art. 106e ust. 1 pkt 18'],
    confidence: 'H',
  },
} as const satisfies Record<
  string,
  {
    field: string
    notBeside?: readonly string[]
    notBesideTax?: readonly string[]
    legalBasis: readonly string[]
    confidence: Confidence
  }
>

/** Of an invoice, what tells who accounts for its tax. */
interface TaxSigns {
  /** Each total under its published name, in hundredths. */
  rates: Readonly<Record<string, number>>
  /** The words stand on it. */
  reverseCharge: boolean
}

const { sum, words } = reverseChargeSigns
const isNot0 = ({ rates }: TaxSigns, field: string): boolean => (rates[field] ?? 0) !== 0

/** Whether an invoice leaves its tax to the buyer inside the country; a sum printed as zero says nothing. */
export function leavesTaxToBuyer(signs: TaxSigns): boolean {
  if (isNot0(signs, sum.field)) return true
  if (!signs.reverseCharge || contradictsItsTax(signs)) return false
  return words.notBeside.every((field) => signs.rates[field] === undefined)
}

/** Whether the words stand on an invoice that charges Polish tax, with no sum that they could be about. */
export const contradictsItsTax = (signs: TaxSigns): boolean =>
  signs.reverseCharge &&
  words.notBesideTax.some((field) => isNot0(signs, field)) &&
  ![sum.field, ...words.notBeside].some((field) => isNot0(signs, field))

/** Whether a domestic invoice may leave the tax to the buyer on a day. */
export const isReverseChargeLaw = (day: Day): boolean => rowOn('law', day) !== null

/** The articles under which one may, or might until they ended. */
export const reverseChargeBasis = (): string =>
  reverseChargeTable.flatMap((row) => (row.status === 'law' ? row.legalBasis : [])).join(', ')

/** A bill under which it could do so on a day; null when none is known. */
export const reverseChargeDraft = (day: Day): ReverseChargeRow | null => rowOn('draft', day)
