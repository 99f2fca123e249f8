import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { datedAnew } from '../../store/migrate.ts'
import type { OpenFile } from './open-file.ts'

/**
 * The first ledger that this process made, before it was anybody's: those that follow begin as its copies, so that a new
 * taxpayer costs half of what he costs with tables made one by one.
 */
let empty: Buffer | null = null

/**
 * Puts an empty ledger at a path where there is no file, if one is known, and answers whether it did. Killed in between it
 * leaves no half of one there; what cannot be written SQLite tries by itself, and says why.
 */
export function putEmptyLedger(path: string): boolean {
  if (empty === null) return false
  const half = `${path}.new`
  const clear = () => rmSync(half, { force: true, recursive: true })
  try {
    clear()
    writeFileSync(half, empty, { mode: 0o600, flag: 'wx', flush: true })
    renameSync(half, path)
    return true
  } catch {
    clear()
    return false
  }
}

/** What was just brought up to date: a copy gets the time at which it was made; the first of all is kept for the next ones. */
export function madeEmptyLedger({ db, bytes }: OpenFile, isCopy: boolean, now: string): void {
  if (isCopy) datedAnew(db, now)
  else empty ??= bytes()
}
