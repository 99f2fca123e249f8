import { sha256 } from '../ingest/hash.ts'
import { handedOver, isAmong, type Mail, MailProblem, readMail } from '../ingest/mail.ts'
import { documentsOf, type MailPart } from '../ingest/mail-documents.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { UnitOfWork } from '../purchase/unit-of-work.ts'
import { draftByHash } from '../store/drafts.ts'
import { insertMail, insertMailPart, type MailRow, mailByName, partsOfMails } from '../store/mails.ts'
import type { MailSettings } from '../store/settings.ts'
import { say } from '../texts/say.ts'
import type { Day } from '../values/day.ts'
import { present } from '../values/present.ts'
import { Refusal } from '../values/refusal.ts'
import { type ArrivalDesk, arriveIn } from './draft-arrival.ts'
import { type ReadFile, type ReadingDesk, readDraftFile } from './draft-file.ts'
import { type Arriving, knownDraft } from './drafts.ts'

/** A file of a mail with its hash; `read` is what makes a draft of it, null where it makes none, or is one already. */
interface ReadPart extends MailPart {
  hash: string
  read: ReadFile | null
}

/** Where mails are taken in. */
export type MailDesk = ReadingDesk & ArrivalDesk & { mail: MailSettings | null }

/** What of a mail its documents' drafts tell. */
type HandOver = Pick<Arriving, 'receivedOn' | 'note' | 'held'>

/**
 * Takes a mail in: each document that came with it is a draft, each once, however often the mail comes. A mail is known
 * again by its Message-ID, and without one by its bytes; what is new in one that is known is taken in too.
 * @param id public id of the mail where it is new
 * @param arrivedOn the day from which it lay in the taxpayer's mailbox, where that is known; else it comes today
 * @throws Refusal mail-unreadable, too-many-files
 */
export async function takeMail(
  ledger: Ledger,
  actor: string,
  { id, bytes, arrivedOn = null }: { id: string; bytes: Uint8Array; arrivedOn?: Day | null },
  desk: MailDesk,
): Promise<{ mail: MailRow; isNew: boolean }> {
  const mail = await readMail(bytes, () => ledger.host.yieldToEventLoop()).catch((error: unknown) => {
    throw error instanceof MailProblem ? unreadable() : error
  })
  const { parts, stopped } = await readParts(ledger, await documentsOf(mail.files), desk)
  if (stopped !== null && parts.length === 0) throw stopped
  const { senders = null, server = null } = desk.mail ?? {}
  const proof = server === null ? null : handedOver(mail.received, server, ledger.host.now())
  const receivedOn = proof?.day ?? arrivedOn ?? desk.today
  const held = senders !== null && !isAmong(senders, mail.from)
  const taken = ledger.write(actor, 'mail', (unit) => {
    const name = nameOf(mail, bytes)
    const known = mailByName(unit.tx, name)
    const { messageId, from: sender, subject } = mail
    const header = proof?.header ?? null
    const seq =
      known?.seq ??
      insertMail(unit.tx, { id, name, messageId, sender, subject, receivedOn, header }, unit.cause)
    // One that comes again was handed over when it came first.
    keepParts(unit, desk, seq, parts, {
      receivedOn: known?.receivedOn ?? receivedOn,
      note: noteOf(mail),
      held,
    })
    return { mail: present(mailByName(unit.tx, name)), isNew: known === null }
  })
  if (stopped !== null) throw stopped
  return taken
}

/** Reads the files of a mail. `stopped`: why no more of them can be read now; what was read is kept, or none would ever be. */
async function readParts(
  ledger: Ledger,
  files: readonly MailPart[],
  desk: ReadingDesk,
): Promise<{ parts: ReadPart[]; stopped: Refusal | null }> {
  const parts: ReadPart[] = []
  for (const part of files) {
    await ledger.host.yieldToEventLoop()
    try {
      parts.push(await readPart(ledger, part, desk))
    } catch (error) {
      if (error instanceof Refusal) return { parts, stopped: error }
      throw error
    }
  }
  return { parts, stopped: null }
}

async function readPart(ledger: Ledger, part: MailPart, desk: ReadingDesk): Promise<ReadPart> {
  const { bytes } = part
  if (bytes === null) return { ...part, hash: sha256(part.name ?? ''), read: null }
  const hash = sha256(bytes)
  // What is there already need not be read again.
  const isDraft = part.why === null && draftByHash(ledger.db, hash) === null
  return { ...part, hash, read: isDraft ? await readDraftFile(ledger, bytes, desk) : null }
}

function keepParts(
  unit: UnitOfWork,
  desk: ArrivalDesk,
  mail: number,
  parts: readonly ReadPart[],
  told: HandOver,
): void {
  const known = new Set(partsOfMails(unit.tx, [mail]).map(({ hash }) => hash))
  for (const part of parts) {
    if (known.has(part.hash)) continue
    known.add(part.hash)
    const { hash, mediaType, why } = part
    const name = part.name?.slice(0, longestName) ?? null
    const size = part.bytes?.length ?? 0
    const draft = why === null ? draftOfPart(unit, desk, part, { ...told, fileName: name }) : null
    insertMailPart(unit.tx, { mail, name, mediaType, size, hash, draft, why })
  }
}

/** The row number of the draft of a part. */
function draftOfPart(
  unit: UnitOfWork,
  desk: ArrivalDesk,
  { hash, read }: ReadPart,
  told: HandOver & { fileName: string | null },
): number {
  const known = knownDraft(unit, hash, told.held)
  if (known !== null) return known.seq
  const file = present(read)
  const id = unit.newId()
  return arriveIn(unit, { ...told, ...file, id, channel: 'email', externalId: null }, desk).draft.seq
}

const longestName = 255
const longestNote = 4000
/** Longer names are known by their hash: a header may have as many characters as its writer likes. */
const longestId = 500

const nameOf = ({ messageId }: Mail, bytes: Uint8Array): string => {
  if (messageId === null) return `sha256 ${sha256(bytes)}`
  return messageId.length > longestId ? `long ${sha256(messageId)}` : `id ${messageId}`
}

/** What is written in a mail, as the note of its documents. */
const noteOf = ({ subject, text }: Mail): string | null =>
  [subject, text]
    .flatMap((part) => part ?? [])
    .join('\n\n')
    .slice(0, longestNote) || null

const unreadable = (): Refusal => new Refusal('mail-unreadable', say('mail.unreadable'))
