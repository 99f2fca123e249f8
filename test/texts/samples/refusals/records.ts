import type { recordTexts } from '../../../../src/texts/en/refusals/records.ts'
import { say } from '../../../../src/texts/say.ts'
import type { SamplesOf } from '../samples-of.ts'

const nip = '5265877635'
const id = '0197a2c4'

export const recordSamples: SamplesOf<typeof recordTexts> = {
  'refusal.taxpayer-unknown': [{ nip }],
  'refusal.taxpayer-being-erased': [{ nip }],
  'refusal.nip-checksum': [{ nip }],
  'refusal.supplier-unknown': [{ id: 'DE123456789' }],
  'refusal.key-id-unknown': [{ id }],
  'refusal.expires-in-past': [{ at: '2026-01-01T00:00:00Z' }],
  'refusal.outage-unknown': [{ id }],
  'refusal.outage-ends-before-start': [
    { start: '2026-06-29', end: '2026-06-28' },
    { start: '2026-06-29T20:00:00+02:00', end: '2026-06-28T20:00:00+02:00' },
  ],
  'refusal.outage-unreadable': [{ id, why: say('refusal.outage.no-json') }],
  'refusal.outage.part': [{ part: 'start' }, { part: null }],
  'refusal.purchase-unknown': [{ id }],
  'refusal.evidence-unknown': [{ id }],
  'refusal.document-unknown': [{ id }],
  'refusal.external-id-reused': [{ externalId: 'ERP-1' }],
  'refusal.finding-unknown': [{ id: `${id}.SELLER_LATE` }],
  'refusal.quarantine-unknown': [{ id }],
  'refusal.decision-on-quarantine': [{ id }],
  'refusal.decision-after-move': [{ code: 'POSSIBLE_DUPLICATE' }],
  'refusal.decision-of-identity': [{ code: 'UNKNOWN_SUPPLY', decision: 'different-invoice' }],
  'refusal.nothing-to-decide': [
    { id, isKnown: true },
    { id, isKnown: false },
  ],
  'refusal.two-ksef-numbers': [
    { numbers: ['5265877635-20260701-010020A0A0A0-7F', '5265877635-20260701-010020A0A0A1-7E'] },
  ],
  'refusal.deduct-in-outside-window': [
    { month: '2031-01', from: '2026-06', until: '2026-09' },
    { month: '2031-01', from: '2026-Q2', until: '2026-Q4' },
    { month: '2031-01', from: null, until: null },
  ],
  'refusal.held': [
    { codes: ['UNKNOWN_SUPPLY'], reasons: [say('found.UNKNOWN_SUPPLY')] },
    { codes: ['UNKNOWN_SUPPLY', 'NOT_OUR_INVOICE'], reasons: [say('found.UNKNOWN_SUPPLY')] },
    {
      codes: ['QUARANTINED', 'UNKNOWN_SUPPLY', 'NOT_OUR_INVOICE', 'DOUBLE_ISSUE', 'DOUBLE_POSTED'],
      reasons: [say('hold.quarantined'), say('found.UNKNOWN_SUPPLY'), say('found.NOT_OUR_INVOICE')],
    },
  ],
  'refusal.already-decided': [{ by: 'A-1' }],
  'refusal.already-posted': [{ reference: 'PZ/1', postedOn: '2026-06-11' }],
  'refusal.filed-before-month': [{ month: '2026-06', filedOn: '2026-05-31' }],
  'refusal.filing-out-of-order': [{ month: '2026-05', filedOn: '2026-07-01', last: '2026-07-02' }],
  'refusal.filing-unknown': [{ id, month: '2026-06' }],
  'refusal.register-held': [
    { month: '2026-06', count: 1, number: 'FV/1', purchaseId: id },
    { month: '2026-06', count: 3, number: 'FV/1', purchaseId: id },
    { month: '2026-06', count: 12, number: 'FV/1', purchaseId: id },
  ],
  'refusal.register-incomplete': [
    { month: '2026-06', number: 'FV/1', why: say('row.before-form', { first: '2006-01-01' }) },
  ],
  'refusal.jpk-data-missing': [{ places: [{ pointer: '/jpk/email', message: say('field.required') }] }],
  'refusal.feed-cursor': [{ last: 12 }],
  'refusal.webhook-unknown': [{ id }],
  'refusal.webhook-limit': [{ most: 20 }],
}
