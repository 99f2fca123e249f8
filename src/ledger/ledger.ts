import { ChangeLog } from '../feed/change-log.ts'
import { outageChange } from '../feed/changes.ts'
import { completePolicy, type Policy } from '../law/policy.ts'
import { inOrder, type OutageNotice, type OutageWindow, windowOf } from '../outages/windows.ts'
import type { Cause, UnitOfWork } from '../purchase/unit-of-work.ts'
import type { Supplier } from '../receipt/facts.ts'
import { redecide } from '../reconcile/record.ts'
import { rematch } from '../reconcile/rematch.ts'
import { rereadQuarantine } from '../reconcile/reread.ts'
import { insertChanges, noteSynced } from '../store/changes.ts'
import type { Db, Durability } from '../store/database.ts'
import { linkHistory } from '../store/history.ts'
import {
  deleteOutages,
  markStale,
  nextStale,
  readOutages,
  readProfile,
  type StaleCause,
  type StaleRow,
  unmarkStale,
  writeOutages,
  writeSettings,
  writeSupplier,
} from '../store/profile.ts'
import { isRestoring } from '../store/restore.ts'
import { decisive, readSettings, type Settings } from '../store/settings.ts'
import { queueDeliveries } from '../store/webhooks.ts'
import { type Day, earlierOf, laterOf } from '../values/day.ts'
import { type Instant, warsawDay } from '../values/instant.ts'
import { toJson } from '../values/json.ts'
import { present } from '../values/present.ts'
import { contextsOf } from './contexts.ts'
import { restoringNow } from './restoring.ts'

/** What a ledger needs of its host. */
export interface Host {
  now: () => Instant
  newId: () => string
  /**
   * Lets other work of the process go on before the next step of long work, also that of other ledgers. `briefly`: only
   * what is here already, before work of one short step.
   */
  yieldToEventLoop: (how?: 'briefly') => Promise<void>
  /** A ledger has a job that is due at that time, in milliseconds since 1970. */
  due: (nip: string, atMs: number) => void
  /** An import is over: how it ended, and what became of its documents. Left out where nobody counts. */
  imported?: (outcome: 'done' | 'refused', documents: Readonly<Record<string, number>>) => void
}

/** How many purchases are decided again in one transaction. */
const staleChunk = 100

/** One taxpayer's ledger: every change of it goes through here, in transactions that see one state of the law's inputs. */
export class Ledger {
  readonly nip: string
  readonly db: Db
  readonly host: Host
  #settings: Settings | null = null
  #revision = 0
  #windows: OutageWindow[] | null = null
  #draining: Promise<void> | null = null
  #mayBeStale = true
  #feedIsSafe = false
  #restoring = false

  constructor(nip: string, db: Db, host: Host) {
    this.nip = nip
    this.db = db
    this.host = host
    this.reload()
  }

  /** Reads what is kept in memory from what is stored: anew when a restore began or ended. */
  reload(): void {
    const profile = readProfile(this.db)
    this.#settings = profile === null ? null : readSettings(profile.settings)
    this.#revision = profile?.outagesRevision ?? 0
    this.#restoring = isRestoring(this.db)
    this.#windows = null
    this.#mayBeStale = true
    this.#feedIsSafe = false
  }

  /** Whether it is being restored: what is in it is not whole. */
  get restoring(): boolean {
    return this.#restoring
  }

  /** The Warsaw day of now. */
  today(): Day {
    return warsawDay(this.host.now())
  }

  /** Now in milliseconds since 1970, UTC. */
  nowMs(): number {
    return Date.parse(this.host.now())
  }

