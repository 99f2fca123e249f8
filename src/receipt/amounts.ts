import { buyerTable } from '../law/buyer.ts'
import type { FindingCode } from '../law/findings.ts'
import { invoiceFields, marginField, type TaxField } from '../law/jpk.ts'
import type { Policy } from '../law/policy.ts'
import { rateTable, standardRate } from '../law/rates.ts'
import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import { type Grosze, noMoney, parseMoney, scaleMoney } from '../values/money.ts'
import type { Facts } from './facts.ts'
import { type AmountDoubt, converterOf, type ToPln, tooLargeForPln, total } from './pln.ts'

/** Amounts in grosze; a field that does not apply is absent. */
export type TaxAmounts = { [F in TaxField]?: Grosze }

/** What a human should know about amounts. */
export interface AmountNote {
  code: FindingCode
  message: Said
}

/** The amounts of a purchase in PLN. `fields` is null where they cannot be known: the last note says why. */
interface Amounts {
  fields: TaxAmounts | null
  notes: AmountNote[]
}

type Base = { net: Grosze; vat: Grosze }
/** A purchase on the way to its amounts: `null` means not known, and a note says why. */
interface Work {
  facts: Facts
  toPln: ToPln
  note: AmountDoubt
}

/**
 * Decides what of a purchase stands under which field, in PLN: the tax of its rates or the tax of the buyer, the
 * deductible share, fixed asset or other purchase, margin purchases. What is not known is never taken for zero.
 */
export function amountsOf(facts: Facts, policy: Policy, ratesOfOriginals: readonly string[]): Amounts {
  let notes: AmountNote[] = []
  const note: AmountDoubt = (code, message) => {
    notes = [...notes.filter((n) => n.code !== code), { code, message }]
    return null
  }
  const toPln = converterOf(facts, ratesOfOriginals, note)
  return { fields: fieldsOf({ facts, toPln, note }, policy), notes }
}

function fieldsOf(work: Work, policy: Policy): TaxAmounts | null {
  const { facts, toPln, note } = work
  if (facts.inputs.marginPurchase) {
    const value = toPln([facts.grossGrosze])
    return value === null ? null : { [marginField]: value }
  }
  if (nothingToDeduct(facts) !== null) return {}
  const base = facts.taxedByBuyer ? taxedByBuyer(work) : taxedBySeller(work)
  if (base === null) return null
  const { share } = facts
  const isWhole = Number(share) === 1
  if (!isWhole && policy.partialDeductionNet === 'ask') {
    return note('PARTIAL_NET_UNDECIDED', say('doubt.amounts.share', { share }))
  }
  const vat = scaleMoney(base.vat, share)
  const net = policy.partialDeductionNet === 'proportional' ? scaleMoney(base.net, share) : base.net
  if (vat === null || net === null) return tooLargeForPln(note)
  const fields = facts.fixedAsset ? invoiceFields.fixedAsset : invoiceFields.other
  return { [fields.net]: net, [fields.vat]: vat }
}

/** What the seller taxed at Polish rates. */
function taxedBySeller({ facts, toPln, note }: Work): Base | null {
  const rates = ratesOf(facts)
  const parts = rates === null ? [partOfIdentity(facts)] : partsOfRates(rates)
  if (parts.length === 0 || parts.some((p) => p.net === null || (p.vat === null && p.vatPln === null))) {
    return note('AMOUNTS_INCOMPLETE', say('doubt.amounts.none'))
  }
  const isPln = facts.currency === 'PLN'
  // What the invoice states in PLN itself is not converted; farmers' invoices do.
  const open = parts.filter((p) => p.netPln === null)
  const converted = open.length === 0 ? noBase.net : toPln(open.map((p) => p.net))
  if (converted === null) return null
  const net = total([...parts.flatMap((p) => p.netPln ?? []), converted])
  const stated = parts.map((p) => (isPln ? p.vat : p.vatPln))
  const missing = parts.filter((_, index) => stated[index] === null)
  if (missing.length === 0) return baseOf(net, total(stated), note)
  const computed = toPln(missing.map((p) => p.vat))
  if (computed === null) return null
  note('VAT_PLN_COMPUTED', say('doubt.amounts.pln-computed', { currency: facts.currency }))
  return baseOf(net, total([...stated.filter((vat) => vat !== null), computed]), note)
}

