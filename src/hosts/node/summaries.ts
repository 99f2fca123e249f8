import type { Ledger } from '../../ledger/ledger.ts'
import { summaryOf } from '../../queries/summary.ts'
import type { Directory } from '../../store/directory.ts'
import { hasSummaryOfBefore, putSummary, withoutSummary } from '../../store/summaries.ts'

/** What is noted of one ledger in use is counted so often at most, in milliseconds. */
const everyMs = 2000

/**
 * Keeps in the directory what waits for people in each ledger: counted when a ledger was used and is at rest, a few rows
 * by index, some time after the last count; whoever asks for it has what changed meanwhile counted first. What a crash
 * keeps from being counted is when the service starts, which uses every ledger once.
 */
export class NodeSummaries {
  readonly #directory: Directory
  readonly #use: (nip: string) => Promise<void>
  readonly #nowMs: () => number
  readonly #log: (record: Record<string, unknown>) => void
  /** Of each ledger: what was counted last, and when. */
  readonly #kept = new Map<string, { text: string; atMs: number }>()
  /** Used since they were counted. */
  readonly #waiting = new Set<string>()
  #isAsked = false
  #timer: NodeJS.Timeout | null = null

  /** `use`: opens a ledger for a moment, after which it is noted. */
  constructor(
    directory: Directory,
    use: (nip: string) => Promise<void>,
    nowMs: () => number,
    log: (record: Record<string, unknown>) => void,
  ) {
    this.#directory = directory
    this.#use = use
    this.#nowMs = nowMs
    this.#log = log
  }

  /** To be called when nobody uses a ledger any more that is still open. */
  note(ledger: Ledger): void {
    const { nip } = ledger
    const before = this.#kept.get(nip)
    const isSoon = before !== undefined && Math.abs(this.#nowMs() - before.atMs) < everyMs
    if (isSoon && !this.#isAsked) {
      this.#waiting.add(nip)
      this.#timer ??= setTimeout(() => void this.#countWaiting(), everyMs).unref()
      return
    }
    this.#waiting.delete(nip)
    const settings = this.#directory.taxpayer(nip)
    if (settings === null || ledger.restoring) return
    const kept = summaryOf(ledger, settings)
    const text = JSON.stringify(kept)
    if (before?.text !== text) putSummary(this.#directory.db, nip, kept)
    this.#kept.set(nip, { text, atMs: this.#nowMs() })
  }

  /** Counts what waits, and what was never counted; answers whether there are summaries of a day before. */
  async settled(today: string): Promise<boolean> {
    for (const nip of withoutSummary(this.#directory.db)) this.#waiting.add(nip)
    await this.#countWaiting()
    return hasSummaryOfBefore(this.#directory.db, today)
  }

  async #countWaiting(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    this.#isAsked = true
    try {
      for (const nip of [...this.#waiting]) {
        this.#waiting.delete(nip)
        // A ledger that is restored, erased or damaged has none.
        await this.#use(nip).catch((error: unknown) =>
          this.#log({
            level: 'debug',
            message: 'a summary was not counted',
            taxpayer: nip,
            error: String(error),
          }),
        )
      }
    } finally {
      this.#isAsked = false
    }
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
  }
}
