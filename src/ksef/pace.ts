import type { Instant } from '../values/instant.ts'
import { instantAt, msOf } from './time.ts'

/**
 * Calls without a taxpayer's session are counted for our address as a whole: 60 a second (API notes, section 6). One
 * pace for all taxpayers of a process keeps below it.
 */
export class Pace {
  #until = 0
  #calls: number[] = []

  /** Notes a step of signing in and answers `now`, or answers when it may be tried. */
  take(now: Instant): Instant {
    const ms = msOf(now)
    if (ms < this.#until) return instantAt(this.#until)
    this.#calls = this.#calls.filter((at) => at > ms - windowMs)
    const oldest = this.#calls.at(-mostSteps)
    if (oldest !== undefined) return instantAt(oldest + windowMs)
    this.#calls.push(ms)
    return now
  }

  /** KSeF said that our address must wait. */
  block(now: Instant, seconds: number): void {
    this.#until = Math.max(this.#until, msOf(now) + seconds * 1000)
  }
}

/** A step makes up to three calls, and calls reach KSeF later than they were sent. */
const mostSteps = 15
const windowMs = 1_500
