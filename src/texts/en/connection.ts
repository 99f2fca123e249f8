import type { Sentence, Tell } from '../sentence.ts'
import { clockOf, counted } from './words.ts'

const because = (why: Sentence | null, tell: Tell): string => (why === null ? '' : ` (${tell(why)})`)
type Credential = 'token' | 'certificate'
const credentials = { token: 'KSeF token', certificate: 'certificate' } as const

/** How a connection to KSeF stands, and what it does not bring. Instants are told as a clock in Warsaw shows them. */
export const connectionTexts = {
  'connection.paused': 'Paused: nothing is fetched until somebody lets the connection go on.',
  'connection.waiting': ({ until, why }: { until: string; why: Sentence }, tell: Tell) =>
    `Waiting until ${clockOf(until)}: ${tell(why)}.`,
  'connection.trying-again': ({ failures, why }: { failures: number; why: Sentence | null }, tell: Tell) =>
    `Nothing comes. It is tried again now, after ${counted(failures, 'failure')}${because(why, tell)}.`,
  'connection.forbidden': (
    { why, until, refusals }: { why: Sentence; until: string; refusals: number },
    tell: Tell,
  ) =>
    `${tell(why)} KSeF refuses this at times although the permissions are right, so it is tried again at ${clockOf(until)}; refused ${counted(refusals, 'time')} so far.`,
  'connection.silent': (
    { why, until, failures }: { why: Sentence; until: string; failures: number },
    tell: Tell,
  ) => `KSeF is not available (${tell(why)}). Trying again at ${clockOf(until)}; ${failures} failed so far.`,
  'connection.failing': (
    { why, until, failures }: { why: Sentence; until: string; failures: number },
    tell: Tell,
  ) =>
    `KSeF did not do what was asked (${tell(why)}). Trying again at ${clockOf(until)}; ${failures} failed so far.`,
  'connection.of-subject': ({ subject, what }: { subject: string; what: Sentence }, tell: Tell) =>
    `${subject}: ${tell(what)}`,
  'connection.export-not-ended': ({ subject, askedAt }: { subject: string; askedAt: string }) =>
    `${subject}: KSeF has not ended the export that was asked for at ${clockOf(askedAt)}.`,
  'connection.subject-trying-again': (
    { subject, failures, why }: { subject: string; failures: number; why: Sentence | null },
    tell: Tell,
  ) => `${subject}: it is tried again now, after ${counted(failures, 'failure')}${because(why, tell)}.`,
  'connection.first-sync': ({ subjects }: { subjects: readonly string[] }) =>
    `The first sync has not brought ${subjects.length === 0 ? 'anything' : subjects.join(', ')} yet.`,
  'connection.calm-next-now': ({ last }: { last: string }) =>
    `Last brought up to date at ${clockOf(last)}; the next sync begins now.`,
  'connection.calm-next-at': ({ last, next }: { last: string; next: string }) =>
    `Last brought up to date at ${clockOf(last)}; next at ${clockOf(next)}.`,
  'connection.calm-running': ({ last }: { last: string }) =>
    `Last brought up to date at ${clockOf(last)}; a sync is running.`,
  'connection.none-allowed': ({ subjects }: { subjects: readonly string[] }) =>
    `KSeF allows none of the subject types of this connection for this taxpayer (${subjects.join(', ')}; 21181), so nothing comes. Put the connection with other subjects, or ask the Ministry of Finance. Every sync asks again.`,

  'connection.credential-ended': ({ credential, end }: { credential: Credential; end: string }) =>
    `The ${credentials[credential]} ended at ${clockOf(end)}. Send a new one.`,
  'connection.credential-ends': ({
    credential,
    end,
    days,
  }: {
    credential: Credential
    end: string
    days: number
  }) =>
    `The ${credentials[credential]} ends at ${clockOf(end)}, in ${counted(days, 'day')}. Get a new one in KSeF and send it before.`,

  'connection.subject-not-allowed': ({ subject }: { subject: string }) =>
    `KSeF does not allow ${subject} for this taxpayer (21181), so nothing of it comes. Take it out of the connection's subjects, or ask the Ministry of Finance.`,
  'connection.nothing-since': (
    { since, failures, why }: { since: string; failures: number; why: Sentence | null },
    tell: Tell,
  ) =>
    `Nothing has come from KSeF since ${clockOf(since)}: ${failures} tries to sign in or to begin failed${because(why, tell)}. It is tried again with growing pauses.`,
  'connection.subject-nothing-since': (
    { subject, since, trouble }: { subject: string; since: string; trouble: Sentence },
    tell: Tell,
  ) => `Invoices of ${subject} have not come since ${clockOf(since)}. ${tell(trouble)}`,
  'connection.export-stalled': ({ subject, askedAt }: { subject: string; askedAt: string }) =>
    `KSeF has not ended the export of ${subject} that was asked for at ${clockOf(askedAt)}. It is given up after some hours and asked for again, or at once where you ask for a sync; nothing of ${subject} comes meanwhile.`,
  'connection.gap': ({
    subject,
    from,
    to,
    more,
  }: {
    subject: string
    from: string
    to: string
    more: number
  }) =>
    `Invoices of ${subject} stored in KSeF from ${clockOf(from)} to ${clockOf(to)}${more === 0 ? '' : ` (and ${counted(more, 'more span')})`} are not known to be here. Every sync tries again; ask for a sync of this span, or import it by hand.`,
  'connection.behind': ({
    subject,
    until,
    waitingSince,
  }: {
    subject: string
    until: string
    waitingSince: string | null
  }) =>
    `Of ${subject} only what KSeF stored until ${clockOf(until)} is known to be here: KSeF's high-water mark stands still, or the way back is long${waitingSince === null ? '' : `, or KSeF lets the sync wait that began at ${clockOf(waitingSince)}`}.`,
  'connection.not-looked-back': (
    { subject, since, why }: { subject: string; since: string; why: Sentence },
    tell: Tell,
  ) =>
    `Since ${clockOf(since)} it could not be looked whether KSeF shows invoices of ${subject} that came late (${tell(why)}). It is tried again in every sync.`,

  'latarnia.not-asked': "The Ministry's Latarnia is not asked: this service is set up without it.",
  'latarnia.says': ({ status }: { status: string }) => `Latarnia says ${status}.`,
  'latarnia.silent': ({ reachedAt, why }: { reachedAt: string | null; why: Sentence }, tell: Tell) =>
    `Latarnia cannot be reached ${reachedAt === null ? 'and never was' : `since ${clockOf(reachedAt)}`} (${tell(why)}), which says nothing about KSeF itself. It is asked again every few minutes; record outages that are announced meanwhile by hand.`,

  'secrets.webhook-lost': ({ url }: { url: string }) =>
    `The secret of the webhook to ${url} was sealed under another master key and cannot be read here: give it a new secret and enable it again.`,
  'secrets.credential-lost':
    'The KSeF credential was sealed under another master key and cannot be read here: send it again. Until then nothing is synchronised.',

  'webhook.undelivered':
    'No answer came from this URL. Check that it is spelled right, leads to a public address, and answers within 15 s by https with a certificate that is valid.',
  'webhook.unsigned':
    'The secret of this webhook cannot be read any more, so nothing can be signed. Give it a new one.',
  'webhook.secret-lost':
    'The secret of this webhook was sealed under another master key and cannot be read here: give it a new secret and enable it again.',
  'webhook.gone': 'The receiver answered 410 Gone.',
  'webhook.failed-for-days': ({ days }: { days: number }) =>
    `Nothing could be delivered for ${counted(days, 'day')}.`,
}
