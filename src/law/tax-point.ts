import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import type { Day } from '../values/day.ts'
import type { InvoiceKind } from '../values/invoice-kind.ts'
import { isOneOf } from '../values/tables.ts'
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
export const isAdvance = (kind: InvoiceKind | null): boolean => isOneOf(advances.kinds, kind)

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
  what: Said
  /** As it is told beside the day. */
  told: Said
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
    what: say('tax-point.accountant.what'),
    told: say('tax-point.accountant.told'),
    legalBasis: ['art. 19a', 'art. 86 ust. 10'],
    confidence: 'H',
  },
  {
    ...{ source: 'copy', of: 'every', ...always },
    what: say('tax-point.copy.what'),
    told: say('tax-point.copy.told'),
    legalBasis: ['art. 19a', 'art. 86 ust. 10'],
    confidence: 'H',
  },
  {
    ...{ source: 'P_6Z', of: 'advances', ...of19a },
    what: say('tax-point.P_6Z.what'),
    told: say('tax-point.P_6Z.told'),
    legalBasis: ['art. 19a ust. 8', 'art. 86 ust. 10c'],
    confidence: 'H',
  },
  {
    ...{ source: 'P_6', of: 'advances', ...of19a },
    what: say('tax-point.P_6.advances.what'),
    told: say('tax-point.P_6.told'),
    legalBasis: ['art. 19a ust. 8', 'art. 106e ust. 1 pkt 6'],
    confidence: 'H',
  },
  {
    ...{ source: 'payments', of: 'advances', ...of19a },
    what: say('tax-point.payments.what'),
    told: say('tax-point.payments.told'),
    legalBasis: ['art. 19a ust. 8', 'art. 86 ust. 10c'],
    confidence: 'H',
  },
  {
    ...{ source: 'payments-before-supply', of: 'ordinary', ...of19a },
    what: say('tax-point.payments-before-supply.what'),
    told: say('tax-point.payments-before-supply.told'),
    legalBasis: ['art. 19a ust. 8', 'art. 86 ust. 10c'],
    confidence: 'H',
  },
  {
    ...{ source: 'P_6', of: 'others', ...of19a },
    what: say('tax-point.P_6.what'),
    told: say('tax-point.P_6.told'),
    legalBasis: ['art. 19a ust. 1'],
    confidence: 'M',
  },
  {
    ...{ source: 'OkresFa', of: 'others', ...of19a },
    what: say('tax-point.OkresFa.what'),
    told: say('tax-point.OkresFa.told'),
    legalBasis: ['art. 19a ust. 3'],
    confidence: 'M',
  },
  {
    ...{ source: 'P_6A', of: 'others', ...of19a },
    what: say('tax-point.P_6A.what'),
    told: say('tax-point.P_6A.told'),
    legalBasis: ['art. 19a ust. 1'],
    confidence: 'M',
  },
  {
    ...{ source: 'P_4A', of: 'others', ...of19a },
    what: say('tax-point.P_4A.what'),
    told: say('tax-point.P_4A.told'),
    legalBasis: ['art. 116 ust. 2'],
    confidence: 'M',
  },
  {
    ...{ source: 'P_1', of: 'every', ...always },
    what: say('tax-point.P_1.what'),
    told: say('tax-point.P_1.told'),
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
