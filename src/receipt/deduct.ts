import { reductionOf } from '../law/corrections.ts'
import { type Deduction, deductionOf } from '../law/deduction.ts'
import type { Mode } from '../law/mode-names.ts'
import { hasTrait } from '../law/mode-traits.ts'
import { inTurn, say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import { type Day, firstDayOf, monthOf, type Period, quarterOf } from '../values/day.ts'
import { nothingToDeduct } from './amounts.ts'
import type { Context, Facts } from './facts.ts'
import type { Original } from './original.ts'

/** Whether a correction takes tax back or adds some; null for other invoices. */
export type Sign = 'minus' | 'plus' | null

/** Why a purchase stands in no month of the record: a stable reason and a sentence. */
export interface Nowhere {
  reason:
    | 'not-ours'
    | 'not-an-invoice'
    | 'supply-not-confirmed'
    | 'nothing-to-deduct'
    | 'not-received'
    | 'not-paid'
    | 'original-not-deducted'
  text: Said
}

/** The sign of a correction by its tax, else by its gross amount. */
export function correctionSign(facts: Facts): Sign {
  if (facts.group !== 'correction') return null
  const amount = facts.polishVatGrosze || facts.vatGrosze || facts.grossGrosze || 0
  return amount < 0 ? 'minus' : 'plus'
}

/** Why the purchase never has a row of the register, whatever the day; null when it may have one. */
export function whyNoRow(facts: Facts, mode: Mode): Nowhere | null {
  const { inputs } = facts
  if (!facts.ours) return { reason: 'not-ours', text: say('no-row.not-ours') }
  if (hasTrait(mode, 'noInvoice')) return { reason: 'not-an-invoice', text: say('no-row.not-an-invoice') }
  if (inputs.supplyConfirmed === false)
    return { reason: 'supply-not-confirmed', text: say('no-row.supply-not-confirmed') }
  // What the accountant states of a purchase stands in its row also where there is no tax to deduct.
  if (inputs.marginPurchase || inputs.adjustments) return null
  const text = nothingToDeduct(facts)
  return text === null ? null : { reason: 'nothing-to-deduct', text }
}

export const notDeductible = (why: Said): Deduction => ({
  from: null,
  until: null,
  month: null,
  legalBasis: [],
  explanation: say('deduction.nothing', { why }),
  early: false,
  afterWindow: 'deducted',
})

/** The window of deduction, or the period of a reduction, were the invoice received and paid on these days. */
export function deductionFor(
  facts: Facts,
  context: Context,
  sign: Sign,
  originals: readonly Original[],
  receivedDay: Day | null,
  paidDay: Day | null = facts.paidDay,
): Deduction {
  const { settlement } = context
  if (sign === 'minus') return reductionFor(facts, settlement, originals, receivedDay)
  const deduction = deductionOf({
    settlement,
    cashBuyer: context.cashMethod && sign === null,
    cashSeller: facts.cashSeller && sign === null,
    flatRateFarmer: facts.group === 'rr',
    taxedByBuyer: facts.taxedByBuyer,
    sellerCountry: facts.seller.country,
    taxPointDay: facts.taxPointDay,
    taxPointIsPayment: facts.taxPointIsPayment,
    receivedDay,
    paidDay,
    euEarlyDeduction: context.policy.euEarlyDeduction === 'on' && sign === null,
  })
  const told = {
    ...deduction,
    explanation: inTurn([deduction.explanation, ...taxPointOf(facts, deduction)]),
  }
  const received = receivedDay !== null
  // Nothing is deducted from an invoice that nobody has, also where the day of receipt does not move the period.
  return received || deduction.from === null
    ? told
    : { ...notDeductible(say('no-row.not-received')), legalBasis: deduction.legalBasis }
}

/** Tells of a tax point that nobody states; nothing where the payment stands in for it. */
const taxPointOf = ({ taxPointAssumed, cashSeller, group, issueDay }: Facts, { from }: Deduction): Said[] =>
  from !== null && taxPointAssumed && !cashSeller && group !== 'rr'
    ? [say('deduction.assumed', { issued: issueDay })]
    : []

function reductionFor(
  facts: Facts,
  settlement: Context['settlement'],
  originals: readonly Original[],
  receivedDay: Day | null,
): Deduction {
  const stated = facts.inputs.originalDeductedIn
  const held = originals.filter((o) => !o.isCorrection)
  const periods = held
    .flatMap((o) => (o.deductedIn === null ? [] : inSettlement(o.deductedIn, settlement)))
    .sort()
  return reductionOf({
    settlement,
    receivedDay,
    originalDeductedIn: stated ? inSettlement(stated, settlement) : stated,
    originalFrom: periods.at(-1) ?? null,
    originalWaits: stated === undefined && held.some((o) => o.deductedIn === null),
  })
}

const inSettlement = (period: Period, settlement: Context['settlement']): Period =>
  settlement === 'quarterly' ? quarterOf(firstDayOf(period)) : monthOf(firstDayOf(period))
