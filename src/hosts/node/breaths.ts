import { present } from '../../values/present.ts'

/**
 * Turns of the event loop between two steps of long work. Of all who did a step and have more to do, one goes on at a
 * time, in rotation of the taxpayers; between two of them others have some turns of the loop to themselves. However much
 * long work one taxpayer has under way, a request of another waits for single steps of it.
 */
export class Breaths {
  /** The taxpayer whose turn is next stands first. */
  readonly #waiting = new Map<string, (() => void)[]>()
  #isRunning = false

  /** Resolves when the next step of this taxpayer may be done: it ends with the next turn of the loop. */
  turn(nip: string): Promise<void> {
    return new Promise((resolve) => {
      const own = this.#waiting.get(nip)
      if (own === undefined) this.#waiting.set(nip, [resolve])
      else own.push(resolve)
      if (this.#isRunning) return
      this.#isRunning = true
      this.#after(between)
    })
  }

  #after(turns: number): void {
    setImmediate(() => (turns > 1 ? this.#after(turns - 1) : this.#next()))
  }

  /** Whoever is let go on works before the loop turns again. */
  #next(): void {
    const [first] = this.#waiting
    if (first === undefined) {
      this.#isRunning = false
      return
    }
    const [nip, own] = first
    const goOn = present(own.shift())
    this.#waiting.delete(nip)
    if (own.length > 0) this.#waiting.set(nip, own)
    goOn()
    this.#after(between)
  }
}

/**
 * So many turns of the loop lie between two steps: a request that waits for no disk needs some four to be read, done and
 * answered, and turns in which nothing happens take some microseconds.
 */
const between = 4
