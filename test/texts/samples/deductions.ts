import type { deductionTexts } from '../../../src/texts/en/law/deductions.ts'
import { say } from '../../../src/texts/say.ts'
import type { SamplesOf } from './samples-of.ts'

export const deductionSamples: SamplesOf<typeof deductionTexts> = {
  'deduction.not-yet': [{ why: say('condition.receipt.waits') }],
  'deduction.last-condition': [
    { condition: say('condition.receipt.day'), day: '2026-06-12' },
    { condition: say('condition.advance.day'), day: '2026-11-03' },
  ],
  'reduction.received': [{ received: '2026-06-12' }],
  'reduction.with-original': [{ period: '2026-08' }, { period: '2026-Q3' }],
  'tax-point.payments-before': [{ field: 'P_6' }],
}
