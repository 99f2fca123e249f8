import type { monthPageTexts } from '../../../src/texts/en/console-month.ts'
import type { SamplesOf } from './samples-of.ts'

const counts = [{ count: 1 }, { count: 2 }, { count: 5 }]

export const monthPageSamples: SamplesOf<typeof monthPageTexts> = {
  'month.file-by': [{ day: '2026-07-27' }],
  'month.gate.fetched.open': counts,
  'month.gate.entered.open': counts,
  'month.gate.decided.blocks': counts,
  'month.gate.decided.open': counts,
  'month.gate.aside.blocks': counts,
  'month.gate.amounts.blocks': counts,
  'month.gate.numbers.open': [{ count: 5, required: 2, review: 1 }],
  'month.gate.windows.open': counts,
  'month.gate.file.done': [{ form: 'JPK_V7M(3)' }],
  'month.gate.filed.done': [
    { day: '2026-07-24', number: 1 },
    { day: '2026-08-03', number: 2 },
  ],
  'month.rows.held': counts,
  'month.rows.later': counts,
  'month.filing.of': [{ number: 1 }, { number: 3 }],
}
