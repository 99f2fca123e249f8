import type { Buffer } from 'node:buffer'
import { type Entry, fromRandomAccessReader, type ZipFile } from 'yauzl'
import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import { parseKsefNumber } from '../values/ksef-number.ts'
import { type Archive, ArchiveReader, archiveOf } from './archive.ts'
import { maxXmlBytes } from './xml.ts'
import { extract, locate, PackageProblem, type PackageProblemCode, type ZipEntry } from './zip-entry.ts'

export { PackageProblem } from './zip-entry.ts'

/**
 * An invoice in a package. `read` inflates it anew each time and throws PackageProblem when it is damaged; `packed` gives
 * its raw deflated bytes, null when it is stored plainly. Both may be shared with the package: copy what is kept.
 */
export interface PackageEntry {
  size: number
  packed(): Uint8Array | null
  read(): Uint8Array
}

/**
 * An opened package. `entries` are the invoices by KSeF number (upper case); `metadata` is `_metadata.json`, null when
 * it is missing or refused; `problems` are entries refused one by one, which are not in `entries`.
 */
export interface PackageReader {
  metadata: Uint8Array | null
  entries: ReadonlyMap<string, PackageEntry>
  problems: { name: string; code: PackageProblemCode; message: Said }[]
}

declare module 'yauzl' {
  /** The types of the package leave it out. */
  interface Entry {
    fileNameRaw: Buffer
  }
}

const maxEntries = 50_000
const maxMetadataBytes = 64 * 1024 * 1024
const maxTotalBytes = 1024 * 1024 * 1024
const metadataName = '_metadata.json'
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Opens a decrypted export package: a ZIP with `_metadata.json` and one `{ksefNumber}.xml` per invoice (KSeF export
 * package). Only the directory and the metadata are read at once, invoices one by one on demand.
 * @throws PackageProblem when the file is no readable ZIP at all, or beyond 50 000 entries or 1 GB, or its metadata are
 * larger than the host reads
 */
export async function openPackage(from: Archive | Uint8Array): Promise<PackageReader> {
  const archive = from instanceof Uint8Array ? archiveOf(from) : from
  const problems: PackageReader['problems'] = []
  const accepted = new Map<string, ZipEntry>()
  const start = await readDirectory(archive, (entry, name) => {
    try {
      const key = keyOf(name)
      if (key === null) return
      if (accepted.has(key)) throw new PackageProblem('package-entry-duplicate', say('zip.entry-twice'))
      accepted.set(key, withinSize(key, archive, locate(archive, entry)))
    } catch (error) {
      if (error instanceof PackageProblem && error.code === 'package-too-large') throw error
      problems.push(asProblem(printable(name), error))
    }
  })
  for (const key of overlapping(accepted, start)) {
    accepted.delete(key)
    const message = say('zip.entry-overlap')
    problems.push({ name: fileName(key), code: 'package-entry-overlap', message })
  }
  refuseHugeTotal(accepted)
  const metadata = readMetadata(archive, accepted, problems)
  return { metadata, entries: lazily(archive, accepted), problems }
}

/**
 * Hands over the records of the central directory one by one and answers where it starts; nothing of the entries' data
 * is read.
 */
export function readDirectory(
  archive: Archive,
  take: (entry: Entry, name: Uint8Array) => void,
): Promise<number> {
  return new Promise((resolve, reject) => {
    // Names stay bytes and sizes unchecked: one bad entry would otherwise end the whole run.
    const options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: false }
    const opened = (error: Error | null, zip: ZipFile | undefined) => {
      if (error || zip === undefined)
        return reject(unreadable(say('zip.reader', { why: error?.message ?? null })))
      if (zip.entryCount > maxEntries) return reject(tooMany(zip.entryCount))
      const start = Number(zip.readEntryCursor)
      let isEncrypted = zip.entryCount > 0
      zip.on('error', (problem: Error) => reject(unreadable(say('zip.reader', { why: problem.message }))))
      zip.on('end', () => (isEncrypted ? reject(unreadable(say('zip.encrypted'))) : resolve(start)))
      zip.on('entry', (entry: Entry) => {
        isEncrypted &&= (entry.generalPurposeBitFlag & 1) !== 0
        try {
          take(entry, entry.fileNameRaw)
        } catch (problem) {
          return reject(problem)
        }
        zip.readEntry()
      })
      zip.readEntry()
    }
    fromRandomAccessReader(new ArchiveReader(archive, reject), archive.size, options, opened)
  })
}

