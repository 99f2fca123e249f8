import { valueAt } from '../../values/faults.ts'
import { openSqlite } from './sqlite.ts'
import { answerInThread, threaded } from './thread.ts'

/**
 * Brings the logs of databases into them in a thread: that writes many pages and waits for the disk twice, and in the
 * event loop everybody would wait with it.
 */

/** Brings the log of the database at a path into it, as far as nobody uses it; answers how many pages it has. */
export type WalCheckpoint = (path: string) => Promise<number>

/** Null where the service was not built for it. */
export function threadedCheckpoint(script: URL): WalCheckpoint | null {
  const ask = threaded<string, number | null>(script)
  if (ask === null) return null
  return async (path) => {
    const pages = await ask(path)
    if (pages === null) throw new Error(`The log of ${path} could not be brought into it.`)
    return pages
  }
}

function bringIn(path: string): number | null {
  try {
    const file = openSqlite(path, { fileMustExist: true })
    try {
      // Writers go on meanwhile; what they add is left for the next time.
      const pages = valueAt(file.pragma('wal_checkpoint(PASSIVE)'), [0, 'log'])
      return typeof pages === 'number' ? pages : null
    } finally {
      file.close()
    }
  } catch {
    // Erased meanwhile, or at work elsewhere: the event loop brings in what grows too long.
    return null
  }
}

answerInThread(bringIn)
