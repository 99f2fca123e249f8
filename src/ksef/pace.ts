import type { Instant } from '../values/instant.ts'
import { instantAt, msOf } from './time.ts'

/** Calls that a step makes at most without a taxpayer's session. */
const weights: Record<string, number> = { 'sign-in': 3, 'check-sign-in': 2, refresh: 1 }
/** KSeF allows 60 a second; calls reach it later than they were sent. */
const most = 50
const windowMs = 1_200

/**
 * Calls without a taxpayer's session are counted for our address as a whole (API notes, section 6): one pace for all
 * taxpayers of a process keeps below the limit.
 */
export class Pace {
  #until: number
  readonly #keep: (untilMs: number) => void
  #calls: { at: number; weight: number }[] = []

  /** `until`: before it KSeF wants no call, as `keep` was told once; 0 for none. */
  constructor(untilMs = 0, keep: (untilMs: number) => void = () => {}) {
    this.#until = untilMs
    this.#keep = keep
  }

  /** Notes a step and answers `now`, or answers when it may be tried. Other steps may always be done. */
  take(step: string, now: Instant): Instant {
    const weight = weights[step] ?? 0
    const ms = msOf(now)
    if (weight === 0) return now
    if (ms < this.#until) return instantAt(this.#until)
    this.#calls = this.#calls.filter(({ at }) => at > ms - windowMs)
    const made = this.#calls.reduce((sum, call) => sum + call.weight, 0)
    const [oldest] = this.#calls
    if (made + weight > most && oldest !== undefined) return instantAt(oldest.at + windowMs)
    this.#calls.push({ at: ms, weight })
    return now
  }

  /** KSeF said that our address must wait. */
  block(now: Instant, seconds: number): void {
    this.#until = Math.max(this.#until, msOf(now) + seconds * 1000)
    this.#keep(this.#until)
  }
}
