import type { Sentence } from '../texts/sentence.ts'
import {
  addDays,
  addPeriods,
  type Day,
  lastDayOf,
  laterOf,
  type Month,
  monthOf,
  type Period,
  quarterOf,
} from '../values/day.ts'
import type { Confidence, InForce } from './citation.ts'
import { movedOffDaysOff } from './workdays.ts'

export type Settlement = 'monthly' | 'quarterly'

/** TABLE: how many periods follow the first one in which input tax may still be deducted without a correction. */
export const windowTable = {
  monthly: { further: 3, legalBasis: ['art. 86 ust. 11'], confidence: 'H' },
  quarterly: { further: 2, legalBasis: ['art. 86 ust. 11', 'art. 99 ust. 2-3'], confidence: 'H' },
} as const satisfies Record<
  Settlement,
  { further: number; legalBasis: readonly string[]; confidence: Confidence }
>

/**
 * TABLE: the conditions of which the latest gives the first period of deduction. `unless`: purchases to which a
 * condition does not apply. `waits`: what a missing day means for the accountant.
 */
export const conditionTable = {
  taxPoint: {
    day: 'the tax point of the seller',
    appliesTo: 'every purchase',
    waits: 'the tax point is not known',
    legalBasis: ['art. 86 ust. 10', 'art. 19a'],
    confidence: 'H',
  },
  advance: {
    day: 'the payment of an advance, which is its tax point',
    appliesTo: 'advance invoices (ZAL, KOR_ZAL), and what was paid before the supply',
    waits: 'the payment is not known',
    legalBasis: ['art. 86 ust. 10', 'art. 19a ust. 8'],
    confidence: 'H',
  },
  selfAssessed: {
    day: 'the tax point of what the buyer taxes himself',
    appliesTo:
      'import of services, reverse charge, goods of art. 17 ust. 1 pkt 5: with the output tax reported',
    waits: 'the tax point is not known',
    legalBasis: ['art. 86 ust. 10', 'art. 86 ust. 10b pkt 3'],
    confidence: 'H',
  },
  acquisition: {
    day: 'the tax point of what the buyer taxes himself, goods or services from another Member State',
    appliesTo:
      'a seller of another Member State, whose goods nothing tells from his services: with the output tax reported',
    waits: 'the tax point is not known',
    legalBasis: ['art. 86 ust. 10', 'art. 86 ust. 10b pkt 3', 'art. 86 ust. 10b pkt 2'],
    confidence: 'H',
  },
  receipt: {
    day: 'the receipt of the invoice',
    appliesTo: 'domestic purchases; not import of services and other purchases taxed by the buyer',
    waits: 'the invoice has not been received',
    legalBasis: ['art. 86 ust. 10b pkt 1'],
    confidence: 'H',
  },
  paymentByCashBuyer: {
    day: 'the (first) payment by a buyer on the cash method',
    appliesTo: 'buyers on the cash method',
    waits: 'a buyer on the cash method deducts when he has paid',
    legalBasis: ['art. 86 ust. 10e'],
    confidence: 'H',
  },
  paymentToCashSeller: {
    day: 'the (first) payment to a seller on the cash method',
    appliesTo: 'invoices marked "metoda kasowa"',
    waits: 'the tax point of a seller on the cash method is the payment',
    legalBasis: ['art. 21 ust. 1 pkt 1', 'art. 86 ust. 10'],
    confidence: 'H',
  },
  paymentToFarmer: {
    day: 'the payment to the bank account of a flat-rate farmer',
    appliesTo: 'VAT RR invoices',
    waits: 'the flat-rate refund is deducted when the farmer has been paid',
    legalBasis: ['art. 116 ust. 6'],
    confidence: 'H',
  },
} as const satisfies Record<
  string,
  { day: string; appliesTo: string; waits: string; legalBasis: readonly string[]; confidence: Confidence }
>
type Condition = keyof typeof conditionTable

/**
 * TABLE: the other Member States by the country code of a seller; Greece writes EL in VAT numbers and GR elsewhere.
 * Northern Ireland (XI) counts as one for goods: of services from there ust. 10b pkt 3 speaks, and the day is the same.
 */
export const memberStateTable = {
  members: {
    codes: 'AT BE BG CY CZ DE DK EE EL ES FI FR GR HR HU IE IT LT LU LV MT NL PT RO SE SI SK'.split(' '),
    from: '2021-01-01',
    to: null,
    legalBasis: ['art. 2 pkt 2', 'art. 2 pkt 3', 'art. 2 pkt 4'],
    confidence: 'H',
  },
  northernIreland: {
    codes: ['XI'],
    from: '2021-01-01',
    to: null,
    legalBasis: ["art. 8 of the Protocol on Ireland/Northern Ireland to the United Kingdom's withdrawal"],
    confidence: 'M',
  },
} as const satisfies Record<
  string,
  InForce & { codes: readonly string[]; legalBasis: readonly string[]; confidence: Confidence }
>

/** Their codes; any other country, the United Kingdom too, is a third one (art. 2 pkt 5). */
export const memberStates: ReadonlySet<string> = new Set(
  Object.values(memberStateTable).flatMap(({ codes }) => codes),
)

/**
 * TABLE: how tax that was not deducted inside the window, or reduced in its period, is dealt with afterwards.
 */
