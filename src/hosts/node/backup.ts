import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { version } from '../../../package.json'
import type { Identity } from '../../store/identity.ts'
import { say } from '../../texts/say.ts'
import type { Said } from '../../texts/sentence.ts'
import { readJson } from '../../values/json.ts'
import { SpokenError, sentenceOf } from '../../values/refusal.ts'
import { thrown } from '../../values/thrown.ts'
import { copyDatabase, type Fingerprint, fingerprintOf, identityIn, writeWhole } from './fingerprint.ts'
import { holderFile, holderOf, lockFile, lockFolder, rotating, rotationSetting } from './lock.ts'
import { makePrivateFolder } from './private-files.ts'
import { openSqlite } from './sqlite.ts'

/** A backup of a whole data folder, also while the service runs: it can be started on as it is. */

/** What a backup says of itself, in `backup.json`. */
interface BackupManifest {
  format: 'ksef-reconcile-backup'
  /** Of the service that made it. */
  version: string
  /** When the last of its databases was read. ISO 8601, UTC. */
  madeAt: string
  ledgers: CopiedLedger[]
  /** Ledgers that the directory knows and that could not be copied, and why. */
  lacking: { nip: string; why: string }[]
}

/** A ledger of a backup. */
interface CopiedLedger extends Identity {
  rows: number
  bytes: number
}

/** What lies beside a copied ledger until the backup is whole: of which file it is. */
interface Note extends CopiedLedger {
  source: Fingerprint
}
const noted: z.ZodType<Note> = z.object({
  nip: z.string(),
  ledger: z.string(),
  rows: z.number(),
  bytes: z.number(),
  source: z.array(z.string()),
})

/** Why there is no backup. */
export class BackupError extends SpokenError {}

/** How often the directory is read anew because taxpayers were made or erased meanwhile. */
const maxPasses = 10

/**
 * Copies every ledger and then the directory, each as it is at one moment, reads the copies through, and names the
 * folder only when all of it is on the disk. Ledgers first: the directory is the truth about settings and outages, and
 * a ledger that is older takes over what it lacks when it is opened. Cut off, it goes on when called again, and copies
 * anew what changed.
 * @throws BackupError, FolderInUse
 */
export async function backUp(
  dataDir: string,
  target: string,
  report: (line: Said) => void,
  now: () => Date = () => new Date(),
): Promise<BackupManifest> {
  const directory = join(dataDir, 'directory.sqlite')
  if (!existsSync(directory))
    throw new BackupError(say('terminal.backup.no-data', { folder: dataDir, directory }))
  if (existsSync(target)) throw new BackupError(say('terminal.backup.is-there', { folder: target }))
  // First this, then who holds the folder: whatever begins in between is seen by one of them.
  const rotation = rotationIn(directory, true)
  if (holderOf(dataDir)?.what === rotating) throw underTwoKeys()
  const part = `${target}.part`
  makePrivateFolder(join(part, 'ledgers'))
  const unlock = lockFolder(part, 'npm run backup', now(), 'The folder')
  try {
    const manifest = await copyAll(dataDir, part, rotation, report, now)
    for (const name of notesIn(part)) rmSync(name)
    writeWhole(join(part, 'backup.json'), `${JSON.stringify(manifest, null, 2)}\n`)
    for (const folder of [join(part, 'ledgers'), part]) syncFolder(folder)
    return manifest
  } finally {
    unlock()
  }
}

/** The last step: from now on the backup is there. */
export function nameBackup(target: string): void {
  const part = `${target}.part`
  for (const name of [lockFile, holderFile]) rmSync(join(part, name), { force: true })
  renameSync(part, target)
  syncFolder(dirname(target))
}

