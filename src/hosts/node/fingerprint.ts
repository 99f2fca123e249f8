import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { archivedTables } from '../../store/archive.ts'
import type { Identity } from '../../store/identity.ts'
import { say } from '../../texts/say.ts'
import { propertyOf } from '../../values/record.ts'
import { SpokenError } from '../../values/refusal.ts'
import { makePrivateFile } from './private-files.ts'
import { openSqlite, type SqliteFile } from './sqlite.ts'

/** Of which state of a database file a copy is: sizes and times of it and of its log, as the disk tells them. */
export type Fingerprint = string[]

/** Two changes within so many milliseconds may bear the same time on some disks. */
const coarseMs = 2000

/** Another value after every change. @throws Error ENOENT where there is no such file */
export function fingerprintOf(path: string): Fingerprint {
  return [path, `${path}-wal`].map((name) => {
    const found = statSync(name, { bigint: true, throwIfNoEntry: name === path })
    if (found === undefined) return ''
    // What is so young may change and look the same: then no other is equal to it.
    const isYoung = Date.now() - Number(found.mtimeMs) < coarseMs
    return `${found.ino} ${found.size} ${found.mtimeNs}${isYoung ? ` ${process.pid} ${performance.now()}` : ''}`
  })
}

/** Pages of one step of a copy; between steps the process looks around. */
const pagesAtOnce = 2000

/**
 * Copies a database as it is at one moment, while others write it: within one reading transaction, which nobody waits
 * for. The copy is read through (pages, identity, rows counted in the same moment) before it takes its name.
 * `identity`: NIP and id that it must have; none: it is no ledger. Answers how many rows it has, and bytes.
 * @throws Error when either of the two is damaged, or is another ledger
 */
export async function copyDatabase(
  source: string,
  target: string,
  identity: readonly string[],
): Promise<{ rows: number; bytes: number }> {
  const fresh = `${target}.new`
  for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(`${fresh}${ending}`, { force: true })
  makePrivateFile(fresh)
  const file = openSqlite(source, { readonly: true, fileMustExist: true, timeout: 5000 })
  let rows: number
  try {
    file.exec('BEGIN')
    rows = rowsIn(file)
    await file.backup(fresh, { progress: () => pagesAtOnce })
  } finally {
    file.close()
  }
  const copy = openSqlite(fresh, { fileMustExist: true })
  try {
    // By itself, without a log: what is fsynced then is all of it.
    copy.pragma('journal_mode = DELETE')
    const said = copy.prepare('PRAGMA quick_check(3)').pluck().all()
    if (said[0] !== 'ok') throw new SpokenError(say('terminal.copy.damaged', { why: said.join('; ') }))
    if (rowsIn(copy) !== rows) throw new SpokenError(say('terminal.copy.rows'))
    if (identity.length > 0) checkIdentity(copy, identity)
    copy.pragma('journal_mode = WAL')
  } finally {
    copy.close()
  }
  const handle = openSync(fresh, 'r+')
  fsyncSync(handle)
  closeSync(handle)
  renameSync(fresh, target)
  return { rows, bytes: statSync(target).size }
}

/** Rows of all tables that hold what was recorded. */
function rowsIn(file: SqliteFile): number {
  const there = file.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all()
  const counted: string[] = ['taxpayers', 'keys', ...archivedTables.map(({ name }) => name)]
  return there
    .map(String)
    .filter((name) => counted.includes(name))
    .reduce((sum, name) => sum + Number(file.prepare(`SELECT count(*) FROM "${name}"`).pluck().get()), 0)
}

/** Whose ledger a row tells of. */
export const identityIn = (row: unknown): Identity => ({
  nip: String(propertyOf(row, 'nip')),
  ledger: String(propertyOf(row, 'ledger')),
})

function checkIdentity(copy: SqliteFile, [nip, ledger]: readonly string[]): void {
  const hasIdentity = copy.prepare("SELECT 1 FROM sqlite_master WHERE name = 'identity'").get() !== undefined
  const row = hasIdentity ? copy.prepare('SELECT nip, ledger FROM identity').get() : undefined
  // One that nobody opened since it was made by an earlier version has none, and the directory knows none.
  if (row === undefined && ledger === '') return
  if (row === undefined) throw new SpokenError(say('terminal.copy.nameless'))
  const found = identityIn(row)
  if (found.nip !== nip || found.ledger !== ledger)
    throw new SpokenError(say('terminal.copy.another', { ...found }))
}

/** Writes a small file so that it is there as a whole or not at all, for this user alone. */
export function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600, flush: true })
  renameSync(`${path}.new`, path)
}
