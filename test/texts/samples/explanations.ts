import type { explanationTexts } from '../../../src/texts/en/explanations.ts'
import { say } from '../../../src/texts/say.ts'
import type { SamplesOf } from './samples-of.ts'

const [issued, numbered, deadline] = ['2026-06-10', '2026-06-15', '2026-06-11']
const because = 'ABC.'
const others = [{ said: 'period.other', params: { policy: 'x', reading: because, from: '2026-10' } }]
const days = { policy: 'x', because, issued, numbered, handedOver: deadline }

export const explanationSamples: SamplesOf<typeof explanationTexts> = {
  'receipt.received': [
    { ...days, mode: say('name.mode.online'), date: numbered, source: 'ksef-number' },
    { ...days, date: deadline, source: 'actual' },
    { ...days, date: null, source: null, numbered: null, handedOver: null },
  ],
  'receipt.otherwise': [
    { policy: 'x', reading: because, date: numbered },
    { policy: 'x', reading: because, date: null },
  ],
  'next.send-by': [{ deadline }],
  'next.send-overdue': [{ deadline }],
  'next.own-send-by': [{ deadline }],
  'next.own-send-overdue': [{ deadline }],
  'deduction.nothing': [{ why: { said: 'no-row.no-share' } }],
  'deduction.assumed': [{ issued }],
  'deduction.window': [{ from: '2026-06', until: '2026-09' }],
  'deduction.only': [{ from: '2026-Q2' }],
  'deduction.over': [{ from: '2026-06', until: '2026-09', afterwards: because }],
  'as-of.overdue': [{ deadline, asOf: numbered }],
  'as-of.sent-late': [{ sent: numbered, deadline }],
  'as-of.sent-late-without-term': [{ sent: numbered, yardstick: deadline }],
  'as-of.window-over': [{ until: '2026-09' }],
  'as-of.marker-unsettled': [{ asOf: numbered }],
  'found.EU_EARLY_DEDUCTION': [{ from: '2026-05' }],
  'period.other': [{ policy: 'x', reading: because, from: '2026-10' }],
  'found.PERIOD_DIFFERS': [
    { received: deadline, from: '2026-06', others },
    { received: null, from: '2026-06', others },
  ],
  'found.CREDIT_NOTE_PERIOD': [{ from: '2026-06', others }],
  'found.WINDOWS_APART': [{ from: '2026-06', until: '2026-09', others }],
}
