import type { postingTexts } from '../../../src/texts/en/posting.ts'
import type { SamplesOf } from './samples-of.ts'

export const postingSamples: SamplesOf<typeof postingTexts> = {
  'posting.several': [
    { count: 2, posted: 0, findingId: 'p1.AMOUNT_MISMATCH.p2' },
    { count: 5, posted: 1, findingId: null },
  ],
}
