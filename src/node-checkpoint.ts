import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'
import Database from 'better-sqlite3'

/**
 * Brings the logs of databases into them in a thread: that writes many pages and waits for the disk twice, and in the
 * event loop everybody would wait with it.
 */

/** Brings the log of the database at a path into it, as far as nobody uses it; answers how many pages it has. */
export type Checkpoint = (path: string) => Promise<number>

type ToThread = { id: number; path: string }
type FromThread = { id: number; pages: number | null }

/** Null where the service was not built for it. */
export function threadedCheckpoint(script: URL): Checkpoint | null {
  if (!existsSync(fileURLToPath(script))) return null
  let thread: Thread | null = null
  return async (path) => {
    if (thread === null || thread.isLost) thread = new Thread(script)
    const pages = await thread.ask(path)
    if (pages === null) throw new Error(`The log of ${path} could not be brought into it.`)
    return pages
  }
}

class Thread {
  isLost = false
  readonly #worker: Worker
  readonly #waiting = new Map<number, (pages: number | null) => void>()
  #lastId = 0

  constructor(script: URL) {
    this.#worker = new Worker(script)
    this.#worker.on('message', ({ id, pages }: FromThread) => this.#settle(id, pages))
    // What was not done is done with the next one.
    const lost = () => {
      this.isLost = true
      for (const id of [...this.#waiting.keys()]) this.#settle(id, null)
    }
    this.#worker.on('error', lost).on('exit', lost)
    this.#worker.unref()
  }

  ask(path: string): Promise<number | null> {
    const id = ++this.#lastId
    this.#worker.postMessage({ id, path } satisfies ToThread)
    return new Promise((resolve) => this.#waiting.set(id, resolve))
  }

  #settle(id: number, pages: number | null): void {
    this.#waiting.get(id)?.(pages)
    this.#waiting.delete(id)
  }
}

/** The other end, in the thread. */
function bringIn(path: string): number | null {
  try {
    const file = new Database(path, { fileMustExist: true })
    try {
      // Writers go on meanwhile; what they add is left for the next time.
      const [result] = file.pragma('wal_checkpoint(PASSIVE)') as { log: number }[]
      return result?.log ?? null
    } finally {
      file.close()
    }
  } catch {
    // Erased meanwhile, or at work elsewhere: the event loop brings in what grows too long.
    return null
  }
}

if (!isMainThread)
  parentPort?.on('message', ({ id, path }: ToThread) => {
    parentPort?.postMessage({ id, pages: bringIn(path) } satisfies FromThread)
  })
