import { rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { directoryMigrations } from '../drizzle/directory.ts'
import { ledgerMigrations } from '../drizzle/ledger.ts'
import { type Host, Ledger } from './ledger/ledger.ts'
import type { Checkpoint } from './node-checkpoint.ts'
import { lockFolder } from './node-lock.ts'
import { Log } from './node-log.ts'
import { makePrivateFile, makePrivateFolder } from './node-private.ts'
import { type Db, type Driver, type Durability, databaseOf, migrate } from './store/database.ts'
import { Directory } from './store/directory.ts'

interface OpenLedger {
  file: OpenFile
  ledger: Ledger
  /** Requests that are using it now; it is closed only when there are none. */
  users: number
  /** Called when the last one is done with it. */
  unused: () => void
}

/**
 * Database files of one data directory: the directory, and one ledger per taxpayer behind an LRU of open handles. As long
 * as it is open no other process has them.
 */
export class NodeDatabases {
  readonly directory: Directory
  readonly #unlock: () => void
  readonly #directoryFile: OpenFile
  readonly #folder: string
  readonly #host: Host
  readonly #checkpoint: Checkpoint | null
  readonly #mostOpen: number
  /** In order of use, the least recently used first. */
  readonly #open = new Map<string, OpenLedger>()
  /** The ledgers used last, in order of use, which hold more of their pages in memory. */
  readonly #warm = new Set<OpenFile>()
  /** Files that are being deleted: each is when nobody uses it any more. */
  readonly #erasing = new Map<string, Promise<void>>()

  /**
   * `checkpoint`: how logs are brought into their databases; null: SQLite does it in the event loop. `what` opens it, as
   * others are told who want it meanwhile. @throws FolderInUse
   */
  constructor(
    folder: string,
    host: Host,
    { checkpoint = null, mostOpen = 256, what = 'the service' }: DatabasesOptions = {},
  ) {
    this.#folder = folder
    this.#host = host
    this.#checkpoint = checkpoint
    this.#mostOpen = mostOpen
    makePrivateFolder(join(folder, 'ledgers'))
    this.#unlock = lockFolder(folder, what, new Date(host.now()))
    try {
      this.#directoryFile = openFile(join(folder, 'directory.sqlite'), null)
    } catch (error) {
      this.#unlock()
      throw error
    }
    try {
      const { db } = this.#directoryFile
      migrate(db, directoryMigrations, host.now(), 'The directory')
      this.directory = new Directory(db)
      for (const nip of this.directory.beingErased()) this.#removeFiles(nip)
    } catch (error) {
      this.close()
      throw error
    }
  }

  /** Keeps a ledger open while `work` runs. The NIP must be one of the directory: it becomes a file name. */
  async use<T>(nip: string, work: (ledger: Ledger) => Promise<T>): Promise<T> {
    const opened = this.#open.get(nip) ?? this.#openLedger(nip)
    this.#open.delete(nip)
    this.#open.set(nip, opened)
    this.#warmUp(opened.file)
    opened.users++
    try {
      return await work(opened.ledger)
    } finally {
      opened.users--
      if (opened.users === 0) opened.unused()
      this.#closeSurplus()
    }
  }

  /** Deletes the file of a ledger when nobody uses it any more. The directory must know the taxpayer no more. */
  erase(nip: string): Promise<void> {
    const erased = (this.#erasing.get(nip) ?? this.#eraseFile(nip)).finally(() => this.#erasing.delete(nip))
    this.#erasing.set(nip, erased)
    return erased
  }

  async #eraseFile(nip: string): Promise<void> {
    const opened = this.#open.get(nip)
    this.#open.delete(nip)
    if (opened !== undefined) {
      this.#warm.delete(opened.file)
      if (opened.users > 0) {
        await new Promise<void>((resolve) => {
          opened.unused = resolve
        })
      }
      await opened.file.close()
    }
    this.#removeFiles(nip)
  }

  #removeFiles(nip: string): void {
    for (const ending of ['', '-wal', '-shm'])
      rmSync(join(this.#folder, 'ledgers', `${nip}.sqlite${ending}`), { force: true })
    this.directory.erased(nip)
  }

  close(): void {
    for (const { file } of this.#open.values()) file.close()
    this.#open.clear()
    this.#directoryFile.close()
    this.#unlock()
  }

  #openLedger(nip: string): OpenLedger {
    const file = openFile(join(this.#folder, 'ledgers', `${nip}.sqlite`), this.#checkpoint)
    migrate(file.db, ledgerMigrations, this.#host.now(), `The ledger of ${nip}`)
    const breathe = async () => {
      await this.#host.breathe()
      await file.log.caughtUp()
    }
    const ledger = new Ledger(nip, file.db, { ...this.#host, breathe })
    return { file, ledger, users: 0, unused: () => {} }
  }

  /** What is read again and again is in memory for those who work now, and memory does not grow with all who ever did. */
  #warmUp(file: OpenFile): void {
    if (this.#warm.delete(file)) {
      this.#warm.add(file)
      return
    }
    file.hold(warmKilobytes)
    this.#warm.add(file)
    const [coldest] = this.#warm
    if (this.#warm.size <= mostWarm || coldest === undefined) return
    this.#warm.delete(coldest)
    coldest.hold(coldKilobytes)
  }

  #closeSurplus(): void {
    for (const [nip, { file, users }] of this.#open) {
      if (this.#open.size <= this.#mostOpen) return
      if (users > 0) continue
      this.#open.delete(nip)
      this.#warm.delete(file)
      file.close()
    }
  }
}

interface DatabasesOptions {
  checkpoint?: Checkpoint | null
  mostOpen?: number
  what?: string
}

interface OpenFile {
  db: Db
  log: Log
  /** Holds so many kilobytes of pages in memory at most, and lets go of what is more. */
  hold: (kilobytes: number) => void
  /** Closes it at once; ends when no other thread has it open. */
  close: () => Promise<void>
}

/** So many ledgers hold so much of themselves in memory, in kilobytes; the others as little as SQLite does by itself. */
const [mostWarm, warmKilobytes, coldKilobytes] = [3, 32_000, 2_000]

function openFile(path: string, checkpoint: Checkpoint | null): OpenFile {
  makePrivateFile(path)
  const file = new Database(path)
  const log = new Log(path, checkpoint)
  file.pragma('journal_mode = WAL')
  // What was acknowledged survives a loss of power.
  file.pragma('synchronous = FULL')
  file.pragma('foreign_keys = ON')
  file.pragma('busy_timeout = 5000')
  file.pragma(`wal_autocheckpoint = ${checkpoint === null ? pagesHere : pagesHere * 16}`)
  const close = () => {
    file.close()
    return log.close()
  }
  const hold = (kilobytes: number) => {
    file.pragma(`cache_size = -${kilobytes}`)
  }
  return { db: databaseOf(driverOf(file, log)), log, hold, close }
}

/**
 * A log of so many pages of 4 KB is brought into its database at a commit. Pages of indexes change with most documents:
 * the longer the log, the fewer times each is copied out of it. Where a thread does it, logs may be longer: this is for
 * what it leaves.
 */
const pagesHere = 2000

/** Statements stay prepared, by their text: preparing one anew costs as much as running it. */
function driverOf(file: Database.Database, log: Log): Driver {
  const prepared = new Map<string, Database.Statement>()
  const statement = (text: string): Database.Statement => {
    let found = prepared.get(text)
    if (found === undefined) {
      found = file.prepare(text)
      if (prepared.size >= mostPrepared) prepared.clear()
      prepared.set(text, found)
    }
    return found
  }
  const commit = file.transaction((work: () => unknown) => work())
  let current: Durability = 'now'
  const ready = (durability: Durability): void => {
    if (current === durability) return
    // Without FULL a commit has no sync of its own; `secure`, or the next commit with it, syncs the whole log.
    file.pragma(`synchronous = ${durability === 'now' ? 'FULL' : 'NORMAL'}`)
    current = durability
  }
  /** What is written outside a transaction is a commit by itself. */
  const readied = (text: string): Database.Statement => {
    const found = statement(text)
    if (!found.readonly && !file.inTransaction) ready('now')
    return found
  }
  return {
    all: (text, params) => readied(text).all(...params),
    run: (text, params) => {
      readied(text).run(...params)
    },
    transaction: <T>(work: () => T, durability: Durability): T => {
      ready(durability)
      const result = commit.immediate(work) as T
      log.committed()
      return result
    },
    secure: () => log.sync(),
  }
}

/** Filters make texts of their own: their number is bounded, not small. */
const mostPrepared = 200
