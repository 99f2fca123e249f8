import type { awaitingPageTexts } from '../../../src/texts/en/console-awaiting.ts'
import type { SamplesOf } from './samples-of.ts'

export const awaitingPageSamples: SamplesOf<typeof awaitingPageTexts> = {
  'awaited.late': [{ days: 1 }, { days: 5 }],
  'awaited.remind.all': [{ count: 3 }],
  'awaited.seller': [
    { count: 1, overdue: 0 },
    { count: 4, overdue: 2 },
  ],
  'aside.state.of': [{ state: 'open' }, { state: 'another' }],
  'aside.months': [
    { from: '06.2026', to: '06.2026' },
    { from: '06.2026', to: '08.2026' },
  ],
  'aside.decided': [
    { by: 'Anna', note: null },
    { by: 'Anna', note: 'FV/1' },
  ],
}
