import type { headingTexts } from '../../../src/texts/en/law/headings.ts'
import { say } from '../../../src/texts/say.ts'
import type { SamplesOf } from './samples-of.ts'

export const headingSamples: SamplesOf<typeof headingTexts> = {
  'heading.tax-field': [{ field: 'K_41', what: say('jpk-field.K_41.what') }],
  'heading.marker': [{ marker: 'BFK' }],
}
