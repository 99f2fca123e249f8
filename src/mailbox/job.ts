import { type MailDesk, takeMail } from '../intake/mails.ts'
import { backOffMs } from '../ksef/schedule.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { mailboxContext } from '../secrets/contexts.ts'
import type { Vault } from '../secrets/vault.ts'
import { endJob, type Job, moveJob } from '../store/jobs.ts'
import { type Mailbox, type MailboxProgress, readMailbox, writeMailbox } from '../store/mailbox.ts'
import { say } from '../texts/say.ts'
import type { Sentence } from '../texts/sentence.ts'
import { warsawDay } from '../values/instant.ts'
import { Refusal } from '../values/refusal.ts'
import type { LookTurns } from './look-turns.ts'
import { type AboutMail, MailboxProblem, mostMailBytes, type OpenFolder, type OpenMailbox } from './server.ts'

/**
 * Looking into a mailbox: what came since the last look is taken in mail by mail, as if it had been sent here. How far it
 * came is stored after each mail, and a mail that comes again is known: cut off anywhere, each is there once.
 */

/** What a look needs of its host. */
export interface MailboxHost {
  /** How mailboxes are opened, and where their mails are taken in; null where the host opens none. */
  mailboxes: Mailboxes | null
  vault: Vault
  log: (record: Record<string, unknown>) => void
  signal: AbortSignal
}

export interface Mailboxes {
  open: OpenMailbox
  desk: (nip: string, signal: AbortSignal) => MailDesk
  turns: LookTurns
}

/** So many mails, and milliseconds, belong to one turn; what remains is another one, due at once. */
const most = { mails: 50, ms: 60_000 }
const dayMs = 86_400_000
/** After so many milliseconds a look comes again for which too many of its server wait. */
const crowdedMs = 15_000
/** Looks that a mail may spoil before it is left out, and refused sign-ins before a person must act. */
const mostTries = 5
const mostSignIns = 3
/** So many mails that were left out are shown. */
const mostShown = 20

/** A turn of the job of a mailbox. */
export async function mailboxTurn(ledger: Ledger, job: Job, host: MailboxHost): Promise<void> {
  const { mailboxes } = host
  const stored = readMailbox(ledger.db)
  if (stored === null || stored.settings.paused || stored.progress.refused) return endJob(ledger.db, job)
  // The ledger may go back to a host that looks into mailboxes.
  if (mailboxes === null) return moveJob(ledger.db, job, ledger.nowMs() + dayMs, 0)
  const look = new Look(ledger, job, stored)
  try {
    const password = await openPassword(ledger, host.vault, stored)
    const looked = mailboxes.turns.pass(stored.settings.host, () =>
      look.run(mailboxes, password, host.signal),
    )
    if (looked === null) return moveJob(ledger.db, job, ledger.nowMs() + crowdedMs, 0)
    await looked
  } catch (error) {
    if (host.signal.aborted) return
    if (error instanceof LookOver) return
    if (!(error instanceof MailboxProblem)) {
      const { nip: taxpayer } = ledger
      host.log({ level: 'warn', message: 'a mailbox could not be read', taxpayer, error: String(error) })
    }
    look.failed(error)
  }
}

/** The settings changed meanwhile: what this look still brings is nobody's. */
class LookOver extends Error {}

async function openPassword(ledger: Ledger, vault: Vault, stored: Stored): Promise<string> {
  const context = mailboxContext(ledger.nip, stored.settings)
  return vault.open(stored.password, context).catch(() => {
    throw new MailboxProblem('sign-in', say('mailbox.password-unreadable'))
  })
}

type Stored = NonNullable<ReturnType<typeof readMailbox>>
type Change = (progress: MailboxProgress) => MailboxProgress

class Look {
  readonly #ledger: Ledger
  readonly #job: Job
  readonly #revision: number
  readonly #settings: Mailbox
  /** Why mails could not be marked or deleted. */
  #unfinished: Sentence | null = null

  constructor(ledger: Ledger, job: Job, { revision, settings }: Stored) {
    this.#ledger = ledger
    this.#job = job
    this.#revision = revision
    this.#settings = settings
  }

  async run({ open, desk }: Mailboxes, password: string, signal: AbortSignal): Promise<void> {
    const { nip } = this.#ledger
    const folder = await open(this.#settings, password, { nip, signal })
    try {
      const rest = await this.#through(folder, desk(nip, signal), signal)
      this.#ended(rest)
    } finally {
      await folder.close()
    }
  }

  /** Takes in what is new; answers whether anything is left. */
  async #through(folder: OpenFolder, desk: MailDesk, signal: AbortSignal): Promise<boolean> {
    const { uidValidity } = folder
    const known = this.#store((now) =>
      now.uidValidity === uidValidity ? now : { ...now, uidValidity, lastUid: 0, stuck: null },
    )
    const uids = await folder.after(known.lastUid, this.#settings.from)
    const startedAt = performance.now()
    for (const [index, uid] of uids.entries()) {
      signal.throwIfAborted()
      if (index >= most.mails || performance.now() - startedAt > most.ms) return true
      await this.#one(folder, uid, desk)
    }
    return false
  }

