import type { Sentence, Tell } from '../sentence.ts'
import { clockOf, counted } from './words.ts'

const nextLook = (next: string | null): string =>
  next === null ? 'The next look begins now.' : `The next look is at ${clockOf(next)}.`

/** How a mailbox stands in which mails are looked for, and what went wrong with it. */
export const mailboxTexts = {
  'mailbox.connecting': 'The first look into the mailbox has not ended yet.',
  'mailbox.connected': ({ last, next }: { last: string; next: string | null }) =>
    `Last looked into at ${clockOf(last)}. ${nextLook(next)}`,
  'mailbox.paused': 'Paused: nobody looks into the mailbox until somebody lets that go on.',
  'mailbox.refused': ({ why }: { why: Sentence }, tell: Tell) =>
    `${tell(why)} So that the account is not locked, it is not tried again before somebody saves the settings or asks for a look.`,
  'mailbox.unavailable': (
    { why, failures, next }: { why: Sentence; failures: number; next: string | null },
    tell: Tell,
  ) => `${tell(why)} Failed ${counted(failures, 'time')} so far. ${nextLook(next)}`,
  'mailbox.works': ({ mails }: { mails: number }) =>
    `The mailbox can be read: ${counted(mails, 'mail')} in this folder. Nothing was changed.`,

  'mailbox.sign-in-refused': ({ why }: { why: string | null }) =>
    `The mail server refused the user name or the password${why === null ? '' : ` (“${why}”)`}. Check both; many providers want a password made for programs, and access by IMAP switched on.`,
  'mailbox.password-unreadable':
    'The password of the mailbox was sealed under another master key, or for another account, and cannot be read here. Give it again.',
  'mailbox.no-name': ({ host }: { host: string }) =>
    `There is no server of the name ${host}, or no name server answers. Check how it is written.`,
  'mailbox.not-public': ({ host }: { host: string }) =>
    `${host} has no public address. Name a server that can be reached over the internet, or ask who runs the service to allow mail servers of its own network.`,
  'mailbox.no-connection': ({ host, port }: { host: string; port: number }) =>
    `${host} does not answer at port ${port}. Check both: for TLS it is 993 as a rule, for STARTTLS 143.`,
  'mailbox.no-encryption': ({ host, port }: { host: string; port: number }) =>
    `${host} offers no encrypted connection at port ${port}, so nothing was said to it. Check the port and the kind of encryption: 993 with TLS, 143 with STARTTLS.`,
  'mailbox.certificate': ({ host, why }: { host: string; why: string }) =>
    `The certificate of ${host} is not to be trusted (${why}), so nothing was said to it. Name the server as its certificate does, or have the certificate renewed.`,
  'mailbox.folder-missing': ({ folder }: { folder: string }) =>
    `The mailbox has no folder “${folder}”. Name one that is there, such as INBOX.`,
  'mailbox.server-said': ({ said }: { said: string }) =>
    `The mail server did not do what was asked (“${said}”). It is tried again by itself.`,
  'mailbox.broken': 'The connection to the mail server broke off. It is tried again by itself.',
  'mailbox.not-changed': ({ how }: { how: 'mark-read' | 'delete' }) =>
    `The mails are taken in, but the server does not let them be ${how === 'delete' ? 'deleted' : 'marked as read'}. Let the account change the folder, or have the mails left as they are.`,
  'mailbox.look-failed':
    'The look into the mailbox failed here, not at the mail server. It is tried again by itself.',
  'mailbox.mail-too-large': 'The mail has more than 25 MB. Save its documents and send them one by one.',
  'mailbox.mail-failing': ({ tries }: { tries: number }) =>
    `The mail could not be taken in, ${counted(tries, 'time')} in a row. Save its documents and send them one by one.`,

  'secrets.mailbox-lost':
    'The password of the mailbox was sealed under another master key and cannot be read here: give it again. Until then nobody looks into it.',

  'refusal.mailbox-not-set': ({ nip }: { nip: string }) =>
    `No mailbox is set up for the taxpayer ${nip}. Set one up with PUT /v1/taxpayers/${nip}/mailbox.`,
  'refusal.mailbox-not-offered':
    'This service does not look into mailboxes. Have mails led to it, or send them with POST …/mails.',
  'refusal.mailbox-paused': 'The mailbox is paused. Put it with "paused": false first.',
  'refusal.mailbox-password-needed':
    'The password is needed: none is stored for this user at this server. A stored one is never said to another server.',
  'field.mail-host':
    'Name the mail server, such as imap.example.com, or its address: without a protocol, a port or blanks.',
}
