import { receivingDesk } from '../../intake/receiving-desk.ts'
import type { Mailboxes } from '../../mailbox/job.ts'
import { LookTurns } from '../../mailbox/look-turns.ts'
import type { OpenMailbox } from '../../mailbox/server.ts'
import { type Instant, warsawDay } from '../../values/instant.ts'
import { codesHere } from './files.ts'
import { imapMailboxes } from './imap.ts'

export interface MailboxOptions {
  /** How mailboxes are opened; over IMAP when left out. */
  openMailbox?: OpenMailbox
  /** Mailboxes may lie on servers whose addresses are not public. */
  allowPrivateMailboxes?: boolean
}

/** What jobs need to look into mailboxes: the way there, and the desk where their mails are taken in. */
export function mailboxesOf({
  openMailbox,
  allowPrivateMailboxes: allowPrivate = false,
  codes = codesHere,
  now,
  ...host
}: MailboxOptions & { now: () => Instant; codes?: DeskHost['codes'] } & Omit<
    DeskHost,
    'today' | 'codes'
  >): Mailboxes {
  const desk = { ...host, codes, today: () => warsawDay(now()) }
  return {
    open: openMailbox ?? imapMailboxes({ allowPrivate }),
    desk: (nip, signal) => receivingDesk(desk, nip, { taxpayer: nip, key: `mailbox ${nip}`, signal }),
    turns: new LookTurns(() => performance.now()),
  }
}

type DeskHost = Parameters<typeof receivingDesk>[0]
