import type { JobHost } from '../../jobs/host.ts'
import { runDueJobs } from '../../jobs/run.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { Refusal } from '../../values/refusal.ts'

/** Waits so many milliseconds and then works; answers how to call it off. */
export type After = (milliseconds: number, work: () => void) => () => void

export const afterOnNode: After = (milliseconds, work) => {
  const timer = setTimeout(work, milliseconds)
  // What waits keeps no process alive.
  timer.unref()
  return () => clearTimeout(timer)
}

/** Opens a ledger and keeps it open while the work goes on. */
type WithLedger = (nip: string, work: (ledger: Ledger) => Promise<number | null>) => Promise<number | null>

/** How many ledgers work on their jobs at once; each may have several messages under way. */
const maxAtOnce = 100
/** The longest that one timer waits, in milliseconds: a day. */
const maxMs = 86_400_000
/** A ledger that is not there, or not whole yet, has no work now. */
const withoutWork: readonly string[] = ['taxpayer-unknown', 'taxpayer-being-erased', 'ledger-restoring']
/** When a ledger could not be opened, in milliseconds. */
const troubleMs = 60_000

/**
 * Gives ledgers their turn when a job of theirs is due: one timer for all of them. What is due stands in the ledgers;
 * here only the next time of each is kept.
 */
export class NodeJobs {
  readonly #withLedger: WithLedger
  readonly #host: JobHost
  readonly #nowMs: () => number
  readonly #after: After
  readonly #stopping: AbortController
  readonly #next = new Map<string, number>()
  readonly #running = new Set<Promise<void>>()
  #callOff = () => {}

  constructor(
    withLedger: WithLedger,
    host: Omit<JobHost, 'signal'>,
    nowMs: () => number,
    after: After = afterOnNode,
  ) {
    this.#withLedger = withLedger
    this.#stopping = new AbortController()
    this.#host = { ...host, signal: this.#stopping.signal }
    this.#nowMs = nowMs
    this.#after = after
  }

  get host(): JobHost {
    return this.#host
  }

  /** A ledger has a job that is due at that time. */
  due(nip: string, atMs: number): void {
    if (atMs >= (this.#next.get(nip) ?? Number.POSITIVE_INFINITY)) return
    this.#next.set(nip, atMs)
    this.#arm()
  }

  /** Ends when nothing is under way any more; what was interrupted is done after the next start. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    this.#callOff()
    await Promise.all(this.#running)
  }

  /** Ends when no turn is under way and none is due; more may come with time. */
  async idle(): Promise<void> {
    for (this.#tick(); this.#running.size > 0; this.#tick()) await Promise.all(this.#running)
  }

  #arm(): void {
    this.#callOff()
    if (this.#stopping.signal.aborted || this.#running.size >= maxAtOnce || this.#next.size === 0) return
    const wait = Math.min(...this.#next.values()) - this.#nowMs()
    this.#callOff = this.#after(Math.min(Math.max(wait, 0), maxMs), () => this.#tick())
  }

  #tick(): void {
    const now = this.#nowMs()
    for (const [nip, atMs] of this.#next) {
      if (this.#stopping.signal.aborted || this.#running.size >= maxAtOnce) break
      if (atMs > now) continue
      this.#next.delete(nip)
      const turn = this.#turn(nip).finally(() => {
        this.#running.delete(turn)
        this.#arm()
      })
      this.#running.add(turn)
    }
    this.#arm()
  }

  async #turn(nip: string): Promise<void> {
    try {
      const next = await this.#withLedger(nip, (ledger) => runDueJobs(ledger, this.#host))
      if (next !== null) this.due(nip, next)
    } catch (error) {
      // A taxpayer that was erased has no work any more; the end of a restore tells of the work anew.
      const isIdle = error instanceof Refusal && withoutWork.includes(error.code)
      if (isIdle || this.#stopping.signal.aborted) return
      this.#host.log({
        level: 'error',
        message: 'jobs could not be run',
        taxpayer: nip,
        error: String(error),
      })
      this.due(nip, this.#nowMs() + troubleMs)
    }
  }
}
