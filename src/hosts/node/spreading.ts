import { setTimeout } from 'node:timers/promises'
import { isRestoringNow } from '../../ledger/restoring.ts'
import type { NodeDatabases } from './databases.ts'

/** After so much work, so many times as long a rest; in milliseconds, whoever stops the service waits for one no longer. */
const [restPerWork, longestRest] = [3, 100]

/**
 * Brings all ledgers up to date in the background, one after the other; ledgers in use are up to date anyway. After each it
 * rests, so that others have most of the time: there may be ten thousand, and a service that has just started is waited for.
 */
export class Spreading {
  readonly #directory: NodeDatabases['directory']
  readonly #visit: (nip: string) => Promise<void>
  readonly #log: (record: Record<string, unknown>) => void
  #running: Promise<void> | null = null
  #again = false
  #stopped = false

  constructor(
    directory: NodeDatabases['directory'],
    visit: (nip: string) => Promise<void>,
    log: (record: Record<string, unknown>) => void,
  ) {
    this.#directory = directory
    this.#visit = visit
    this.#log = log
  }

  start(): void {
    this.#again = true
    this.#running ??= this.#run().finally(() => {
      this.#running = null
    })
  }

  async idle(): Promise<void> {
    await this.#running
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await this.#running
  }

  async #run(): Promise<void> {
    while (this.#again && !this.#stopped) {
      this.#again = false
      for (let after = ''; !this.#stopped; ) {
        const page = this.#directory.taxpayers(after, 100)
        for (const { nip } of page) {
          if (this.#stopped) return
          const begun = performance.now()
          await this.#visit(nip).catch((error: unknown) => {
            // The end of the restore brings it up to date.
            if (isRestoringNow(error)) return
            this.#log({
              level: 'error',
              message: 'a ledger could not be brought up to date',
              nip,
              error: String(error),
            })
          })
          await setTimeout(Math.min((performance.now() - begun) * restPerWork, longestRest))
        }
        const last = page.at(-1)
        if (!last) break
        after = last.nip
      }
    }
  }
}
