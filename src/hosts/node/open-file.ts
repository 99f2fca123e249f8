import { type Db, type Driver, type Durability, databaseOf } from '../../store/database.ts'
import { valueAt } from '../../values/faults.ts'
import type { WalCheckpoint } from './checkpoint.ts'
import { makePrivateFile } from './private-files.ts'
import { openSqlite, type SqliteFile, type SqliteStatement } from './sqlite.ts'
import { Log } from './wal-sync.ts'

/** A database file that is open in the event loop. */
export interface OpenFile {
  db: Db
  log: Log
  /**
   * Writes everything into the database anew that the log holds, and begins the log anew: what a sync that failed left of
   * it in memory alone may else never reach the disk. @throws what SQLite says; Error when another is reading
   */
  writeAnew: () => void
  /** Holds so many kilobytes of pages in memory at most, and lets go of what is more. */
  hold: (kilobytes: number) => void
  /** From now on statements wait a little for locks of others; before, they fail at once and whoever opens tries again. */
  wait: () => void
  /** The whole of it as it is, with what its log holds. */
  bytes: () => Buffer
  /** Closes it at once; ends when no other thread has it open. */
  close: () => Promise<void>
}

/**
 * How long a statement waits for the lock of another program, in milliseconds, and the event loop with it. Nobody holds
 * one who belongs here: what is locked is refused, and tried again by who asked.
 */
const lockedMs = 50

/**
 * Opens a database file, and makes it where it is not there. `checkpoint`: how its log is brought into it; null: SQLite
 * does it in the event loop. @throws what SQLite says, with its `code`
 */
export function openFile(path: string, checkpoint: WalCheckpoint | null): OpenFile {
  makePrivateFile(path)
  const file = openSqlite(path, { timeout: 0 })
  try {
    file.pragma('journal_mode = WAL')
    // What was acknowledged survives a loss of power.
    file.pragma('synchronous = FULL')
    file.pragma('foreign_keys = ON')
    file.pragma(`wal_autocheckpoint = ${checkpoint === null ? pagesHere : pagesHere * 16}`)
  } catch (error) {
    file.close()
    throw error
  }
  const log = new Log(path, checkpoint)
  const close = () => {
    file.close()
    return log.close()
  }
  const hold = (kilobytes: number) => {
    file.pragma(`cache_size = -${kilobytes}`)
  }
  const writeAnew = () => {
    if (valueAt(file.pragma('wal_checkpoint(TRUNCATE)'), [0, 'busy']) !== 0)
      throw new Error(`The log of ${path} could not be written anew: it is in use.`)
  }
  const wait = () => {
    file.pragma(`busy_timeout = ${lockedMs}`)
  }
  const bytes = () => file.serialize()
  return { db: databaseOf(driverOf(file, log)), log, writeAnew, hold, wait, bytes, close }
}

/**
 * A log of so many pages of 4 KB is brought into its database at a commit. Pages of indexes change with most documents:
 * the longer the log, the fewer times each is copied out of it. Where a thread does it, logs may be longer: this is for
 * what it leaves.
 */
const pagesHere = 2000

/** Statements stay prepared, by their text: preparing one anew costs as much as running it. */
function driverOf(file: SqliteFile, log: Log): Driver {
  const keeping = <Statement extends SqliteStatement>(make: (text: string) => Statement) => {
    const prepared = new Map<string, Statement>()
    return (text: string): Statement => {
      let found = prepared.get(text)
      if (found === undefined) {
        found = make(text)
        if (prepared.size >= maxPrepared) prepared.clear()
        prepared.set(text, found)
      }
      return found
    }
  }
  const named = keeping((text) => file.prepare(text))
  const listed = keeping((text) => file.prepare<unknown[], unknown[]>(text).raw())
  const commit = file.transaction((work: () => unknown) => work())
  let current: Durability = 'now'
  const ready = (durability: Durability): void => {
    if (current === durability) return
    // Without FULL a commit has no sync of its own; `secure`, or the next commit with it, syncs the whole log.
    file.pragma(`synchronous = ${durability === 'now' ? 'FULL' : 'NORMAL'}`)
    current = durability
  }
  /** What is written outside a transaction is a commit by itself. */
  const readied = <Statement extends SqliteStatement>(found: Statement): Statement => {
    if (!found.readonly && !file.inTransaction) ready('now')
    return found
  }
  return {
    all: (text, params) => readied(named(text)).all(...params),
    values: (text, params) => readied(listed(text)).all(...params),
    run: (text, params) => {
      readied(named(text)).run(...params)
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
const maxPrepared = 200

/** So many files hold so much of themselves in memory, in kilobytes; the others as little as SQLite does by itself. */
const [mostWarm, warmKilobytes, coldKilobytes] = [3, 32_000, 2_000]

/** What is read again and again is in memory for those who work now, and memory does not grow with all who ever did. */
export class WarmFiles {
  /** Used last, in order of use. */
  readonly #files = new Set<OpenFile>()

  use(file: OpenFile): void {
    if (this.#files.delete(file)) {
      this.#files.add(file)
      return
    }
    file.hold(warmKilobytes)
    this.#files.add(file)
    const [coldest] = this.#files
    if (this.#files.size <= mostWarm || coldest === undefined) return
    this.#files.delete(coldest)
    coldest.hold(coldKilobytes)
  }

  /** To be called before a file is closed. */
  forget(file: OpenFile): void {
    this.#files.delete(file)
  }
}
