import { gt, type SQL, sql } from 'drizzle-orm'
import { purchases } from '../../drizzle/ledger/purchases.ts'
import type { Marker } from '../receipt/marker.ts'
import type { Json } from '../values/json.ts'
import { type Db, limitTo, rowsOf } from './database.ts'
import { numberIn } from './evidence.ts'
import { type DayPage, findingOnDay } from './finding-lists.ts'
import { atMost, type Places, prepared } from './prepared.ts'
import { type PurchaseRow, type PurchaseText, purchaseColumnsShown, readPurchases } from './purchases.ts'

/** Filters of the list of purchases; `asOf` is the day on which lateness is judged. */
interface PurchaseFilter {
  status?: string | undefined
  mode?: string | undefined
  seller?: string | undefined
  numberKey?: string | undefined
  nearKey?: string | undefined
  ksefNumber?: string | undefined
  issuedFrom?: string | undefined
  issuedTo?: string | undefined
  receivedFrom?: string | undefined
  receivedTo?: string | undefined
  /** Open on the day. */
  finding?: string | undefined
  overdue?: boolean | undefined
  /** On the day. */
  marker?: Marker | undefined
}

/** A page of purchases in the order in which they were first known, starting after row number `after`. */
export function listPurchases(db: Db, filter: PurchaseFilter, page: DayPage): PurchaseRow[] {
  const where: SQL[] = [sql`p.merged_into IS NULL`, sql`p.seq > ${page.after}`]
  const add = (value: string | undefined, condition: (value: string) => SQL) => {
    if (value !== undefined) where.push(condition(value))
  }
  add(filter.status, (v) => sql`p.status = ${v}`)
  add(filter.mode, (v) => sql`p.mode = ${v}`)
  add(filter.seller, (v) => sql`p.seller_id = ${v}`)
  add(filter.numberKey, (v) => sql`p.number_key = ${v}`)
  add(filter.nearKey, (v) => sql`p.near_key = ${v}`)
  add(filter.ksefNumber, (v) => sql`p.seq IN (SELECT purchase FROM purchase_keys WHERE key = ${`ksef:${v}`})`)
  add(filter.issuedFrom, (v) => sql`p.issue_day >= ${v}`)
  add(filter.issuedTo, (v) => sql`p.issue_day <= ${v}`)
  add(filter.receivedFrom, (v) => sql`p.received_day >= ${v}`)
  add(filter.receivedTo, (v) => sql`p.received_day <= ${v}`)
  const { finding } = filter
  const onDay = finding === undefined ? null : findingOnDay(finding, page.asOf, page.precedingMonth)
  add(finding, (v) => {
    const stored = (open: 0 | 1) =>
      sql`p.seq IN (SELECT purchase FROM findings WHERE code = ${v} AND open = ${open})`
    return onDay === null ? stored(1) : sql`${onDay.fits} AND NOT ${stored(0)}`
  })
  if (filter.overdue !== undefined) {
    const overdue = sql`(p.deadline IS NOT NULL AND p.deadline < ${page.asOf}
      AND (p.numbered_day IS NULL OR p.numbered_day > ${page.asOf}))`
    where.push(filter.overdue ? overdue : sql`NOT ${overdue}`)
  }
  if (filter.marker !== undefined) where.push(markedOn(filter.marker, page.asOf))
  const { index, of } = indexFor(filter, onDay?.index)
  if (of !== undefined) where.push(of)
  const rows = db.all<PurchaseText>(sql`
    SELECT ${purchaseColumnsShown} FROM purchases p WHERE p.seq IN (
      SELECT p.seq FROM purchases p INDEXED BY ${index} WHERE ${sql.join(where, sql` AND `)}
      ORDER BY p.seq ${limitTo(page.limit)})
    ORDER BY p.seq`)
  return readPurchases(db, rows)
}

/** Which rows have a marker on a day (`markerOn`). */
function markedOn(marker: Marker, asOf: string): SQL {
  const received = sql`p.received_day <= ${asOf}`
  return marker === 'NrKSeF'
    ? sql`${received} AND p.numbered_day <= ${asOf} AND p.marker IS NOT 'none'`
    : sql`p.marker = ${marker} AND ${received} AND (p.numbered_day IS NULL OR p.numbered_day > ${asOf})`
}

/** Statuses that few purchases have for long. */
const passing = ['awaiting-ksef', 'quarantined']

/**
 * The index that finds fewest, with the condition that it is made of. The one of all is walked in the order of the list, and
 * has what lists are filtered by: where many have a status or a mode, and others are asked for beside it, rows would be
 * read one by one.
 */
