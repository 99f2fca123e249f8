/** What a document received outside KSeF is. */
export const documentClasses = [
  'invoice',
  'offline-invoice',
  'numbered-visualisation',
  'transaction-confirmation',
  'fiscal-receipt',
  'not-an-invoice',
] as const
export type DocumentClass = (typeof documentClasses)[number]

const invoices: readonly DocumentClass[] = ['invoice', 'offline-invoice', 'numbered-visualisation']
/** Is it an invoice, or a print of one? */
export const isInvoiceClass = (document: DocumentClass): boolean => invoices.includes(document)
