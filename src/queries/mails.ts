import type { SetAsideReason } from '../ingest/mail-documents.ts'
import type { Db } from '../store/database.ts'
import { type MailPartRow, type MailRow, mailById, partsOfMails } from '../store/mails.ts'
import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import { Refusal } from '../values/refusal.ts'

/** A mail by its public id. @throws Refusal mail-unknown */
export function mailOf(db: Db, id: string): MailRow {
  const mail = mailById(db, id)
  if (mail === null) throw new Refusal('mail-unknown', say('mail.unknown', { id }))
  return mail
}

const whys: Record<SetAsideReason, Said> = {
  'other-kind': say('mail.part.other-kind'),
  'too-small': say('mail.part.too-small'),
  'too-large': say('mail.part.too-large'),
  'unreadable-zip': say('mail.part.unreadable-zip'),
  'too-many': say('mail.part.too-many'),
}

/** Why a file is no document to be looked at. */
export const whyNoDocument = (reason: SetAsideReason): Said => whys[reason]

const partView = ({ name, mediaType, size, draft, why }: MailPartRow) => ({
  ...{ name, mediaType, bytes: size },
  draftId: draft,
  why: why === null ? null : { code: why, message: whys[why] },
})

/** Mails as they are shown, with what became of each of their files. */
export function mailViews(db: Db, rows: readonly MailRow[]) {
  const parts = partsOfMails(
    db,
    rows.map(({ seq }) => seq),
  )
  return rows.map(({ seq, id, messageId, sender, subject, receivedOn, header, recordedAt, actor }) => ({
    ...{ id, messageId, from: sender, subject, receivedOn },
    receivedHeader: header,
    recordedAt,
    by: actor,
    parts: parts.filter(({ mail }) => mail === seq).map(partView),
  }))
}
