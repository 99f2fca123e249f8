import type { jpkPageTexts } from '../../../src/texts/en/console-jpk.ts'
import type { SamplesOf } from './samples-of.ts'

export const jpkPageSamples: SamplesOf<typeof jpkPageTexts> = {
  'jpk.reading': [{ name: 'JPK.XML', size: '12 MB' }],
  'jpk.compared': [{ at: '24.07.2026, 12:00' }],
  'jpk.row': [{ row: 17 }],
  'jpk.right.by': [
    { by: 'Anna', note: null },
    { by: 'Anna', note: 'FV/1' },
  ],
  'jpk.posted': [
    { posted: 1, unchanged: 0, held: 0 },
    { posted: 12, unchanged: 3, held: 2 },
  ],
}
