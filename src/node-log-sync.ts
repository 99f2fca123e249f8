import { type FileHandle, open } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Brings the write-ahead log of a database to the disk, beside the event loop: SQLite itself would make everybody wait
 * at each commit. All who wait at the same time share one sync.
 */
export class LogSync {
  readonly #path: string
  #log: Promise<FileHandle> | null = null
  #running: Promise<void> = Promise.resolve()
  #next: Promise<void> | null = null

  /** `path`: of the database; its log lies beside it. */
  constructor(path: string) {
    this.#path = path
  }

  /** Resolves when everything that was committed before the call survives a loss of power. */
  sync(): Promise<void> {
    // The one under way may have begun before the last commit.
    this.#next ??= this.#running
      .catch(() => {})
      .then(() => {
        this.#next = null
        this.#running = this.#sync()
        return this.#running
      })
    return this.#next
  }

  /** To be called when nobody waits any more. */
  close(): void {
    void this.#log?.then((log) => log.close()).catch(() => {})
    this.#log = null
  }

  async #sync(): Promise<void> {
    this.#log ??= this.#open().catch((error: unknown) => {
      this.#log = null
      throw error
    })
    await (await this.#log).datasync()
  }

  async #open(): Promise<FileHandle> {
    const log = await open(`${this.#path}-wal`, 'r+')
    // The log may be new: its name must survive too. Windows syncs no folders.
    if (process.platform !== 'win32') {
      const folder = await open(dirname(this.#path), 'r')
      await folder.sync()
      await folder.close()
    }
    return log
  }
}
