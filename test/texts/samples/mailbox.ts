import type { mailboxTexts } from '../../../src/texts/en/mailbox.ts'
import type { SamplesOf } from './samples-of.ts'

const [earlier, later] = ['2026-06-29T08:00:00Z', '2026-06-29T08:05:00Z']
const [host, port] = ['mx1.firma.pl', 993]
const why = { said: 'mailbox.no-connection', params: { host, port } }

export const mailboxSamples: SamplesOf<typeof mailboxTexts> = {
  'mailbox.connected': [
    { last: earlier, next: later },
    { last: earlier, next: null },
  ],
  'mailbox.refused': [{ why: { said: 'mailbox.sign-in-refused', params: { why: 'Invalid credentials' } } }],
  'mailbox.unavailable': [
    { why, failures: 1, next: later },
    { why, failures: 3, next: null },
  ],
  'mailbox.works': [{ mails: 1 }, { mails: 22 }, { mails: 1205 }],
  'mailbox.sign-in-refused': [{ why: null }, { why: 'Invalid credentials' }],
  'mailbox.no-name': [{ host }],
  'mailbox.not-public': [{ host }],
  'mailbox.no-connection': [{ host, port }],
  'mailbox.no-encryption': [{ host, port: 143 }],
  'mailbox.certificate': [{ host, why: 'CERT_HAS_EXPIRED' }],
  'mailbox.folder-missing': [{ folder: 'Faktury' }],
  'mailbox.server-said': [{ said: 'Server is shutting down' }],
  'mailbox.not-changed': [{ how: 'mark-read' }, { how: 'delete' }],
  'mailbox.mail-failing': [{ tries: 5 }],
  'refusal.mailbox-not-set': [{ nip: '9376032788' }],
}
