import type { awaitingTexts } from '../../../src/texts/en/awaiting.ts'
import type { SamplesOf } from './samples-of.ts'

const deadline = '2026-07-10'
const open = { kind: 'failure', reference: 'K/2026/AWR/02' } as const
const after = { outage: open, articles: ['art. 106nf ust. 4', 'art. 106nha pkt 1'] }
const alone = { outage: null, articles: ['art. 106nda ust. 2'] }
const invoice = { number: 'FV/1', issued: '2026-06-29', handedOver: '2026-06-30', asOf: '2026-07-24' }

export const awaitingSamples: SamplesOf<typeof awaitingTexts> = {
  'awaiting.outage-open': [open, { kind: 'maintenance', reference: null }],
  'reminder.opening': [
    { ...invoice, gross: '1234.56', currency: 'PLN' },
    { ...invoice, gross: '1234567.80', currency: 'EUR' },
    { ...invoice, gross: null, currency: 'PLN' },
  ],
  'reminder.over': [
    { ...alone, deadline },
    { ...after, deadline },
  ],
  'reminder.running': [
    { ...alone, deadline },
    { ...after, deadline },
  ],
  'reminder.not-begun': [after, { ...after, outage: { kind: 'maintenance', reference: null } }],
  'reminder.no-notice': [alone],
}
