import type { registerTexts } from '../../../src/texts/en/register.ts'
import type { SamplesOf } from './samples-of.ts'

const due = { reason: { said: 'record-correction.amounts.when' }, articles: ['art. 109 ust. 3e pkt 1'] }

export const registerSamples: SamplesOf<typeof registerTexts> = {
  'correction.required': [
    { ...due, dueBy: '2026-07-14' },
    { ...due, dueBy: null },
  ],
  'correction.review': [due],
  'correction.optional': [due],
  'jpk-data.office-unknown': [{ officeCode: '9999' }],
  'jpk-data.phone-too-long': [{ most: 16 }],
  'jpk-data.month': [{ first: '2026-02', last: '2030-12', month: '2026-01' }],
  'row.before-form': [{ first: '2006-01-01' }],
  'hold.perhaps-posted': [
    { number: 'FV/1', issued: '2026-06-10', reference: 'PZ/1', findingId: 'p1.AMBIGUOUS_MATCH.p2' },
  ],
}
