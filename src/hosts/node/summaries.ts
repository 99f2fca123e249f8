import type { Ledger } from '../../ledger/ledger.ts'
import { summaryOf } from '../../queries/summary.ts'
import type { Directory } from '../../store/directory.ts'
import { hasSummaryOfBefore, putSummary, withoutSummary } from '../../store/summaries.ts'

/** Opens a ledger for a moment. */
type Use = (nip: string, work: (ledger: Ledger) => void) => Promise<void>

/** What is noted of one ledger in use is counted so often at most, in milliseconds. */
const everyMs = 2000

/**
 * Keeps in the directory what waits for people in each ledger: counted when a ledger was used and is at rest, a few rows
 * by index, some time after the last count; whoever asks for it has what changed meanwhile counted first. What a crash
 * keeps from being counted is when the service starts, which uses every ledger once.
 */
export class NodeSummaries {
  readonly #directory: Directory
  readonly #use: Use
  readonly #inUse: () => readonly string[]
  readonly #nowMs: () => number
  readonly #log: (record: Record<string, unknown>) => void
  /** Of each ledger: what was counted last, and when. */
  readonly #kept = new Map<string, { text: string; atMs: number }>()
  /** Used since they were counted. */
  readonly #waiting = new Set<string>()
  /** Ends when what waits was counted; null while nothing is. */
  #counting: Promise<void> | null = null
  #timer: NodeJS.Timeout | null = null
  /** For which day the summaries of days before were told to be old. */
  #toldOn: string | null = null

  constructor(
    directory: Directory,
    use: Use,
    inUse: () => readonly string[],
    nowMs: () => number,
    log: (record: Record<string, unknown>) => void,
  ) {
    this.#directory = directory
    this.#use = use
    this.#inUse = inUse
    this.#nowMs = nowMs
    this.#log = log
  }

  /** To be called when nobody uses a ledger any more that is still open. */
  note(ledger: Ledger): void {
    const { nip } = ledger
    const before = this.#kept.get(nip)
    const isSoon = before !== undefined && Math.abs(this.#nowMs() - before.atMs) < everyMs
    if (isSoon && this.#counting === null) {
      this.#waiting.add(nip)
      this.#timer ??= setTimeout(() => void this.#countWaiting(), everyMs).unref()
      return
    }
    this.#waiting.delete(nip)
    this.#keep(ledger)
  }

  #keep(ledger: Ledger): void {
    const { nip } = ledger
    const settings = this.#directory.taxpayer(nip)
    if (settings === null || ledger.restoring) return
    const kept = summaryOf(ledger, settings)
    const text = JSON.stringify(kept)
    if (this.#kept.get(nip)?.text !== text) putSummary(this.#directory.db, nip, kept)
    this.#kept.set(nip, { text, atMs: this.#nowMs() })
  }

  /** Forgets what was counted of a ledger that is gone: of one that takes its place nothing is kept yet. */
  forget(nip: string): void {
    this.#kept.delete(nip)
    this.#waiting.delete(nip)
  }

  /**
   * Counts what waits, what was never counted, and what is used at this moment: a ledger that is synchronised for an hour
   * is not at rest, and changes all the same. Answers whether there are summaries of a day before, once a day: a
   * ledger that cannot be used keeps its own, and is counted when it is used again.
   */
  async settled(today: string): Promise<boolean> {
    for (const nip of [...withoutSummary(this.#directory.db), ...this.#inUse()]) this.#waiting.add(nip)
    await this.#countWaiting()
    if (this.#toldOn === today || !hasSummaryOfBefore(this.#directory.db, today)) return false
    this.#toldOn = today
    return true
  }

  /** Ends when nothing waits: whoever comes while another counts has that counted too. */
  async #countWaiting(): Promise<void> {
    while (this.#waiting.size > 0 || this.#counting !== null) {
      this.#counting ??= this.#count().finally(() => {
        this.#counting = null
      })
      await this.#counting
    }
  }

  async #count(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    for (const nip of [...this.#waiting]) {
      this.#waiting.delete(nip)
      try {
        // While others use it still it is not at rest.
        await this.#use(nip, (ledger) => this.#keep(ledger))
      } catch (error) {
        // A ledger that is restored, erased or damaged has none.
        const record = { level: 'debug', message: 'a summary was not counted', taxpayer: nip }
        this.#log({ ...record, error: String(error) })
      }
      // Others have their turn: a ledger that is open makes nobody wait.
      await new Promise<void>((resolve) => setImmediate(resolve))
    }
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
  }
}
