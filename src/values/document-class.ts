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
