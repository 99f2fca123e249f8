import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { say } from '../../texts/say.ts'
import { readJson } from '../../values/json.ts'
import { SpokenError } from '../../values/refusal.ts'
import { thrown } from '../../values/thrown.ts'
import { makePrivateFile } from './private-files.ts'
import { openSqlite } from './sqlite.ts'

/** Who holds a data folder, as he wrote it beside the lock for people to read. */
const holderNote = z.object({
  /** Such as `the service` or `npm run rotate-key`. */
  what: z.string(),
  pid: z.number().optional(),
  host: z.string().optional(),
  /** ISO 8601, UTC. */
  since: z.string().optional(),
})
type Holder = z.output<typeof holderNote>

/** How a rotation of the master key names itself: while one is under way secrets lie under two keys. */
export const rotating = 'npm run rotate-key'

/** The setting of the directory that has another value after each rotation, from its beginning on. */
export const rotationSetting = 'master-key-rotation'

/** A data folder that another process uses. */
export class FolderInUse extends SpokenError {}

/** Names of the lock and of the note beside it, in the folder that they are for. */
export const [lockFile, holderFile] = ['in-use.lock', 'in-use.json'] as const

/**
 * Holds a folder for this process alone, until it lets go or dies: an exclusive lock of SQLite on an empty file. The
 * kernel takes it back however the process ends, and no process id need be believed, for in containers they repeat.
 * The databases themselves cannot carry it: threads and backups open them too.
 * `name`: what its user calls the folder. @throws FolderInUse with who holds it, and what to do
 */
export function lockFolder(folder: string, what: string, now: Date, name = 'DATA_DIR'): () => void {
  const path = join(folder, lockFile)
  makePrivateFile(path)
  const file = openSqlite(path, { timeout: 0 })
  try {
    file.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    file.close()
    throw refusalOf(error, `${name}=${folder}`, holderOf(folder))
  }
  const note = join(folder, holderFile)
  const holder: Holder = { what, pid: process.pid, host: hostname(), since: now.toISOString() }
  writeFileSync(`${note}.new`, `${JSON.stringify(holder)}\n`, { mode: 0o600 })
  renameSync(`${note}.new`, note)
  return () => {
    rmSync(note, { force: true })
    file.close()
  }
}

/** Who holds a folder as far as the note says; null where there is none. It may be of a process that is gone. */
export function holderOf(folder: string): Holder | null {
  try {
    return holderNote.parse(readJson(readFileSync(join(folder, holderFile), 'utf8')))
  } catch {
    return null
  }
}

function refusalOf(error: unknown, which: string, holder: Holder | null): Error {
  const code = thrown(error).code
  if (!/^SQLITE_(BUSY|LOCKED)/.test(code))
    return new SpokenError(say('terminal.lock.impossible', { which, code }))
  const { what, pid, host, since } = holder ?? {}
  const isWhole = what !== undefined && pid !== undefined && host !== undefined && since !== undefined
  const who = isWhole ? say('terminal.lock.holder', { what, pid, host, since }) : say('terminal.lock.another')
  return new FolderInUse(say('terminal.lock.in-use', { which, who }))
}
