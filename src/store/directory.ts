import { and, eq, gt, gte, lt, sql } from 'drizzle-orm'
import { settings, taxpayers } from '../../drizzle/directory/schema.ts'
import type { Actor, AuditEvent, Doing } from '../audit/chain.ts'
import { type Adoption, adopt } from '../outages/adopt.ts'
import { readable, readNotice } from '../outages/notice.ts'
import type { OutageNotice } from '../outages/windows.ts'
import { isSaid, type Said } from '../texts/sentence.ts'
import { type Json, toJson } from '../values/json.ts'
import { appendAudit, lastOf } from './audit.ts'
import type { Db } from './database.ts'
import { noticeRows } from './notices.ts'
import { atMost, excluded, type Places, prepared } from './prepared.ts'
import { readSettings, type Settings } from './settings.ts'
import { removeSummary } from './summaries.ts'
import { differing, outageEvent } from './told.ts'

/** The setting that stands while a taxpayer is being erased; a colon comes behind all digits. */
const erasing = (nip: string): string => `erasing:${nip}`

const settingOf = prepared((orm, { name }: Places<{ name: string }>) =>
  orm.select({ value: settings.value }).from(settings).where(eq(settings.name, name)),
)
const namesWithin = prepared((orm, p: Places<{ from: string; before: string }>) =>
  orm
    .select({ name: settings.name })
    .from(settings)
    .where(and(gte(settings.name, p.from), lt(settings.name, p.before))),
)
const put = prepared((orm, p: Places<typeof settings.$inferSelect>) =>
  orm
    .insert(settings)
    .values({ name: p.name, value: p.value })
    .onConflictDoUpdate({ target: settings.name, set: { value: excluded(settings.value) } }),
)
const remove = prepared((orm, { name }: Places<{ name: string }>) =>
  orm.delete(settings).where(eq(settings.name, name)),
)

const profileOf = prepared((orm, { nip }: Places<{ nip: string }>) =>
  orm.select({ profile: taxpayers.profile }).from(taxpayers).where(eq(taxpayers.nip, nip)),
)
const taxpayersAfter = prepared((orm, { after, limit }: Places<{ after: string; limit: number }>) =>
  orm
    .select({ nip: taxpayers.nip, profile: taxpayers.profile })
    .from(taxpayers)
    .where(gt(taxpayers.nip, after))
    .orderBy(taxpayers.nip)
    .limit(atMost(limit)),
)
const someTaxpayersAfter = prepared(
  (orm, { after, limit, among }: Places<{ after: string; limit: number; among: string }>) =>
    orm
      .select({ nip: taxpayers.nip, profile: taxpayers.profile })
      .from(taxpayers)
      .where(and(gt(taxpayers.nip, after), sql`${taxpayers.nip} IN (SELECT value FROM json_each(${among}))`))
      .orderBy(taxpayers.nip)
      .limit(atMost(limit)),
)
const putProfile = prepared((orm, p: Places<{ nip: string; profile: Json<Settings>; at: string }>) =>
  orm
    .insert(taxpayers)
    .values({ nip: p.nip, profile: p.profile, createdAt: p.at })
    .onConflictDoUpdate({ target: taxpayers.nip, set: { profile: excluded(taxpayers.profile) } }),
)
const removeProfile = prepared((orm, { nip }: Places<{ nip: string }>) =>
  orm.delete(taxpayers).where(eq(taxpayers.nip, nip)),
)

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
    return settingOf.get(this.db, { name })?.value ?? null
  }

  putSetting(name: string, value: string): void {
    put.run(this.db, { name, value })
  }

  /** The settings of a taxpayer: the same object as long as they are the same, for every request asks. */
  taxpayer(nip: string): Settings | null {
    const found = this.#taxpayers.get(nip)
    if (found !== undefined) return found
    const row = profileOf.get(this.db, { nip })
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
    const rows =
      among === '*'
        ? taxpayersAfter.all(this.db, { after, limit })
        : someTaxpayersAfter.all(this.db, { after, limit, among: JSON.stringify(among) })
    return rows.map((row) => ({ nip: row.nip, settings: readSettings(row.profile) }))
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
      putProfile.run(this.db, { nip, profile: toJson(settings), at })
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
      removeProfile.run(this.db, { nip })
      removeSummary(this.db, nip)
      this.putSetting(erasing(nip), '')
    })
  }

  /** Taxpayers whose erasure was begun and has not ended. */
  beingErased(): string[] {
    return namesWithin
      .all(this.db, { from: erasing(''), before: erasing(':') })
      .map(({ name }) => name.slice(erasing('').length))
  }

  /** Nothing is left of the ledger of a taxpayer. */
  erased(nip: string): void {
    remove.run(this.db, { name: erasing(nip) })
  }

  /** Grows with every new or changed outage: a ledger that knows this revision knows them all. */
  outagesRevision(): number {
    this.#revision ??= this.#readRevision()
    return this.#revision
  }

  #readRevision(): number {
    return noticeRows.newestRevision.get(this.db, {})?.revision ?? 0
  }

  /** A page of notices in the order in which they were recorded; `next`: behind which the following page begins. */
  outages(after: number, limit: number): { notices: OutageNotice[]; next: number | null } {
    const rows = noticeRows.after.all(this.db, { after, limit })
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
    return noticeRows.of.get(this.db, { id })?.notice ?? null
  }

  /** Notices that cannot be read, and why: nobody decides by them. Looked for once for each revision. */
  unreadableOutages(): readonly Unreadable[] {
    const revision = this.outagesRevision()
    if (this.#unreadable?.revision !== revision) {
      const rows = noticeRows.all.all(this.db, {})
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
    const rows = noticeRows.changedSince.all(this.db, { since, limit: most })
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
    noticeRows.put.run(this.db, { id: notice.id, revision, notice: JSON.stringify(notice) })
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
