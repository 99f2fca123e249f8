import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { directoryMigrations } from '../../../drizzle/directory/migrations.ts'
import { type Host, Ledger } from '../../ledger/ledger.ts'
import { Directory } from '../../store/directory.ts'
import { damagedLedgers, knownLedger, putKnownLedger, writeIdentity } from '../../store/identity.ts'
import { migrateLedger } from '../../store/ledger-schema.ts'
import { migrate, NewerSchema } from '../../store/migrate.ts'
import { Refusal } from '../../values/refusal.ts'
import { thrown } from '../../values/thrown.ts'
import { Breaths } from './breaths.ts'
import type { WalCheckpoint } from './checkpoint.ts'
import { madeEmptyLedger, putEmptyLedger } from './empty-ledger.ts'
import { identified, openDirectory } from './identity.ts'
import {
  isLocked,
  ledgerDamaged,
  ledgerMissing,
  lockedByAnother,
  lockedMs,
  maxAttempts,
  noFilesLeft,
  saysDamage,
} from './ledger-problems.ts'
import { type MostOpen, mostOpenOf, openFileLimit } from './limits.ts'
import { lockFolder } from './lock.ts'
import { type OpenFile, openFile } from './open-file.ts'
import { type DatabasesOptions, inodeOf, type OpenLedger, untilUnused } from './open-ledger.ts'
import { OpenLedgers } from './open-ledgers.ts'
import { makePrivateFolder } from './private-files.ts'
import { Upgrades } from './upgrade.ts'

/**
 * Database files of one data directory: the directory, and one ledger per taxpayer behind an LRU of open handles. As long
 * as it is open no other process has them.
 */
export class NodeDatabases {
  readonly directory: Directory
  readonly directoryPath: string
  /** What was found in the directory's file last; null: nothing. */
  directoryDamage: string | null = null
  /** Ledgers that answer nothing until a person did something, and why. */
  readonly failing = new Map<string, Error>()
  readonly #unlock: () => void
  readonly #directoryFile: OpenFile
  readonly #folder: string
  readonly #host: Host
  readonly #checkpoint: WalCheckpoint | null
  readonly #upgrades: Upgrades
  readonly #maxOpen: MostOpen
  readonly #used: (ledger: Ledger) => void
  readonly #failed: (nip: string, error: Error) => void
  readonly #open = new OpenLedgers()
  readonly #opening = new Map<string, Promise<void>>()
  /** Ledgers of which a sync failed, until they are opened anew. */
  readonly #unsafe = new Set<string>()
  readonly #breaths = new Breaths()
  /** Files that are being deleted: each is when nobody uses it any more. */
  readonly #erasing = new Map<string, Promise<void>>()
  /** Ledgers in which damage was found, in words. */
  readonly #damaged: Map<string, string>

  /** @throws FolderInUse, NewerSchema; Error where the directory is lost */
  constructor(folder: string, host: Host, options: DatabasesOptions = {}) {
    this.#folder = folder
    this.directoryPath = join(folder, 'directory.sqlite')
    this.#host = host
    this.#checkpoint = options.checkpoint ?? null
    this.#upgrades = new Upgrades(options.upgrade ?? null)
    this.#maxOpen = options.maxOpen ?? mostOpenOf(openFileLimit())
    this.#used = options.used ?? (() => {})
    this.#failed = options.failed ?? (() => {})
    makePrivateFolder(join(folder, 'ledgers'))
    this.#unlock = lockFolder(folder, options.what ?? 'the service', new Date(host.now()))
    try {
      this.#directoryFile = openDirectory(folder)
    } catch (error) {
      this.#unlock()
      throw error
    }
    try {
      const { db } = this.#directoryFile
      migrate(db, directoryMigrations, host.now(), null)
      this.directory = new Directory(db)
      for (const nip of this.directory.beingErased()) this.#removeFiles(nip)
      this.#damaged = new Map(damagedLedgers(db).map(({ nip, damage }) => [nip, damage]))
    } catch (error) {
      this.close()
      throw error
    }
  }

