import { eq, gt, sql } from 'drizzle-orm'
import { suppliers } from '../../drizzle/ledger/ledger.ts'
import { readable } from '../outages/notice.ts'
import type { OutageNotice } from '../outages/windows.ts'
import type { Supplier } from '../receipt/facts.ts'
import { type Db, limitTo, rowsOf } from './database.ts'
import { atMost, type Places, prepared } from './prepared.ts'

/** The taxpayer's settings as a ledger knows them (JSON text), and up to which revision it knows the outages. */
export const readProfile = (db: Db): { settings: string; outagesRevision: number } | null =>
  db.get<{ settings: string; outagesRevision: number }>(
    sql`SELECT settings, outages_revision AS outagesRevision FROM profile WHERE id = 1`,
  ) ?? null

export function writeSettings(db: Db, settings: string): void {
  db.run(sql`
    INSERT INTO profile (id, settings, outages_revision) VALUES (1, ${settings}, 0)
    ON CONFLICT (id) DO UPDATE SET settings = excluded.settings`)
}

/** Settings as JSON text, and a revision, instead of what was known. */
export function writeProfile(db: Db, settings: string, outagesRevision: number): void {
  writeSettings(db, settings)
  db.run(sql`UPDATE profile SET outages_revision = ${outagesRevision} WHERE id = 1`)
}

const oneSupplier = prepared((orm, { id }: Places<{ id: string }>) =>
  orm.select({ record: suppliers.record }).from(suppliers).where(eq(suppliers.id, id)),
)
export const readSupplier = (db: Db, id: string): Supplier | null =>
  oneSupplier.get(db, { id })?.record ?? null

/** Answers false when the same was stored already. */
export function writeSupplier(db: Db, id: string, record: Supplier): boolean {
  const changed = db.all(sql`
    INSERT INTO suppliers (id, record) VALUES (${id}, ${JSON.stringify(record)})
    ON CONFLICT (id) DO UPDATE SET record = excluded.record WHERE record <> excluded.record RETURNING id`)
  return changed.length > 0
}

const pageOfSuppliers = prepared((orm, { after, limit }: Places<{ after: string; limit: number }>) =>
  orm.select().from(suppliers).where(gt(suppliers.id, after)).orderBy(suppliers.id).limit(atMost(limit)),
)
export const listSuppliers = (db: Db, after: string, limit: number): { id: string; record: Supplier }[] =>
  pageOfSuppliers.all(db, { after, limit })

/** The notices that a ledger knows; what cannot be read among them is left out, as in the directory. */
export const readOutages = (db: Db): OutageNotice[] =>
  readable(db.all<{ notice: string }>(sql`SELECT notice FROM outages ORDER BY id`).map((row) => row.notice))

export function writeOutages(db: Db, notices: readonly OutageNotice[], revision: number): void {
  db.run(sql`
    INSERT INTO outages (id, notice)
    SELECT value ->> 0, value ->> 1 FROM ${rowsOf(notices.map((n) => [n.id, JSON.stringify(n)]))} WHERE true
    ON CONFLICT (id) DO UPDATE SET notice = excluded.notice`)
  db.run(sql`UPDATE profile SET outages_revision = ${revision} WHERE id = 1`)
}

export function deleteOutages(db: Db, ids: readonly string[]): void {
  db.run(sql`DELETE FROM outages WHERE id IN (SELECT value FROM ${rowsOf(ids)})`)
}

/** Who changed what the purchases depend on, and why they must be decided again. */
export interface StaleCause {
  at: string
  actor: string
  why: string
}

/** Marks purchases to be decided again. What was marked before keeps its cause. */
export const markStale = {
  all: (db: Db, cause: StaleCause): void => {
    db.run(sql`
      INSERT INTO stale (purchase, at, actor, why)
      SELECT seq, ${cause.at}, ${cause.actor}, ${cause.why} FROM purchases WHERE merged_into IS NULL
      ON CONFLICT DO NOTHING`)
  },
  ofSeller: (db: Db, sellerId: string, cause: StaleCause): void => {
    db.run(sql`
      INSERT INTO stale (purchase, at, actor, why)
      SELECT seq, ${cause.at}, ${cause.actor}, ${cause.why} FROM purchases
      WHERE merged_into IS NULL AND seller_id = ${sellerId} ON CONFLICT DO NOTHING`)
  },
  /** Issued by the last day of an outage, and not held by KSeF before its first: all that an outage can touch. */
  around: (db: Db, firstDay: string, lastDay: string, cause: StaleCause): void => {
    db.run(sql`
      INSERT INTO stale (purchase, at, actor, why)
      SELECT seq, ${cause.at}, ${cause.actor}, ${cause.why} FROM purchases
      WHERE merged_into IS NULL AND issue_day <= ${lastDay} AND (ksef_number IS NULL OR numbered_day >= ${firstDay})
      ON CONFLICT DO NOTHING`)
  },
}

/** `documentsToo`: 1 where its documents are matched anew, not only decided. */
export type StaleRow = { purchase: number; documentsToo: number } & StaleCause

export const nextStale = (db: Db, limit: number): StaleRow[] =>
  db.all(sql`
    SELECT purchase, at, actor, why, documents_too AS documentsToo FROM stale ORDER BY purchase ${limitTo(limit)}`)

export function unmarkStale(db: Db, purchases: readonly number[]): void {
  db.run(sql`DELETE FROM stale WHERE purchase IN (SELECT value FROM ${rowsOf(purchases)})`)
}