function indexFor(filter: PurchaseFilter, ofFinding: SQL | undefined): { index: SQL; of?: SQL } {
  const { numberKey, seller, status, mode, marker } = filter
  if (numberKey !== undefined) return { index: sql`purchases_number` }
  if (seller !== undefined) return { index: sql`purchases_seller_day` }
  if (ofFinding !== undefined) return { index: ofFinding }
  if (filter.ksefNumber !== undefined || filter.finding !== undefined) return { index: sql`purchases_list` }
  if (filter.overdue) return { index: sql`purchases_deadline` }
  if (marker !== undefined && marker !== 'NrKSeF')
    return { index: sql`purchases_marker`, of: sql`p.marker <> 'none'` }
  const isOnly = Object.values(filter).filter((value) => value !== undefined).length === 1
  if (status !== undefined && (passing.includes(status) || (isOnly && status !== 'ksef-only')))
    return { index: sql`purchases_status`, of: sql`p.status <> 'ksef-only'` }
  if (isOnly && mode !== undefined && mode !== 'online')
    return { index: sql`purchases_mode`, of: sql`p.mode <> 'online'` }
  return { index: sql`purchases_list` }
}

export interface EvidenceSummary {
  purchase: number
  id: string
  type: 'copy' | 'ksef'
  receivedDay: string | null
  document: string | null
  channel: string | null
  externalId: string | null
  /** Media type of the document that came as a file; null without one. */
  file: string | null
  ksefNumber: string | null
  recordedAt: string
  hasXml: number
}

/** What a reader of purchases needs to know of their evidence, oldest first. */
export const evidenceSummaries = (db: Db, purchases: readonly number[]): EvidenceSummary[] =>
  db.all(sql`
    SELECT e.purchase AS purchase, e.id AS id, e.type AS type, e.facts ->> '$.receivedDay' AS receivedDay,
      e.facts ->> '$.document' AS document, e.facts ->> '$.channel' AS channel,
      e.facts ->> '$.externalId' AS externalId,
      coalesce(e.facts ->> '$.file.mediaType', iif(e.has_xml, 'application/xml', NULL)) AS file,
      iif(e.type = 'ksef', ${numberIn(sql`e.content_hash`)}, e.facts ->> '$.ksefNumber') AS ksefNumber,
      e.recorded_at AS recordedAt, e.has_xml AS hasXml
    FROM ${rowsOf(purchases)} j JOIN evidence e ON e.purchase = j.value ORDER BY e.seq`)

/** Purchases that were merged into the given ones, over any number of steps. */
export const mergedInto = (
  db: Db,
  purchases: readonly number[],
): { survivor: number; seq: number; id: string }[] =>
  db.all(sql`
    WITH RECURSIVE merged (survivor, seq, id) AS (
      SELECT j.value, p.seq, p.id FROM ${rowsOf(purchases)} j JOIN purchases p ON p.merged_into = j.value
      UNION SELECT m.survivor, p.seq, p.id FROM merged m JOIN purchases p ON p.merged_into = m.seq)
    SELECT survivor, seq, id FROM merged ORDER BY seq`)

export interface HistoryRow {
  seq: number
  purchase: number
  at: string
  actor: string
  type: string
  cause: string
  data: Json<HistoryData>
}

/** What was before and after in the shape of its day; each kind of entry has some of these. */
interface HistoryData {
  before?: unknown
  after?: unknown
  inputs?: unknown
  stated?: unknown
}

/** The whole history of purchases, oldest first. */
export const listHistory = (db: Db, purchases: readonly number[]): HistoryRow[] =>
  db.all(sql`
    SELECT h.seq AS seq, h.purchase AS purchase, h.at AS at, h.actor AS actor, h.type AS type, h.cause AS cause,
      h.data AS data
    FROM ${rowsOf(purchases)} j JOIN history h ON h.purchase = j.value ORDER BY h.seq`)

const behind = prepared((orm, { after, limit }: Places<{ after: number; limit: number }>) =>
  orm
    .select({ seq: purchases.seq })
    .from(purchases)
    .where(gt(purchases.seq, after))
    .orderBy(purchases.seq)
    .limit(atMost(limit)),
)
/** Purchases in the order in which they were made, also those that were merged away since. */
export const purchasesBehind = (db: Db, after: number, limit: number): number[] =>
  behind.all(db, { after, limit }).map(({ seq }) => seq)
