import { sql } from 'drizzle-orm'
import type { SetAsideReason } from '../ingest/mail-documents.ts'
import type { Day } from '../values/day.ts'
import { present } from '../values/present.ts'
import { type Db, limitTo, rowsOf } from './database.ts'

/** A mail that came. `name`: by what it is known again; `header`: the `Received` header of the taxpayer's server. */
export interface MailRow {
  seq: number
  id: string
  name: string
  messageId: string | null
  sender: string | null
  subject: string | null
  receivedOn: Day
  header: string | null
  recordedAt: string
  actor: string
}

/** A file of a mail. `hash`: SHA-256 in Base64; `draft`: the public id of its draft, null with the reason. */
export interface MailPartRow {
  mail: number
  name: string | null
  mediaType: string
  size: number
  hash: string
  draft: string | null
  why: SetAsideReason | null
}

const columns = sql`m.seq AS seq, m.id AS id, m.name AS name, m.message_id AS messageId, m.sender AS sender,
  m.subject AS subject, m.received_on AS receivedOn, m.header AS header, m.recorded_at AS recordedAt, m.actor AS actor`

export const mailByName = (db: Db, name: string): MailRow | null =>
  db.get<MailRow>(sql`SELECT ${columns} FROM mails m WHERE m.name = ${name}`) ?? null

export const mailById = (db: Db, id: string): MailRow | null =>
  db.get<MailRow>(sql`SELECT ${columns} FROM mails m WHERE m.id = ${id}`) ?? null

/** A page of the mails before a place, the last one first. */
export const mailsBefore = (db: Db, before: number, limit: number): MailRow[] =>
  db.all(sql`SELECT ${columns} FROM mails m WHERE m.seq < ${before} ORDER BY m.seq DESC ${limitTo(limit)}`)

/** The files of mails, in their order. */
export const partsOfMails = (db: Db, mails: readonly number[]): MailPartRow[] =>
  db.all(sql`
    SELECT p.mail AS mail, p.name AS name, p.media_type AS mediaType, p.size AS size, p.hash AS hash, d.id AS draft,
      p.why AS why
    FROM ${rowsOf(mails)} j CROSS JOIN mail_parts p ON p.mail = j.value LEFT JOIN drafts d ON d.seq = p.draft
    ORDER BY p.mail, p.part`)

/** The mails that brought a draft, the first one first. */
export const mailsOfDraft = (db: Db, draft: number): MailRow[] =>
  db.all(sql`
    SELECT ${columns} FROM mail_parts p CROSS JOIN mails m ON m.seq = p.mail
    WHERE p.draft = ${draft} AND p.draft IS NOT NULL GROUP BY m.seq ORDER BY m.seq LIMIT 20`)

/** Keeps what is known of a mail. @returns its row number */
export function insertMail(
  db: Db,
  mail: Omit<MailRow, 'seq' | 'recordedAt' | 'actor'>,
  cause: { at: string; actor: string },
): number {
  const [row] = db.all<{ seq: number }>(sql`
    INSERT INTO mails (id, name, message_id, sender, subject, received_on, header, recorded_at, actor)
    VALUES (${mail.id}, ${mail.name}, ${mail.messageId}, ${mail.sender}, ${mail.subject}, ${mail.receivedOn},
      ${mail.header}, ${cause.at}, ${cause.actor})
    RETURNING seq`)
  return present(row).seq
}

/** Keeps a file of a mail behind those that are there. `draft`: row number. */
export function insertMailPart(db: Db, part: Omit<MailPartRow, 'draft'> & { draft: number | null }): void {
  db.run(sql`
    INSERT INTO mail_parts (mail, part, name, media_type, size, hash, draft, why)
    SELECT ${part.mail}, coalesce(max(part), 0) + 1, ${part.name}, ${part.mediaType}, ${part.size}, ${part.hash},
      ${part.draft}, ${part.why}
    FROM mail_parts WHERE mail = ${part.mail}`)
}
