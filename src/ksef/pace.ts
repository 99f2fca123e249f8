import type { Instant } from '../values/instant.ts'
import { instantAt, msOf } from './time.ts'

/** Calls that a step makes without a taxpayer's session; whoever signs in has a place for looking at it too. */
const weights: Record<string, number> = { 'sign-in': 5, refresh: 1 }
/** Whole ms. KSeF allows 60 a second; calls reach it later than they were sent, so that some of it is left free. */
const msPerCall = 1000 / 40
/** A place that was not taken so long after its time is given up. */
const keptMs = 60_000

/**
 * Calls without a taxpayer's session are counted for our address as a whole (API notes, section 6). One queue for all
 * taxpayers of a process keeps below the limit: who may not go at once gets a place of his own, in the order of asking,
 * and comes back when it is his turn.
 */
export class Pace {
  #until: number
  #free = 0
  readonly #keep: (untilMs: number) => void
  readonly #places = new Map<string, number>()

  /** `untilMs`: before it KSeF wants no call, as `keep` was told once; 0 for none. */
  constructor(untilMs = 0, keep: (untilMs: number) => void = () => {}) {
    this.#until = untilMs
    this.#keep = keep
  }

  /** Answers `now` when a step may be done, else when to come back for it. */
  take(who: string, step: string, now: Instant): Instant {
    const weight = weights[step] ?? 0
    const ms = msOf(now)
    if (weight === 0) return now
    if (ms < this.#until) return instantAt(this.#until)
    const place = this.#places.get(who)
    if (place !== undefined && ms < place) return instantAt(place)
    this.#places.delete(who)
    if (place !== undefined && ms < place + keptMs) return now
    const free = Math.max(ms, this.#free)
    this.#free = free + weight * msPerCall
    if (free <= ms) return now
    this.#forget(ms)
    this.#places.set(who, free)
    return instantAt(free)
  }

  /** KSeF said that our address must wait. */
  block(now: Instant, seconds: number): void {
    this.#until = Math.max(this.#until, msOf(now) + seconds * 1000)
    this.#keep(this.#until)
  }

  /** Places stand in the order of their time: those that nobody came for are at the front. */
  #forget(ms: number): void {
    for (const [who, place] of this.#places) {
      if (place + keptMs > ms) return
      this.#places.delete(who)
    }
  }
}
