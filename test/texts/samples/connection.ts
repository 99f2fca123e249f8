import type { connectionTexts } from '../../../src/texts/en/connection.ts'
import type { SamplesOf } from './samples-of.ts'

const [earlier, later] = ['2026-11-20T08:00:00.000Z', '2026-11-20T09:30:00.000Z']
const subject = 'Subject2'
const why = { said: 'ksef.answer-empty', params: { status: 500 } }

export const connectionSamples: SamplesOf<typeof connectionTexts> = {
  'connection.waiting': [{ until: later, why: { said: 'ksef.limit', params: { seconds: 600 } } }],
  'connection.trying-again': [
    { failures: 1, why: null },
    { failures: 5, why },
  ],
  'connection.forbidden': [{ why: { said: 'forbidden.no-permission' }, until: later, refusals: 2 }],
  'connection.silent': [{ why, until: later, failures: 3 }],
  'connection.failing': [{ why, until: later, failures: 3 }],
  'connection.of-subject': [
    { subject, what: { said: 'connection.silent', params: { why, until: later, failures: 3 } } },
  ],
  'connection.export-not-ended': [{ subject, askedAt: earlier }],
  'connection.subject-trying-again': [
    { subject, failures: 1, why: null },
    { subject, failures: 5, why },
  ],
  'connection.first-sync': [{ subjects: [] }, { subjects: ['Subject1', 'Subject2'] }],
  'connection.calm-next-now': [{ last: earlier }],
  'connection.calm-next-at': [{ last: earlier, next: later }],
  'connection.calm-running': [{ last: earlier }],
  'connection.none-allowed': [{ subjects: ['Subject1', 'Subject3'] }],
  'connection.credential-ended': [
    { credential: 'token', end: earlier },
    { credential: 'certificate', end: earlier },
  ],
  'connection.credential-ends': [
    { credential: 'token', end: later, days: 1 },
    { credential: 'certificate', end: later, days: 30 },
  ],
  'connection.subject-not-allowed': [{ subject }],
  'connection.nothing-since': [
    { since: earlier, failures: 7, why: null },
    { since: earlier, failures: 7, why },
  ],
  'connection.subject-nothing-since': [
    {
      subject,
      since: earlier,
      trouble: { said: 'connection.subject-trying-again', params: { subject, failures: 5, why } },
    },
  ],
  'connection.export-stalled': [{ subject, askedAt: earlier }],
  'connection.gap': [
    { subject, from: earlier, to: later, more: 0 },
    { subject, from: earlier, to: later, more: 2 },
  ],
  'connection.behind': [
    { subject, until: earlier, waitingSince: null },
    { subject, until: earlier, waitingSince: later },
  ],
  'connection.not-looked-back': [{ subject, since: earlier, why }],
  'latarnia.says': [{ status: 'AVAILABLE' }],
  'latarnia.silent': [
    { reachedAt: null, why },
    { reachedAt: earlier, why },
  ],
  'secrets.webhook-lost': [{ url: 'https://hooks.example/ksef' }],
  'webhook.failed-for-days': [{ days: 5 }],
}
