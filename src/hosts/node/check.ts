import { setPriority } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import { isMainThread } from 'node:worker_threads'
import { thrown } from '../../values/thrown.ts'
import { saysDamage } from './ledger-problems.ts'
import { openSqlite } from './sqlite.ts'
import { answerInThread, threaded } from './thread.ts'

/** Looks through databases for damage, in a thread that gives way to all others. */

/** Answers what is damaged in the database at a path, in words; null: nothing; undefined: it could not be looked at now. */
export type Check = (path: string) => Promise<string | null | undefined>

/** Null where the service was not built for it. */
export const threadedCheck = (script: URL): Check | null =>
  threaded<string, string | null | undefined>(script)

/** After so much work, so many times as long a rest: what is looked through is never in a hurry. */
const restPerWork = 4

/**
 * Looks through a database, table by table with their indexes, and rests in between, so that neither the disk nor a
 * long-lived reader is in the way of others. It writes nothing.
 */
export const lookThrough: Check = async (path) => {
  try {
    const file = openSqlite(path, { readonly: true, fileMustExist: true })
    try {
      const tables = file.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all()
      for (const name of tables.map(String)) {
        const startedAt = performance.now()
        const said = String(file.pragma(`quick_check("${name}")`, { simple: true }))
        if (said !== 'ok') return said.split('\n').slice(0, 3).join('; ')
        await setTimeout((performance.now() - startedAt) * restPerWork)
      }
      return null
    } finally {
      file.close()
    }
  } catch (error) {
    // Erased meanwhile, or locked: the next look tells.
    return saysDamage(error) ? thrown(error).message : undefined
  }
}

// On Linux priorities are those of threads; elsewhere the whole service would give way.
if (!isMainThread && process.platform === 'linux') setPriority(19)
answerInThread(lookThrough)
