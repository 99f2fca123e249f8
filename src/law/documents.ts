import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import type { Day } from '../values/day.ts'
import type { Confidence } from './citation.ts'

/**
 * TABLE: what a document received outside KSeF is in law. `invoice`: may be the invoice itself. `delivery`: a print
 * of a numbered invoice; it hands the invoice over to a listed buyer and changes nothing for others. `neverWith`:
 * codes that prove it to be something else. Two codes stand on what was issued offline, one on what has its number;
 * that a code is missing proves nothing, since nobody may have read it.
 */
export const documentTable = {
  invoice: {
    counts: 'invoice',
    what: say('document.invoice.what'),
    neverWith: ['II'],
    legalBasis: ['art. 2 pkt 31-32'],
    confidence: 'H',
  },
  'offline-invoice': {
    counts: 'invoice',
    what: say('document.offline-invoice.what'),
    neverWith: [],
    legalBasis: ['art. 106nda ust. 6', 'art. 106nf ust. 3'],
    confidence: 'H',
  },
  'numbered-visualisation': {
    counts: 'delivery',
    what: say('document.numbered-visualisation.what'),
    neverWith: ['II'],
    legalBasis: ['art. 106gb ust. 5'],
    confidence: 'H',
  },
  'transaction-confirmation': {
    counts: 'nothing',
    what: say('document.transaction-confirmation.what'),
    neverWith: [],
    legalBasis: ['Podręcznik KSeF 2.0 cz. II 1.6.6', 'KIS 0114-KDIP1-3.4012.804.2025.1.JG'],
    confidence: 'H',
  },
  'fiscal-receipt': {
    counts: 'receipt',
    what: say('document.fiscal-receipt.what'),
    neverWith: ['I', 'II'],
    legalBasis: ['art. 106e ust. 5 pkt 3', 'art. 145n ust. 1 pkt 2'],
    confidence: 'H',
  },
  'not-an-invoice': {
    counts: 'nothing',
    what: say('document.not-an-invoice.what'),
    neverWith: ['I', 'II'],
    legalBasis: ['art. 2 pkt 31'],
    confidence: 'H',
  },
} as const satisfies Record<
  string,
  {
    counts: 'invoice' | 'delivery' | 'receipt' | 'nothing'
    what: Said
    neverWith: readonly ('I' | 'II')[]
    legalBasis: readonly string[]
    confidence: Confidence
  }
>

/** In hundredths, by currency. */
const receiptLimits: Readonly<Record<string, number>> = { PLN: 45_000, EUR: 10_000 }

/** TABLE: until when and up to what gross amount a receipt with the buyer's NIP is an invoice. */
export const receiptAsInvoice = {
  until: '2026-12-31',
  limits: receiptLimits,
  legalBasis: ['art. 106e ust. 5 pkt 3', 'art. 145n ust. 1 pkt 2'],
} as const

/** As a sentence names it: 450 PLN (100 EUR). */
export const receiptLimitText = (): string => {
  const [pln, eur] = [receiptAsInvoice.limits.PLN, receiptAsInvoice.limits.EUR]
  return `${(pln ?? 0) / 100} PLN (${(eur ?? 0) / 100} EUR)`
}

/** Does a document count as the invoice itself, as a delivery of it, or as nothing? */
export function countsAs(
  document: keyof typeof documentTable,
  issueDay: Day,
  grossGrosze: number,
  currency: string,
): 'invoice' | 'delivery' | 'nothing' {
  const { counts } = documentTable[document]
  if (counts !== 'receipt') return counts
  const limit = receiptAsInvoice.limits[currency]
  return issueDay <= receiptAsInvoice.until && limit !== undefined && grossGrosze <= limit
    ? 'invoice'
    : 'nothing'
}
