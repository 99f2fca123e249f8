import type { Mailbox } from '../store/mailbox.ts'
import type { Sentence } from '../texts/sentence.ts'
import type { Day } from '../values/day.ts'
import type { Instant } from '../values/instant.ts'

/** What a host offers to look into a mailbox, whatever protocol it speaks. */

/** A folder that is open. UIDs and sizes are what the server says. */
export interface OpenFolder {
  /** UIDs mean the same mails while this stays. */
  uidValidity: string
  /** How many mails lie in it. */
  mails: number
  /** UIDs above this one of mails that came to the server since the day before `from`, in ascending order. */
  after(uid: number, from: Day): Promise<number[]>
  /** What the server says of a mail; null where it is gone. */
  about(uid: number): Promise<AboutMail | null>
  /** The bytes of a mail; null where it is gone. @throws MailboxProblem too-large */
  fetch(uid: number): Promise<Uint8Array<ArrayBuffer> | null>
  /** Marks a mail as read, or deletes it. */
  finish(uid: number, how: 'mark-read' | 'delete'): Promise<void>
  close(): Promise<void>
}

export interface AboutMail {
  size: number
  /** When it came to the server. */
  arrivedAt: Instant | null
  sender: string | null
  subject: string | null
}

/** Opens the folder of a mailbox over an encrypted connection, for reading alone where nothing is to be changed. */
export type OpenMailbox = (
  mailbox: Mailbox,
  password: string,
  who: { nip: string; signal: AbortSignal },
) => Promise<OpenFolder>

/** `sign-in`: the server refused the password; `too-large`: one mail alone; `server`: all else, and worth another try. */
type MailboxProblemKind = 'sign-in' | 'too-large' | 'server'

/** Why a look into a mailbox failed, in words for people. */
export class MailboxProblem extends Error {
  override readonly name = 'MailboxProblem'
  readonly kind: MailboxProblemKind
  readonly detail: Sentence

  constructor(kind: MailboxProblemKind, detail: Sentence) {
    super(kind)
    this.kind = kind
    this.detail = detail
  }
}

/** Larger mails are left where they are, in bytes: as large as one may be that is sent here. */
export const mostMailBytes = 25 * 1024 * 1024
