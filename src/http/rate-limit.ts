import { Problem } from '../problem.ts'

const minuteMs = 60_000

/** How many requests a key may still make, refilled evenly over time. */
interface Bucket {
  left: number
  atMs: number
}

/** Holds every key to so many requests a minute; null: no limit. Keys are few, so each has its own bucket in memory. */
export class RateLimit {
  readonly #perMinute: number | null
  readonly #buckets = new Map<string, Bucket>()

  constructor(perMinute: number | null) {
    this.#perMinute = perMinute
  }

  /** Counts one request of a key. @throws Problem 429 with the seconds after which the next one is answered */
  take(keyId: string, nowMs: number): void {
    if (this.#perMinute === null) return
    const bucket = this.#buckets.get(keyId) ?? { left: this.#perMinute, atMs: nowMs }
    const refilled = (Math.max(0, nowMs - bucket.atMs) * this.#perMinute) / minuteMs
    const left = Math.min(this.#perMinute, bucket.left + refilled)
    this.#buckets.set(keyId, { left: left >= 1 ? left - 1 : left, atMs: nowMs })
    if (left >= 1) return
    const seconds = String(Math.ceil(((1 - left) * minuteMs) / this.#perMinute / 1000))
    throw new Problem(
      429,
      'rate-limited',
      `This key makes more than ${this.#perMinute} requests a minute. Try again in ${seconds} seconds.`,
      [],
      { headers: { 'retry-after': seconds } },
    )
  }
}
