import { sql } from 'drizzle-orm'
import type { Actor, AuditEvent, Doing } from '../audit/chain.ts'
import { type Adoption, adopt } from '../outages/adopt.ts'
import { readable, readNotice } from '../outages/notice.ts'
import type { OutageNotice } from '../outages/windows.ts'
import { isSaid, type Said } from '../texts/sentence.ts'
import { appendAudit, lastOf } from './audit.ts'
import { type Db, limitTo } from './database.ts'
import { readSettings, type Settings } from './settings.ts'
import { removeSummary } from './summaries.ts'
import { differing, outageEvent } from './told.ts'

/** The setting that stands while a taxpayer is being erased; a colon comes behind all digits. */
const erasing = (nip: string): string => `erasing:${nip}`

/** Outages that a ledger lacks, or some of them. */
export interface OutagesSince {
  notices: OutageNotice[]
  /** Up to which a ledger knows the outages that has these. */
  revision: number
  hasMore: boolean
}

/** What stands in the place of a notice and is none, and why not. */
interface Unreadable {
  id: string
  why: Said
}
const isUnreadable = (row: { id: string; why: unknown }): row is Unreadable => isSaid(row.why)

/** The directory: what is common to all taxpayers. The truth about settings and outages; ledgers hold copies. */
export class Directory {
  readonly db: Db
  #revision: number | null = null
  #unreadable: { revision: number; found: Unreadable[] } | null = null
  /** Settings that were read; nobody else writes this database. */
  readonly #taxpayers = new Map<string, Settings>()

  constructor(db: Db) {
    this.db = db
  }

  setting(name: string): string | null {
    return this.db.get<{ value: string }>(sql`SELECT value FROM settings WHERE name = ${name}`)?.value ?? null
  }

  putSetting(name: string, value: string): void {
    this.db.run(sql`
      INSERT INTO settings (name, value) VALUES (${name}, ${value})
      ON CONFLICT (name) DO UPDATE SET value = excluded.value`)
  }

  /** The settings of a taxpayer: the same object as long as they are the same, for every request asks. */
  taxpayer(nip: string): Settings | null {
    const found = this.#taxpayers.get(nip)
    if (found !== undefined) return found
    const row = this.db.get<{ profile: string }>(sql`SELECT profile FROM taxpayers WHERE nip = ${nip}`)
    if (row === undefined) return null
    const settings = readSettings(row.profile)
    this.#taxpayers.set(nip, settings)
    return settings
  }

  /** Taxpayers by NIP, those behind `after`; `among`: of these alone. */
  taxpayers(
    after: string,
    limit: number,
    among: readonly string[] | '*' = '*',
  ): { nip: string; settings: Settings }[] {
    const wanted =
      among === '*' ? sql`` : sql`AND nip IN (SELECT value FROM json_each(${JSON.stringify(among)}))`
    return this.db
      .all<{ nip: string; profile: string }>(
        sql`SELECT nip, profile FROM taxpayers WHERE nip > ${after} ${wanted} ORDER BY nip ${limitTo(limit)}`,
      )
      .map((row) => ({ nip: row.nip, settings: readSettings(row.profile) }))
  }

  /**
   * Answers whether the taxpayer is new; from afar the answer takes its time. Null, and nothing is done, while an earlier
   * one is being erased: its documents would stand in the new one's ledger.
   */
  putTaxpayer(
    nip: string,
    settings: Settings,
    at: string,
    actor: Actor,
  ): boolean | null | Promise<boolean | null> {
    const before = this.taxpayer(nip)
    this.#taxpayers.delete(nip)
    return this.db.transaction(() => {
      const isNew = before === null
      if (isNew && this.setting(erasing(nip)) !== null) return null
      const changed = isNew ? [] : differing(before, settings)
      if (!isNew && changed.length === 0) return false
      this.db.run(sql`
        INSERT INTO taxpayers (nip, profile, created_at) VALUES (${nip}, ${JSON.stringify(settings)}, ${at})
        ON CONFLICT (nip) DO UPDATE SET profile = excluded.profile`)
      const event = { at, actor, taxpayer: nip, subject: null }
      appendAudit(
        this.db,
        isNew
          ? { ...event, action: 'taxpayer.created', data: {} }
          : { ...event, action: 'taxpayer.changed', data: { changed } },
      )
      return isNew
    })
  }

  /** Nobody is let in any more. The ledger is there until `erased` says that it is not. */
  removeTaxpayer(nip: string, doing: Doing): void {
    const isThere = this.taxpayer(nip) !== null
    this.#taxpayers.delete(nip)
    this.db.transaction(() => {
      const event = { ...doing, taxpayer: nip, subject: null, data: {} }
      if (isThere) appendAudit(this.db, { ...event, action: 'taxpayer.erased' })
      this.db.run(sql`DELETE FROM taxpayers WHERE nip = ${nip}`)
      removeSummary(this.db, nip)
      this.putSetting(erasing(nip), '')
    })
  }

