import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { thrown } from '../../src/values/thrown.ts'

/** What tests need built, built once for all processes of a run. */

/** Names the folder in which that lies to the processes of a run. */
const place = 'KSEF_TESTS_BUILT'
/** Longer than any build takes. */
const patienceMs = 60_000

/** Makes the folder before the first test of a run, and removes it after the last. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'ksef-reconcile-built-'))
  process.env[place] = folder
  return () => rmSync(folder, { recursive: true, force: true })
}

/** Whoever is in no run of tests, as a bench, has a folder of his own. */
function folderOfRun(): string {
  const known = process.env[place]
  if (known !== undefined) return known
  process.once('exit', setup())
  return folderOfRun()
}

/** The folder that `make` fills; of all processes of a run the first that asks is the maker. Nobody may change it. */
export async function builtOnce(
  name: string,
  make: (folder: string) => void | Promise<void>,
): Promise<string> {
  const folder = join(folderOfRun(), name)
  const endMs = Date.now() + patienceMs
  while (!isMaker(folder)) {
    if (existsSync(`${folder}.done`)) return folder
    if (Date.now() > endMs) throw new Error(`Nobody has built ${name}: the process that began it has ended.`)
    await pause(20)
  }
  try {
    await make(folder)
    writeFileSync(`${folder}.done`, '')
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
  return folder
}

function isMaker(folder: string): boolean {
  try {
    mkdirSync(folder)
    return true
  } catch (error) {
    if (thrown(error).code !== 'EEXIST') throw error
    return false
  }
}
