import type { Ledger } from '../ledger/ledger.ts'
import { mailboxContext } from '../secrets/contexts.ts'
import type { Vault } from '../secrets/vault.ts'
import { endJob, putJob } from '../store/jobs.ts'
import { deleteMailbox, type Mailbox, noLooks, readMailbox, writeMailbox } from '../store/mailbox.ts'
import { say } from '../texts/say.ts'
import { Refusal } from '../values/refusal.ts'
import type { Mailboxes } from './job.ts'

/** The job of a taxpayer's mailbox: one per ledger. */
const job = { kind: 'mailbox', subject: '' }

/** What a user states of a mailbox; without a password the stored one stays, without a day that of before. */
export interface MailboxStatement extends Omit<Mailbox, 'from'> {
  from: Mailbox['from'] | null
  password: string | null
}

/** Whether a stored password is good for what is stated now: it is said to nobody but the server that it was given for. */
const isSameAccount = (a: Pick<Mailbox, 'host' | 'user'>, b: Pick<Mailbox, 'host' | 'user'>): boolean =>
  a.host === b.host && a.user === b.user

/** @throws Refusal mailbox-password-needed */
async function passwordOf(
  ledger: Ledger,
  vault: Vault,
  { password, ...stated }: MailboxStatement,
): Promise<string> {
  if (password !== null) return password
  const stored = readMailbox(ledger.db)
  if (stored === null || !isSameAccount(stored.settings, stated)) throw passwordNeeded()
  return vault.open(stored.password, mailboxContext(ledger.nip, stored.settings)).catch(() => {
    throw passwordNeeded()
  })
}

/**
 * Creates or replaces the mailbox and has it looked into at once. What was taken from another account or folder says
 * nothing of how far this one was read. @throws Refusal mailbox-password-needed
 */
export async function putMailbox(
  ledger: Ledger,
  vault: Vault,
  statement: MailboxStatement,
): Promise<'created' | 'replaced'> {
  const { password: _, from, ...stated } = statement
  const plain = await passwordOf(ledger, vault, statement)
  const password = await vault.seal(plain, mailboxContext(ledger.nip, stated))
  const { db } = ledger
  const nowMs = ledger.nowMs()
  const outcome = db.transaction(() => {
    const before = readMailbox(db)
    const settings = { ...stated, from: from ?? before?.settings.from ?? ledger.today() }
    const isSame =
      before !== null &&
      isSameAccount(before.settings, settings) &&
      before.settings.folder === settings.folder &&
      before.settings.from <= settings.from
    const progress = isSame ? { ...before.progress, failures: 0, trouble: null, refused: false } : noLooks
    // Another one than that of a mailbox that was removed: a look that goes on there says nothing of this one.
    const revision = Math.max(nowMs, (before?.revision ?? 0) + 1)
    writeMailbox(db, { revision, settings, password, progress })
    if (settings.paused) endJob(db, job)
    else putJob(db, job.kind, job.subject, nowMs)
    return before === null ? 'created' : 'replaced'
  })
  ledger.host.due(ledger.nip, nowMs)
  return outcome
}

/** Forgets the mailbox with its password; what came from it stays. Answers whether there was one. */
export function removeMailbox({ db }: Ledger): boolean {
  return db.transaction(() => {
    if (readMailbox(db) === null) return false
    deleteMailbox(db)
    endJob(db, job)
    return true
  })
}

/** Within a transaction: the password cannot be read here, so nothing is tried before it is given again. */
export function mailboxUnreadable({ db }: Ledger): void {
  const stored = readMailbox(db)
  if (stored === null) return
  const trouble = say('mailbox.password-unreadable')
  const progress = { ...stored.progress, refused: true, trouble }
  writeMailbox(db, { ...stored, revision: stored.revision + 1, progress })
  endJob(db, job)
}

/** Has the mailbox looked into now; what stopped trying tries once more. Answers false where there is none. */
export function lookNow(ledger: Ledger): boolean {
  const { db } = ledger
  const nowMs = ledger.nowMs()
  const found = db.transaction(() => {
    const stored = readMailbox(db)
    if (stored === null) return false
    if (stored.settings.paused) throw new Refusal('mailbox-paused', say('refusal.mailbox-paused'))
    writeMailbox(db, { ...stored, progress: { ...stored.progress, refused: false } })
    putJob(db, job.kind, job.subject, nowMs)
    return true
  })
  if (found) ledger.host.due(ledger.nip, nowMs)
  return found
}

/**
 * Opens a mailbox as it is stated, and changes nothing there or here. Answers how many mails lie in it.
 * @throws MailboxProblem; Refusal mailbox-password-needed
 */
export async function tryMailbox(
  ledger: Ledger,
  { vault, mailboxes, signal }: { vault: Vault; mailboxes: Mailboxes; signal: AbortSignal },
  statement: MailboxStatement,
): Promise<number> {
  const password = await passwordOf(ledger, vault, statement)
  const settings = { ...statement, from: statement.from ?? ledger.today() }
  // It holds no mail in memory, and whoever asks waits for nobody's mails.
  const folder = await mailboxes.open(settings, password, { nip: ledger.nip, signal })
  await folder.close()
  return folder.mails
}

const passwordNeeded = (): Refusal => {
  const message = say('refusal.mailbox-password-needed')
  return new Refusal('invalid-request', message, [{ pointer: '/password', code: 'required', message }])
}
