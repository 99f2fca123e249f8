import type { commonTexts } from '../../../src/texts/en/common.ts'
import type { SamplesOf } from './samples-of.ts'

export const commonSamples: SamplesOf<typeof commonTexts> = {
  together: [{ parts: ['FV/1.', { said: 'problem.title.404' }] }],
}
