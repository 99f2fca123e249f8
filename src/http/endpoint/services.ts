import type { Doing } from '../../audit/chain.ts'
import type { Caller } from '../../auth/access.ts'
import type { BatchSource, CopySource } from '../../ingest/copy.ts'
import type { CodeReader } from '../../ingest/file-codes.ts'
import type { Source } from '../../intake/imports.ts'
import type { JobHost } from '../../jobs/host.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Seals } from '../../secrets/seals.ts'
import type { Vault } from '../../secrets/vault.ts'
import type { Directory } from '../../store/directory.ts'
import { say } from '../../texts/say.ts'
import type { Said } from '../../texts/sentence.ts'
import type { Day } from '../../values/day.ts'
import type { Instant } from '../../values/instant.ts'
import type { QrEnvironment } from '../../values/qr.ts'
import { Refusal } from '../../values/refusal.ts'

/** Why a service cannot do its work now; names no taxpayer. */
export interface Trouble {
  code: string
  message: Said
}

/** Numbers that a host keeps of its work. */
interface Counted {
  answered: (method: string, route: string, status: number, seconds: number) => void
  /** All of them, in the text form of Prometheus. */
  report: () => Promise<string>
}

/** A file of the console as it was built. */
export interface BuiltFile {
  body: Uint8Array<ArrayBuffer> | ReadableStream
  /** What gzip made of it; null where it is not kept packed. */
  packed: Uint8Array<ArrayBuffer> | null
  /** Strong, in quotation marks. */
  etag: string
}

/** What the host gives to the endpoints. */
export interface Services {
  version: string
  directory: Directory
  qrEnvironment: QrEnvironment
  now: () => Instant
  today: () => Day
  newId: () => string
  /** Resolves after so many milliseconds. */
  pause: (ms: number) => Promise<void>
  /** The network address of a caller, from what the host hands in with a request; null where it is not known. */
  addressOf: (env: unknown) => string | null
  /**
   * Opens the ledger of a taxpayer, brings it up to date and keeps it open while `work` runs. `stored`: as it is stored,
   * also while it is restored. @throws Refusal 404 taxpayer-unknown, 409 ledger-restoring
   */
  withLedger: <T>(
    nip: string,
    work: (ledger: Ledger) => T | Promise<T>,
    as?: 'whole' | 'stored',
  ) => Promise<T>
  /** Erases a taxpayer with everything about him; done again by a repetition when it was cut off. */
  erase: (nip: string, doing: Doing) => Promise<void>
  /** How documents of an import are read: here, or beside the event loop. */
  sources: { metadata: Source; package: Source; copy: CopySource; batch: BatchSource }
  /** Packages up to so many bytes are held in memory while they are read; larger ones are taken in by a job. */
  packagesInMemory: number
  /** How codes are looked for in PDFs and pictures: here, or beside the event loop. */
  codes: CodeReader
  /** Resolves when the directory has a summary of each ledger that changed; those of another day follow in the background. */
  summarized: () => Promise<void>
  /** Tells every ledger about changed outages, in the background. */
  spread: () => void
  /** Keeps secrets that must be read again. */
  vault: Vault
  /** Shows of what comes back that it came from here. */
  seals: Seals
  /** What jobs work with: sends webhooks, also the tests of them. */
  jobs: JobHost
  /** Webhooks may lead to addresses that are not public, and by http. */
  allowPrivateWebhooks: boolean
  /** Counts a request of a key; `env`: what the host handed in with it. @throws Refusal 429 when it must wait */
  count: (keyId: string, env: unknown) => void
  /** Counts a request and its body among those under way until what is answered is called. @throws Refusal 429, 503 */
  enter: (keyId: string, request: Request) => () => void
  /** A file of the console by its name, `index.html` or one in `console/`; null where there is none, or none was built. */
  consoleFile: (name: string) => Promise<BuiltFile | null>
  log: (record: Record<string, unknown>) => void
  /** What keeps the host from its work; no more than a little work itself, however often it is asked. */
  ready: () => Promise<readonly Trouble[]>
  /** Left out where the platform keeps them. */
  metrics?: Counted
  /** Who reads the numbers with a token that is good for nothing else; null for other texts. */
  scraper?: (token: string) => Caller | null
}

/** What a caller does now, as the audit tells it. */
export const doneBy = ({ id, name }: Caller, { now }: Pick<Services, 'now'>): Doing => ({
  actor: { id, name },
  at: now(),
})

export const unknownTaxpayer = (nip: string): Refusal =>
  new Refusal('taxpayer-unknown', say('refusal.taxpayer-unknown', { nip }))

/** A taxpayer cannot be made, or brought back, before the erasure of the earlier one has ended. */
export const beingErased = (nip: string): Refusal =>
  new Refusal('taxpayer-being-erased', say('refusal.taxpayer-being-erased', { nip }))

/** Reads a cursor that a list gave before. @throws Refusal 400 */
export function afterCursor(cursor: string | undefined): number {
  if (cursor === undefined) return 0
  if (/^\d{1,15}$/.test(cursor)) return Number(cursor)
  throw invalidCursor()
}

export function invalidCursor(): Refusal {
  const message = say('refusal.invalid-cursor')
  return new Refusal('invalid-cursor', message, [{ pointer: '/cursor', code: 'invalid-cursor', message }])
}
