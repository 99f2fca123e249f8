import { and, asc, desc, eq, getTableColumns, isNotNull, lt, sql } from 'drizzle-orm'
import { drafts } from '../../drizzle/ledger/drafts.ts'
import { mailParts, mails } from '../../drizzle/ledger/mails.ts'
import { present } from '../values/present.ts'
import type { Db } from './database.ts'
import { atMost, listed, listOf, type Places, prepared } from './prepared.ts'

/** A mail that came. */
export type MailRow = typeof mails.$inferSelect

const byName = prepared((orm, { name }: Places<{ name: string }>) =>
  orm.select().from(mails).where(eq(mails.name, name)),
)
export const mailByName = (db: Db, name: string): MailRow | null => byName.get(db, { name }) ?? null

const byId = prepared((orm, { id }: Places<{ id: string }>) =>
  orm.select().from(mails).where(eq(mails.id, id)),
)
export const mailById = (db: Db, id: string): MailRow | null => byId.get(db, { id }) ?? null

const page = prepared((orm, { before, limit }: Places<{ before: number; limit: number }>) =>
  orm.select().from(mails).where(lt(mails.seq, before)).orderBy(desc(mails.seq)).limit(atMost(limit)),
)
/** A page of the mails before a place, the last one first. */
export const mailsBefore = (db: Db, before: number, limit: number): MailRow[] =>
  page.all(db, { before, limit })

type PartRow = typeof mailParts.$inferSelect
/** A file of a mail. `draft`: the public id of its draft, null with the reason why there is none. */
export type MailPartRow = Omit<PartRow, 'part' | 'draft'> & { draft: string | null }

const partsOf = prepared((orm, p: Places<{ mails: string }>) =>
  orm
    .select({
      mail: mailParts.mail,
      name: mailParts.name,
      mediaType: mailParts.mediaType,
      size: mailParts.size,
      hash: mailParts.hash,
      draft: drafts.id,
      why: mailParts.why,
    })
    .from(listOf(p.mails))
    .crossJoin(mailParts)
    .leftJoin(drafts, eq(drafts.seq, mailParts.draft))
    .where(eq(mailParts.mail, listed))
    .orderBy(asc(mailParts.mail), asc(mailParts.part)),
)
/** The files of mails, in their order. */
export const partsOfMails = (db: Db, of: readonly number[]): MailPartRow[] =>
  partsOf.all(db, { mails: JSON.stringify(of) })

const ofDraft = prepared((orm, { draft }: Places<{ draft: number }>) =>
  orm
    .select(getTableColumns(mails))
    .from(mailParts)
    .crossJoin(mails)
    .where(and(eq(mails.seq, mailParts.mail), eq(mailParts.draft, draft), isNotNull(mailParts.draft)))
    .groupBy(mails.seq)
    .orderBy(asc(mails.seq))
    .limit(atMost(mostOfDraft)),
)
/** So many mails that brought one draft are told. */
const mostOfDraft = 20
/** The mails that brought a draft, the first one first. */
export const mailsOfDraft = (db: Db, draft: number): MailRow[] => ofDraft.all(db, { draft })

const insertion = prepared((orm, p: Places<Omit<MailRow, 'seq'>>) =>
  orm
    .insert(mails)
    .values({
      id: p.id,
      name: p.name,
      messageId: p.messageId,
      sender: p.sender,
      subject: p.subject,
      receivedOn: p.receivedOn,
      header: p.header,
      recordedAt: p.recordedAt,
      actor: p.actor,
    })
    .returning({ seq: mails.seq }),
)
/** Keeps what is known of a mail. @returns its row number */
export const insertMail = (
  db: Db,
  mail: Omit<MailRow, 'seq' | 'recordedAt' | 'actor'>,
  { at, actor }: { at: string; actor: string },
): number => present(insertion.get(db, { ...mail, recordedAt: at, actor })).seq

const partInsertion = prepared((orm, p: Places<Omit<PartRow, 'part'>>) =>
  orm.insert(mailParts).select(
    orm
      .select({
        mail: sql`${p.mail}`.as('mail'),
        part: sql`coalesce(max(${mailParts.part}), 0) + 1`.as('part'),
        name: sql`${p.name}`.as('name'),
        mediaType: sql`${p.mediaType}`.as('media_type'),
        size: sql`${p.size}`.as('size'),
        hash: sql`${p.hash}`.as('hash'),
        draft: sql`${p.draft}`.as('draft'),
        why: sql`${p.why}`.as('why'),
      })
      .from(mailParts)
      .where(eq(mailParts.mail, p.mail)),
  ),
)
/** Keeps a file of a mail behind those that are there. `draft`: row number. */
export const insertMailPart = (db: Db, part: Omit<PartRow, 'part'>): void => partInsertion.run(db, part)
