import type { readingTexts } from '../../../src/texts/en/reading.ts'
import type { SamplesOf } from './samples-of.ts'

export const readingSamples: SamplesOf<typeof readingTexts> = {
  'reading.title': [{ title: 'FAKTURA VAT' }],
  'reading.other-buyer': [{ nip: '5265877635' }],
  'reading.contradiction': [
    { field: 'issueDate', values: ['2026-06-29', '2026-06-30'] },
    { field: 'gross', values: ['1234.56', '1243.56'] },
    { field: 'seller.nip', values: ['5265877635', '1111111111'] },
  ],
}
