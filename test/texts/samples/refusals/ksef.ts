import type { ksefRefusalTexts } from '../../../../src/texts/en/refusals/ksef.ts'
import type { SamplesOf } from '../samples-of.ts'

export const ksefRefusalSamples: SamplesOf<typeof ksefRefusalTexts> = {
  'refusal.ksef-not-connected': [{ nip: '5265877635' }],
  'refusal.ksef-environment': [{ environment: 'production', asked: 'test' }],
  'refusal.sync-unknown': [{ id: '0197a2c4' }],
}
