import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { thrown } from '../../values/thrown.ts'

/** What lies in a data folder is its user's alone: folders 0700, files 0600. Windows has no such modes. */
const hasModes = process.platform !== 'win32'
const modeOf = (path: string): number => statSync(path).mode & 0o777
const isWide = (path: string): boolean => hasModes && (modeOf(path) & 0o077) !== 0

/** Makes a folder, and those above it, where they are not there. */
export function makePrivateFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
}

/**
 * Makes an empty file where there is none; files of SQLite beside a database take its mode. One that is there is not
 * opened: to close it would end the locks that this process has on it.
 */
export function makePrivateFile(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600))
  } catch (error) {
    if (thrown(error).code !== 'EEXIST') throw error
  }
}

/**
 * Takes what earlier versions left readable by others in a data folder from them, and answers what an operator must
 * know. The folder itself stays as it is: he may have made it, with others in mind.
 */
export function tighten(folder: string): string[] {
  if (!hasModes) return []
  const ledgers = join(folder, 'ledgers')
  const own = readdirSync(folder).filter((name) => /^(directory\.sqlite|master\.key|in-use)/.test(name))
  const paths = [
    ledgers,
    ...own.map((name) => join(folder, name)),
    ...readdirSync(ledgers).map((name) => join(ledgers, name)),
  ]
  const wide = paths.filter((path) => existsSync(path) && isWide(path))
  const failed = wide.filter((path) => !tightened(path))
  const keys = wide.filter((path) => path.includes('master.key'))
  const mode = modeOf(folder).toString(8)
  return [
    ...(wide.length > failed.length
      ? [
          `${wide.length - failed.length} files or folders of DATA_DIR could be read by others of this machine, and cannot any more.`,
        ]
      : []),
    ...(keys.length > 0
      ? [`${keys.join(', ')} was among them: npm run rotate-key, if anybody may have read it.`]
      : []),
    ...(failed.length > 0
      ? [
          `${failed.join(', ')} can be read by others and belong to another user: chown them to this one, then chmod go= them.`,
        ]
      : []),
    ...(isWide(folder)
      ? [
          `DATA_DIR=${folder} is open to others (mode ${mode}): chmod 700 ${folder}. Only what lies in it is closed to them.`,
        ]
      : []),
  ]
}

function tightened(path: string): boolean {
  try {
    chmodSync(path, modeOf(path) & 0o700)
    return true
  } catch {
    return false
  }
}
