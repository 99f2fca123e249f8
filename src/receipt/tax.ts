import type { Evidence, InvoiceIdentity } from '../ingest/evidence.ts'
import type { FaFacts } from '../ingest/fa.ts'
import { buyerTable } from '../law/buyer.ts'
import { type Day, earlierOf } from '../values/day.ts'
import { type Grosze, parseMoney } from '../values/money.ts'
import type { CopyFacts } from './copy-facts.ts'
import type { Facts, Inputs } from './facts.ts'

/** A form that states net amounts but no tax at Polish rates carries none; without such statements it is not known. */
export function polishVat(identity: InvoiceIdentity, fa: Evidence['fa']): Grosze | null {
  if (fa && Object.keys(fa.rates).length > 0) return fa.deductibleVatGrosze ?? (0 as Grosze)
  // A simplified invoice may leave the tax out: then it is not known, not zero.
  if (identity.kind === 'UPR' && !identity.vatPlnGrosze) return null
  return identity.vatPlnGrosze ?? identity.vatGrosze
}

/** Why there is nothing to deduct from the purchase, whenever; null when there may be something. */
export function nothingToDeduct(facts: Facts): string | null {
  if (Number(facts.share) === 0) return 'no share of its tax is deductible'
  if (facts.taxedByBuyer) return null
  if (!buyerTable[facts.category].deducts)
    return `the buyer's category ${facts.category} carries no Polish tax to deduct`
  const what = facts.group === 'correction' ? 'correction' : 'invoice'
  return facts.polishVatGrosze === 0 ? `the ${what} carries no Polish tax to deduct` : null
}

/** The seller's tax obligation as far as anybody states it. */
export interface TaxPoint {
  taxPointDay: Day
  /** Where the day is from, in words. */
  taxPointFrom: string
  /** Nothing tells the day: P_1 was taken for it. */
  taxPointAssumed: boolean
  /** It is the payment of an advance (art. 19a ust. 8), or should be. */
  taxPointIsPayment: boolean
  /** Gross amounts of which each has a tax point of its own; null where there is one for the whole invoice. */
  taxPointParts: readonly TaxPointPart[] | null
}

export interface TaxPointPart {
  day: Day
  grosze: Grosze
}

interface Told {
  inputs: Inputs
  copies: readonly CopyFacts[]
  fas: readonly FaFacts[]
  identity: InvoiceIdentity
}

/** Invoices whose tax point is the payment that they confirm (art. 19a ust. 8). */
export const isAdvance = (kind: InvoiceIdentity['kind']): boolean => kind === 'ZAL' || kind === 'KOR_ZAL'

/**
 * The tax point: what a human stated, else the payment of an advance, else the supply printed on the invoice, or what
 * was paid before it (art. 19a ust. 1 and 8), else P_1.
 */
export function taxPoint(told: Told): TaxPoint {
  const { inputs, copies, identity } = told
  const advance = isAdvance(identity.kind)
  const whole = (day: Day, from: string): TaxPoint => ofWhole(day, from, advance)
  if (inputs.taxPointDate) return whole(inputs.taxPointDate, 'stated by the accountant')
  const copied = copies.find((c) => c.copy.taxPointDay !== null)?.copy.taxPointDay
  if (copied) return whole(copied, 'stated with the copy')
  const found = advance ? paymentOfAdvance(told) : supply(told)
  return found ?? { ...whole(identity.issueDay, 'derived from P_1'), taxPointAssumed: true }
}

/** P_6 of an advance invoice is the day of its payment; the period that it may name is not. */
function paymentOfAdvance({ inputs, fas, identity }: Told): TaxPoint | null {
  const listed = fas.flatMap((fa) => fa.partPayments ?? [])
  if (listed.length > 0) return inParts(listed, 'derived from P_6Z', identity.grossGrosze)
  const fa = fas.find((f) => f.taxPointFrom === 'P_6')
  if (fa?.taxPointDay) return ofWhole(fa.taxPointDay, 'derived from P_6', true)
  const paid = paymentsOf(inputs)
  return paid.length === 0 ? null : inParts(paid, 'derived from the payments stated', identity.grossGrosze)
}

/** The supply; of an invoice issued before it, what was paid before it has its tax point with the payment. */
function supply({ inputs, fas, identity }: Told): TaxPoint | null {
  const fa = fas.find((f) => f.taxPointDay !== null)
  if (!fa?.taxPointDay) return null
  const { taxPointDay, taxPointFrom } = fa
  const printed = ofWhole(taxPointDay, `derived from ${taxPointFrom}`, false)
  const gross = identity.grossGrosze
  const isBefore = identity.kind === 'VAT' && taxPointFrom !== 'OkresFa' && identity.issueDay < taxPointDay
  const before = isBefore ? paymentsOf(inputs).filter(({ day }) => day < taxPointDay) : []
  if (before.length === 0 || gross === null) return printed
  const open = before.reduce((rest, { grosze }) => rest - grosze, gross as number)
  const rest = open > 0 ? [{ day: taxPointDay, grosze: open as Grosze }] : []
  return inParts([...before, ...rest], `derived from payments before ${taxPointFrom}`, gross)
}

const paymentsOf = ({ payments = [] }: Inputs): TaxPointPart[] =>
  payments.map(({ date, amount }) => ({ day: date, grosze: parseMoney(amount) as Grosze }))

const ofWhole = (taxPointDay: Day, taxPointFrom: string, taxPointIsPayment: boolean): TaxPoint => ({
  taxPointDay,
  taxPointFrom,
  taxPointIsPayment,
  taxPointAssumed: false,
  taxPointParts: null,
})

/** One payment of the whole price is no part. */
function inParts(parts: readonly TaxPointPart[], taxPointFrom: string, gross: Grosze | null): TaxPoint {
  const first = earlierOf(...parts.map(({ day }) => day)) as Day
  const isWhole = gross === null || (parts.length === 1 && (parts[0]?.grosze ?? 0) >= gross)
  return { ...ofWhole(first, taxPointFrom, true), taxPointParts: isWhole ? null : parts }
}

/**
 * Whether an invoice says that the buyer accounts for its tax inside the country: by its sum (P_13_10), or by its mark
 * (P_18) where it has no supplies taxed abroad (P_13_8, P_13_9), which carry the same mark.
 */
export const leavesTaxToBuyer = ({
  rates,
  reverseCharge,
}: Pick<FaFacts, 'rates' | 'reverseCharge'>): boolean =>
  (rates.P_13_10 ?? 0) !== 0 || (reverseCharge && rates.P_13_8 === undefined && rates.P_13_9 === undefined)
