import type { After } from '../../src/hosts/node/jobs.ts'

/** A clock that stands until it is moved, and what the service waits for on it. */
export class VirtualTime {
  ms: number
  readonly #timers = new Set<{ at: number; work: () => void }>()

  constructor(startMs: number) {
    this.ms = startMs
  }

  readonly after: After = (milliseconds, work) => {
    const timer = { at: this.ms + milliseconds, work }
    this.#timers.add(timer)
    return () => this.#timers.delete(timer)
  }

  /** When the next thing is due that waits; null when nothing does. */
  get next(): number | null {
    return this.#timers.size === 0 ? null : Math.min(...[...this.#timers].map(({ at }) => at))
  }

  /** Forgets everything that waits: who waited is dead. */
  clear(): void {
    this.#timers.clear()
  }

  /** Moves to the next thing that waits, not beyond `until`; answers whether there was one. */
  step(until: number): boolean {
    const [timer] = [...this.#timers].sort((a, b) => a.at - b.at)
    if (timer === undefined || timer.at > until) {
      this.ms = Math.max(this.ms, until)
      return false
    }
    this.#timers.delete(timer)
    this.ms = Math.max(this.ms, timer.at)
    timer.work()
    return true
  }

  /** Lets the time go on to a moment, with all that falls into it. `idle` ends when everything that is due was done. */
  async until(moment: string, idle: () => Promise<void>): Promise<void> {
    const end = Date.parse(moment)
    do await idle()
    while (this.step(end))
  }
}
