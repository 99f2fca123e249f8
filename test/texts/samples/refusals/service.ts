import type { serviceTexts } from '../../../../src/texts/en/refusals/service.ts'
import { say } from '../../../../src/texts/say.ts'
import type { SamplesOf } from '../samples-of.ts'

const nip = '5265877635'

export const serviceSamples: SamplesOf<typeof serviceTexts> = {
  'refusal.internal': [{ requestId: '0197a2c4' }],
  'refusal.not-ready': [
    {
      reasons: [
        say('refusal.not-ready.disk-low', { megabytes: 90, floor: 100 }),
        say('refusal.not-ready.ledgers-failing', { count: 1 }),
      ],
    },
  ],
  'refusal.newer-schema': [
    { nip: null, unknown: ['0042_later'] },
    { nip, unknown: ['0042_later'] },
  ],
  'refusal.settings-wrong': [{ wrong: [say('refusal.setting.no-key', { name: 'MASTER_KEY' })] }],
  'refusal.clock-absurd': [{ said: '1970-01-01T00:00:00.000Z' }, { said: null }],
  'refusal.ledger-missing': [{ nip }],
  'refusal.ledger-of-another': [
    { nip, found: '5213017228' },
    { nip, found: null },
  ],
  'refusal.ledger-damaged': [{ nip, why: 'row 7 missing from index x' }],
  'refusal.not-ready.disk-low': [{ megabytes: 90, floor: 100 }],
  'refusal.not-ready.directory-not-writable': [{ error: 'EIO' }],
  'refusal.not-ready.directory-damaged': [{ why: 'row 7 missing from index x' }],
  'refusal.not-ready.directory-not-answering': [{ why: 'x' }],
  'refusal.not-ready.ledgers-failing': [{ count: 2 }],
  'refusal.not-ready.outages-unreadable': [{ count: 2 }],
}
