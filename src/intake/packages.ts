import { type Archive, archiveInPieces } from '../ingest/archive.ts'
import { RunningSha256 } from '../ingest/hash.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Db } from '../store/database.ts'
import { jobDue, putJob } from '../store/jobs.ts'
import {
  beginPackage,
  completePackage,
  cutPackage,
  dropPackage,
  idlePackages,
  keepPiece,
  packageSize,
  pieceOf,
  pieceSize,
} from '../store/packages.ts'

/** Packages that are put away in the ledger, so that nobody holds one in memory as a whole. */

/** The job that takes packages in, and afterwards away what nobody took in. */
export const importJob = { kind: 'import', subject: '' } as const

/** Where the memory is small; `_metadata.json` of an export with 10,000 invoices has about 8 MB. */
const largestEntry = 32 * 1024 * 1024

/** After so many milliseconds without a further piece nobody sends the rest of a package, or takes it in, any more. */
const abandonedMs = 3_600_000

/** A package that was put away. `digest`: its SHA-256 as hexadecimal digits. */
export interface StoredPackage {
  id: string
  size: number
  digest: string
}

/** Puts a package away as it comes; what nobody goes on with is taken away after an hour. */
export class PackageWriter {
  readonly id: string
  readonly #ledger: Ledger
  readonly #hash = new RunningSha256()
  readonly #piece = new Uint8Array(pieceSize)
  #filled = 0
  #count = 0

  constructor(ledger: Ledger) {
    this.id = ledger.host.newId()
    this.#ledger = ledger
    const nowMs = ledger.nowMs()
    beginPackage(ledger.db, this.id, nowMs)
    const { kind, subject } = importJob
    if (jobDue(ledger.db, kind, subject) !== null) return
    putJob(ledger.db, kind, subject, nowMs + abandonedMs)
    ledger.host.due(ledger.nip, nowMs + abandonedMs)
  }

  write(bytes: Uint8Array): void {
    this.#hash.update(bytes)
    for (let at = 0; at < bytes.length; ) {
      const part = bytes.subarray(at, at + pieceSize - this.#filled)
      this.#piece.set(part, this.#filled)
      this.#filled += part.length
      at += part.length
      if (this.#filled === pieceSize) this.#keep()
    }
  }

  /** What was written from `at` on comes anew. The digest of such a package says nothing. */
  rewind(at: number): void {
    const count = Math.floor(at / pieceSize)
    const filled = at - count * pieceSize
    if (count < this.#count) {
      const kept = pieceOf(this.#ledger.db, this.id, count)
      if (kept !== null) this.#piece.set(kept.subarray(0, filled))
      cutPackage(this.#ledger.db, this.id, count)
    }
    this.#count = count
    this.#filled = filled
  }

  /** No bytes come any more. */
  finish(): StoredPackage {
    const size = this.#count * pieceSize + this.#filled
    if (this.#filled > 0) this.#keep()
    completePackage(this.#ledger.db, this.id, size, this.#ledger.nowMs())
    return { id: this.id, size, digest: this.#hash.digest('hex') }
  }

  #keep(): void {
    const piece = this.#piece.slice(0, this.#filled)
    keepPiece(this.#ledger.db, this.id, this.#count++, piece, this.#ledger.nowMs())
    this.#filled = 0
  }
}

/** A package that was put away, to be read. @throws Error when it is not complete */
export function storedArchive(db: Db, id: string): Archive {
  const size = packageSize(db, id)
  if (size === null) throw new Error(`The package ${id} is not there.`)
  return archiveInPieces({ size, largestEntry, pieceSize }, (piece) => pieceOf(db, id, piece))
}

/** Takes away a package that no import needs. */
export function dropIdle(db: Db, id: string): void {
  if (idlePackages(db).some((idle) => idle.id === id)) dropPackage(db, id)
}

/** Takes away what was abandoned; answers when there may be more, in milliseconds since 1970, null when nothing is left. */
export function dropAbandoned(db: Db, nowMs: number): number | null {
  const idle = idlePackages(db)
  for (const { id, atMs } of idle) if (atMs + abandonedMs <= nowMs) dropPackage(db, id)
  const next = idle.find(({ atMs }) => atMs + abandonedMs > nowMs)
  return next === undefined ? null : next.atMs + abandonedMs
}
