import { inTurn, say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
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
import { present } from '../values/present.ts'
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
    day: say('condition.taxPoint.day'),
    appliesTo: say('condition.taxPoint.appliesTo'),
    waits: say('condition.taxPoint.waits'),
    legalBasis: ['art. 86 ust. 10', 'art. 19a'],
    confidence: 'H',
  },
  advance: {
    day: say('condition.advance.day'),
    appliesTo: say('condition.advance.appliesTo'),
    waits: say('condition.advance.waits'),
    legalBasis: ['art. 86 ust. 10', 'art. 19a ust. 8'],
    confidence: 'H',
  },
  selfAssessed: {
    day: say('condition.selfAssessed.day'),
    appliesTo: say('condition.selfAssessed.appliesTo'),
    waits: say('condition.selfAssessed.waits'),
    legalBasis: ['art. 86 ust. 10', 'art. 86 ust. 10b pkt 3'],
    confidence: 'H',
  },
  acquisition: {
    day: say('condition.acquisition.day'),
    appliesTo: say('condition.acquisition.appliesTo'),
    waits: say('condition.acquisition.waits'),
    legalBasis: ['art. 86 ust. 10', 'art. 86 ust. 10b pkt 3', 'art. 86 ust. 10b pkt 2'],
    confidence: 'H',
  },
  receipt: {
    day: say('condition.receipt.day'),
    appliesTo: say('condition.receipt.appliesTo'),
    waits: say('condition.receipt.waits'),
    legalBasis: ['art. 86 ust. 10b pkt 1'],
    confidence: 'H',
  },
  paymentByCashBuyer: {
    day: say('condition.paymentByCashBuyer.day'),
    appliesTo: say('condition.paymentByCashBuyer.appliesTo'),
    waits: say('condition.paymentByCashBuyer.waits'),
    legalBasis: ['art. 86 ust. 10e'],
    confidence: 'H',
  },
  paymentToCashSeller: {
    day: say('condition.paymentToCashSeller.day'),
    appliesTo: say('condition.paymentToCashSeller.appliesTo'),
    waits: say('condition.paymentToCashSeller.waits'),
    legalBasis: ['art. 21 ust. 1 pkt 1', 'art. 86 ust. 10'],
    confidence: 'H',
  },
  paymentToFarmer: {
    day: say('condition.paymentToFarmer.day'),
    appliesTo: say('condition.paymentToFarmer.appliesTo'),
    waits: say('condition.paymentToFarmer.waits'),
    legalBasis: ['art. 116 ust. 6'],
    confidence: 'H',
  },
} as const satisfies Record<
  string,
  { day: Said; appliesTo: Said; waits: Said; legalBasis: readonly string[]; confidence: Confidence }
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
    whatToDo: say('after-window.deducted'),
    legalBasis: ['art. 86 ust. 13'],
    confidence: 'H',
  },
  selfAssessed: {
    whatToDo: say('after-window.selfAssessed'),
    legalBasis: ['art. 86 ust. 13a'],
    confidence: 'H',
  },
  reduced: {
    whatToDo: say('after-window.reduced'),
    legalBasis: ['art. 86 ust. 19a'],
    confidence: 'H',
  },
} as const satisfies Record<string, { whatToDo: Said; legalBasis: readonly string[]; confidence: Confidence }>
export type AfterWindow = keyof typeof afterWindowTable

/** TABLE: windows of which it is disputed whether they exist at all; the first period is the safe one. */
export const contestedWindows = {
  flatRateFarmer: {
    appliesTo: say('condition.paymentToFarmer.appliesTo'),
    why: say('window.contested.flatRateFarmer'),
    legalBasis: ['art. 116 ust. 6', 'art. 86 ust. 11'],
    confidence: 'L',
  },
} as const satisfies Record<
  string,
  { appliesTo: Said; why: Said; legalBasis: readonly string[]; confidence: Confidence }
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
  explanation: Said
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
    const explanation = say('deduction.not-yet', { why: conditionTable[missing[0]].waits })
    return { from: null, until: null, month: null, legalBasis, explanation, early: false, afterWindow }
  }
  const days = conditions.map(([name, day]) => [name, present(day)] as const)
  const early = f.euEarlyDeduction && isEarly(f)
  const counted = early ? days.filter(([name]) => name !== 'receipt') : days
  const last = present(laterOf(...counted.map(([, day]) => day)))
  const deciding = present(counted.find(([, day]) => day === last))
  const from = periodOf(last, f.settlement)
  const window = windowTable[f.settlement]
  const condition = say('deduction.last-condition', { condition: conditionTable[deciding[0]].day, day: last })
  return {
    from,
    until: addPeriods(from, window.further),
    month: monthOf(last),
    legalBasis: [...legalBasis, ...window.legalBasis],
    explanation: f.flatRateFarmer ? inTurn([condition, contestedWindows.flatRateFarmer.why]) : condition,
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
