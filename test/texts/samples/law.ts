import type { modeReasonTexts } from '../../../src/texts/en/law/mode-reasons.ts'
import { say } from '../../../src/texts/say.ts'
import type { SamplesOf } from './samples-of.ts'

const [issueDay, announcedDay, sellerId] = ['2026-06-29', '2026-06-28', '5265877635']
const receipts = { limit: '450 PLN (100 EUR)', until: '2026-12-31' }

export const lawSamples: SamplesOf<typeof modeReasonTexts> = {
  'mode-reason.no-invoice.receipt': [receipts],
  'mode-reason.online': [{ issueDay }],
  'mode-reason.total-failure': [{ announcedDay, issueDay }],
  'mode-reason.foreign': [{ sellerId }],
  'mode-reason.early-copy': [{ numberedDay: '2026-06-30', nextBusinessDay: '2026-06-30' }],
  'mode-reason.outside.receipt': [{ ...receipts, basis: 'art. 106e ust. 5 pkt 3' }],
  'mode-reason.outside.breach': [{ sellerId, issueDay, basis: 'art. 106ga ust. 1' }],
  'mode-reason.outside.free': [{ issueDay, who: say('duty.art-145m'), basis: 'art. 145m ust. 1' }],
  'mode-reason.outside.unknown': [{ issueDay }],
  'mode-reason.offline.emergency': [{ evidence: 'codes', announcedDay, issueDay }],
  'mode-reason.offline.maintenance': [{ evidence: 'ksef', issueDay }],
  'mode-reason.offline24.total-failure': [{ evidence: 'codes', announcedDay }],
  'mode-reason.offline24.failure': [{ evidence: 'codes', announcedDay }],
  'mode-reason.offline24': [
    { evidence: 'codes', issueDay },
    { evidence: 'ksef', issueDay },
  ],
  'mode-reason.confirmed': [{ inferred: null }, { inferred: 'outside-breach' }],
}