  /**
   * Keeps a ledger open while `work` runs. The NIP must be one of the directory: it becomes a file name.
   * @throws Refusal ledger-missing, ledger-of-another, ledger-damaged; NewerSchema; what SQLite says
   */
  async use<T>(nip: string, work: (ledger: Ledger) => Promise<T>): Promise<T> {
    const damage = this.#damaged.get(nip)
    if (damage !== undefined) throw this.fails(nip, ledgerDamaged(nip, damage))
    let opened = this.#open.get(nip)
    while (opened === undefined) {
      await this.#openOnce(nip)
      opened = this.#open.get(nip)
    }
    if (performance.now() < opened.lockedUntil) throw lockedByAnother()
    this.#open.use(nip, opened)
    try {
      return await work(opened.ledger)
    } catch (error) {
      if (saysDamage(error)) throw this.fails(nip, ledgerDamaged(nip, thrown(error).message))
      // Whoever comes next need not wait for the same lock again, and everybody with him.
      if (isLocked(error)) opened.lockedUntil = performance.now() + lockedMs
      throw error
    } finally {
      opened.users--
      if (opened.file.log.hasFailed) this.#abandon(nip, opened)
      if (opened.users === 0) {
        this.#tell(opened.ledger)
        opened.unused()
      }
      this.#open.closeSurplus(this.#maxOpen.kept)
    }
  }

  /** The same for work that goes through all ledgers: one that nobody had open is closed again. @throws as `use` */
  async visit<T>(nip: string, work: (ledger: Ledger) => Promise<T>): Promise<T> {
    const wasOpen = this.#open.get(nip) !== undefined
    try {
      return await this.use(nip, work)
    } finally {
      if (!wasOpen) this.#open.closeUnused(nip)
    }
  }

  /**
   * Lets go of a ledger whose log the disk did not take: who comes next opens it anew, and what was acknowledged to nobody
   * may be gone. Those who use it now fail with it, and the last of them closes it.
   */
  #abandon(nip: string, opened: OpenLedger): void {
    if (this.#open.get(nip) !== opened) return
    this.#open.forget(nip)
    this.#unsafe.add(nip)
    opened.unused = () => opened.file.close()
    this.#failed(nip, new Error('The disk did not take its log. It is opened anew when it is used next.'))
  }

  /** Deletes the file of a ledger when nobody uses it any more. The directory must know the taxpayer no more. */
  erase(nip: string): Promise<void> {
    const erased = (this.#erasing.get(nip) ?? this.#eraseFile(nip)).finally(() => this.#erasing.delete(nip))
    this.#erasing.set(nip, erased)
    return erased
  }

  async #eraseFile(nip: string): Promise<void> {
    await this.#opening.get(nip)?.catch(() => {})
    await this.#letGo(nip)
    this.#removeFiles(nip)
    this.failing.delete(nip)
    this.#damaged.delete(nip)
  }

