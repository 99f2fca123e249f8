import { readableFa } from './fa.ts'
import { isFilled, Layout } from './layout.ts'
import type { DocumentElement, ReadableInvoice } from './model.ts'
import { readableUbl } from './ubl.ts'

const ubl = /^urn:oasis:names:specification:ubl:schema:xsd:(?:Invoice|CreditNote)-2$/

/**
 * A document as people read invoices. Of every form, also of one that is not known, everything that stands in the document
 * stands in the answer: as text and never as markup.
 * @param root the root element of FA(2), FA(3), FA_RR, or of Peppol UBL
 */
export function readableInvoice(root: DocumentElement): ReadableInvoice {
  if (ubl.test(root.ns)) return readableUbl(root, new Layout('ubl'))
  if (root.children.some((child) => child.name === 'Fa')) return readableFa(root, new Layout('fa'), 'fa')
  if (root.children.some((child) => child.name === 'FakturaRR'))
    return readableFa(root, new Layout('rr'), 'rr')
  const layout = new Layout('other')
  const all = layout.last(root)
  return { form: 'other', number: null, kind: null, currency: null, sections: [all].filter(isFilled) }
}
