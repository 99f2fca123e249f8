import type { purchasePageTexts } from '../../../src/texts/en/console-purchases.ts'
import type { SamplesOf } from './samples-of.ts'

export const purchasePageSamples: SamplesOf<typeof purchasePageTexts> = {
  'purchases.printing': [
    { done: 0, all: 1 },
    { done: 3, all: 120 },
  ],
  'purchases.print.left-out': [{ count: 1 }, { count: 2 }, { count: 5 }],
  'purchases.print.most': [{ most: 300 }],
  'purchase.rule': [{ articles: ['art. 106na ust. 3'] }],
  'purchase.deductible': [
    { from: '2026-06', until: '2026-09' },
    { from: '2026-Q2', until: '2026-Q4' },
    { from: '2026-06', until: '2026-06' },
  ],
  'purchase.document.came': [
    { document: 'PDF', channel: null },
    { document: 'PDF', channel: 'EDI' },
  ],
  'purchase.history.by': [{ actor: 'Anna' }],
}
