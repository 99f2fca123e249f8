import type { doubtTexts } from '../../../src/texts/en/doubts.ts'
import type { SamplesOf } from './samples-of.ts'

const ksefNumber = '5265877635-20260615-0100A0B1C2D3-5E'
const reference = { number: 'FV/1', issued: '2026-06-10', ksefNumber: null }
const references = [reference, { ...reference, ksefNumber }]

export const doubtSamples: SamplesOf<typeof doubtTexts> = {
  'doubt.ksef.several': [{ ksefNumber }],
  'doubt.ksef.contradicts': [{ ksefNumber, what: ['P_1'] }],
  'doubt.ksef.amount': [{ ksefNumber, amount: 'P_15' }],
  'doubt.ksef.broken': [{ ksefNumber, why: 'U+0000.' }],
  'doubt.ksef.unread': [{ ksefNumber, fields: ['P_1', 'P_15'] }],
  'doubt.ksef.row': [{ ksefNumber, lacks: [{ said: 'doubt.ksef.row.kind' }] }],
  'doubt.ksef.row.taken': [{ property: 'P_15', taken: 'nothing' }],
  'doubt.original.quoted-number': [{ number: 'FV/1' }],
  'doubt.original.awaits-number': [{ number: 'FV/1' }],
  'doubt.original.more': [{ count: 12 }],
  'doubt.original.other-seller': references,
  'doubt.original.several': references,
  'doubt.original.before-ledger': references.map((r) => ({ ...r, opened: '2026-07-01' })),
  'doubt.original.unknown': references,
  'doubt.original.new-totals': [{ stated: '80.00', corrected: '100.00', currency: 'PLN' }],
  'doubt.amounts.share': [{ share: '0.5' }],
  'doubt.amounts.pln-computed': [{ currency: 'EUR' }],
  'doubt.amounts.standard-rate': [{ rate: '0.23' }],
  'doubt.rate.missing': [{ currency: 'EUR' }],
  'doubt.rate.several': [{ currency: 'EUR' }],
  'doubt.rate.of-original': [{ rate: '4.2512' }],
  'doubt.payments': [{ paid: '130.00', gross: '123.00', currency: 'PLN' }],
  'doubt.chosen-month': [{ month: '2026-12', from: '2026-06', until: '2026-09' }],
}
