import { eq } from 'drizzle-orm'
import { mailbox } from '../../drizzle/ledger/mails.ts'
import type { Sentence } from '../texts/sentence.ts'
import type { Day } from '../values/day.ts'
import type { Instant } from '../values/instant.ts'
import type { Db } from './database.ts'
import { excluded, type Places, prepared } from './prepared.ts'

/** What becomes of a mail in its mailbox once it was taken in. */
export const afterwards = ['leave', 'mark-read', 'delete'] as const

/** A folder on a mail server (IMAP, RFC 9051) in which mails with documents are looked for. */
export interface Mailbox {
  host: string
  port: number
  /** TLS from the first byte, or asked for before the password is said. */
  security: 'tls' | 'starttls'
  user: string
  folder: string
  /** Mails that came to the server before this day are left alone. */
  from: Day
  everyMinutes: number
  afterwards: (typeof afterwards)[number]
  paused: boolean
}

/** How a mailbox stands, as a person reads it. */
export const mailboxStates = ['connecting', 'connected', 'unavailable', 'refused', 'paused'] as const
export type MailboxState = (typeof mailboxStates)[number]

/** How the mailbox of a ledger stands, and when it was last looked into without trouble. */
export interface MailboxStanding {
  state: MailboxState | 'none'
  lookedAt: Instant | null
}

/** A mail that was not taken in, and why. */
export interface LeftOutMail {
  /** When it was met. */
  at: Instant
  arrivedAt: Instant | null
  sender: string | null
  subject: string | null
  why: Sentence
}

/** How far the looks into a mailbox came. */
export interface MailboxProgress {
  /** UIDs are good while this stays; null: nothing was looked at yet. */
  uidValidity: string | null
  /** All mails up to this UID were dealt with. */
  lastUid: number
  taken: number
  leftOut: number
  /** The last of them, the newest first. */
  lastLeftOut: LeftOutMail[]
  /** The end of the last look that nothing went wrong in. */
  lookedAt: Instant | null
  /** Looks that failed, one after the other, and why the last one did. */
  failures: number
  trouble: Sentence | null
  /** Nothing is tried any more until a person acts. */
  refused: boolean
  /** A mail that could not be taken in, and how often it was tried. */
  stuck: { uid: number; tries: number } | null
}

export const noLooks: MailboxProgress = {
  ...{ uidValidity: null, lastUid: 0, taken: 0, leftOut: 0, lastLeftOut: [], lookedAt: null },
  ...{ failures: 0, trouble: null, refused: false, stuck: null },
}

interface StoredMailbox {
  revision: number
  settings: Mailbox
  /** Sealed. */
  password: string
  progress: MailboxProgress
}

const stored = prepared((orm) =>
  orm
    .select({
      revision: mailbox.revision,
      settings: mailbox.settings,
      password: mailbox.password,
      progress: mailbox.progress,
    })
    .from(mailbox)
    .where(eq(mailbox.id, 1)),
)
export const readMailbox = (db: Db): StoredMailbox | null => stored.get(db, {}) ?? null

const put = prepared((orm, p: Places<StoredMailbox>) =>
  orm
    .insert(mailbox)
    .values({
      id: 1,
      revision: p.revision,
      settings: p.settings,
      password: p.password,
      progress: p.progress,
    })
    .onConflictDoUpdate({
      target: mailbox.id,
      set: {
        revision: excluded(mailbox.revision),
        settings: excluded(mailbox.settings),
        password: excluded(mailbox.password),
        progress: excluded(mailbox.progress),
      },
    }),
)
/** `revision` grows when the settings change, also over a removal: a look that began before must not store how far it came. */
export const writeMailbox = (db: Db, row: StoredMailbox): void => put.run(db, row)

const drop = prepared((orm) => orm.delete(mailbox))
export const deleteMailbox = (db: Db): void => drop.run(db, {})
