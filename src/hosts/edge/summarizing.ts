import type { KeptSummary } from '../../store/summaries.ts'

/**
 * Hands the directory what waits for people in a ledger, when that has changed; one at a time, so that what was counted
 * last is what the directory has in the end. It is no reason for anything to fail.
 */
export class Summarizing {
  readonly #keep: (kept: KeptSummary) => Promise<void>
  readonly #failed: (error: unknown) => void
  /** As the directory has it. */
  #kept: string | null = null
  #last: Promise<void> = Promise.resolve()

  constructor(keep: (kept: KeptSummary) => Promise<void>, failed: (error: unknown) => void) {
    this.#keep = keep
    this.#failed = failed
  }

  /** Ends when the directory has it. `count` is called when its turn has come; null: there is none now. */
  hand(count: () => KeptSummary | null): Promise<void> {
    this.#last = this.#last.then(() => this.#hand(count)).catch(this.#failed)
    return this.#last
  }

  async #hand(count: () => KeptSummary | null): Promise<void> {
    const kept = count()
    if (kept === null) return
    const text = JSON.stringify(kept)
    if (text === this.#kept) return
    await this.#keep(kept)
    this.#kept = text
  }
}
