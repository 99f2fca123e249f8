import { type ChainedEntry, followedHistory } from '../audit/history-chain.ts'
import { type Chain, emptyChain } from '../audit/links.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { restoringNow } from '../ledger/restoring.ts'
import type { OutageNotice } from '../outages/windows.ts'
import {
  type ArchivedRow,
  type ArchivedTable,
  archivedTables,
  clearRows,
  columnsOf,
  countRows,
  isUnused,
  storeRows,
} from '../store/archive.ts'
import { catchUp, isTaken, layOut, migrationsHere, tablesOf } from '../store/ledger-schema.ts'
import { writeProfile } from '../store/profile.ts'
import { deleteRestore, readRestore, type StoredRestore, writeRestore } from '../store/restore.ts'
import type { Settings } from '../store/settings.ts'
import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import { readJson, toJson } from '../values/json.ts'
import { Refusal } from '../values/refusal.ts'
import { thrown } from '../values/thrown.ts'
import { archivePage, type Place } from './archive.ts'
import { type Manifest, manifestOf, noSums, type TableSum, withRow } from './manifest.ts'
import { notRestoring } from './restore-problems.ts'

/** How a restore ended: what it did beside storing the rows, and what a human has to do. */
export interface RestoreEnd {
  at: string
  /** Notices of outages that the directory did not know, and took over. */
  outages: number
  /** Those that it did not know and was not asked to take over, without their texts; not all of very many. */
  notAdopted: Omit<OutageNotice, 'text'>[]
  warnings: Said[]
}

/** Where a restore stands: how many rows of each table are there, and how it ended; null while it goes on. */
interface RestoreStatus {
  stored: { name: ArchivedTable; rows: number }[]
  ended: RestoreEnd | null
}

/**
 * Begins to restore a ledger that nobody has used, or goes on with the same archive. Of another archive that was
 * begun nothing is left. `isForeign`: this service has not made it.
 * @throws Refusal ledger-not-empty, and what `checkManifest` says
 */
export function beginRestore(ledger: Ledger, manifest: Manifest, isForeign: boolean): RestoreStatus {
  const { db, nip } = ledger
  checkManifest(nip, manifest)
  const before = readRestore(db)
  const isSame = before !== null && manifestIn(before).sha256 === manifest.sha256
  if (before?.ended && isSame) return { stored: stored(ledger), ended: endIn(before.ended) }
  const isUnderWay = before !== null && before.ended === null
  if (!isUnderWay && !isUnused(db)) {
    throw new Refusal('ledger-not-empty', say('refusal.ledger-not-empty', { nip }))
  }
  if (!(isUnderWay && isSame)) {
    db.transaction(() => {
      clearRows(db)
      layOut(db, manifest.migrations, ledger.host.now())
      writeRestore(db, { manifest: toJson({ ...manifest, isForeign }), checked: null, ended: null })
    })
    ledger.reload()
  }
  return { stored: stored(ledger), ended: null }
}

/** An earlier version left nothing out. */
const endIn = (text: string): RestoreEnd => ({
  notAdopted: [],
  ...(readJson(text) as Omit<RestoreEnd, 'notAdopted'>),
})

const stored = ({ db }: Ledger): RestoreStatus['stored'] =>
  archivedTables.map(({ name }) => ({ name, rows: countRows(db, name) }))

/** The manifest of an archive that is restored, and whether it was made elsewhere. */
interface RestoredManifest extends Manifest {
  isForeign: boolean
}
const manifestIn = ({ manifest }: StoredRestore): RestoredManifest => readJson(manifest) as RestoredManifest

/**
 * Looks whether an archive is of this taxpayer, of a release that can be read here, and what it says of itself.
 * @throws Refusal archive-of-another-taxpayer, archive-version, archive-mismatch
 */
export function checkManifest(nip: string, manifest: Manifest): void {
  if (manifest.nip !== nip) {
    const detail = say('refusal.archive-of-another-taxpayer', { nip: manifest.nip, wanted: nip })
    throw new Refusal('archive-of-another-taxpayer', detail)
  }
  const names = JSON.stringify(manifest.tables.map(({ name }) => name))
  if (!isTaken(manifest.migrations) || names !== JSON.stringify(tablesOf(manifest.migrations))) {
    throw new Refusal('archive-version', say('refusal.archive-version'))
  }
  const { contents, sha256 } = manifestOf(manifest, manifest.tables)
  if (contents !== manifest.contents || sha256 !== manifest.sha256)
    throw mismatch(say('refusal.archive.manifest'))
}

/** An archive that is not what it says. */
export const mismatch = (where: Said): Refusal =>
  new Refusal('archive-mismatch', say('refusal.archive-mismatch', { where }))

function underWay(ledger: Ledger): StoredRestore {
  const restore = readRestore(ledger.db)
  if (restore === null || restore.ended !== null) throw notRestoring(ledger.nip)
  return restore
}

/** Why rows of a table, with these columns, cannot be stored; null when they can. */
type WhyNot = (table: ArchivedTable, columns: readonly string[], rows: readonly ArchivedRow[]) => Said | null

/**
 * Stores rows of a table, in the order of an archive; those that are there already stay.
 * @throws Refusal not-restoring, archive-row; what SQLite says of a disk that is full or fails
 */