export const afterWindowTable = {
  deducted: {
    whatToDo:
      'Correct the return of the period in which the right arose, or of one of the periods of the window, within five years from the beginning of the year in which it arose (art. 86 ust. 13).',
    legalBasis: ['art. 86 ust. 13'],
    confidence: 'H',
  },
  selfAssessed: {
    whatToDo:
      'Correct the return of the period in which the right arose, within five years from the end of that year (art. 86 ust. 13a).',
    legalBasis: ['art. 86 ust. 13a'],
    confidence: 'H',
  },
  reduced: {
    whatToDo: 'Correct the return of the period in which the correction was received (art. 86 ust. 19a).',
    legalBasis: ['art. 86 ust. 19a'],
    confidence: 'H',
  },
} as const satisfies Record<
  string,
  { whatToDo: string; legalBasis: readonly string[]; confidence: Confidence }
>
export type AfterWindow = keyof typeof afterWindowTable

/** TABLE: windows of which it is disputed whether they exist at all; the first period is the safe one. */
export const contestedWindows = {
  flatRateFarmer: {
    appliesTo: 'VAT RR invoices',
    why: 'The act places the flat-rate refund in the period of its payment; whether the three following ones are open too is contested.',
    legalBasis: ['art. 116 ust. 6', 'art. 86 ust. 11'],
    confidence: 'L',
  },
} as const satisfies Record<
  string,
  { appliesTo: string; why: string; legalBasis: readonly string[]; confidence: Confidence }
>

/** What the deduction of a purchase depends on; days are Warsaw calendar days, null when not known. */
export interface DeductionFacts {
  settlement: Settlement
  cashBuyer: boolean
  cashSeller: boolean
  flatRateFarmer: boolean
  taxedByBuyer: boolean
  /** Two letters, as in VAT numbers. */
  sellerCountry: string
  taxPointDay: Day | null
  /** The tax point is the payment of an advance. */
  taxPointIsPayment: boolean
  receivedDay: Day | null
  paidDay: Day | null
  euEarlyDeduction: boolean
}

/** First and last period of deduction; `month` is the month of the record in which the last condition was met. */
export interface Deduction {
  from: Period | null
  until: Period | null
  month: Month | null
  legalBasis: readonly string[]
  explanation: Sentence
  /** The policy euEarlyDeduction moved the first period before the period of receipt. */
  early: boolean
  /** Whether a later period than the first is open is disputed (`contestedWindows`). */
  contested?: true
  /** What governs it once the window is over. */
  afterWindow: AfterWindow
}

export const periodOf = (day: Day, settlement: Settlement): Period =>
  settlement === 'monthly' ? monthOf(day) : quarterOf(day)

/** The day by which the record of a period is due: the 25th of the next month, moved off days off (art. 99 ust. 1-3). */
export const filingDay = (period: Period): Day => movedOffDaysOff(addDays(lastDayOf(period), 25))

/** Deduction of an invoice, an advance or a correction in plus (art. 86 ust. 10-11). */
export function deductionOf(f: DeductionFacts): Deduction {
  const conditions = conditionsOf(f)
  const afterWindow = f.taxedByBuyer ? 'selfAssessed' : 'deducted'
  const missing = conditions.find(([, day]) => day === null)
  const legalBasis = [...new Set(conditions.flatMap(([name]) => conditionTable[name].legalBasis))]
  if (missing) {
    const explanation = `No deduction yet: ${conditionTable[missing[0]].waits}.`
    return { from: null, until: null, month: null, legalBasis, explanation, early: false, afterWindow }
  }
  const days = conditions.map(([name, day]) => [name, day as Day] as const)
  const early = f.euEarlyDeduction && isEarly(f)
  const counted = early ? days.filter(([name]) => name !== 'receipt') : days
  const last = laterOf(...counted.map(([, day]) => day)) as Day
  const deciding = counted.find(([, day]) => day === last) as readonly [Condition, Day]
  const from = periodOf(last, f.settlement)
  const window = windowTable[f.settlement]
  const disputed = f.flatRateFarmer ? ` ${contestedWindows.flatRateFarmer.why}` : ''
  return {
    from,
    until: addPeriods(from, window.further),
    month: monthOf(last),
    legalBasis: [...legalBasis, ...window.legalBasis],
    explanation: `The last condition was ${conditionTable[deciding[0]].day} on ${last}.${disputed}`,
    early,
    afterWindow,
    ...(f.flatRateFarmer ? { contested: true as const } : {}),
  }
}

function conditionsOf(f: DeductionFacts): [Condition, Day | null][] {
  const conditions: [Condition, Day | null][] = []
  // With cash accounting the payment is the tax point, or comes after it: the written supply date cannot be later.
  if (f.taxedByBuyer)
    conditions.push([memberStates.has(f.sellerCountry) ? 'acquisition' : 'selfAssessed', f.taxPointDay])
  else if (!f.cashSeller && !f.flatRateFarmer)
    conditions.push([f.taxPointIsPayment ? 'advance' : 'taxPoint', f.taxPointDay])
  if (!f.taxedByBuyer) conditions.push(['receipt', f.receivedDay])
  if (f.cashBuyer) conditions.push(['paymentByCashBuyer', f.paidDay])
  if (f.cashSeller) conditions.push(['paymentToCashSeller', f.paidDay])
  if (f.flatRateFarmer) conditions.push(['paymentToFarmer', f.paidDay])
  return conditions
}

/** T-689/24: the invoice came after the period of the tax point but before that period's record was due. */
function isEarly(f: DeductionFacts): boolean {
  if (f.taxedByBuyer || f.cashBuyer || f.cashSeller || f.flatRateFarmer) return false
  if (f.taxPointDay === null || f.receivedDay === null) return false
  const period = periodOf(f.taxPointDay, f.settlement)
  return f.receivedDay > lastDayOf(period) && f.receivedDay <= filingDay(period)
}
