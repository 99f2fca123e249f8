import type { Evidence, InvoiceIdentity } from '../ingest/evidence.ts'
import { buyerTable } from '../law/buyer.ts'
import type { Day } from '../values/day.ts'
import type { Grosze } from '../values/money.ts'
import type { CopyFacts, Facts, Inputs } from './facts.ts'

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

/** The day of the seller's tax obligation as far as anybody states it, and where from. */
export function taxPoint(
  inputs: Inputs,
  copies: readonly CopyFacts[],
  fas: readonly NonNullable<Evidence['fa']>[],
  issueDay: Day,
): { taxPointDay: Day; taxPointFrom: string } {
  if (inputs.taxPointDate)
    return { taxPointDay: inputs.taxPointDate, taxPointFrom: 'stated by the accountant' }
  const copied = copies.find((c) => c.copy.taxPointDay !== null)?.copy.taxPointDay
  if (copied) return { taxPointDay: copied, taxPointFrom: 'stated with the copy' }
  const fa = fas.find((f) => f.taxPointDay !== null)
  if (fa?.taxPointDay) return { taxPointDay: fa.taxPointDay, taxPointFrom: `derived from ${fa.taxPointFrom}` }
  return { taxPointDay: issueDay, taxPointFrom: 'derived from P_1' }
}
