/** How long a key waits whose files broke the limits of reading. */
interface BackOff {
  /** So many broke them without a wait: people meet such a file by chance. */
  free: number
  /** The first wait in milliseconds; each further one is twice as long. */
  ms: number
  maxMs: number
  /** After so many milliseconds one of them is forgotten. */
  forgottenMs: number
}
const usualBackOff: BackOff = { free: 2, ms: 30_000, maxMs: 600_000, forgottenMs: 600_000 }

/** Keeps in mind which keys sent files that broke the limits: each takes all the time that one file may have. */
export class Patience {
  readonly #backOff: BackOff
  readonly #nowMs: () => number
  readonly #broken = new Map<string, { count: number; atMs: number }>()

  constructor(backOff: BackOff = usualBackOff, nowMs: () => number = () => performance.now()) {
    this.#backOff = backOff
    this.#nowMs = nowMs
  }

  /** How long this key still has to wait, in milliseconds; 0: not at all. */
  wait(key: string): number {
    const { free, ms, maxMs } = this.#backOff
    const found = this.#broken.get(key)
    if (found === undefined) return 0
    const count = this.#left(found)
    if (count === 0) this.#broken.delete(key)
    if (count <= free) return 0
    return Math.max(0, found.atMs + Math.min(maxMs, ms * 2 ** (count - free - 1)) - this.#nowMs())
  }

  /** A file of this key broke the limits. */
  broken(key: string): void {
    const found = this.#broken.get(key)
    this.#broken.set(key, { count: (found ? this.#left(found) : 0) + 1, atMs: this.#nowMs() })
  }

  #left({ count, atMs }: { count: number; atMs: number }): number {
    return Math.max(0, count - Math.floor((this.#nowMs() - atMs) / this.#backOff.forgottenMs))
  }
}