/**
 * The key of an entry: its KSeF number, or the name of the metadata; null for a directory.
 * @throws PackageProblem for a name that no export has; nothing is ever written under it, it is refused all the same
 */
function keyOf(rawName: Uint8Array): string | null {
  const name = decodeName(rawName)
  if (name === null || !/^[^\p{Cc}\\]+$/u.test(name) || /^\/|^[a-z]:|(^|\/)\.\.(\/|$)/i.test(name))
    throw badName(say('zip.entry-name'))
  if (name.endsWith('/')) return null
  if (name.includes('/')) throw badName(say('zip.entry-in-folder'))
  if (name === metadataName) return name
  const number = /^([0-9a-z-]+)\.xml$/i.exec(name)?.[1]?.toUpperCase()
  if (number !== undefined && parseKsefNumber(number) !== null) return number
  throw new PackageProblem('package-entry-unexpected', say('zip.entry-unexpected'))
}

function decodeName(rawName: Uint8Array): string | null {
  try {
    return utf8.decode(rawName)
  } catch {
    return null
  }
}

function withinSize(key: string, archive: Archive, entry: ZipEntry): ZipEntry {
  const limit = Math.min(key === metadataName ? maxMetadataBytes : maxXmlBytes, archive.largestEntry)
  if (entry.size <= limit) return entry
  const sizes = { bytes: entry.size, most: limit }
  // Without its rows none of the documents could be told from one that KSeF never numbered.
  if (key === metadataName)
    throw new PackageProblem('package-too-large', say('zip.metadata-too-large', sizes))
  throw new PackageProblem('package-entry-too-large', say('zip.entry-too-large', sizes))
}

/** Keys of the entries whose bytes another entry or the directory uses too, as archives built to explode do. */
function overlapping(accepted: ReadonlyMap<string, ZipEntry>, directoryStart: number): Set<string> {
  const found = new Set<string>()
  let [reach, reaching] = [0, '']
  for (const [key, entry] of [...accepted].sort(([, a], [, b]) => a.start - b.start)) {
    if (entry.start < reach) found.add(key).add(reaching)
    if (entry.end > directoryStart) found.add(key)
    if (entry.end > reach) [reach, reaching] = [entry.end, key]
  }
  return found
}

function refuseHugeTotal(accepted: ReadonlyMap<string, ZipEntry>): void {
  let total = 0
  for (const entry of accepted.values()) total += entry.size
  if (total > maxTotalBytes)
    throw new PackageProblem('package-too-large', say('zip.too-large', { bytes: total, most: maxTotalBytes }))
}

function readMetadata(
  archive: Archive,
  accepted: Map<string, ZipEntry>,
  problems: PackageReader['problems'],
): Uint8Array | null {
  const entry = accepted.get(metadataName)
  if (entry === undefined) return null
  accepted.delete(metadataName)
  try {
    return extract(archive, entry)
  } catch (error) {
    problems.push(asProblem(metadataName, error))
    return null
  }
}

function lazily(archive: Archive, accepted: ReadonlyMap<string, ZipEntry>): Map<string, PackageEntry> {
  const entries = new Map<string, PackageEntry>()
  for (const [key, entry] of accepted) {
    const packed = () => (entry.compressed ? archive.read(entry.data, entry.end) : null)
    entries.set(key, { size: entry.size, packed, read: () => extract(archive, entry) })
  }
  return entries
}

function asProblem(name: string, error: unknown): PackageReader['problems'][number] {
  if (error instanceof PackageProblem) return { name, code: error.code, message: error.detail }
  throw error
}

function fileName(key: string): string {
  return key === metadataName ? key : `${key}.xml`
}

/** A hostile name made fit for logs and answers. */
function printable(rawName: Uint8Array): string {
  return new TextDecoder().decode(rawName.subarray(0, 200)).replace(/[\p{Cc}\p{Cf}]/gu, '\uFFFD')
}

function badName(message: Said): PackageProblem {
  return new PackageProblem('package-entry-name', message)
}

function tooMany(count: number): PackageProblem {
  return new PackageProblem(
    'package-too-many-entries',
    say('zip.too-many-entries', { count, most: maxEntries }),
  )
}

const unreadable = (why: Said): PackageProblem =>
  new PackageProblem('package-unreadable', say('zip.unreadable', { why }))

/** The KSeF number by which an entry of a package is called; null for any other name. */
export const numberInName = (name: string): string | null =>
  parseKsefNumber(name.replace(/\.xml$/i, '').toUpperCase())?.number ?? null
