import type { quarantineTexts } from '../../../src/texts/en/quarantine.ts'
import { say } from '../../../src/texts/say.ts'
import type { SamplesOf } from './samples-of.ts'

const whole = {
  ksefNumber: '5265877635-20260701-010020A0A0A0-7F',
  number: 'FV/12/06/2026',
  issueDay: '2026-06-29',
  numberedDay: null,
  seller: 'Sprzedawca S.A. 5265877635',
}
const bare = { ksefNumber: null, number: null, issueDay: null, numberedDay: '2026-07-01', seller: null }
const what = say('quarantine.document', whole)

export const quarantineSamples: SamplesOf<typeof quarantineTexts> = {
  'quarantine.document': [whole, bare],
  'quarantine.lies': [{ what, since: '2026-07-10', why: say('near.other-day') }],
  'quarantine.some-lie': [
    { count: 1, since: '2026-07-10', oldest: what },
    { count: 5, since: '2026-07-10', oldest: what },
  ],
  'quarantine.may-be-this': [
    { documents: [{ what, code: 'xml-missing' }], more: 0 },
    { documents: [{ what, code: 'xml-missing' }], more: 2 },
  ],
}
