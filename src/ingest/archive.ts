import type { Buffer } from 'node:buffer'
import { RandomAccessReader } from 'yauzl'

/** The bytes of a package, wherever they are kept: they are read here and there, never needed as a whole. */
export interface Archive {
  size: number
  /** Larger entries, in bytes when unpacked, are refused: the host has no memory for them. */
  largestEntry: number
  /** The bytes from `start` up to `end`, both within the archive. They may be shared: nobody writes to them or keeps them. */
  read(start: number, end: number): Uint8Array
}

/** An archive that is in memory. */
export const archiveOf = (bytes: Uint8Array): Archive => ({
  size: bytes.length,
  largestEntry: Number.POSITIVE_INFINITY,
  read: (start, end) => bytes.subarray(start, end),
})

/** Entries mostly lie in the order of the directory: a few pieces serve whoever reads one after the other. */
const piecesInMemory = 16

/**
 * An archive that lies in pieces of `pieceSize` bytes, the last one shorter; `piece` fetches one by its number.
 * @throws Error when a piece has not the size that it must have
 */
export function archiveInPieces(
  { size, largestEntry, pieceSize }: { size: number; largestEntry: number; pieceSize: number },
  piece: (index: number) => Uint8Array | null,
): Archive {
  /** The piece used last stands at the end. */
  const recent = new Map<number, Uint8Array>()
  const fetched = (index: number): Uint8Array => {
    const found = recent.get(index) ?? piece(index)
    const expected = Math.min(pieceSize, size - index * pieceSize)
    if (found?.length !== expected)
      throw new Error(`Piece ${index} of an archive has ${found?.length} bytes, not ${expected}.`)
    recent.delete(index)
    recent.set(index, found)
    for (const oldest of recent.keys()) {
      if (recent.size <= piecesInMemory) break
      recent.delete(oldest)
    }
    return found
  }
  const read = (start: number, end: number): Uint8Array => {
    const first = Math.floor(start / pieceSize)
    if (end <= (first + 1) * pieceSize)
      return start === end
        ? new Uint8Array()
        : fetched(first).subarray(start - first * pieceSize, end - first * pieceSize)
    const whole = new Uint8Array(end - start)
    for (let index = first; index * pieceSize < end; index++) {
      const at = index * pieceSize
      const part = fetched(index).subarray(Math.max(start - at, 0), end - at)
      whole.set(part, Math.max(at - start, 0))
    }
    return whole
  }
  return { size, largestEntry, read }
}

/** So many reads go before other work of the process has its turn. */
const readsInTurn = 1000

/** An archive as yauzl reads it; what lies beyond the end is missing. `failed` learns why bytes could not be fetched. */
export class ArchiveReader extends RandomAccessReader {
  readonly #archive: Archive
  readonly #failed: (error: unknown) => void
  #reads = 0

  constructor(archive: Archive, failed: (error: unknown) => void) {
    super()
    this.#archive = archive
    this.#failed = failed
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    done: (error: Error | null, bytesRead?: number) => void,
  ): void {
    try {
      const { size } = this.#archive
      const found = this.#archive.read(Math.min(position, size), Math.min(position + length, size))
      buffer.set(found, offset)
      // Not at once, or the stack would grow with the directory; timers are slow on some hosts.
      const later = ++this.#reads % readsInTurn === 0 ? setImmediate : queueMicrotask
      later(() => done(null, found.length))
    } catch (error) {
      this.#failed(error)
    }
  }
}
