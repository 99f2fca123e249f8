import { createHash } from 'node:crypto'
import { type ArchivedRow, archivedTables } from '../store/archive.ts'
import type { Settings } from '../store/settings.ts'
import { pairsOf } from '../values/tables.ts'

export const archiveFormat = 'ksef-reconcile-ledger'
/** The form of archives that are made here. Those of the first form have no seal. */
export const archiveVersion = 2
export const archiveVersions = [1, archiveVersion] as const
/** For what the seal of an archive is made, over `sha256` of its manifest. */
export const sealOfArchives = 'an archive'

/** A table of an archive: how many rows, and the hash that they fold to in the order of their primary key. */
export interface TableSum {
  name: string
  rows: number
  hash: string
}

/** What an archive says of itself. Hashes are SHA-256 in hexadecimal digits. */
export interface Manifest {
  format: typeof archiveFormat
  version: (typeof archiveVersions)[number]
  nip: string
  /** Migrations of the ledger, in order. */
  migrations: string[]
  settings: Settings
  tables: TableSum[]
  /** Over what is the taxpayer's: the same for the same ledger, whichever host it comes from. */
  contents: string
  /** Over everything in the archive. */
  sha256: string
  /** Shows the service that made it that it did (`secrets/seals.ts`). */
  seal?: string | undefined
}
/** What it says beside its rows. */
export type ArchiveHead = Pick<Manifest, 'version' | 'nip' | 'migrations' | 'settings'>

const sha256 = (...parts: string[]): string => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

/** Sums before the first row. */
export const noSums = (): TableSum[] => archivedTables.map(({ name }) => ({ name, rows: 0, hash: '' }))

/**
 * A table with one row more. Each row is hashed with the hash before it, so that a sum can be stored and gone on with:
 * a large ledger is summed up in several steps.
 */
export const withRow = ({ name, rows, hash }: TableSum, row: ArchivedRow): TableSum => ({
  name,
  rows: rows + 1,
  hash: sha256(hash, JSON.stringify(row)),
})

/** The manifest of an archive with these tables, without a seal. */
export function manifestOf(
  { version, nip, migrations, settings }: ArchiveHead,
  tables: readonly TableSum[],
): Manifest {
  const own = tables.filter(({ name }) => archivedTables.find((t) => t.name === name)?.of === 'taxpayer')
  const head = { format: archiveFormat, version, nip, migrations, settings } as const
  const of = (...what: unknown[]) => sha256(JSON.stringify(what.map(inOrder)))
  const said = saidOf(settings)
  return {
    ...head,
    tables: [...tables],
    contents: of(nip, said, own),
    sha256: of({ ...head, settings: said }, tables),
  }
}

/** What settings have that an archive of an earlier release lacks, as it is where nobody asked for more. */
const later: Partial<Settings> = { mail: null, acceptDrafts: 'never' }

/** Settings for the hashes: an archive of an earlier release, read with what it lacks, has the hashes that it states. */
const saidOf = (settings: Settings): object =>
  Object.fromEntries(pairsOf(settings).filter(([name, value]) => !(name in later) || value !== later[name]))

/** The same value whatever the order in which its properties were written. */
function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(inOrder)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return entries.map(([name, inner]) => [name, inOrder(inner)])
}
