/** ZIP archives for the tests of packages: whole ones by fflate, and hostile ones by patching their bytes. */
import { type Zippable, zipSync } from 'fflate'
import { ksefChecksum } from '../../src/values/ksef-number.ts'

const encoder = new TextEncoder()

/** The n-th KSeF number with a right checksum. */
export function ksefNumber(n: number): string {
  const stem = `5265877635-20260610-${n.toString(16).toUpperCase().padStart(12, '0')}`
  return `${stem}-${ksefChecksum(stem)}`
}

/** An archive of text files; `level` 0 stores them. */
export function zip(files: Record<string, string | Uint8Array>, level: 0 | 6 = 6): Uint8Array {
  const content: Zippable = {}
  for (const [name, text] of Object.entries(files))
    content[name] = [typeof text === 'string' ? encoder.encode(text) : text, { level }]
  return zipSync(content)
}

/** Offsets of the records of one kind, in order: `PK` and the two bytes of the signature. */
function records(archive: Uint8Array, kind: readonly [number, number]): number[] {
  const found: number[] = []
  for (let i = 0; i + 4 <= archive.length; i += 1) {
    if (
      archive[i] === 0x50 &&
      archive[i + 1] === 0x4b &&
      archive[i + 2] === kind[0] &&
      archive[i + 3] === kind[1]
    )
      found.push(i)
  }
  return found
}

export const directoryOf = (archive: Uint8Array) => records(archive, [1, 2])
export const endOf = (archive: Uint8Array) => records(archive, [5, 6])[0]!

/** A copy with little-endian numbers written at some offsets. */
export function patch(
  archive: Uint8Array,
  ...changes: { at: number; bytes: 1 | 2 | 4; value: number }[]
): Uint8Array {
  const copy = archive.slice()
  const view = new DataView(copy.buffer)
  for (const { at, bytes, value } of changes) {
    if (bytes === 1) view.setUint8(at, value)
    else if (bytes === 2) view.setUint16(at, value, true)
    else view.setUint32(at, value, true)
  }
  return copy
}

/** Offsets inside a directory record. */
export const field = {
  flags: 8,
  method: 10,
  crc: 16,
  compressedSize: 20,
  size: 24,
  localHeader: 42,
  name: 46,
}

/** A copy with one number of the n-th directory record changed. */
export function patchEntry(
  archive: Uint8Array,
  n: number,
  name: keyof typeof field,
  value: number,
): Uint8Array {
  const bytes = name === 'flags' || name === 'method' ? 2 : 4
  return patch(archive, { at: directoryOf(archive)[n]! + field[name], bytes, value })
}

/** A copy with every directory record's name of equal length replaced. */
export function rename(archive: Uint8Array, from: string, to: string | Uint8Array): Uint8Array {
  const name = typeof to === 'string' ? encoder.encode(to) : to
  if (name.length !== from.length) throw new Error('names must have one length')
  const copy = archive.slice()
  for (const at of directoryOf(archive)) {
    const start = at + field.name
    if (new TextDecoder().decode(copy.subarray(start, start + from.length)) === from) copy.set(name, start)
  }
  return copy
}
