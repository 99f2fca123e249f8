import type { Evidence, InvoiceIdentity } from '../ingest/evidence.ts'
import type { Grosze } from '../values/money.ts'

/** A form that states net amounts but no tax at Polish rates carries none; without such statements it is not known. */
export function polishVat(identity: InvoiceIdentity, fa: Evidence['fa']): Grosze | null {
  if (fa && Object.keys(fa.rates).length > 0) return fa.deductibleVatGrosze ?? (0 as Grosze)
  // A simplified invoice may leave the tax out: then it is not known, not zero.
  if (identity.kind === 'UPR' && !identity.vatPlnGrosze) return null
  return identity.vatPlnGrosze ?? identity.vatGrosze
}

/** Exempt, foreign and zero-rated parts of an invoice do not belong to the deductible purchase. */
export function taxedNet(identity: InvoiceIdentity, fa: Evidence['fa']): Grosze | null {
  if (fa === null || Object.keys(fa.rates).length === 0) return identity.netGrosze
  return fa.taxedNetGrosze
}
