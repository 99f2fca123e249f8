import type { consoleTexts } from '../../../src/texts/en/console.ts'
import type { SamplesOf } from './samples-of.ts'

export const consoleSamples: SamplesOf<typeof consoleTexts> = {
  'console.all-shown': [{ count: 12 }],
  'console.request': [{ id: 'a1' }],
  'console.key': [{ key: 'J' }],
  'console.days-left': [{ days: -3 }, { days: 0 }, { days: 1 }, { days: 5 }],
}
