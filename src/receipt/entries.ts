import { taxFields } from '../law/jpk.ts'
import { firstMonthOf, lastMonthOf, type Month, type Period } from '../values/day.ts'
import { addMoney, type Grosze, grosze, negated, parseMoney, partOfMoney } from '../values/money.ts'
import { present } from '../values/present.ts'
import { pairsOf } from '../values/tables.ts'
import type { TaxAmounts } from './amounts.ts'
import type { Inputs } from './inputs.ts'

/** What a purchase puts into the record of one month. `amounts` is null where they are not known. */
export interface Entry {
  month: Month
  amounts: TaxAmounts | null
  /** Of a purchase deducted part by part: the gross amount paid in this month, in the currency of the invoice. */
  paidGrosze?: Grosze
}

export interface EntryFacts {
  /** What the law gives without the accountant's choice; null while nothing is deductible. */
  window: { from: Period; until: Period; month: Month } | null
  inputs: Inputs
  amounts: TaxAmounts | null
  /** Payments part by part, with the month in which each may be deducted; null where the method is not cash. */
  payments: readonly { month: Month; amount: Grosze }[] | null
  grossGrosze: Grosze | null
}

/**
 * The entries of a purchase by month: one, or one for each month of payment under the cash method, and one for
 * adjustments that are stated for a month of their own. An entry that would hold no field is none.
 */
export function entriesOf(f: EntryFacts): Entry[] {
  const { month: ownMonth = null, ...fields } = f.inputs.adjustments ?? {}
  const adjustments: TaxAmounts = {}
  for (const [field, text] of pairsOf(fields)) adjustments[field] = present(parseMoney(text))
  const entries = deductionEntries(f)
  const target = ownMonth ?? entries[0]?.month ?? f.window?.month
  if (target !== undefined && Object.keys(adjustments).length > 0) {
    const entry = entries.find((e) => e.month === target)
    if (entry) entry.amounts &&= sumOf(entry.amounts, adjustments)
    else entries.push({ month: target, amounts: adjustments })
  }
  return entries.filter(({ amounts }) => amounts === null || Object.keys(amounts).length > 0).sort(byMonth)
}

/** The month chosen by the accountant while it lies inside the window, else the first possible month. */
export function chosenMonth({ window, inputs }: Pick<EntryFacts, 'window' | 'inputs'>): Month | null {
  const { deductIn } = inputs
  if (window === null) return null
  return deductIn !== undefined && isInside(window, deductIn) ? deductIn : window.month
}

export const isInside = (window: { from: Period; until: Period }, month: Month): boolean =>
  firstMonthOf(window.from) <= month && month <= lastMonthOf(window.until)

function deductionEntries(f: EntryFacts): Entry[] {
  const month = chosenMonth(f)
  if (month === null) return []
  const { amounts, payments, grossGrosze: gross } = f
  if (payments === null || gross === null || gross <= 0) return [{ month, amounts }]
  return partEntries(amounts, countedByMonth(payments, month, gross), gross)
}

/**
 * What counts as paid in each month: never more than the price, and no refund of more than was paid. A chosen month
 * gathers what could have been deducted before it.
 */
function countedByMonth(
  payments: readonly { month: Month; amount: Grosze }[],
  first: Month,
  gross: Grosze,
): [Month, Grosze][] {
  const counted = new Map<Month, Grosze>()
  let paid = 0
  for (const payment of [...payments].sort(byMonth)) {
    const month = payment.month < first ? first : payment.month
    const before = paid
    paid = Math.max(0, Math.min(gross, paid + payment.amount))
    counted.set(month, grosze((counted.get(month) ?? 0) + paid - before))
  }
  return [...counted].filter(([, amount]) => amount !== 0)
}

const byMonth = (a: { month: Month }, b: { month: Month }): number => (a.month < b.month ? -1 : 1)

/**
 * Divides amounts in the proportion paid. Each part is rounded by itself, so that a later payment changes no earlier
 * part; the part that completes the price takes the remainder, so that the parts sum to the whole.
 */
function partEntries(
  amounts: TaxAmounts | null,
  counted: readonly [Month, Grosze][],
  gross: Grosze,
): Entry[] {
  let open: number = gross
  let divided: TaxAmounts = {}
  return counted.map(([month, paidGrosze]): Entry => {
    open -= paidGrosze
    if (amounts === null) return { month, amounts, paidGrosze }
    const part =
      open === 0
        ? sumOf(amounts, reversed(divided))
        : mapped(amounts, (whole) => partOfMoney(whole, paidGrosze, gross))
    divided = sumOf(divided, part)
    return { month, amounts: part, paidGrosze }
  })
}

function mapped(amounts: TaxAmounts, change: (amount: Grosze) => Grosze | null): TaxAmounts {
  const changed: TaxAmounts = {}
  for (const field of taxFields) {
    const amount = amounts[field]
    // A part of a safe integer is one.
    if (amount !== undefined) changed[field] = present(change(amount))
  }
  return changed
}

const reversed = (amounts: TaxAmounts): TaxAmounts => mapped(amounts, negated)

function sumOf(a: TaxAmounts, b: TaxAmounts): TaxAmounts {
  const total: TaxAmounts = {}
  for (const field of taxFields) {
    const amount = addMoney(a[field] ?? null, b[field] ?? null)
    if (amount !== null) total[field] = amount
  }
  return total
}
