import type { matchTexts } from '../../../src/texts/en/match.ts'
import { say } from '../../../src/texts/say.ts'
import type { SamplesOf } from './samples-of.ts'

export const matchSamples: SamplesOf<typeof matchTexts> = {
  near: [
    { isSameSeller: true, rule: say('near.other-day') },
    { isSameSeller: false, rule: say('near.foreign-number') },
  ],
  'conflict.posted-twice': [{ references: ['PZ/1', 'PZ/2'] }],
  'conflict.too-many': [{ most: 100 }],
}
