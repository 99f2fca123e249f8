import { and, eq, gt, gte, isNull, lte, or, sql } from 'drizzle-orm'
import { outages, profile, suppliers } from '../../drizzle/ledger/ledger.ts'
import { purchases, stale } from '../../drizzle/ledger/purchases.ts'
import { readable } from '../outages/notice.ts'
import type { OutageNotice } from '../outages/windows.ts'
import type { Supplier } from '../receipt/facts.ts'
import type { Json } from '../values/json.ts'
import type { Db } from './database.ts'
import { atMost, excluded, type Places, prepared } from './prepared.ts'
import type { Settings } from './settings.ts'

const known = prepared((orm) =>
  orm
    .select({ settings: profile.settings, outagesRevision: profile.outagesRevision })
    .from(profile)
    .where(eq(profile.id, 1)),
)
/** The taxpayer's settings as a ledger knows them (JSON text), and up to which revision it knows the outages. */
export const readProfile = (db: Db): { settings: Json<Settings>; outagesRevision: number } | null =>
  known.get(db, {}) ?? null

const putSettings = prepared((orm, { settings }: Places<{ settings: Json<Settings> }>) =>
  orm
    .insert(profile)
    .values({ id: 1, settings, outagesRevision: 0 })
    .onConflictDoUpdate({ target: profile.id, set: { settings: excluded(profile.settings) } }),
)
export const writeSettings = (db: Db, settings: Json<Settings>): void => putSettings.run(db, { settings })

const putRevision = prepared((orm, { revision }: Places<{ revision: number }>) =>
  orm.update(profile).set({ outagesRevision: revision }).where(eq(profile.id, 1)),
)
/** Settings as JSON text, and a revision, instead of what was known. */
export function writeProfile(db: Db, settings: Json<Settings>, outagesRevision: number): void {
  writeSettings(db, settings)
  putRevision.run(db, { revision: outagesRevision })
}

const oneSupplier = prepared((orm, { id }: Places<{ id: string }>) =>
  orm.select({ record: suppliers.record }).from(suppliers).where(eq(suppliers.id, id)),
)
export const readSupplier = (db: Db, id: string): Supplier | null =>
  oneSupplier.get(db, { id })?.record ?? null

const putSupplier = prepared((orm, p: Places<typeof suppliers.$inferSelect>) =>
  orm
    .insert(suppliers)
    .values({ id: p.id, record: p.record })
    .onConflictDoUpdate({
      target: suppliers.id,
      set: { record: excluded(suppliers.record) },
      setWhere: sql`${suppliers.record} <> ${excluded(suppliers.record)}`,
    })
    .returning({ id: suppliers.id }),
)
/** Answers false when the same was stored already. */
export const writeSupplier = (db: Db, id: string, record: Supplier): boolean =>
  putSupplier.get(db, { id, record }) !== undefined

const pageOfSuppliers = prepared((orm, { after, limit }: Places<{ after: string; limit: number }>) =>
  orm.select().from(suppliers).where(gt(suppliers.id, after)).orderBy(suppliers.id).limit(atMost(limit)),
)
export const listSuppliers = (db: Db, after: string, limit: number): { id: string; record: Supplier }[] =>
  pageOfSuppliers.all(db, { after, limit })

const notices = prepared((orm) => orm.select({ notice: outages.notice }).from(outages).orderBy(outages.id))
/** The notices that a ledger knows; what cannot be read among them is left out, as in the directory. */
export const readOutages = (db: Db): OutageNotice[] =>
  readable(notices.all(db, {}).map(({ notice }) => notice))

const putNotice = prepared((orm, p: Places<typeof outages.$inferSelect>) =>
  orm
    .insert(outages)
    .values({ id: p.id, notice: p.notice })
    .onConflictDoUpdate({ target: outages.id, set: { notice: excluded(outages.notice) } }),
)
export function writeOutages(db: Db, notices: readonly OutageNotice[], revision: number): void {
  putNotice.runEach(
    db,
    notices.map((notice) => ({ id: notice.id, notice: JSON.stringify(notice) })),
  )
  putRevision.run(db, { revision })
}

const removeNotices = prepared((orm, { ids }: Places<{ ids: string }>) =>
  orm.delete(outages).where(sql`${outages.id} IN (SELECT value FROM json_each(${ids}))`),
)
export const deleteOutages = (db: Db, ids: readonly string[]): void =>
  removeNotices.run(db, { ids: JSON.stringify(ids) })

/** Who changed what the purchases depend on, and why they must be decided again. */
export interface StaleCause {
  at: string
  actor: string
  why: string
}

/** What is marked: standing purchases, with the cause. */
const marked = ({ at, actor, why }: Places<StaleCause>) => ({
  purchase: purchases.seq,
  at: sql<string>`${at}`.as('at'),
  actor: sql<string>`${actor}`.as('actor'),
  why: sql<string>`${why}`.as('why'),
  documentsToo: sql<boolean>`0`.as('documents_too'),
})
const markAll = prepared((orm, p: Places<StaleCause>) =>
  orm
    .insert(stale)
    .select(orm.select(marked(p)).from(purchases).where(isNull(purchases.mergedInto)))
    .onConflictDoNothing(),
)
const markOfSeller = prepared((orm, p: Places<StaleCause & { sellerId: string }>) =>
  orm
    .insert(stale)
    .select(
      orm
        .select(marked(p))
        .from(purchases)
        .where(and(isNull(purchases.mergedInto), eq(purchases.sellerId, p.sellerId))),
    )
    .onConflictDoNothing(),
)
const markAround = prepared((orm, p: Places<StaleCause & { firstDay: string; lastDay: string }>) =>
  orm
    .insert(stale)
    .select(
      orm
        .select(marked(p))
        .from(purchases)
        .where(
          and(
            isNull(purchases.mergedInto),
            lte(purchases.issueDay, p.lastDay),
            or(isNull(purchases.ksefNumber), gte(purchases.numberedDay, p.firstDay)),
          ),
        ),
    )
    .onConflictDoNothing(),
)
/** Marks purchases to be decided again. What was marked before keeps its cause. */
export const markStale = {
  all: (db: Db, cause: StaleCause): void => markAll.run(db, cause),
  ofSeller: (db: Db, sellerId: string, cause: StaleCause): void =>
    markOfSeller.run(db, { ...cause, sellerId }),
  /** Issued by the last day of an outage, and not held by KSeF before its first: all that an outage can touch. */
  around: (db: Db, firstDay: string, lastDay: string, cause: StaleCause): void =>
    markAround.run(db, { ...cause, firstDay, lastDay }),
}

const next = prepared((orm, { limit }: Places<{ limit: number }>) =>
  orm
    .select({
      purchase: stale.purchase,
      at: stale.at,
      actor: stale.actor,
      why: stale.why,
      documentsToo: stale.documentsToo,
    })
    .from(stale)
    .orderBy(stale.purchase)
    .limit(atMost(limit)),
)
/** `documentsToo`: its documents are matched anew, not only decided. */
export type StaleRow = typeof stale.$inferSelect

export const nextStale = (db: Db, limit: number): StaleRow[] => next.all(db, { limit })

const unmark = prepared((orm, p: Places<{ purchases: string }>) =>
  orm.delete(stale).where(sql`${stale.purchase} IN (SELECT value FROM json_each(${p.purchases}))`),
)
export const unmarkStale = (db: Db, seqs: readonly number[]): void =>
  unmark.run(db, { purchases: JSON.stringify(seqs) })
