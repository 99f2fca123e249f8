import type { purchasePageTexts } from '../../../src/texts/en/console-purchases.ts'
import type { SamplesOf } from './samples-of.ts'

export const purchasePageSamples: SamplesOf<typeof purchasePageTexts> = {
  'purchase.rule': [{ articles: ['art. 106na ust. 3'] }],
  'purchase.alternative': [
    { policy: 'policy', date: '2026-06-29' },
    { policy: 'policy', date: null },
  ],
  'purchase.decided': [{ decision: 'same-invoice' }, { decision: 'another' }],
  'purchase.document.came': [
    { document: 'PDF', channel: null },
    { document: 'PDF', channel: 'EDI' },
  ],
  'purchase.history.type': [{ type: 'decided' }, { type: 'another' }],
  'purchase.history.by': [{ actor: 'Anna' }],
}
