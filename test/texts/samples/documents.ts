import type { documentTexts } from '../../../src/texts/en/documents.ts'
import { say } from '../../../src/texts/say.ts'
import type { SamplesOf } from './samples-of.ts'

const path = '/Faktura/Fa/P_1'
const ksefNumber = '5265877635-20260701-010020A0A0A0-7F'
const fault = say('metadata.fault', { property: 'seller', expected: say('expected.object') })

export const documentSamples: SamplesOf<typeof documentTexts> = {
  'xml.too-large': [{ bytes: 4_000_000, most: 3_145_728 }],
  'xml.encoding': [{ encoding: 'ISO-8859-2' }],
  'xml.too-many-parts': [
    { parts: 'elements', most: 100_000 },
    { parts: 'attributes', most: 100_000 },
  ],
  'xml.too-deep': [{ most: 64 }],
  'xml.not-well-formed': [{ line: 3, column: 12, why: 'unclosed tag: a' }],
  'xml.unknown-form': [{ element: 'Faktura', namespace: 'http://example.com/' }],
  'xml.missing-field': [{ path }],
  'xml.bad-value': [{ path, value: 'x', expected: say('expected.day') }],
  'xml.bad-sum': [{ path }],
  'expected.characters': [{ most: 256 }],
  'expected.one-of': [{ values: ['VAT', 'KOR'] }],
  'metadata.too-many-rows': [{ most: 50_000 }],
  'metadata.too-deep': [{ most: 32 }],
  'metadata.too-many-values': [{ most: 10_000 }],
  'metadata.no-json': [{ why: 'Unexpected end' }],
  'metadata.number-invalid': [{ ksefNumber: 'x' }],
  'metadata.number-checksum': [{ ksefNumber }],
  'metadata.unusable': [
    { faults: [fault], more: 0 },
    { faults: [fault, fault, fault], more: 2 },
  ],
  'metadata.fault': [
    { property: 'seller', expected: say('expected.object') },
    { property: '', expected: say('expected.object') },
  ],
  'contradiction.seller': [{ xml: '5265877635', row: '5213017228' }],
  'contradiction.number': [{ xml: 'FV/1', row: 'FV/2' }],
  'contradiction.issue-day': [{ xml: '2026-06-29', row: '2026-06-30' }],
  'contradiction.currency': [{ xml: 'PLN', row: 'EUR' }],
  'contradiction.kind': [{ xml: 'VAT', row: 'KOR' }],
  'contradiction.buyer': [{ xml: '5265877635', row: '5213017228' }],
  'contradiction.gross': [{ xml: '123.00', row: '124.00' }],
  'code.other-seller': [{ seller: '5265877635', document: '5213017228' }],
  'code.asked-other-seller': [{ seller: '5265877635', asked: '5213017228' }],
  'code.other-environment': [{ environment: 'test', taken: 'production' }],
  'number.no-ksef-number': [{ number: 'x' }],
  'number.ksef-checksum': [{ number: ksefNumber }],
  'number.seller-checksum': [{ nip: '5265877636' }],
  'file.mismatch': [
    {
      places: [{ pointer: '/number', message: say('file.says-otherwise', { given: 'FV/1', read: 'FV/2' }) }],
    },
  ],
  'file.says-otherwise': [
    { given: 'FV/1', read: 'FV/2' },
    { given: 'FV/1', read: null },
  ],
}
