/** So many connections may be waited for at once in one invocation; the platform lets further ones wait. */
const most = 6
/** Nothing of ours takes longer, in milliseconds: what does was cut off, and its place is free. */
const maxMs = 120_000
/** How often it is looked for a place of who was cut off, in milliseconds. */
const lookMs = 1000

/**
 * Lets work begin when a connection is free for it. Where the platform makes it wait, the time it has for an answer
 * would run out meanwhile, and a receiver that answers at once count as dead. One for each object.
 */
export class Connections {
  /** When each of those under way began, in milliseconds. */
  readonly #underWay = new Set<{ sinceMs: number }>()
  #waiting: (() => void)[] = []

  async use<T>(work: () => Promise<T>): Promise<T> {
    while (this.#isFull()) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve)
        setTimeout(resolve, lookMs)
      })
    }
    const place = { sinceMs: Date.now() }
    this.#underWay.add(place)
    try {
      return await work()
    } finally {
      this.#underWay.delete(place)
      for (const look of this.#waiting.splice(0)) look()
    }
  }

  #isFull(): boolean {
    for (const place of this.#underWay) if (Date.now() - place.sinceMs >= maxMs) this.#underWay.delete(place)
    return this.#underWay.size >= most
  }
}
