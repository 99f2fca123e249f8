import { readdirSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { damagedLedgers, type Identity, madeLedgers, nextToCheck, putChecked } from '../../store/identity.ts'
import type { Check } from './check.ts'
import type { NodeDatabases } from './databases.ts'
import type { After } from './jobs.ts'
import { ledgerMissing } from './ledger-problems.ts'

/** Each ledger is looked through so often at least, in milliseconds: twice a day. */
const roundMs = 12 * 3_600_000
/** One of those in which damage was found is looked through again so often: it may be well again. */
const damagedMs = 60_000
/** So often, in milliseconds, it is looked whether the files of all ledgers are there, also of those that nobody has open. */
const missingMs = 60_000
/** A ledger that nobody uses is open for so long, in milliseconds. */
const openMs = 15 * 60_000
/** After a start, between the looks at two ledgers, and when all were looked through, in milliseconds. */
const [firstMs, pauseMs, idleMs] = [10_000, 1000, 60_000]

/**
 * Looks again and again for ledgers that were damaged, removed or replaced, before somebody relies on them, and for open
 * ones that nobody uses.
 */
export class NodeGuard {
  readonly #databases: NodeDatabases
  readonly #check: Check
  readonly #nowMs: () => number
  readonly #after: After
  #stopped = false
  #directoryAtMs = Number.NEGATIVE_INFINITY
  /** Damaged before the start, and not looked through since: to be put back the service was stopped. */
  readonly #fromBefore: Set<string>
  #damagedAtMs = Number.NEGATIVE_INFINITY
  #missingAtMs = Number.NEGATIVE_INFINITY
  #callOff = () => {}

  constructor(databases: NodeDatabases, check: Check, nowMs: () => number, after: After) {
    this.#databases = databases
    this.#check = check
    this.#nowMs = nowMs
    this.#after = after
    this.#fromBefore = new Set(damagedLedgers(databases.directory.db).map(({ nip }) => nip))
  }

  /** Begins when the first rush is over. */
  start(): void {
    this.#waitFor(firstMs)
  }

  #waitFor(ms: number): void {
    if (this.#stopped) return
    this.#callOff = this.#after(ms, () => {
      void this.turn()
        // What failed here is looked at again.
        .catch(() => false)
        .then((wasDue) => this.#waitFor(wasDue ? pauseMs : idleMs))
    })
  }

  /** Answers whether a ledger was due. Those in which damage was found come first. */
  async turn(): Promise<boolean> {
    const { directory } = this.#databases
    await this.#databases.lookForLost()
    this.#databases.closeIdle(openMs)
    this.#lookForMissing()
    await this.#lookAtDirectory()
    const next =
      this.#nextDamaged() ?? nextToCheck(directory.db, new Date(this.#nowMs() - roundMs).toISOString())
    if (next === null) return false
    const damage = await this.#check(this.#databases.pathOf(next.nip))
    if (this.#stopped) return false
    const at = new Date(this.#nowMs()).toISOString()
    // One that could not be looked at has its turn again in the next round; what was known of it stays.
    const known = damage === undefined ? this.#databases.damageOf(next.nip) : damage
    putChecked(directory.db, next, at, known)
    if (known !== null) this.#damagedAtMs = this.#nowMs()
    if (damage !== undefined) this.#databases.foundDamage(next.nip, damage)
    return true
  }

  /** Whoever asks for such a ledger is refused anyway; here it is told before anybody asks, and no longer once it is back. */
  #lookForMissing(): void {
    if (this.#nowMs() - this.#missingAtMs < missingMs) return
    this.#missingAtMs = this.#nowMs()
    const databases = this.#databases
    const there = new Set(readdirSync(dirname(databases.pathOf('any'))))
    for (const nip of madeLedgers(databases.directory.db)) {
      const isThere = there.has(basename(databases.pathOf(nip)))
      if (!isThere) databases.fails(nip, ledgerMissing(nip))
      else if (databases.failing.get(nip)?.message === ledgerMissing(nip).message)
        databases.failing.delete(nip)
    }
  }

  /** All of those from before the start, whatever the clock says; then one each minute, so that others have their turn. */
  #nextDamaged(): Identity | null {
    const damaged = damagedLedgers(this.#databases.directory.db)
    const isDue = Math.abs(this.#nowMs() - this.#damagedAtMs) >= damagedMs
    const next = damaged.find(({ nip }) => this.#fromBefore.has(nip)) ?? (isDue ? damaged[0] : undefined)
    if (next === undefined) return null
    this.#fromBefore.delete(next.nip)
    this.#damagedAtMs = this.#nowMs()
    return next
  }

  /** Once a round, and after each start. Nothing is refused for it: keys and settings are all that anybody has. */
  async #lookAtDirectory(): Promise<void> {
    if (this.#nowMs() - this.#directoryAtMs < roundMs) return
    this.#directoryAtMs = this.#nowMs()
    const damage = await this.#check(this.#databases.directoryPath)
    if (damage !== undefined) this.#databases.directoryDamage = damage
  }

  /** A look that is under way changes nothing any more. */
  stop(): void {
    this.#stopped = true
    this.#callOff()
  }
}
