/** Sliding windows as KSeF counts them (API notes, section 6): calls in the last second, minute and hour. */

export type Group = 'exports' | 'export-status' | 'metadata' | 'auth'

const second = 1000
const windows: Record<Group, readonly (readonly [lengthMs: number, most: number])[]> = {
  exports: [
    [second, 8],
    [60 * second, 16],
    [3600 * second, 20],
  ],
  'export-status': [
    [second, 10],
    [60 * second, 60],
    [3600 * second, 600],
  ],
  metadata: [
    [second, 8],
    [60 * second, 16],
    [3600 * second, 20],
  ],
  auth: [[second, 60]],
}

export class Limits {
  readonly #calls = new Map<string, number[]>()
  readonly #blocked = new Map<string, number>()
  /** Calls made although a Retry-After had not passed: there must be none. */
  readonly tooEarly: { context: string; group: Group; at: number; until: number }[] = []
  /** Answers 429 for a limit that was reached. */
  refused = 0
  /** The most exports that any context started within one hour. */
  mostExportsInAnHour = 0

  /** Null when the call may go on, else the seconds to wait. */
  take(context: string, group: Group, now: number): number | null {
    const key = `${context} ${group}`
    const until = this.#blocked.get(key) ?? 0
    if (now < until) {
      this.tooEarly.push({ context, group, at: now, until })
      return this.block(context, group, now, Math.ceil((until - now) / second) + 30)
    }
    const longest = windows[group].at(-1)?.[0] ?? 0
    const calls = (this.#calls.get(key) ?? []).filter((at) => at > now - longest)
    for (const [length, most] of windows[group]) {
      const within = calls.filter((at) => at > now - length)
      const oldest = within.at(-most)
      if (within.length < most || oldest === undefined) continue
      this.refused++
      return this.block(context, group, now, Math.ceil((oldest + length - now) / second))
    }
    calls.push(now)
    this.#calls.set(key, calls)
    if (group === 'exports') this.mostExportsInAnHour = Math.max(this.mostExportsInAnHour, calls.length)
    return null
  }

  /** Refuses this context for so many seconds. */
  block(context: string, group: Group, now: number, seconds: number): number {
    this.#blocked.set(`${context} ${group}`, now + seconds * second)
    return seconds
  }
}