  async #one(folder: OpenFolder, uid: number, desk: MailDesk): Promise<void> {
    const about = await folder.about(uid)
    if (about === null || this.#isOld(about)) return this.#past(uid, (now) => now)
    let outcome: 'new' | 'known' | 'gone' | { why: Sentence }
    try {
      outcome = await this.#take(folder, uid, about, desk)
    } catch (error) {
      if (!this.#countTry(uid, error)) throw error
      outcome = { why: say('mailbox.mail-failing', { tries: mostTries }) }
    }
    if (typeof outcome === 'object') return this.#past(uid, this.#leavingOut(about, outcome.why))
    if (outcome !== 'gone') await this.#finish(folder, uid)
    this.#past(uid, (now) => ({ ...now, taken: now.taken + (outcome === 'new' ? 1 : 0) }))
  }

  async #take(folder: OpenFolder, uid: number, { size, arrivedAt }: AboutMail, desk: MailDesk) {
    const ledger = this.#ledger
    if (size > mostMailBytes) return { why: tooLarge }
    try {
      const bytes = await folder.fetch(uid)
      if (bytes === null) return 'gone'
      // It lay in the mailbox from then on, whenever it is looked for.
      const arrivedOn = arrivedAt === null || arrivedAt > ledger.host.now() ? null : warsawDay(arrivedAt)
      const mail = { id: ledger.host.newId(), bytes, arrivedOn }
      const { isNew } = await takeMail(ledger, 'mailbox', mail, desk)
      return isNew ? 'new' : 'known'
    } catch (error) {
      if (error instanceof Refusal && error.code === 'mail-unreadable') return { why: error.detail }
      if (error instanceof MailboxProblem && error.kind === 'too-large') return { why: tooLarge }
      throw error
    }
  }

  /** A server looks for days in a time zone of its own, so it is asked for a day more. */
  #isOld = ({ arrivedAt }: AboutMail): boolean =>
    arrivedAt !== null && warsawDay(arrivedAt) < this.#settings.from

  async #finish(folder: OpenFolder, uid: number): Promise<void> {
    const how = this.#settings.afterwards
    if (how === 'leave') return
    await folder.finish(uid, how).catch((error: unknown) => {
      if (!(error instanceof MailboxProblem)) throw error
      this.#unfinished = error.detail
    })
  }

  /** Counts a look that this mail spoilt; answers whether it was the last one. Whoever is to come later spoils none. */
  #countTry(uid: number, error: unknown): boolean {
    if (error instanceof LookOver || (error instanceof Refusal && error.retryAfterSeconds !== null))
      return false
    const { stuck } = this.#store((now) => ({
      ...now,
      stuck: { uid, tries: now.stuck?.uid === uid ? now.stuck.tries + 1 : 1 },
    }))
    return (stuck?.tries ?? 0) >= mostTries
  }

  #leavingOut(about: AboutMail, why: Sentence): Change {
    const { arrivedAt, sender, subject } = about
    const one = { at: this.#ledger.host.now(), arrivedAt, sender, subject, why }
    return (now) => ({
      ...now,
      leftOut: now.leftOut + 1,
      lastLeftOut: [one, ...now.lastLeftOut].slice(0, mostShown),
    })
  }

  #past(uid: number, change: Change): void {
    this.#store((now) => ({ ...change(now), lastUid: uid, stuck: null }))
  }

  #ended(isMore: boolean): void {
    const nowMs = this.#ledger.nowMs()
    const trouble = this.#unfinished
    this.#store(
      (now) => ({
        ...now,
        lookedAt: this.#ledger.host.now(),
        failures: trouble === null ? 0 : now.failures + 1,
        trouble,
      }),
      () => (isMore ? nowMs : nowMs + this.#settings.everyMinutes * 60_000),
    )
  }

  /** The look ended with an error; the next one is later with each. */
  failed(error: unknown): void {
    const { nip } = this.#ledger
    const isRefusal = error instanceof Refusal
    const later = isRefusal && error.retryAfterSeconds !== null ? error.retryAfterSeconds * 1000 : null
    const detail =
      error instanceof MailboxProblem ? error.detail : isRefusal ? error.detail : say('mailbox.look-failed')
    const isSignIn = error instanceof MailboxProblem && error.kind === 'sign-in'
    try {
      this.#store(
        (now) => {
          const failures = now.failures + 1
          return { ...now, failures, trouble: detail, refused: isSignIn && failures >= mostSignIns }
        },
        ({ refused, failures }) =>
          refused ? null : this.#ledger.nowMs() + (later ?? backOffMs(nip, failures)),
      )
    } catch (error) {
      if (!(error instanceof LookOver)) throw error
    }
  }

  /**
   * Stores how far it came, and when the next look is due where that is said; null: none is.
   * @throws LookOver when the settings changed meanwhile
   */
  #store(change: Change, due?: (after: MailboxProgress) => number | null): MailboxProgress {
    const { db } = this.#ledger
    return db.transaction(() => {
      const stored = readMailbox(db)
      if (stored?.revision !== this.#revision) throw new LookOver()
      const progress = change(stored.progress)
      writeMailbox(db, { ...stored, progress })
      const dueMs = due?.(progress)
      if (dueMs === null) endJob(db, this.#job)
      else if (dueMs !== undefined) moveJob(db, this.#job, dueMs, 0)
      return progress
    })
  }
}

const tooLarge = say('mailbox.mail-too-large')
