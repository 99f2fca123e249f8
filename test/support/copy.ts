import type { Party } from './ksef.ts'

/** A plain invoice of 123 zł received on 10 June 2026, as an accountant types it in; a test names only what it is about. */
export const plainCopy = (seller: Party, number: string, said: Record<string, unknown> = {}) => ({
  seller,
  number,
  issueDate: '2026-06-10',
  currency: 'PLN',
  net: '100.00',
  vat: '23.00',
  gross: '123.00',
  receivedOn: '2026-06-10',
  document: 'invoice',
  ...said,
})