  /** Ends when nobody uses the file that is open now; whoever comes next opens what lies there then. */
  async #letGo(nip: string): Promise<void> {
    const opened = this.#open.get(nip)
    this.#open.forget(nip)
    if (opened === undefined) return
    await untilUnused(opened)
    await opened.file.close()
  }

  #removeFiles(nip: string): void {
    for (const ending of ['', '-wal', '-shm']) rmSync(`${this.pathOf(nip)}${ending}`, { force: true })
    this.directory.erased(nip)
  }

  /** How many ledgers are open, and how many of these are used now. */
  get handles(): { open: number; inUse: number } {
    return { open: this.#open.size, inUse: this.inUse().length }
  }

  /** The taxpayers whose ledgers somebody uses now. */
  inUse(): string[] {
    return this.#open.all().flatMap(([nip, { users }]) => (users > 0 ? [nip] : []))
  }

  /** Where the ledger of a taxpayer lies. */
  pathOf(nip: string): string {
    return join(this.#folder, 'ledgers', `${nip}.sqlite`)
  }

  /** What was found in a ledger last; null: nothing. */
  damageOf(nip: string): string | null {
    return this.#damaged.get(nip) ?? null
  }

  /** What a look through a ledger found; null: nothing, so that it answers again. */
  foundDamage(nip: string, damage: string | null): void {
    if (damage === null) {
      if (this.#damaged.delete(nip)) this.failing.delete(nip)
      return
    }
    this.#damaged.set(nip, damage)
    this.fails(nip, ledgerDamaged(nip, damage))
  }

  /** Lets go of open files that somebody removed or replaced: what is written into them nobody would find again. */
  async lookForLost(): Promise<void> {
    for (const [nip, opened] of this.#open.all()) {
      if (this.#open.get(nip) !== opened || inodeOf(this.pathOf(nip)) === opened.inode) continue
      await this.#letGo(nip)
      // What lies there now is told, unless somebody opened it meanwhile, or erased the taxpayer.
      if (this.#open.get(nip) !== undefined || knownLedger(this.directory.db, nip) === null) continue
      await this.#openOnce(nip).catch(() => {})
    }
  }

  /** Closes ledgers that nobody used for so many milliseconds. */
  closeIdle(ms: number): void {
    this.#open.closeIdle(ms)
  }

  close(): void {
    this.#open.closeAll()
    this.#directoryFile.close()
    this.#unlock()
  }

  #openOnce(nip: string): Promise<void> {
    const opening =
      this.#opening.get(nip) ?? this.#openPatiently(nip).finally(() => this.#opening.delete(nip))
    this.#opening.set(nip, opening)
    return opening
  }

  /** A thread that still brings a log in, or ends a log, has the file for a moment. */
  async #openPatiently(nip: string): Promise<void> {
    const known = knownLedger(this.directory.db, nip)
    await this.#upgrades.before({ path: this.pathOf(nip), nip, known, now: this.#host.now() })
    for (let attempt = 1; ; attempt++) {
      try {
        this.#open.add(nip, this.#openLedger(nip))
        this.failing.delete(nip)
        return
      } catch (error) {
        if (saysDamage(error)) throw this.fails(nip, ledgerDamaged(nip, thrown(error).message))
        if (error instanceof Refusal || error instanceof NewerSchema) throw this.fails(nip, error)
        if (!isLocked(error) || attempt === maxAttempts) throw error
        await setTimeout(lockedMs / maxAttempts)
      }
    }
  }

  #openLedger(nip: string): OpenLedger {
    this.#open.closeSurplus(this.#maxOpen.atAll - 1)
    if (this.#open.size >= this.#maxOpen.atAll) throw noFilesLeft(this.#open.size)
    const path = this.pathOf(nip)
    const known = knownLedger(this.directory.db, nip)
    const isNew = !existsSync(path)
    if (isNew && known !== null) throw ledgerMissing(nip)
    const isCopy = isNew && putEmptyLedger(path)
    const file = openFile(path, this.#checkpoint)
    try {
      if (this.#unsafe.has(nip)) file.writeAnew()
      this.#unsafe.delete(nip)
      const found = identified(file.db, nip, known)
      migrateLedger(file.db, this.#host.now(), nip)
      if (isNew) madeEmptyLedger(file, isCopy, this.#host.now())
      const identity = found ?? { nip, ledger: this.#host.newId() }
      // First in the ledger: killed in between, the directory takes over what it finds there.
      if (found === null) writeIdentity(file.db, identity)
      if (known !== identity.ledger) putKnownLedger(this.directory.db, identity)
    } catch (error) {
      file.close()
      throw error
    }
    file.wait()
    const yieldToEventLoop: Host['yieldToEventLoop'] = async (how) => {
      await (how === 'briefly' ? this.#host.yieldToEventLoop(how) : this.#breaths.turn(nip))
      await file.log.caughtUp()
    }
    const ledger = new Ledger(nip, file.db, { ...this.#host, yieldToEventLoop })
    return { file, ledger, inode: inodeOf(path), users: 0, usedAt: 0, unused: () => {}, lockedUntil: 0 }
  }

  /** What cannot be noted of a ledger is noted the next time: whoever used it has his answer. */
  #tell(ledger: Ledger): void {
    try {
      this.#used(ledger)
    } catch {}
  }

  /** Says once that a ledger cannot be used, and answers why. */
  fails(nip: string, error: Error): Error {
    const before = this.failing.get(nip)
    this.failing.set(nip, error)
    if (before?.message !== error.message) this.#failed(nip, error)
    return error
  }
}
