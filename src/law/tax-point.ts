import type { Day } from '../values/day.ts'
import type { InvoiceKind } from '../values/invoice-kind.ts'
import { type Confidence, type InForce, isInForce } from './citation.ts'

/** TABLE: which kinds confirm the payment of an advance, whose tax point that payment is. */
export const advances = {
  kinds: ['ZAL', 'KOR_ZAL'],
  legalBasis: ['art. 19a ust. 8', 'art. 106b ust. 1 pkt 4'],
  confidence: 'H',
} as const satisfies {
  kinds: readonly InvoiceKind[]
  legalBasis: readonly string[]
  confidence: Confidence
}

/** Invoices whose tax point is the payment that they confirm (art. 19a ust. 8); a kind that nobody tells is none. */
export const isAdvance = (kind: InvoiceKind | null): boolean =>
  (advances.kinds as readonly (InvoiceKind | null)[]).includes(kind)

/** Where a tax point may be told: by a person, or under a published field of the invoice. */
export type TaxPointSource =
  | 'accountant'
  | 'copy'
  | 'P_6Z'
  | 'payments'
  | 'payments-before-supply'
  | 'P_6'
  | 'OkresFa'
  | 'P_6A'
  | 'P_4A'
  | 'P_1'

export interface TaxPointRow extends InForce {
  source: TaxPointSource
  /** Of advances alone, of all others, of ordinary invoices (VAT) alone, or of every invoice. */
  of: 'every' | 'advances' | 'others' | 'ordinary'
  what: string
  /** As it is told beside the day. */
  told: string
  legalBasis: readonly string[]
  confidence: Confidence
}

/** Before 2014 the tax obligation arose with the invoice as a rule, so nothing else is asked then. */
const of19a = { from: '2014-01-01', to: null }
const always = { from: '0001-01-01', to: null }

/**
 * TABLE: the seller's tax point, by the day of issue. The first row that tells a day counts, so the order is part of the
 * law's reading: a person knows more than the paper, the payment goes before the supply where it came before it, and P_1
 * is a guess. Fields of the supply are read in the order in which the reader of the form finds them.
 */
export const taxPointTable: readonly TaxPointRow[] = [
  {
    ...{ source: 'accountant', of: 'every', ...always },
    what: 'the day that the accountant stated (taxPointDate), of a correction that of its cause',
    told: 'stated by the accountant',
    legalBasis: ['art. 19a', 'art. 86 ust. 10'],
    confidence: 'H',
  },
  {
    ...{ source: 'copy', of: 'every', ...always },
    what: 'the day that was stated with a copy',
    told: 'stated with the copy',
    legalBasis: ['art. 19a', 'art. 86 ust. 10'],
    confidence: 'H',
  },
  {
    ...{ source: 'P_6Z', of: 'advances', ...of19a },
    what: 'each of several payments of one advance invoice, with its own amount',
    told: 'derived from P_6Z',
    legalBasis: ['art. 19a ust. 8', 'art. 86 ust. 10c'],
    confidence: 'H',
  },
  {
    ...{ source: 'P_6', of: 'advances', ...of19a },
    what: 'on an advance invoice the day on which the seller received the payment',
    told: 'derived from P_6',
    legalBasis: ['art. 19a ust. 8', 'art. 106e ust. 1 pkt 6'],
    confidence: 'H',
  },
  {
    ...{ source: 'payments', of: 'advances', ...of19a },
    what: 'the payments that the accountant stated, each with its own amount',
    told: 'derived from the payments stated',
    legalBasis: ['art. 19a ust. 8', 'art. 86 ust. 10c'],
    confidence: 'H',
  },
  {
    ...{ source: 'payments-before-supply', of: 'ordinary', ...of19a },
    what: 'what was paid before the supply of an invoice issued before it; the rest has the supply',
    told: 'derived from payments before',
    legalBasis: ['art. 19a ust. 8', 'art. 86 ust. 10c'],
    confidence: 'H',
  },
  {
    ...{ source: 'P_6', of: 'others', ...of19a },
    what: 'the supply as printed for the whole invoice',
    told: 'derived from P_6',
    legalBasis: ['art. 19a ust. 1'],
    confidence: 'M',
  },
  {
    ...{ source: 'OkresFa', of: 'others', ...of19a },
    what: 'the last day of the period that the invoice is for',
    told: 'derived from OkresFa',
    legalBasis: ['art. 19a ust. 3'],
    confidence: 'M',
  },
  {
    ...{ source: 'P_6A', of: 'others', ...of19a },
    what: 'the last of the days of supply printed for its lines',
    told: 'derived from P_6A',
    legalBasis: ['art. 19a ust. 1'],
    confidence: 'M',
  },
  {
    ...{ source: 'P_4A', of: 'others', ...of19a },
    what: 'the purchase from a flat-rate farmer',
    told: 'derived from P_4A',
    legalBasis: ['art. 116 ust. 2'],
    confidence: 'M',
  },
  {
    ...{ source: 'P_1', of: 'every', ...always },
    what: 'the day of issue: for what art. 19a ust. 5 pkt 3-4 names it is the tax point, for all else a guess, and of an advance one to be asked about',
    told: 'derived from P_1',
    legalBasis: ['art. 19a ust. 5 pkt 3-4', 'art. 106nda ust. 10'],
    confidence: 'M',
  },
]

/** The rows to be asked about an invoice of a kind and day of issue, in their order. */
export const taxPointRows = (kind: InvoiceKind | null, issueDay: Day): TaxPointRow[] => {
  const advance = isAdvance(kind)
  const applies = ({ of }: TaxPointRow): boolean =>
    of === 'every' || (advance ? of === 'advances' : of === 'others' || (of === 'ordinary' && kind === 'VAT'))
  return taxPointTable.filter((row) => applies(row) && isInForce(row, issueDay))
}
