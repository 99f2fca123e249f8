import { createReadStream, createWriteStream, renameSync, rmSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import {
  type ArchiveHead,
  archiveFormat,
  archiveVersion,
  archiveVersions,
  type Manifest,
  manifestOf,
  noSums,
  type TableSum,
  withRow,
} from '../../../archive/manifest.ts'
import type { ArchivedRow, ArchivedTable } from '../../../store/archive.ts'
import { say } from '../../../texts/say.ts'
import type { Said } from '../../../texts/sentence.ts'
import { readJson } from '../../../values/json.ts'
import { present } from '../../../values/present.ts'
import { propertyOf } from '../../../values/record.ts'
import { SpokenError } from '../../../values/refusal.ts'
import { isOneOf } from '../../../values/tables.ts'
import { thrown } from '../../../values/thrown.ts'

/**
 * The file of an archive: JSON lines, gzipped. First `{ format, version }`, then `[table, row]` for every row in the
 * order of the tables and of their primary keys, last the manifest.
 */

/** Why a file is no archive that can be used. */
export class ArchiveError extends SpokenError {}

/** Rows of one table. */
interface Rows {
  table: ArchivedTable
  rows: readonly ArchivedRow[]
}

/** Rows as a service reads them out; with the last of them comes what it says of them all. */
export interface RowPage extends Rows {
  manifest: Pick<Manifest, 'sha256' | 'seal'> | null
}

/**
 * Writes an archive; the file is there only once it is whole. Answers its manifest.
 * @throws ArchiveError when rows came otherwise than the service says
 */
export async function writeArchive(
  path: string,
  head: ArchiveHead,
  pages: AsyncIterable<RowPage>,
): Promise<Manifest> {
  const part = `${path}.part`
  const sums = noSums()
  const made: { manifest?: Manifest } = {}
  async function* lines(): AsyncGenerator<string> {
    yield line({ format: archiveFormat, version: archiveVersion })
    let said: RowPage['manifest'] = null
    for await (const { table, rows, manifest } of pages) {
      said = manifest
      const at = sums.findIndex(({ name }) => name === table)
      sums[at] = rows.reduce(withRow, present(sums[at]))
      yield rows.map((row) => line([table, row])).join('')
    }
    const found = manifestOf(head, sums)
    if (said !== null && said.sha256 !== found.sha256)
      throw new ArchiveError(say('terminal.archive.otherwise'))
    made.manifest = { ...found, ...(said?.seal === undefined ? {} : { seal: said.seal }) }
    yield line(made.manifest)
  }
  try {
    // What stands in it is as secret as the ledger.
    await pipeline(
      Readable.from(lines()),
      createGzip(),
      createWriteStream(part, { mode: 0o600, flush: true }),
    )
    renameSync(part, path)
  } finally {
    rmSync(part, { force: true })
  }
  return present(made.manifest)
}

const line = (value: unknown): string => `${JSON.stringify(value)}\n`

/** Reads a whole archive and compares it with its manifest. @throws ArchiveError when it is damaged, or none */
export async function verifiedArchive(path: string): Promise<Manifest> {
  const sums = noSums()
  let said: Manifest | null = null
  for await (const entry of entriesOf(path)) {
    if (said !== null) throw damaged(path, say('terminal.archive.after-manifest'))
    if (!Array.isArray(entry)) {
      said = entry
      continue
    }
    const [table, row] = entry
    const at = sums.findIndex(({ name }) => name === table)
    const sum = sums[at]
    if (sum === undefined) throw damaged(path, say('terminal.archive.unknown-table', { table }))
    sums[at] = withRow(sum, row)
  }
  if (said === null) throw damaged(path, say('terminal.archive.cut-off'))
  if (!isManifest(said)) throw damaged(path, say('terminal.archive.no-manifest'))
  const { seal: _, tables, ...rest } = said
  const isNamed = ({ name }: TableSum) => tables.some((table) => table.name === name)
  // Tables that a later release added are none of its own.
  const own = sums.filter((sum) => sum.rows > 0 || isNamed(sum))
  const { tables: found, ...summed } = manifestOf(said, own)
  if (line([summed, found]) !== line([rest, tables])) throw damaged(path, say('terminal.archive.sums'))
  return said
}

/** Whether what stands at the end of an archive has the parts by which it is compared with the rows. */
const isManifest = ({ nip, migrations, settings, tables }: Partial<Manifest>): boolean =>
  typeof nip === 'string' &&
  Array.isArray(migrations) &&
  typeof settings === 'object' &&
  settings !== null &&
  Array.isArray(tables) &&
  tables.every((table) => typeof table === 'object' && table !== null)

/** All rows of an archive that was verified. */
export async function* rowsOfArchive(path: string): AsyncGenerator<[ArchivedTable, ArchivedRow]> {
  for await (const entry of entriesOf(path)) if (Array.isArray(entry)) yield entry
}

const damaged = (path: string, why: Said): ArchiveError =>
  new ArchiveError(say('terminal.archive.damaged', { path, why }))

type Entry = [ArchivedTable, ArchivedRow] | Manifest

/** What follows the first line. @throws ArchiveError */
async function* entriesOf(path: string): AsyncGenerator<Entry> {
  let isFirst = true
  for await (const text of linesOf(path)) {
    let value: unknown
    try {
      value = readJson(text)
    } catch {
      throw isFirst ? noArchive(path) : damaged(path, say('terminal.archive.no-json'))
    }
    if (!isFirst) yield value as Entry
    else if (propertyOf(value, 'format') !== archiveFormat) throw noArchive(path)
    const version = propertyOf(value, 'version')
    if (isFirst && !isOneOf(archiveVersions, version)) {
      const known = archiveVersions.map(String)
      throw new ArchiveError(say('terminal.archive.form', { path, version: String(version), known }))
    }
    isFirst = false
  }
  if (isFirst) throw noArchive(path)
}

const noArchive = (path: string): ArchiveError => new ArchiveError(say('terminal.archive.none', { path }))

/** No call takes a longer one; ledgers have none, since a document has 10 MB at most. */
const maxCharacters = 32 * 1024 * 1024

/** The lines of an archive, none longer than can be used: what is packed small may be endless. @throws ArchiveError */
async function* linesOf(path: string): AsyncGenerator<string> {
  const unpacked = createGunzip()
  createReadStream(path)
    .on('error', (error) => unpacked.destroy(error))
    .pipe(unpacked)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let pending: string[] = []
  let length = 0
  try {
    for await (const chunk of unpacked) {
      const lines = decoder.decode(chunk, { stream: true }).split('\n')
      const first = present(lines.shift())
      pending.push(first)
      length += first.length
      if (length > maxCharacters)
        throw damaged(path, say('terminal.archive.long-line', { most: maxCharacters }))
      for (const next of lines) {
        yield pending.join('')
        pending = [next]
        length = next.length
      }
    }
  } catch (error) {
    const { code } = thrown(error)
    if (error instanceof ArchiveError || code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR')
      throw error
    if (code === 'Z_DATA_ERROR' && pending.length === 0) throw noArchive(path)
    throw damaged(path, say('terminal.archive.packed', { why: thrown(error).message }))
  }
  const last = pending.join('')
  if (last !== '') yield last
}
