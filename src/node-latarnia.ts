import { latarniaEveryMs, pollLatarnia } from './jobs/latarnia.ts'
import type { KsefHost } from './ksef/call.ts'
import type { After } from './node-jobs.ts'
import type { Directory } from './store/directory.ts'

/** Asks Latarnia again and again, as long as the service runs. */
export class NodeLatarnia {
  readonly #poll: () => Promise<boolean>
  readonly #host: KsefHost
  readonly #spread: () => void
  readonly #after: After
  #running: Promise<void> | null = null
  #callOff = () => {}

  constructor(directory: Directory, host: KsefHost, newId: () => string, spread: () => void, after: After) {
    this.#poll = () => pollLatarnia(directory, host, newId)
    this.#host = host
    this.#spread = spread
    this.#after = after
  }

  start(): void {
    this.#running = this.#once().finally(() => {
      this.#running = null
      if (this.#host.signal.aborted) return
      this.#callOff = this.#after(latarniaEveryMs, () => this.start())
    })
  }

  /** Ends when Latarnia is not being asked. */
  async idle(): Promise<void> {
    await this.#running
  }

  /** The host's signal ends a question under way. */
  async stop(): Promise<void> {
    this.#callOff()
    await this.#running
  }

  async #once(): Promise<void> {
    try {
      if (await this.#poll()) this.#spread()
    } catch (error) {
      this.#host.log({ level: 'error', message: 'Latarnia could not be read', error: String(error) })
    }
  }
}
