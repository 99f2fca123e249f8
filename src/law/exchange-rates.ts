import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import type { Confidence } from './citation.ts'

export interface ExchangeRateRow {
  source: 'accountant' | 'invoice' | 'original'
  what: Said
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
    what: say('exchange-rate.accountant'),
    legalBasis: ['art. 31a ust. 1-2'],
    confidence: 'H',
  },
  {
    source: 'invoice',
    what: say('exchange-rate.invoice'),
    legalBasis: ['art. 31a ust. 1-2', 'art. 106e ust. 11'],
    confidence: 'M',
  },
  {
    source: 'original',
    what: say('exchange-rate.original'),
    legalBasis: ['art. 31b ust. 1'],
    confidence: 'M',
  },
]
