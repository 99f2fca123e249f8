import { type FileHandle, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { WalCheckpoint } from './checkpoint.ts'

/** A log is brought into its database when it has had so many commits, and the last time is so many milliseconds ago. */
const [commits, pauseMs] = [8, 250]
/** From so many pages of 4 KB on writers that can wait do so until the log begins anew: 64 MB. */
const longest = 16_000

/**
 * The write-ahead log of a database. It is brought to the disk, and into the database, beside the event loop: SQLite
 * itself would make everybody wait at a commit.
 */
export class Log {
  readonly #path: string
  readonly #checkpoint: WalCheckpoint | null
  #file: FileHandle | null = null
  #syncing: Promise<void> | null = null
  #nextSync: Promise<void> | null = null
  /** What the disk said when a sync failed. */
  #failure: unknown = null
  #commits = 0
  #pages = 0
  #broughtInAt = 0
  #bringingIn: Promise<void> | null = null

  /** `path`: of the database; its log lies beside it. `checkpoint` null: SQLite does it by itself. */
  constructor(path: string, checkpoint: WalCheckpoint | null) {
    this.#path = path
    this.#checkpoint = checkpoint
  }

  /**
   * Resolves when everything that was committed before the call survives a loss of power. All who wait at the same time
   * share one sync. After one that failed all fail, and the database must be opened anew (`hasFailed`): a disk that could
   * not write says nothing of it the next time.
   */
  sync(): Promise<void> {
    if (this.#failure !== null) return Promise.reject(this.#failure)
    if (this.#nextSync !== null) return this.#nextSync
    // It begins before anything else is done, so that the disk works meanwhile.
    if (this.#syncing === null) return this.#begin()
    // The one under way may have begun before the last commit.
    this.#nextSync = this.#syncing
      .catch(() => {})
      .then(() => {
        this.#nextSync = null
        return this.#begin()
      })
    return this.#nextSync
  }

  /** A sync failed: nobody knows how much of the log is on the disk. */
  get hasFailed(): boolean {
    return this.#failure !== null
  }

  /** To be called after each commit. */
  committed(): void {
    this.#commits++
    const due = this.#commits >= commits && performance.now() - this.#broughtInAt >= pauseMs
    if (due && this.#checkpoint !== null && this.#bringingIn === null) void this.#bringIn(this.#checkpoint)
  }

  /** Resolves at once, or when a log that had grown long can begin anew. */
  async caughtUp(): Promise<void> {
    if (this.#pages < longest || this.#checkpoint === null) return
    while (this.#bringingIn !== null) await this.#bringingIn
    if (this.#pages < longest) return
    await this.#bringIn(this.#checkpoint)
    this.#pages = 0
  }

  /** To be called when nobody waits any more; ends when no other thread has the files open. */
  async close(): Promise<void> {
    await this.#syncing?.catch(() => {})
    await this.#file?.close().catch(() => {})
    this.#file = null
    await this.#bringingIn
  }

  #bringIn(checkpoint: WalCheckpoint): Promise<void> {
    this.#commits = 0
    this.#bringingIn = checkpoint(this.#path)
      .then((pages) => {
        this.#pages = pages
      })
      // What could not be brought in now is with the next.
      .catch(() => {})
      .finally(() => {
        this.#broughtInAt = performance.now()
        this.#bringingIn = null
      })
    return this.#bringingIn
  }

  #begin(): Promise<void> {
    this.#syncing = this.#sync().finally(() => {
      this.#syncing = null
    })
    return this.#syncing
  }

  async #sync(): Promise<void> {
    // It failed while this one waited for its turn.
    if (this.#failure !== null) throw this.#failure
    // Once it is open nothing is waited for before the disk has its task.
    this.#file ??= await this.#open()
    try {
      await this.#file.datasync()
    } catch (error) {
      this.#failure = error
      throw error
    }
  }

  async #open(): Promise<FileHandle> {
    const file = await open(`${this.#path}-wal`, 'r+')
    // The log may be new: its name must survive too. Windows syncs no folders.
    if (process.platform !== 'win32') {
      const folder = await open(dirname(this.#path), 'r')
      await folder.sync()
      await folder.close()
    }
    return file
  }
}
