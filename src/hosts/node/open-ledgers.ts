import { WarmFiles } from './open-file.ts'
import type { OpenLedger } from './open-ledger.ts'

/** Ledgers that are open, by NIP, the least recently used first. */
export class OpenLedgers {
  readonly #ledgers = new Map<string, OpenLedger>()
  readonly #warm = new WarmFiles()

  get size(): number {
    return this.#ledgers.size
  }

  get(nip: string): OpenLedger | undefined {
    return this.#ledgers.get(nip)
  }

  add(nip: string, opened: OpenLedger): void {
    this.#ledgers.set(nip, opened)
  }

  /** As they are now: who goes through them may close some. */
  all(): [nip: string, opened: OpenLedger][] {
    return [...this.#ledgers]
  }

  /** Somebody begins with this one. */
  use(nip: string, opened: OpenLedger): void {
    this.#ledgers.delete(nip)
    this.#ledgers.set(nip, opened)
    this.#warm.use(opened.file)
    opened.users++
    opened.usedAt = performance.now()
  }

  /** Whoever comes next opens it anew; it is for others to close it. */
  forget(nip: string): void {
    const opened = this.#ledgers.get(nip)
    if (opened === undefined) return
    this.#ledgers.delete(nip)
    this.#warm.forget(opened.file)
  }

  /** Closes this one, unless somebody uses it. */
  closeUnused(nip: string): void {
    const opened = this.#ledgers.get(nip)
    if (opened?.users === 0) this.#close(nip, opened)
  }

  /** Closes the least recently used until so many are left, or all others are in use. */
  closeSurplus(most: number): void {
    for (const [nip, opened] of this.#ledgers) {
      if (this.#ledgers.size <= most) return
      if (opened.users === 0) this.#close(nip, opened)
    }
  }

  /** Closes those that nobody used for so many milliseconds: what is idle takes no memory. */
  closeIdle(ms: number): void {
    const since = performance.now() - ms
    for (const [nip, opened] of this.#ledgers) {
      if (opened.usedAt > since) return
      if (opened.users === 0) this.#close(nip, opened)
    }
  }

  /** Closes all, whoever uses them. */
  closeAll(): void {
    for (const { file } of this.#ledgers.values()) file.close()
    this.#ledgers.clear()
  }

  #close(nip: string, { file }: OpenLedger): void {
    this.forget(nip)
    file.close()
  }
}