  /** Taxpayers whose erasure was begun and has not ended. */
  beingErased(): string[] {
    return this.db
      .all<{ name: string }>(
        sql`SELECT name FROM settings WHERE name >= ${erasing('')} AND name < ${erasing(':')}`,
      )
      .map(({ name }) => name.slice(erasing('').length))
  }

  /** Nothing is left of the ledger of a taxpayer. */
  erased(nip: string): void {
    this.db.run(sql`DELETE FROM settings WHERE name = ${erasing(nip)}`)
  }

  /** Grows with every new or changed outage: a ledger that knows this revision knows them all. */
  outagesRevision(): number {
    this.#revision ??= this.#readRevision()
    return this.#revision
  }

  #readRevision(): number {
    const row = this.db.get<{ revision: number | null }>(sql`SELECT max(revision) AS revision FROM outages`)
    return row?.revision ?? 0
  }

  /** A page of notices in the order in which they were recorded; `next`: behind which the following page begins. */
  outages(after: number, limit: number): { notices: OutageNotice[]; next: number | null } {
    const rows = this.db.all<{ seq: number; notice: string }>(
      sql`SELECT seq, notice FROM outages WHERE seq > ${after} ORDER BY seq ${limitTo(limit)}`,
    )
    const next = rows.length === limit ? (rows.at(-1)?.seq ?? null) : null
    return { notices: readable(rows.map(({ notice }) => notice)), next }
  }

  /** All notices that can be read, in the order in which they were recorded. */
  allOutages(): OutageNotice[] {
    return this.outages(0, Number.MAX_SAFE_INTEGER).notices
  }

  /** A notice; null where none is recorded under this id, or none that can be read. */
  outage(id: string): OutageNotice | null {
    const text = this.outageText(id)
    const found = text === null ? null : readNotice(text)
    return isSaid(found) ? null : found
  }

  /** What stands under an id, whether it can be read or not. */
  outageText(id: string): string | null {
    return this.db.get<{ notice: string }>(sql`SELECT notice FROM outages WHERE id = ${id}`)?.notice ?? null
  }

  /** Notices that cannot be read, and why: nobody decides by them. Looked for once for each revision. */
  unreadableOutages(): readonly Unreadable[] {
    const revision = this.outagesRevision()
    if (this.#unreadable?.revision !== revision) {
      const rows = this.db.all<{ id: string; notice: string }>(
        sql`SELECT id, notice FROM outages ORDER BY seq`,
      )
      const found = rows.map(({ id, notice }) => ({ id, why: readNotice(notice) }))
      this.#unreadable = { revision, found: found.filter(isUnreadable) }
    }
    return this.#unreadable.found
  }

  /**
   * The notices that changed after a revision, so many at most, in the order of their revisions. Whoever has them knows
   * the outages up to `revision`; `hasMore`: there are further ones.
   */
  outagesSince(since: number, most = Number.MAX_SAFE_INTEGER): OutagesSince {
    const rows = this.db.all<{ revision: number; notice: string }>(
      sql`SELECT revision, notice FROM outages WHERE revision > ${since} ORDER BY revision ${limitTo(most)}`,
    )
    const newest = this.outagesRevision()
    const revision = rows.length < most ? newest : (rows.at(-1)?.revision ?? newest)
    const notices = readable(rows.map(({ notice }) => notice))
    return { notices, revision, hasMore: revision < newest }
  }

  /** Records a notice, or what is said of it now; the same again changes nothing. Within a transaction. */
  putOutage(notice: OutageNotice, doing: Doing): void {
    const before = this.outage(notice.id)
    if (JSON.stringify(before) === JSON.stringify(notice)) return
    appendAudit(this.db, { ...doing, ...outageEvent(before, notice) })
    // What is known by heart is read anew when the transaction around this ended, as it did.
    this.#revision = null
    const revision = this.#readRevision() + 1
    this.db.run(sql`
      INSERT INTO outages (id, revision, notice) VALUES (${notice.id}, ${revision}, ${JSON.stringify(notice)})
      ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, notice = excluded.notice`)
  }

  /**
   * Compares the notices that a restored ledger knows with those of this directory; from afar it takes its time. Those that
   * are lacking here are recorded only where `adopts` says so: every taxpayer's verdicts depend on them.
   */
  adoptOutages(
    notices: readonly OutageNotice[],
    doing: Doing,
    adopts: boolean,
  ): Adoption | Promise<Adoption> {
    return this.db.transaction(() => {
      const adoption = adopt(notices, this.allOutages())
      if (adopts) for (const notice of adoption.lacking) this.putOutage(notice, doing)
      return adoption
    })
  }

  /**
   * Writes what was done to a ledger into the audit; from afar it takes its time. `once`: not where it is the last that
   * was written of this taxpayer, so that it may be said again.
   */
  tell(event: AuditEvent & { taxpayer: string }, once = false): void | Promise<void> {
    this.db.transaction(() => {
      const last = once ? lastOf(this.db, event.taxpayer) : null
      if (last?.action !== event.action || last.subject !== event.subject) appendAudit(this.db, event)
    })
  }
}
