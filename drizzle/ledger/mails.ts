import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { SetAsideReason } from '../../src/ingest/mail-documents.ts'
import type { Mailbox, MailboxProgress } from '../../src/store/mailbox.ts'
import type { Day } from '../../src/values/day.ts'
import { drafts } from './drafts.ts'

/** Mails that brought documents. */
export const mails = sqliteTable('mails', {
  seq: integer('seq').primaryKey(),
  id: text('id').notNull().unique(),
  /** By what it is known again: its Message-ID, or else a hash. */
  name: text('name').notNull().unique(),
  messageId: text('message_id'),
  sender: text('sender'),
  subject: text('subject'),
  receivedOn: text('received_on').notNull().$type<Day>(),
  /** The `Received` header that tells the day. */
  header: text('header'),
  recordedAt: text('recorded_at').notNull(),
  actor: text('actor').notNull(),
})

/** Their files: each is a draft, or has the reason why it is none. */
export const mailParts = sqliteTable(
  'mail_parts',
  {
    mail: integer('mail')
      .notNull()
      .references(() => mails.seq),
    part: integer('part').notNull(),
    name: text('name'),
    mediaType: text('media_type').notNull(),
    size: integer('size').notNull(),
    hash: text('hash').notNull(),
    draft: integer('draft').references(() => drafts.seq),
    why: text('why').$type<SetAsideReason>(),
  },
  (t) => [
    primaryKey({ columns: [t.mail, t.part] }),
    // Which mails brought this draft?
    index('mail_parts_draft').on(t.draft, t.mail).where(sql`${t.draft} IS NOT NULL`),
  ],
)

/** The mailbox in which mails are looked for; the password is sealed. The revision grows when the settings change. */
export const mailbox = sqliteTable(
  'mailbox',
  {
    id: integer('id').primaryKey(),
    revision: integer('revision').notNull(),
    settings: text('settings', { mode: 'json' }).notNull().$type<Mailbox>(),
    password: text('password').notNull(),
    progress: text('progress', { mode: 'json' }).notNull().$type<MailboxProgress>(),
  },
  (t) => [check('mailbox_one', sql`${t.id} = 1`)],
)
