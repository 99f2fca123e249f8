/**
 * Whose mailbox is looked into now. Few looks go on at once, of one server fewer, and of a server that took long the last
 * time one alone: so a server that is slow or silent delays its own mailboxes and not those of others.
 */

interface Limits {
  /** Looks that go on at once, each with a mail in memory; of one server. */
  atOnce: number
  ofServer: number
  /** Looks of one server that wait for their turn: each keeps a ledger open. */
  waiting: number
  /** Milliseconds of a look after which its server counts as slow. */
  slowMs: number
}
const usual: Limits = { atOnce: 8, ofServer: 3, waiting: 9, slowMs: 10_000 }
/** Of so many servers it is kept whether they are slow. */
const mostServers = 1000

interface Server {
  going: number
  waiting: number
  isSlow: boolean
}

export class LookTurns {
  readonly #nowMs: () => number
  readonly #limits: Limits
  readonly #servers = new Map<string, Server>()
  readonly #waiting: { server: Server; begin: () => void }[] = []
  #going = 0

  /** `nowMs`: a clock that only goes forward. */
  constructor(nowMs: () => number, limits: Limits = usual) {
    this.#nowMs = nowMs
    this.#limits = limits
  }

  /** Of how many servers it is known how they are. */
  get known(): number {
    return this.#servers.size
  }

  /** Has the work done in its turn; null where so many of this server wait that it is to come again later. */
  pass<T>(name: string, work: () => Promise<T>): Promise<T> | null {
    const server = this.#server(name)
    if (!this.#hasPlace(server) && server.waiting >= this.#limits.waiting) return null
    return this.#inTurn(server, work)
  }

  async #inTurn<T>(server: Server, work: () => Promise<T>): Promise<T> {
    if (this.#hasPlace(server)) this.#take(server)
    else
      await new Promise<void>((begin) => {
        server.waiting++
        this.#waiting.push({ server, begin })
      })
    const startedAt = this.#nowMs()
    try {
      return await work()
    } finally {
      server.isSlow = this.#nowMs() - startedAt > this.#limits.slowMs
      server.going--
      this.#going--
      this.#beginNext()
    }
  }

  #server(name: string): Server {
    const known = this.#servers.get(name)
    if (known) return known
    if (this.#servers.size >= mostServers)
      for (const [other, { going, waiting }] of this.#servers)
        if (going + waiting === 0) this.#servers.delete(other)
    const server = { going: 0, waiting: 0, isSlow: false }
    this.#servers.set(name, server)
    return server
  }

  #hasPlace({ going, isSlow }: Server): boolean {
    return this.#going < this.#limits.atOnce && going < (isSlow ? 1 : this.#limits.ofServer)
  }

  #take(server: Server): void {
    server.going++
    this.#going++
  }

  /** Those who wait begin in the order in which they came, but for those whose server has no place. */
  #beginNext(): void {
    for (;;) {
      const next = this.#waiting.find(({ server }) => this.#hasPlace(server))
      if (next === undefined) return
      this.#waiting.splice(this.#waiting.indexOf(next), 1)
      next.server.waiting--
      this.#take(next.server)
      next.begin()
    }
  }
}
