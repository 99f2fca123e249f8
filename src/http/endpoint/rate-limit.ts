import { say } from '../../texts/say.ts'
import { Refusal, SpokenError } from '../../values/refusal.ts'

const minuteMs = 60_000

/** Reads the setting RATE_LIMIT; null when it is not set. @throws SpokenError when it is no such number */
export function perMinuteOf(given: string | null): number | null {
  if (given === null) return null
  if (/^[1-9]\d{0,8}$/.test(given)) return Number(given)
  throw new SpokenError(say('refusal.setting.rate', { name: 'RATE_LIMIT', given }))
}

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

  /** Counts one request of a key. @throws Refusal 429 with the seconds after which the next one is answered */
  take(keyId: string, nowMs: number): void {
    const seconds = this.wait(keyId, nowMs)
    if (seconds > 0) throw this.refusal(seconds)
  }

  /** Counts one request of a key; answers 0, or after how many seconds the next one is answered. */
  wait(keyId: string, nowMs: number): number {
    if (this.#perMinute === null) return 0
    const left = this.#refilled(keyId, nowMs, this.#perMinute)
    this.#buckets.set(keyId, { left: left >= 1 ? left - 1 : left, atMs: nowMs })
    return left >= 1 ? 0 : Math.ceil(((1 - left) * minuteMs) / this.#perMinute / 1000)
  }

  /**
   * Sets requests of a key aside that are let in elsewhere, which this counts no more: a tenth of what is left, so that
   * many places may ask. Null: any number.
   */
  setAside(keyId: string, nowMs: number): number | null {
    if (this.#perMinute === null) return null
    const left = this.#refilled(keyId, nowMs, this.#perMinute)
    const aside = Math.floor(left / 10)
    this.#buckets.set(keyId, { left: left - aside, atMs: nowMs })
    return aside
  }

  /** Takes back what was set aside and not used. */
  giveBack(keyId: string, requests: number, nowMs: number): void {
    if (this.#perMinute === null || requests === 0) return
    const left = this.#refilled(keyId, nowMs, this.#perMinute) + requests
    this.#buckets.set(keyId, { left: Math.min(this.#perMinute, left), atMs: nowMs })
  }

  #refilled(keyId: string, nowMs: number, perMinute: number): number {
    const bucket = this.#buckets.get(keyId) ?? { left: perMinute, atMs: nowMs }
    const refilled = (Math.max(0, nowMs - bucket.atMs) * perMinute) / minuteMs
    return Math.min(perMinute, bucket.left + refilled)
  }

  /** What a key hears that has to wait so many seconds. */
  refusal(seconds: number): Refusal {
    return new Refusal(
      'rate-limited',
      say('refusal.rate-limited', { most: this.#perMinute ?? 0, seconds }),
      [],
      { retryAfterSeconds: seconds },
    )
  }
}