  /** The taxpayer's policy, open points filled with the defaults. */
  get policy(): Policy {
    return completePolicy(this.#settings?.policy ?? {})
  }

  /** Which drafts become copies by themselves. */
  get acceptDrafts(): Settings['acceptDrafts'] {
    return this.#settings?.acceptDrafts ?? 'never'
  }

  get cashMethod(): boolean {
    return this.#settings?.cashMethod ?? false
  }

  /** Up to which revision of the directory this ledger knows the outages. */
  get outagesRevision(): number {
    return this.#revision
  }

  /** Takes over the taxpayer's settings; where they matter to verdicts, everything is decided again. */
  applySettings(settings: Settings, actor: string): void {
    if (this.#restoring || settings === this.#settings) return
    const text = toJson(settings)
    if (this.#settings !== null && JSON.stringify(this.#settings) === text) {
      // The next comparison is that of an object with itself.
      this.#settings = settings
      return
    }
    const matters = this.#settings !== null && decisive(this.#settings) !== decisive(settings)
    this.db.transaction(() => {
      writeSettings(this.db, text)
      if (matters) markStale.all(this.db, this.#cause(actor, 'the taxpayer settings changed'))
    })
    this.#settings = settings
    this.#mayBeStale = true
  }

  /** Takes over new and changed outage notices; purchases that they can affect are decided again. */
  applyOutages(notices: readonly OutageNotice[], revision: number, actor: string): void {
    if (revision === this.#revision || this.#restoring) return
    const queued = this.db.transaction(() => {
      const before = new Map(readOutages(this.db).map((n) => [n.id, n]))
      const changed = notices.filter((n) => JSON.stringify(before.get(n.id)) !== JSON.stringify(n))
      for (const notice of changed) {
        const old = before.get(notice.id)
        this.#markAround(old ? [notice, old] : [notice], actor)
      }
      writeOutages(this.db, notices, revision)
      if (changed.length === 0) return false
      const told = changed.map((notice) => outageChange(before.has(notice.id), notice))
      insertChanges(this.db, this.host.now(), told)
      return queueDeliveries(this.db, this.nowMs())
    })
    if (queued) this.host.due(this.nip, this.nowMs())
    this.#revision = revision
    this.#windows = null
    this.#mayBeStale = true
  }

  /** Forgets notices that the directory knows under other ids: what they can affect is decided again, by those. */
  forgetOutages(ids: readonly string[], actor: string): void {
    const gone = readOutages(this.db).filter((notice) => ids.includes(notice.id))
    for (const notice of gone) this.#markAround([notice], actor)
    deleteOutages(this.db, ids)
    this.#windows = null
    this.#mayBeStale = true
  }

  /** Marks what a notice can affect, as it is now and as it was. */
  #markAround(notices: readonly [OutageNotice, ...OutageNotice[]], actor: string): void {
    const windows = notices.map(windowOf)
    const first = present(earlierOf(...windows.flatMap((w) => [w.startDay, w.announcedDay])))
    const days = windows.flatMap((w) => [w.endDay, w.announcedDay])
    // A notice published after the end overtakes what was issued until it was published.
    const last = windows.some((w) => w.endDay === null) ? null : laterOf(...days)
    const [{ reference, id }] = notices
    markStale.around(this.db, first, last ?? '9999-12-31', this.#cause(actor, `outage ${reference ?? id}`))
  }

  /** Records what is known of a supplier; his purchases are decided again when it changed. */
  putSupplier(id: string, record: Supplier, actor: string): void {
    this.db.transaction(() => {
      if (writeSupplier(this.db, id, record))
        markStale.ofSeller(this.db, id, this.#cause(actor, `supplier ${id} changed`))
    })
    this.#mayBeStale = true
  }

  /**
   * Resolves when no purchase waits to be decided again, and nothing in quarantine to be read again, so that nobody reads
   * a verdict that is out of date. What waits is stored: after a crash the next caller goes on with it. @throws Refusal ledger-restoring
   */
  async settled(): Promise<void> {
    if (this.#restoring) throw restoringNow(this.nip)
    while (this.#mayBeStale || this.#draining !== null) {
      this.#draining ??= this.#drain().finally(() => {
        this.#draining = null
      })
      await this.#draining
    }
  }

  async #drain(): Promise<void> {
    this.#mayBeStale = false
    try {
      while (linkHistory(this.db) || this.#drainChunk() || rereadQuarantine(this))
        await this.host.yieldToEventLoop()
    } catch (error) {
      this.#mayBeStale = true
      throw error
    }
  }

  #drainChunk(): boolean {
    const waiting = nextStale(this.db, staleChunk)
    const [first] = waiting
    if (!first) return false
    const causeOf = ({ purchase, ...cause }: StaleRow) => JSON.stringify(cause)
    const purchases = waiting.filter((w) => causeOf(w) === causeOf(first)).map((w) => w.purchase)
    this.#commit(first, 'now', (unit) => {
      if (first.documentsToo) rematch(unit, purchases)
      else redecide(unit, purchases)
      unmarkStale(this.db, purchases)
    })
    return true
  }

  /** Runs one write in one transaction. */
  write<T>(actor: string, why: string, work: (unit: UnitOfWork) => T, durability: Durability = 'now'): T {
    return this.#commit(this.#cause(actor, why), durability, work)
  }

  /** What a write would lead to: its transaction is taken back once the work has answered, and nobody is told of it. */
  rehearse<T>(actor: string, why: string, work: (unit: UnitOfWork) => T): T {
    if (this.#restoring) throw restoringNow(this.nip)
    const unit = this.#unit(this.#cause(actor, why))
    const answers: { of: T }[] = []
    const takenBack = new Error('A rehearsal is taken back.')
    try {
      this.db.transaction(() => {
        answers.push({ of: work(unit) })
        throw takenBack
      }, 'later')
    } catch (error) {
      if (answers.length === 0) throw error
    }
    return present(answers.at(-1)).of
  }

  /** The work and what the feed tells of it, in one transaction. */
  #commit<T>(cause: Cause, durability: Durability, work: (unit: UnitOfWork) => T): T {
    // What began before the restore must not write into it.
    if (this.#restoring) throw restoringNow(this.nip)
    let [told, queued] = [false, false]
    let hasJob = false
    const unit = this.#unit(cause, () => {
      hasJob = true
    })
    const result = this.db.transaction(() => {
      const done = work(unit)
      told = unit.changes.write(this.db, this.host.now())
      queued = told && queueDeliveries(this.db, this.nowMs())
      return done
    }, durability)
    if (told) this.#feedIsSafe = durability === 'now'
    if (queued || hasJob) this.host.due(this.nip, this.nowMs())
    return result
  }

  /**
   * To be called before the feed is read: what was committed without waiting for the disk must not be lost once its
   * cursor is known to somebody, or the cursor would come again with another change.
   */
  secureFeed(): void {
    if (!this.#feedIsSafe) noteSynced(this.db)
    this.#feedIsSafe = true
  }

  #cause(actor: string, why: string): Cause & StaleCause {
    return { at: this.host.now(), actor, why }
  }

  #unit({ at, actor, why }: Cause, wake = () => {}): UnitOfWork {
    const settings = this.#settings
    if (settings === null) throw new Error(`The ledger of ${this.nip} has no taxpayer settings.`)
    this.#windows ??= inOrder(
      readOutages(this.db)
        .filter((n) => !n.withdrawn)
        .map(windowOf),
    )
    return {
      tx: this.db,
      context: contextsOf(this.db, settings, this.#windows),
      cause: { at, actor, why },
      newId: this.host.newId,
      changes: new ChangeLog(),
      wake,
    }
  }
}