/** One rate: net and tax in the currency of the invoice, and in PLN where the invoice says so. */
type RatePart = { net: Grosze | null; netPln: Grosze | null; vat: Grosze | null; vatPln: Grosze | null }

const partsOfRates = (rates: Record<string, Grosze>): RatePart[] =>
  Object.entries(rateTable).flatMap(([name, { tax, treatment }]) => {
    const [net = null, vat = null] = [rates[name], rates[tax ?? '']]
    if (treatment !== 'deducted' || (net === null && vat === null)) return []
    // A rate that is printed with its net amount alone carries no tax.
    const zero = vat === null && net === 0 ? net : vat
    return [{ net, vat: zero, netPln: rates[`${name}W`] ?? null, vatPln: rates[`${tax}W`] ?? zeroOf(zero) }]
  })

/** No tax is no tax in any currency. */
const zeroOf = (vat: Grosze | null): Grosze | null => (vat === 0 ? vat : null)

/** A copy or a metadata row; a simplified invoice may leave the tax out, and then it is not known. */
function partOfIdentity(facts: Facts): RatePart {
  const { currency, netGrosze: net, vatGrosze, vatPlnGrosze } = facts
  if (facts.polishVatGrosze === null) return { net, netPln: null, vat: null, vatPln: null }
  const vat = currency === 'PLN' ? (vatPlnGrosze ?? vatGrosze) : vatGrosze
  return { net, netPln: null, vat, vatPln: vatPlnGrosze }
}

/** The totals by rate of the invoice, null where no XML states any. */
function ratesOf({ fa }: Facts): Record<string, Grosze> | null {
  return fa && Object.keys(fa.rates).length > 0 ? fa.rates : null
}

/** Import of services and reverse charge: the tax that the buyer reported, besides what the seller taxed himself. */
function taxedByBuyer(work: Work): Base | null {
  const { facts, toPln, note } = work
  const { inputs } = facts
  if (inputs.selfAssessed !== true) {
    return note('INFO_SELF_ASSESSMENT_OPEN', say('doubt.amounts.self-assessment'))
  }
  const rates = ratesOf(facts)
  const isMixed = rates !== null && partsOfRates(rates).length > 0
  const sellers = isMixed ? taxedBySeller(work) : noBase
  const net = toPln(rates === null ? [netOfIdentity(facts)] : untaxedOf(rates))
  if (net === null || sellers === null) return null
  const stated = inputs.selfAssessedVat === undefined ? null : parseMoney(inputs.selfAssessedVat)
  const own = stated ?? scaleMoney(net, standardRate.rate)
  if (stated === null)
    note('INFO_STANDARD_RATE', say('doubt.amounts.standard-rate', { rate: standardRate.rate }))
  return baseOf(total([net, sellers.net]), total([own, sellers.vat]), note)
}

const noBase: Base = { net: noMoney, vat: noMoney }

const untaxedOf = (rates: Record<string, Grosze>): Grosze[] =>
  Object.entries(rateTable).flatMap(([name, { treatment }]) =>
    treatment.startsWith('taxed-by-buyer') && rates[name] !== undefined ? [rates[name]] : [],
  )

/** Without a net amount the gross is net only where the document says that there is no tax on it. */
const netOfIdentity = ({ netGrosze, vatGrosze, grossGrosze }: Facts): Grosze | null =>
  netGrosze ?? (vatGrosze === 0 ? grossGrosze : null)

const baseOf = (net: Grosze | null, vat: Grosze | null, note: AmountDoubt): Base | null =>
  net === null || vat === null ? tooLargeForPln(note) : { net, vat }

/** Why there is nothing to deduct from the purchase, whenever; null when there may be something. */
export function nothingToDeduct(facts: Facts): Said | null {
  if (Number(facts.share) === 0) return say('no-row.no-share')
  if (facts.taxedByBuyer) return null
  if (!buyerTable[facts.category].deducts) return say('no-row.buyer')
  if (facts.polishVatGrosze !== 0) return null
  return facts.group === 'correction' ? say('no-row.correction-without-tax') : say('no-row.without-tax')
}
