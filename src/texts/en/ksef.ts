import type { Sentence, Tell } from '../sentence.ts'
import { clockOf, counted } from './words.ts'

const asked = {
  challenge: 'the challenge',
  'sign-in': 'the start of signing in',
  'sign-in-state': 'the state of signing in',
  tokens: 'the tokens',
  token: 'the token',
  export: 'the export',
  invoices: 'the list of invoices',
} as const

/** A part of a package: as it came, or decrypted. */
interface Part {
  part: number
  decrypted: boolean
}
const named = ({ part, decrypted }: Part): string => `part ${part}${decrypted ? ', decrypted' : ''}`

/** Why a call to KSeF or Latarnia did not succeed: clauses that stand in brackets, or after a colon. */
export const ksefTexts = {
  'ksef.no-answer': ({ error }: { error: string }) => `no answer (${error})`,
  'ksef.answer-empty': ({ status }: { status: number }) => `an answer ${status} without content`,
  'ksef.answer-strange': ({ status }: { status: number }) => `an answer ${status} that is not KSeF's`,
  'ksef.answer-too-long': ({ status, most }: { status: number; most: number }) =>
    `an answer ${status} of more than ${most} bytes, which is not KSeF's`,
  'ksef.answer-unreadable': ({ what, places }: { what: keyof typeof asked; places: string }) =>
    `the answer about ${asked[what]} cannot be read (${places})`,
  'ksef.key-missing': ({ usage }: { usage: string }) => `KSeF publishes no key for ${usage} that is in force`,
  'ksef.keys-unreadable': 'the list of public keys cannot be read',
  'ksef.key-unusable': ({ key, error }: { key: string; error: string }) =>
    `the public key ${key} cannot be used (${error})`,
  'ksef.limit': ({ seconds }: { seconds: number }) => `KSeF allows no call for ${seconds} s`,
  'ksef.limit-of-calls': "KSeF's limit of calls",
  'ksef.exports-running': 'ten exports are being made at KSeF',
  'ksef.session-refused': 'KSeF does not accept the session',
  'ksef.token-refused': 'KSeF does not accept the access token',
  'ksef.fault': 'an internal error; see the log',
  'latarnia.status-unreadable': 'the status of Latarnia cannot be read',
  'latarnia.messages-unreadable': 'the messages of Latarnia are no list',

  'export.expired': 'the package expired',
  'export.key-unreadable': 'KSeF could not read the key of the package',
  'export.failed': 'KSeF failed to make the package',
  'export.cancelled': 'KSeF cancelled the export',
  'export.unknown-state': ({ state, words }: { state: number; words: string }) =>
    `KSeF says ${state} ${words}`,
  'export.endless': ({ hours }: { hours: number }) =>
    `KSeF did not end an export in ${counted(hours, 'hour')}`,
  'export.not-ended': 'the export has not ended',
  'export.not-ready-again': 'the export is not ready any more',

  'package.key-lost': 'the key of the package cannot be read',
  'package.parts-wrong': ({
    parts,
    size,
    whole,
  }: {
    parts: readonly number[]
    size: number
    whole: number
  }) => `the package lists parts ${parts} of ${size} bytes, not of ${whole}`,
  'package.part-unlisted': ({ part }: { part: number }) => `part ${part} is not listed any more`,
  'package.storage-answered': ({ status, part }: { status: number; part: number }) =>
    `the storage answered ${status} for part ${part}`,
  'package.storage-refused-types': ({ part }: { part: number }) =>
    `the storage answered 406 for part ${part}, whichever type is asked for: a fault of KSeF that passes`,
  'package.address-strange': ({ part, origin }: { part: number; origin: string | null }) =>
    origin === null
      ? `part ${part} is offered at no address: it is not fetched`
      : `part ${part} is offered at ${origin}, not over https: it is not fetched from there`,
  'package.part-encrypted-otherwise': ({ part }: { part: number }) =>
    `part ${part} cannot be decrypted with the key of this export`,
  'package.part-late': ({ part }: { part: number }) => `part ${part} came too late`,
  'package.part-too-long': ({ size, ...part }: Part & { size: number }) =>
    `${named(part)} is longer than its ${size} bytes`,
  'package.part-short': ({ seen, size, ...part }: Part & { seen: number; size: number }) =>
    `${named(part)} has ${seen} bytes instead of ${size}`,
  'package.part-damaged': (part: Part) => `${named(part)} is damaged (its SHA-256 differs)`,
  'package.unreadable': ({ why }: { why: Sentence }, tell: Tell) =>
    `the package cannot be read (${tell(why)})`,
  'package.list-broken': ({ places }: { places: number }) =>
    `the list of the package is cut off or broken in ${counted(places, 'place')}`,
  'package.list-lacks': ({ documents }: { documents: number }) =>
    `the list of the package lacks ${counted(documents, 'document')} that it holds`,
  'package.incomplete': ({ named: brought, announced }: { named: number; announced: number }) =>
    `the package brought ${brought} of ${announced} invoices`,
  'package.lacks-listed': ({ numbers }: { numbers: readonly string[] }) =>
    `KSeF lists ${numbers.join(', ')} and its export lacks ${numbers.length === 1 ? 'it' : 'them'}`,
  'package.documents-damaged': ({ documents }: { documents: number }) =>
    `${counted(documents, 'document')} of the package without XML, or with a damaged one`,
  'package.too-large': ({
    subject,
    from,
    invoices,
    megabytes,
  }: {
    subject: string
    from: string
    invoices: number
    megabytes: number
  }) =>
    `A package of ${subject} at ${clockOf(from)} has ${invoices} invoices and ${megabytes} MB, too many to take in.`,
  'package.instant-too-full': ({ subject, from }: { subject: string; from: string }) =>
    `More invoices of ${subject} lie at ${clockOf(from)} than one package holds; they cannot be told apart by time.`,
  'package.left': (
    { subject, from, to, why }: { subject: string; from: string; to: string; why: Sentence },
    tell: Tell,
  ) => `Not whole: ${subject} stored from ${clockOf(from)} to ${clockOf(to)} (${tell(why)}).`,

  'run.document': ({ ksefNumber, why }: { ksefNumber: string | null; why: Sentence }, tell: Tell) =>
    `${ksefNumber ?? 'a document'}: ${tell(why)}`,
  'run.subject-not-allowed': ({ subject }: { subject: string }) =>
    `KSeF does not allow ${subject} for this taxpayer (21181).`,
  'run.connection-deleted': 'The connection was deleted.',
  'run.not-in-time': ({ left }: { left: readonly { subject: string; why: Sentence }[] }, tell: Tell) =>
    `Not done in time: ${left.map(({ subject, why }) => `${subject} (${tell(why)})`).join(', ')}. The next run goes on with it.`,
  'run.done': ({ received, isNew }: { received: number; isNew: number }) =>
    `${counted(received, 'document')} received, ${isNew} new.`,
  'run.waiting': 'It begins in a moment.',
  'run.running': 'It is under way.',

  'sign-in.no-permission':
    'KSeF says that this credential has no permission for the taxpayer. Grant it InvoiceRead (przeglądanie faktur) in KSeF and ask for a sync.',
  'sign-in.session-ended': 'the session was ended in KSeF',
  'sign-in.certificate-refused':
    'KSeF does not accept the certificate (revoked, suspended, expired or unknown). Send another one.',
  'sign-in.person-deceased':
    'KSeF refuses the credential: its holder is recorded as deceased. Send another one.',
  'sign-in.blocked':
    'KSeF blocked signing in because it suspects a security incident. Contact the Ministry of Finance, then ask for a sync.',
  'sign-in.failed': 'KSeF failed to sign in (500)',
  'sign-in.cancelled': 'KSeF cancelled signing in (550)',
  'sign-in.token-revoked':
    'KSeF says that the token was revoked or is not active. Make a new one in KSeF and send it.',
  'sign-in.token-elsewhere':
    'KSeF says that the token belongs to another taxpayer. Send a token made in the context of this one.',
  'sign-in.token-wrong': 'KSeF does not know the token. Compare it, or make a new one, and send it.',
  'sign-in.token-unread': 'KSeF could not read the token (450)',
  'sign-in.unknown-state': ({ state, words }: { state: number; words: string }) =>
    `KSeF answered an unknown state of signing in (${state} ${words})`,
  'sign-in.fails': ({ times, why }: { times: number; why: Sentence }, tell: Tell) =>
    `Signing in failed ${counted(times, 'time')}: ${tell(why)}. Send the credential again.`,
  'sign-in.refused': ({ why }: { why: Sentence }, tell: Tell) =>
    `KSeF refused to sign in: ${tell(why)}. Send the credential again.`,
  'sign-in.credential-unreadable':
    'The stored credential cannot be read with the master key of this service. Send the credential again.',
  'sign-in.credential-of-another-service':
    'The stored credential was sealed under another master key and cannot be read here. Send the credential again.',

  'forbidden.no-permission':
    'The credential may not read invoices of this taxpayer. Grant it InvoiceRead (przeglądanie faktur) in KSeF and ask for a sync.',
  'forbidden.address':
    'KSeF does not accept this credential from the address of this server. Allow it in KSeF and ask for a sync.',
  'forbidden.blocked': 'KSeF blocked the credential. Contact the Ministry of Finance, then ask for a sync.',
  'forbidden.other': ({ reason, words }: { reason: string; words: string }) =>
    `KSeF does not allow this (${reason}; ${words}). Check the permissions in KSeF and ask for a sync.`,
}
