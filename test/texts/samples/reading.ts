import type { readingTexts } from '../../../src/texts/en/reading.ts'
import { say } from '../../../src/texts/say.ts'
import type { SamplesOf } from './samples-of.ts'

export const readingSamples: SamplesOf<typeof readingTexts> = {
  'reading.title': [{ title: 'FAKTURA VAT' }],
  'reading.other-buyer': [{ nip: '5265877635' }],
  'reading.scan-too-many': [{ read: 4, pages: 12 }],
  'reading.likely': [
    { field: 'gross', values: ['1234.56'] },
    { field: 'issueDate', values: ['2026-06-29', '2026-06-30'] },
    { field: 'seller.nip', values: ['5265877635'] },
    { field: 'number', values: ['FV/1/2026'] },
  ],
  'reading.likely-document': [{ document: say('found.document.invoice') }],
  'reading.file-says': [
    { field: 'gross', stated: '1234.56', read: '1243.56' },
    { field: 'taxPointDate', stated: '2026-06-29', read: '2026-06-30' },
    { field: 'buyer.nip', stated: '5265877635', read: '1111111111' },
  ],
  'reading.file-is': [{ stated: say('found.document.invoice'), read: say('found.document.not-an-invoice') }],
  'reading.contradiction': [
    { field: 'issueDate', values: ['2026-06-29', '2026-06-30'] },
    { field: 'gross', values: ['1234.56', '1243.56'] },
    { field: 'seller.nip', values: ['5265877635', '1111111111'] },
  ],
}
