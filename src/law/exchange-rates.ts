import type { Confidence } from './citation.ts'

export interface ExchangeRateRow {
  source: 'accountant' | 'invoice' | 'original'
  what: string
  legalBasis: readonly string[]
  confidence: Confidence
}

/**
 * TABLE: the rate that an invoice in another currency is converted by. The first row that tells any counts; several rates
 * are none. Which day's rate it must be (art. 31a: the last working day before the tax point, or before the issue where
 * that came first) is for whoever states it: no rate is looked up here. Each amount is converted and rounded by
 * itself (art. 106e ust. 11).
 */
export const exchangeRateTable: readonly ExchangeRateRow[] = [
  {
    source: 'accountant',
    what: 'the rate that the accountant stated (exchangeRate)',
    legalBasis: ['art. 31a ust. 1-2'],
    confidence: 'H',
  },
  {
    source: 'invoice',
    what: 'the rate printed on the invoice (KursWaluty), by which its tax is stated in PLN',
    legalBasis: ['art. 31a ust. 1-2', 'art. 106e ust. 11'],
    confidence: 'M',
  },
  {
    source: 'original',
    what: 'of a correction without a rate that of what it corrects: a base that changed is converted as it was before',
    legalBasis: ['art. 31b ust. 1'],
    confidence: 'M',
  },
]
