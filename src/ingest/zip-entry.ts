import { crc32, inflateRawSync } from 'node:zlib'
import type { Entry } from 'yauzl'
import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import { SpokenError } from '../values/refusal.ts'
import type { Archive } from './archive.ts'

export type PackageProblemCode =
  | 'package-unreadable'
  | 'package-too-many-entries'
  | 'package-too-large'
  | 'package-entry-name'
  | 'package-entry-unexpected'
  | 'package-entry-too-large'
  | 'package-entry-duplicate'
  | 'package-entry-unreadable'
  | 'package-entry-overlap'

/** A package, or one entry of it, that is refused. */
export class PackageProblem extends SpokenError {
  override readonly name = 'PackageProblem'
  readonly code: PackageProblemCode

  constructor(code: PackageProblemCode, detail: Said) {
    super(detail)
    this.code = code
  }
}

const localHeaderSignature = 0x04034b50
const headerSize = 30
const stored = 0
const deflated = 8

/** Where an entry lies in the archive: its local header begins at `start`, its data fill `data`..`end`. */
export type ZipEntry = {
  size: number
  start: number
  data: number
  end: number
  compressed: boolean
  crc: number
}

/**
 * Locates an entry of the directory in the archive.
 * @throws PackageProblem when it is encrypted, compressed in an unknown way or lies outside the archive
 */
export function locate(archive: Archive, entry: Entry): ZipEntry {
  if ((entry.generalPurposeBitFlag & 1) !== 0) throw unreadable(say('zip.encrypted'))
  const method = entry.compressionMethod
  if (method !== stored && method !== deflated) throw unreadable(say('zip.method', { method }))
  const start = entry.relativeOffsetOfLocalHeader
  const missing = say('zip.no-data')
  if (start + headerSize > archive.size) throw unreadable(missing)
  const bytes = archive.read(start, start + headerSize)
  const header = new DataView(bytes.buffer, bytes.byteOffset, headerSize)
  if (header.getUint32(0, true) !== localHeaderSignature) throw unreadable(missing)
  const data = start + headerSize + header.getUint16(26, true) + header.getUint16(28, true)
  const end = data + entry.compressedSize
  if (end > archive.size) throw unreadable(say('zip.beyond-end'))
  return { size: entry.uncompressedSize, start, data, end, compressed: method === deflated, crc: entry.crc32 }
}

/**
 * The content of one entry, inflated little further than the size the directory declares, with size and CRC-32 checked.
 * @throws PackageProblem
 */
export function extract(archive: Archive, entry: ZipEntry): Uint8Array {
  const content = entry.compressed ? inflate(archive, entry) : archive.read(entry.data, entry.end)
  if (content.length > entry.size) throw larger(entry)
  if (content.length < entry.size)
    throw unreadable(say('zip.other-size', { bytes: content.length, declared: entry.size }))
  if (crc32(content) !== entry.crc) throw unreadable(say('zip.crc'))
  return content
}

/**
 * How far an entry of that size may be inflated: some hosts count the room that they took, not what they filled. What
 * is more than the entry declares is refused afterwards.
 */
const roomFor = (size: number): number => 2 * size + 65_536

function inflate(archive: Archive, entry: ZipEntry): Uint8Array {
  try {
    return inflateRawSync(archive.read(entry.data, entry.end), {
      maxOutputLength: roomFor(entry.size),
    })
  } catch (error) {
    if (error instanceof RangeError) throw larger(entry)
    throw unreadable(say('zip.damaged'))
  }
}

function larger(entry: ZipEntry): PackageProblem {
  return new PackageProblem('package-entry-too-large', say('zip.entry-larger', { declared: entry.size }))
}

const unreadable = (why: Said): PackageProblem =>
  new PackageProblem('package-entry-unreadable', say('zip.entry-unreadable', { why }))
