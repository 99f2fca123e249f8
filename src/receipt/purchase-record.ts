import type { Deduction } from '../law/deduction.ts'
import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import type { Month, Period } from '../values/day.ts'
import { formatMoney, type Grosze, parseMoney } from '../values/money.ts'
import { present } from '../values/present.ts'
import { type AmountNote, amountsOf } from './amounts.ts'
import { deductionFor, type Nowhere, type Sign } from './deduct.ts'
import { type Entry, entriesOf, isInside } from './entries.ts'
import type { Context, Facts } from './facts.ts'
import type { Original } from './original.ts'
import type { Receipt } from './receipt.ts'

/** What a purchase puts into the record: its entries by month, or why it stands nowhere. */
export interface PurchaseRecord {
  entries: Entry[]
  nowhere: Nowhere | null
  /** Why the entries have no amounts; null when they have. */
  amountsUnknown: Said | null
}

interface Decided {
  sign: Sign
  noRow: Nowhere | null
  deduction: Deduction
  receipt: Receipt
  originals: readonly Original[]
}

type Note = AmountNote

/** Takes amounts and months inTurn, with the notes that a human should read. */
export function recordOf(
  facts: Facts,
  context: Context,
  decided: Decided,
): { record: PurchaseRecord; notes: Note[] } {
  const { noRow, deduction } = decided
  if (noRow !== null) return { record: { entries: [], nowhere: noRow, amountsUnknown: null }, notes: [] }
  const { fields, notes } = amountsOf(
    facts,
    context.policy,
    decided.originals.flatMap((o) => o.exchangeRates),
  )
  const window = windowOf(deduction)
  const payments = paymentsOf(facts, context, decided)
  const entries = entriesOf({
    window,
    inputs: facts.inputs,
    amounts: fields,
    payments,
    grossGrosze: facts.grossGrosze,
  })
  const amountsUnknown = fields === null ? (notes.at(-1)?.message ?? null) : null
  const nowhere = entries.length > 0 ? null : reasonOf(decided)
  const doubts = [...overpaid(payments, facts.grossGrosze, facts.currency), ...outsideWindow(facts, window)]
  return { record: { entries, nowhere, amountsUnknown }, notes: [...notes, ...doubts] }
}

function windowOf({ from, until, month }: Deduction) {
  return from === null || until === null || month === null ? null : { from, until, month }
}

/**
 * Payments under the cash method, of the seller or of the buyer, and to flat-rate farmers, and payments of an advance
 * that have a tax point each, with the first month in which each part may be deducted; null for other purchases.
 */
function paymentsOf(
  facts: Facts,
  context: Context,
  { sign, deduction, receipt, originals }: Decided,
): { month: Month; amount: Grosze }[] | null {
  const isCash = facts.cashSeller || context.cashMethod || facts.group === 'rr'
  const parts = facts.taxPointParts
  if (sign !== null || deduction.from === null) return null
  if (!isCash) {
    return (
      parts?.flatMap(({ day, grosze }) => {
        const ofPart = { ...facts, taxPointDay: day }
        const { month } = deductionFor(ofPart, context, sign, originals, receipt.date)
        return month === null ? [] : [{ month, amount: grosze }]
      }) ?? null
    )
  }
  return (facts.inputs.payments ?? []).flatMap(({ date, amount }) => {
    const { month } = deductionFor(facts, context, sign, originals, receipt.date, date)
    return month === null ? [] : [{ month, amount: present(parseMoney(amount)) }]
  })
}

function reasonOf({ sign, receipt, deduction }: Decided): Nowhere {
  const text = deduction.explanation
  if (deduction.from !== null) return { reason: 'nothing-to-deduct', text: say('no-row.nothing-stated') }
  if (receipt.date === null) return { reason: 'not-received', text }
  return { reason: sign === 'minus' ? 'original-not-deducted' : 'not-paid', text }
}

function overpaid(
  payments: readonly { amount: Grosze }[] | null,
  gross: Grosze | null,
  currency: string,
): Note[] {
  const paid = (payments ?? []).reduce((sum, p) => sum + p.amount, 0) as Grosze
  if (gross === null || gross <= 0 || paid <= gross) return []
  const message = say('doubt.payments', { paid: formatMoney(paid), gross: formatMoney(gross), currency })
  return [{ code: 'PAYMENTS_EXCEED_GROSS', message }]
}

function outsideWindow({ inputs }: Facts, window: { from: Period; until: Period } | null): Note[] {
  const { deductIn } = inputs
  if (deductIn === undefined || window === null || isInside(window, deductIn)) return []
  const { from, until } = window
  const message = say('doubt.chosen-month', { month: deductIn, from, until })
  return [{ code: 'CHOSEN_MONTH_OUTSIDE_WINDOW', message }]
}