export function restoreRows(
  ledger: Ledger,
  table: ArchivedTable,
  rows: readonly ArchivedRow[],
  whyNot: WhyNot,
): void {
  const { db } = ledger
  const restore = underWay(ledger)
  const columns = columnsOf(db, table)
  const wrong = rows.find((row) => row.length !== columns.length)
  if (wrong)
    throw unfit(table, say('refusal.archive.values', { values: wrong.length, columns: columns.length }))
  const why = whyNot(table, columns, rows)
  if (why !== null) throw unfit(table, why)
  try {
    db.transaction(() => {
      storeRows(db, table, rows)
      if (restore.checked !== null) writeRestore(db, { ...restore, checked: null })
    })
  } catch (error) {
    const why = thrown(error).message
    throw isOfRows(error) ? unfit(table, say('refusal.archive.database', { why })) : error
  }
}

/** Whether a failure lies in the rows, rather than in the place where they were to be stored. */
const isOfRows = (error: unknown): boolean => {
  const { code, message } = thrown(error)
  return /SQLITE_(CONSTRAINT|MISMATCH|TOOBIG)/.test(`${code} ${message}`)
}

const unfit = (table: string, why: Said): Refusal =>
  new Refusal('archive-row', say('refusal.archive-row', { table, why }))

interface Checked {
  sums: TableSum[]
  /** Of the history; null where the release that made the archive kept none. */
  chain: Chain | null
  next: Place | null
}

/** What stands instead of the sums once all of it was checked, until further rows come. */
const whole = 'whole'

/** Pages that one step of a check reads. */
const stepPages = 8

/**
 * Reads on through what was stored, as far as one step goes, and sums it up. Answers whether all of it was read and
 * is what the manifest says. @throws Refusal not-restoring, archive-mismatch: all of it is removed
 */
export function checkRestore(ledger: Ledger): boolean {
  const restore = underWay(ledger)
  if (restore.checked === whole) return true
  const manifest = manifestIn(restore)
  const columns = columnsOf(ledger.db, 'history')
  const isChained = columns.includes('hash')
  let {
    sums,
    chain = null,
    next,
  } = restore.checked === null
    ? { sums: noSums(), chain: isChained ? emptyChain : null, next: null }
    : (readJson(restore.checked) as Checked)
  for (let pages = 0; pages < stepPages; pages++) {
    const page = archivePage(ledger, next)
    sums = sums.map((sum) => (sum.name === page.table ? page.rows.reduce(withRow, sum) : sum))
    if (page.table === 'history' && chain !== null)
      chain = followedHistory(
        chain,
        page.rows.map((row) => entryOf(columns, row)),
      )
    if (page.next === null) {
      compare(ledger, manifest, sums, chain)
      writeRestore(ledger.db, { ...restore, checked: whole })
      return true
    }
    next = page.next
  }
  writeRestore(ledger.db, { ...restore, checked: JSON.stringify({ sums, chain, next }) })
  return false
}

function entryOf(columns: readonly string[], row: ArchivedRow): ChainedEntry {
  const cellOf = (name: keyof ChainedEntry) => row[columns.indexOf(name)]
  const textOf = (name: keyof ChainedEntry) => String(cellOf(name))
  return {
    seq: Number(cellOf('seq')),
    purchase: Number(cellOf('purchase')),
    at: textOf('at'),
    actor: textOf('actor'),
    type: textOf('type'),
    cause: textOf('cause'),
    data: textOf('data'),
    hash: textOf('hash'),
  }
}

function compare(ledger: Ledger, manifest: Manifest, sums: TableSum[], chain: Chain | null): void {
  const { db } = ledger
  const wrong = manifest.tables.filter(({ name, rows, hash }) => {
    const sum = sums.find((found) => found.name === name)
    return rows !== sum?.rows || hash !== sum.hash
  })
  const broken = chain?.broken ?? null
  if (wrong.length === 0 && broken === null) return
  db.transaction(() => {
    clearRows(db)
    writeRestore(db, { manifest: toJson(manifest), checked: null, ended: null })
  })
  if (wrong.length > 0) throw mismatch(say('refusal.archive.rows', { tables: wrong.map(({ name }) => name) }))
  if (broken !== null) throw mismatch(say('refusal.archive.history', { why: broken.why }))
}

/**
 * Ends a restore that was checked: from now on the ledger answers. `also` is done in the same transaction. The outages
 * of the directory count as not known yet.
 * @throws Refusal not-restoring, and ledger-restoring when rows came after the check
 */
export function endRestore(ledger: Ledger, settings: Settings, also: () => RestoreEnd): RestoreEnd {
  const { db } = ledger
  const ended = db.transaction(() => {
    const restore = underWay(ledger)
    // Rows came after the check.
    if (restore.checked !== whole) throw restoringNow(ledger.nip)
    catchUp(db, ledger.host.now())
    const end = also()
    writeProfile(db, toJson(settings), 0)
    writeRestore(db, { ...restore, checked: null, ended: JSON.stringify(end) })
    return end
  })
  ledger.reload()
  return ended
}

/** Gives a restore up: the ledger is empty again. @throws Refusal not-restoring */
export function giveUpRestore(ledger: Ledger): void {
  underWay(ledger)
  ledger.db.transaction(() => {
    clearRows(ledger.db)
    layOut(ledger.db, migrationsHere(), ledger.host.now())
    deleteRestore(ledger.db)
  })
  ledger.reload()
}

/** The manifest of the restore under way. @throws Refusal not-restoring */
export const manifestOfRestore = (ledger: Ledger): RestoredManifest => manifestIn(underWay(ledger))

/** How the last restore ended; null when there was none, or it goes on. */
export function lastRestore(ledger: Ledger): RestoreEnd | null {
  const ended = readRestore(ledger.db)?.ended
  return ended ? endIn(ended) : null
}
