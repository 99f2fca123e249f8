import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Services } from '../../http/endpoint/services.ts'
import { documentsOf } from '../../ingest/mail-documents.ts'
import { arrive } from '../../intake/draft-arrival.ts'
import { readDraftFile } from '../../intake/draft-file.ts'
import { type MailDesk, takeMail } from '../../intake/mails.ts'
import { receivingDesk } from '../../intake/receiving-desk.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { whyNoDocument } from '../../queries/mails.ts'
import { defaultLanguage } from '../../texts/language.ts'
import { say } from '../../texts/say.ts'
import type { Said } from '../../texts/sentence.ts'
import { tell } from '../../texts/tell.ts'
import type { Day } from '../../values/day.ts'
import { parseInstant, warsawDay } from '../../values/instant.ts'
import { Refusal } from '../../values/refusal.ts'
import type { After } from './jobs.ts'

/**
 * The watched folder: what lies in `inbox/{nip}` of the data folder becomes drafts. A file is taken once it has not
 * changed between two looks. What was taken goes to `done`, what cannot be to `failed`, with the reason beside it. A
 * document is kept before its file is moved, and known again by its bytes: cut off anywhere, it is there once.
 */

/** What the folder needs of the service. */
type InboxHost = Pick<
  Services,
  'withLedger' | 'directory' | 'codes' | 'sources' | 'qrEnvironment' | 'today' | 'now' | 'newId' | 'log'
>

/** Names that programs give to what they have not written whole yet, and what is hidden. */
const unfinished = /^[.~]|\.(?:part|partial|tmp|temp|crdownload|filepart)$/i
/** So many files of a taxpayer are taken at one look: others have their turn. */
const mostAtOnce = 50
/** Of more bytes is no mail, and no document, that is taken here. */
const mostBytes = 25 * 1024 * 1024
/** Time between two looks, in milliseconds. */
const lookMs = 5000
const actor = 'inbox'

export class NodeInbox {
  readonly #folder: string
  readonly #host: InboxHost
  readonly #after: After
  readonly #stopping = new AbortController()
  /** How files were at the last look: size and time of their last change. */
  #before = new Map<string, string>()
  #looking: Promise<void> = Promise.resolve()
  #callOff = () => {}

  constructor(dataDir: string, host: InboxHost, after: After) {
    this.#folder = join(dataDir, 'inbox')
    this.#host = host
    this.#after = after
  }

  start(): void {
    this.#callOff = this.#after(lookMs, () => {
      this.#looking = this.look().then(() => {
        if (!this.#stopping.signal.aborted) this.start()
      })
    })
  }

  /** Ends when nothing is under way any more. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    this.#callOff()
    await this.#looking
  }

  /** Takes what has not changed since the look before. */
  async look(): Promise<void> {
    const seen = new Map<string, string>()
    for (const nip of await namesIn(this.#folder, 'folders')) {
      if (!/^\d{10}$/.test(nip) || this.#host.directory.taxpayer(nip) === null) continue
      await this.#lookAt(nip, seen).catch((error: unknown) => this.#tell(nip, error))
    }
    this.#before = seen
  }

  async #lookAt(nip: string, seen: Map<string, string>): Promise<void> {
    const folder = join(this.#folder, nip)
    let taken = 0
    for (const name of (await namesIn(folder, 'files')).sort()) {
      if (this.#stopping.signal.aborted || taken >= mostAtOnce) return
      if (unfinished.test(name)) continue
      const path = join(folder, name)
      const found = await stat(path).catch(() => null)
      if (found === null) continue
      const state = `${found.size} ${found.mtimeMs}`
      seen.set(path, state)
      if (this.#before.get(path) !== state) continue
      taken++
      await this.#take(nip, name, { size: found.size, since: found.ctime })
    }
  }

  async #take(nip: string, name: string, { size, since }: { size: number; since: Date }): Promise<void> {
    const folder = join(this.#folder, nip)
    const path = join(folder, name)
    try {
      const why = size > mostBytes ? say('mail.part.too-large') : await this.#keep(nip, name, path, since)
      if (why !== null) await beside(folder, name, why)
      await moved(path, join(folder, why === null ? 'done' : 'failed'), name)
    } catch (error) {
      // It stays where it is, and is tried again at the next look.
      this.#tell(nip, error)
    }
  }

  /** Keeps the documents of a file; null, or why there are none. */
  async #keep(nip: string, name: string, path: string, since: Date): Promise<Said | null> {
    const bytes = new Uint8Array(await readFile(path))
    const sender = { taxpayer: nip, key: `inbox ${nip}`, signal: this.#stopping.signal }
    const desk = receivingDesk(this.#host, nip, sender)
    const isMail = /\.eml$/i.test(name)
    let why: Said | null = null
    await this.#host.withLedger(nip, async (ledger) => {
      why = isMail
        ? await mailed(ledger, bytes, this.#host.newId(), desk)
        : await this.#documents(ledger, { name, bytes }, this.#dayOf(since), desk)
    })
    return why
  }

  async #documents(
    ledger: Ledger,
    { name, bytes }: { name: string; bytes: Uint8Array },
    receivedOn: Day,
    desk: MailDesk,
  ): Promise<Said | null> {
    const parts = await documentsOf([{ name, mediaType: '', bytes }])
    let why: Said | null = null
    for (const part of parts) {
      const read = part.why === null && part.bytes ? await readDraftFile(ledger, part.bytes, desk) : null
      if (read === null) {
        why ??= whyNoDocument(part.why ?? 'other-kind')
        continue
      }
      const told = { receivedOn, channel: null, externalId: null, note: null, fileName: part.name }
      arrive(ledger, actor, { id: this.#host.newId(), ...told, ...read }, desk)
    }
    return why
  }

  /** The day on which a file came to lie here: what it says of its last change it may have brought with it. */
  #dayOf(since: Date): Day {
    const now = this.#host.now()
    const at = parseInstant(since.toISOString()) ?? now
    return warsawDay(since.getTime() > Date.parse(now) ? now : at)
  }

  #tell(nip: string, error: unknown): void {
    if (this.#stopping.signal.aborted) return
    const { log } = this.#host
    log({ level: 'warn', message: 'the inbox could not be taken in', taxpayer: nip, error: String(error) })
  }
}

/** A mail that cannot be read is no reason to try it again. */
async function mailed(ledger: Ledger, bytes: Uint8Array, id: string, desk: MailDesk): Promise<Said | null> {
  try {
    await takeMail(ledger, actor, { id, bytes }, desk)
    return null
  } catch (error) {
    if (error instanceof Refusal && error.code === 'mail-unreadable') return error.detail
    throw error
  }
}

/** The names in a folder; none where it is not there. */
async function namesIn(folder: string, kind: 'files' | 'folders'): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return entries.filter((e) => (kind === 'files' ? e.isFile() : e.isDirectory())).map(({ name }) => name)
}

async function beside(folder: string, name: string, why: Said): Promise<void> {
  await mkdir(join(folder, 'failed'), { recursive: true, mode: 0o700 })
  const languages = (['pl', defaultLanguage] as const).map((language) => tell(why, language))
  await writeFile(join(folder, 'failed', `${name}.txt`), `${languages.join('\n')}\n`)
}

/** Moves a file; one that lies there under the same name is never overwritten. */
async function moved(path: string, to: string, name: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 })
  const there = new Set(await namesIn(to, 'files'))
  let free = name
  for (let count = 2; there.has(free); count++) free = name.replace(/(\.[^.]*)?$/, `-${count}$1`)
  await rename(path, join(to, free))
}
