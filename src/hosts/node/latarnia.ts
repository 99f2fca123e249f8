import { latarniaEveryMs, latarniaTurn } from '../../jobs/latarnia.ts'
import type { KsefHost } from '../../ksef/call.ts'
import type { Directory } from '../../store/directory.ts'
import type { After } from './jobs.ts'

/** Asks Latarnia again and again, as long as the service runs. */
export class NodeLatarnia {
  readonly #turn: () => Promise<void>
  readonly #host: KsefHost
  readonly #after: After
  #running: Promise<void> | null = null
  #callOff = () => {}

  constructor(directory: Directory, host: KsefHost, newId: () => string, spread: () => void, after: After) {
    this.#turn = () => latarniaTurn(directory, host, newId, spread)
    this.#host = host
    this.#after = after
  }

  start(): void {
    this.#running = this.#turn().finally(() => {
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
}
