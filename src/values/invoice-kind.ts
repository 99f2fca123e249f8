/** Kinds of documents in KSeF: `RodzajFaktury` of FA and FA_RR, and the PEF kinds that only metadata name. */

export const invoiceKinds = [
  'VAT',
  'KOR',
  'ZAL',
  'ROZ',
  'UPR',
  'KOR_ZAL',
  'KOR_ROZ',
  'VAT_RR',
  'KOR_VAT_RR',
  'VAT_PEF',
  'VAT_PEF_SP',
  'KOR_PEF',
] as const

export type InvoiceKind = (typeof invoiceKinds)[number]

/** What a kind is for reconciliation: simplified (UPR) and PEF invoices are invoices like any other. */
export type KindGroup = 'invoice' | 'advance' | 'final' | 'correction' | 'rr'

/** The group of a kind; every correction is a correction first, whatever it corrects. */
export function kindGroup(kind: InvoiceKind): KindGroup {
  switch (kind) {
    case 'VAT':
    case 'UPR':
    case 'VAT_PEF':
    case 'VAT_PEF_SP':
      return 'invoice'
    case 'ZAL':
      return 'advance'
    case 'ROZ':
      return 'final'
    case 'VAT_RR':
      return 'rr'
    case 'KOR':
    case 'KOR_ZAL':
    case 'KOR_ROZ':
    case 'KOR_VAT_RR':
    case 'KOR_PEF':
      return 'correction'
  }
}
