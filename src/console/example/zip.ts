import { present } from '../../values/present.ts'

/** A file in a package. */
export interface Packed {
  name: string
  bytes: Uint8Array<ArrayBuffer>
}

/** Remainders of CRC-32 (polynomial EDB88320), one for each byte. */
const remainders = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte
  for (let bit = 0; bit < 8; bit += 1) remainder = (remainder >>> 1) ^ (remainder & 1 ? 0xedb88320 : 0)
  return remainder
})
const crc32 = (bytes: Uint8Array): number => {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crc >>> 8) ^ present(remainders[(crc ^ byte) & 0xff])
  return (crc ^ 0xffffffff) >>> 0
}

/** Little-endian fields; each is written as `[bytes, value]`. */
function fields(...values: readonly (readonly [2 | 4, number])[]): Uint8Array<ArrayBuffer> {
  const bytes = new DataView(new ArrayBuffer(values.reduce((sum, [size]) => sum + size, 0)))
  let at = 0
  for (const [size, value] of values) {
    if (size === 2) bytes.setUint16(at, value, true)
    else bytes.setUint32(at, value, true)
    at += size
  }
  return new Uint8Array(bytes.buffer)
}

/** A ZIP whose few small files are stored as they are; names of ASCII. Its time stamps are the first of 1980. */
export function zip(files: readonly Packed[]): Blob {
  const parts: Uint8Array<ArrayBuffer>[] = []
  const directory: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  let directorySize = 0
  for (const { name, bytes } of files) {
    const named = new TextEncoder().encode(name)
    const common = [
      ...([
        [2, 20],
        [2, 0],
        [2, 0],
        [2, 0],
        [2, 0x21],
      ] as const),
      ...([
        [4, crc32(bytes)],
        [4, bytes.length],
        [4, bytes.length],
        [2, named.length],
        [2, 0],
      ] as const),
    ]
    const header = fields([4, 0x04034b50], ...common)
    const entry = fields(
      ...([[4, 0x02014b50], [2, 20], ...common] as const),
      ...([
        [2, 0],
        [2, 0],
        [2, 0],
        [4, 0],
        [4, size],
      ] as const),
    )
    parts.push(header, named, bytes)
    directory.push(entry, named)
    size += header.length + named.length + bytes.length
    directorySize += entry.length + named.length
  }
  const end = fields(
    ...([
      [4, 0x06054b50],
      [2, 0],
      [2, 0],
      [2, files.length],
      [2, files.length],
    ] as const),
    ...([
      [4, directorySize],
      [4, size],
      [2, 0],
    ] as const),
  )
  return new Blob([...parts, ...directory, end], { type: 'application/zip' })
}
