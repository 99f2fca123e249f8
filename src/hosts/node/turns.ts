import { present } from '../../values/present.ts'

/** Whose turn cannot come: he left, or too many of his wait already. */
export class NoTurn extends Error {}

interface Waiting {
  begin: () => void
}

/**
 * One works at a time. Those who wait have their turn in rotation of their parties, each in the order in which it
 * came: however many one party sends, another waits for one of them only.
 */
export class FairTurns {
  /** How many of one party may wait, with the one that works. */
  readonly #most: () => number
  readonly #present = new Map<string, number>()
  /** The party whose turn is next stands first. */
  readonly #waiting = new Map<string, Waiting[]>()
  #isBusy = false

  constructor(most: () => number) {
    this.#most = most
  }

  /** Does some work when its turn has come. @throws NoTurn when it cannot come; what the work throws */
  async pass<T>(party: string, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    const waiting = this.#present.get(party) ?? 0
    if (waiting >= this.#most()) throw new NoTurn('too many wait')
    this.#present.set(party, waiting + 1)
    try {
      return await this.#inTurn(party, signal, work)
    } finally {
      const left = present(this.#present.get(party)) - 1
      if (left === 0) this.#present.delete(party)
      else this.#present.set(party, left)
    }
  }

  async #inTurn<T>(party: string, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    if (signal?.aborted) throw new NoTurn('he left')
    if (this.#isBusy) await this.#wait(party, signal)
    this.#isBusy = true
    try {
      return await work()
    } finally {
      this.#isBusy = this.#next()
    }
  }

  #wait(party: string, signal: AbortSignal | undefined): Promise<void> {
    const own = this.#waiting.get(party) ?? []
    this.#waiting.set(party, own)
    return new Promise((resolve, reject) => {
      const leave = () => {
        own.splice(own.indexOf(waiting), 1)
        if (own.length === 0) this.#waiting.delete(party)
        reject(new NoTurn('he left'))
      }
      const waiting: Waiting = {
        begin: () => {
          signal?.removeEventListener('abort', leave)
          resolve()
        },
      }
      own.push(waiting)
      signal?.addEventListener('abort', leave, { once: true })
    })
  }

  /** Lets the next one begin, if any waits; his party goes to the end of the row. */
  #next(): boolean {
    const [first] = this.#waiting
    if (first === undefined) return false
    const [party, own] = first
    const next = present(own.shift())
    this.#waiting.delete(party)
    if (own.length > 0) this.#waiting.set(party, own)
    next.begin()
    return true
  }
}