async function copyAll(
  dataDir: string,
  part: string,
  rotation: string | null,
  report: (line: Said) => void,
  now: () => Date,
): Promise<BackupManifest> {
  const lacking = new Map<string, string>()
  const directory = join(dataDir, 'directory.sqlite')
  let known = ledgersIn(directory, true)
  for (let pass = 1; pass <= maxPasses; pass++) {
    for (const ledger of known) await copyLedger(dataDir, part, ledger, lacking, report)
    await copyDatabase(directory, join(part, 'directory.sqlite'), [])
    // The directory is copied last, and a rotation says there that it begins before it seals anything.
    if (rotationIn(join(part, 'directory.sqlite'), false) !== rotation) throw underTwoKeys()
    const then = known
    known = ledgersIn(join(part, 'directory.sqlite'), false)
    const isThere = (one: Identity) => then.some((o) => o.nip === one.nip && o.ledger === one.ledger)
    if (!known.every(isThere)) continue
    // Who was erased meanwhile is in no backup.
    for (const name of readdirSync(join(part, 'ledgers')))
      if (!known.some(({ nip }) => name.startsWith(`${nip}.`))) rmSync(join(part, 'ledgers', name))
    const ledgers = known.flatMap(({ nip }) => copiedIn(part, nip) ?? [])
    return {
      format: 'ksef-reconcile-backup',
      version,
      madeAt: now().toISOString(),
      ledgers: ledgers.map(({ source: _, ...ledger }) => ledger),
      lacking: [...lacking].flatMap(([nip, why]) => (known.some((k) => k.nip === nip) ? [{ nip, why }] : [])),
    }
  }
  throw new BackupError(say('terminal.backup.growing'))
}

/**
 * Ledgers that were made, as a directory knows them. One that nobody has used yet need not be copied. `readonly`: others
 * use it; else what SQLite lays beside it goes again.
 */
function ledgersIn(directory: string, readonly: boolean): Identity[] {
  const file = openSqlite(directory, { readonly, fileMustExist: true, timeout: 5000 })
  try {
    const query = 'SELECT nip, ledger FROM taxpayers WHERE ledger IS NOT NULL ORDER BY nip'
    return file.prepare(query).all().map(identityIn)
  } catch (error) {
    throw new BackupError(say('terminal.backup.unreadable', { directory, why: thrown(error).message }))
  } finally {
    file.close()
  }
}

/** Which rotation of the master key a directory knows last; null: none. */
function rotationIn(directory: string, readonly: boolean): string | null {
  const file = openSqlite(directory, { readonly, fileMustExist: true, timeout: 5000 })
  try {
    const query = file.prepare('SELECT value FROM settings WHERE name = ?').pluck()
    const rotation = query.get(rotationSetting)
    return typeof rotation === 'string' ? rotation : null
  } finally {
    file.close()
  }
}

const underTwoKeys = (): BackupError => new BackupError(say('terminal.backup.two-keys'))

async function copyLedger(
  dataDir: string,
  part: string,
  { nip, ledger }: Identity,
  lacking: Map<string, string>,
  report: (line: Said) => void,
): Promise<void> {
  const source = join(dataDir, 'ledgers', `${nip}.sqlite`)
  const copy = join(part, 'ledgers', `${nip}.sqlite`)
  lacking.delete(nip)
  try {
    const fingerprint = fingerprintOf(source)
    const before = copiedIn(part, nip)
    if (before?.ledger === ledger && JSON.stringify(before.source) === JSON.stringify(fingerprint)) return
    rmSync(`${copy}.json`, { force: true })
    const { rows, bytes } = await copyDatabase(source, copy, [nip, ledger])
    const note: Note = { nip, ledger, rows, bytes, source: fingerprint }
    writeWhole(`${copy}.json`, JSON.stringify(note))
  } catch (error) {
    for (const ending of ['', '.json']) rmSync(`${copy}${ending}`, { force: true })
    lacking.set(nip, thrown(error).message)
    report(say('terminal.backup.not-copied', { nip, why: sentenceOf(error) }))
  }
}

function copiedIn(part: string, nip: string): Note | null {
  const copy = join(part, 'ledgers', `${nip}.sqlite`)
  if (!existsSync(copy) || !existsSync(`${copy}.json`)) return null
  return noted.safeParse(readJson(readFileSync(`${copy}.json`, 'utf8'))).data ?? null
}

const notesIn = (part: string): string[] =>
  readdirSync(join(part, 'ledgers'))
    .filter((name) => !name.endsWith('.sqlite'))
    .map((name) => join(part, 'ledgers', name))

/** The names in a folder survive a loss of power. Windows syncs no folders. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
