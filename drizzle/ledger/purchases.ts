import { sql } from 'drizzle-orm'
import { type AnySQLiteColumn, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Inputs } from '../../src/receipt/inputs.ts'
import type { Verdict } from '../../src/receipt/verdict.ts'
import type { RelationCode } from '../../src/store/relations.ts'
import type { StoredIdentity } from '../../src/store/stored-identity.ts'
import type { Instant } from '../../src/values/instant.ts'
import type { Json } from '../../src/values/json.ts'

/** Business invoices as they were decided last. Columns beside the JSON repeat what is looked up or filtered by. */
export const purchases = sqliteTable(
  'purchases',
  {
    seq: integer('seq').primaryKey(),
    id: text('id').notNull().unique(),
    /** The purchase that answers for this one since both are the same invoice. */
    mergedInto: integer('merged_into').references((): AnySQLiteColumn => purchases.seq),
    status: text('status').notNull(),
    mode: text('mode').notNull(),
    sellerId: text('seller_id').notNull(),
    number: text('number').notNull(),
    /** The number as numbers are compared, and as those that are easily taken for one another are. */
    numberKey: text('number_key').notNull(),
    nearKey: text('near_key').notNull(),
    issueDay: text('issue_day').notNull(),
    kindGroup: text('kind_group'),
    currency: text('currency').notNull(),
    /** In grosze. */
    gross: integer('gross'),
    ksefNumber: text('ksef_number'),
    /** From when a number is known: the day of KSeF's, or the day a copy came on which it is printed. */
    numberedDay: text('numbered_day'),
    receivedDay: text('received_day'),
    deadline: text('deadline'),
    lateCode: text('late_code'),
    windowEnd: text('window_end'),
    inputs: text('inputs', { mode: 'json' }).notNull().$type<Inputs>(),
    /** `StoredIdentity` and `Verdict` as JSON, folded. */
    identity: text('identity').notNull().$type<Json<StoredIdentity>>(),
    verdict: text('verdict').notNull().$type<Json<Verdict>>(),
    createdAt: text('created_at').notNull(),
    /** Which statements a merged purchase brought to its survivor. */
    brought: text('brought', { mode: 'json' }).$type<readonly string[]>(),
    /** A number is `due` or `possible`, from one day until the day it is known; null where none is awaited. */
    awaiting: text('awaiting'),
    awaitingFrom: text('awaiting_from'),
    awaitingUntil: text('awaiting_until'),
    /** Why it stands in no month of the register. */
    nowhere: text('nowhere'),
    kind: text('kind'),
    /** In grosze. */
    net: integer('net'),
    /** By when it should have been sent, where it was sent later. */
    yardstick: text('yardstick'),
    /** The law leaves its marker open while it has no number. */
    unsettled: integer('unsettled', { mode: 'boolean' }).notNull().default(false),
    /** What a number that comes after filing demands. */
    numberDuty: text('number_duty'),
    /** It stands in months without amounts. */
    amountsUnknown: integer('amounts_unknown', { mode: 'boolean' }).notNull().default(false),
    /** What marks its rows until its number is known: a marker, null for nothing, `none` where it never has a row. */
    marker: text('marker'),
  },
  (t) => [
    // Which purchases could an outage touch? Which were issued before the first day that a file can hold?
    index('purchases_issue_day').on(t.issueDay, t.numberedDay),
    // Which purchases of this seller have a number that is easily taken for this one, at about the same time?
    index('purchases_near').on(t.sellerId, t.nearKey, t.issueDay),
    // Which have this gross amount at about the same time?
    index('purchases_gross').on(t.sellerId, t.gross, t.issueDay),
    // The same two questions asked of what has no KSeF number, which is little: imports ask them.
    index('purchases_outside_near').on(t.sellerId, t.nearKey).where(sql`${t.ksefNumber} IS NULL`),
    index('purchases_outside_gross').on(t.sellerId, t.gross, t.issueDay).where(sql`${t.ksefNumber} IS NULL`),
    // Which purchases were merged into this one?
    index('purchases_merged').on(t.mergedInto).where(sql`${t.mergedInto} IS NOT NULL`),
    // Which numbers are due on a day, the earliest deadline first?
    index('purchases_awaiting')
      .on(
        t.awaiting,
        t.awaitingUntil,
        sql`coalesce(${t.deadline}, '9999-12-31')`,
        t.seq,
        t.sellerId,
        t.awaitingFrom,
      )
      .where(sql`${t.awaiting} IS NOT NULL AND ${t.mergedInto} IS NULL`),
    // Which purchases of a month stand nowhere, for which reason?
    index('purchases_nowhere')
      .on(t.nowhere, t.issueDay, t.seq)
      .where(sql`${t.nowhere} IS NOT NULL AND ${t.mergedInto} IS NULL`),
    // The windows of which of them end?
    index('purchases_nowhere_expiring')
      .on(t.windowEnd, t.seq)
      .where(sql`${t.nowhere} IS NOT NULL AND ${t.mergedInto} IS NULL`),
    // A page of the list under any filter: walked instead of the rows, which are five times as wide.
    index('purchases_list').on(
      t.seq,
      t.mergedInto,
      t.status,
      t.mode,
      t.sellerId,
      t.numberKey,
      t.nearKey,
      t.issueDay,
      t.receivedDay,
      t.numberedDay,
      t.deadline,
      t.windowEnd,
    ),
    // Which have a status, or a mode, that imports seldom make?
    index('purchases_status')
      .on(t.status, t.seq)
      .where(sql`${t.status} <> 'ksef-only' AND ${t.mergedInto} IS NULL`),
    index('purchases_mode').on(t.mode, t.seq).where(sql`${t.mode} <> 'online' AND ${t.mergedInto} IS NULL`),
    // Which are late on a day?
    index('purchases_deadline')
      .on(t.seq, t.deadline, t.numberedDay, t.lateCode)
      .where(sql`${t.deadline} IS NOT NULL AND ${t.mergedInto} IS NULL`),
    // Which were sent late?
    index('purchases_sent_late')
      .on(t.seq, t.numberedDay)
      .where(sql`${t.yardstick} IS NOT NULL AND ${t.mergedInto} IS NULL`),
    // Of which does the law leave the marker open on a day?
    index('purchases_unsettled')
      .on(t.seq, t.receivedDay, t.numberedDay)
      .where(sql`${t.unsettled} = 1 AND ${t.mergedInto} IS NULL`),
    // Which have a marker that stands for a number?
    index('purchases_marker')
      .on(t.marker, t.seq, t.receivedDay, t.numberedDay)
      .where(sql`${t.marker} <> 'none' AND ${t.mergedInto} IS NULL`),
    // The windows of which of those without amounts end?
    index('purchases_amounts_unknown')
      .on(t.windowEnd, t.seq)
      .where(sql`${t.amountsUnknown} = 1 AND ${t.mergedInto} IS NULL`),
    // Which purchases have this number, of any seller?
    index('purchases_number').on(t.numberKey, t.issueDay),
    // Which did this seller issue around a day?
    index('purchases_seller_day').on(t.sellerId, t.issueDay, t.mergedInto),
    // Which of a foreign seller have this number? Ids of Polish sellers begin with a digit.
    index('purchases_foreign').on(t.numberKey, t.issueDay).where(sql`${t.sellerId} >= 'A'`),
  ],
)

/**
 * Under which keys purchases are found; the variant tells apart those that share one. It refers to no purchase: of each that
 * is stored SQLite would look for its keys, and no index leads to them.
 */
export const purchaseKeys = sqliteTable(
  'purchase_keys',
  {
    key: text('key').notNull(),
    variant: integer('variant').notNull(),
    /** Row number of the purchase. */
    purchase: integer('purchase').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.key, t.variant] }),
    // Which purchases have this seller's number on any day? `invoice:seller day number` without its day.
    index('purchase_keys_number')
      .on(sql`substr(${t.key}, 1, instr(${t.key}, ' ')) || substr(${t.key}, instr(${t.key}, ' ') + 12)`)
      .where(sql`${t.key} >= 'invoice:' AND ${t.key} < 'invoice;'`),
  ],
)

/** Why a purchase has to do with another one: near matches and conflicts. */
export const relations = sqliteTable(
  'relations',
  {
    purchase: integer('purchase')
      .notNull()
      .references(() => purchases.seq),
    code: text('code').notNull().$type<RelationCode>(),
    other: integer('other')
      .notNull()
      .references(() => purchases.seq),
    /** A sentence as text (`writtenSentence`). */
    detail: text('detail').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.purchase, t.code, t.other] }),
    // Which purchases have a relation to this one?
    index('relations_other').on(t.other),
  ],
)

/** Under which keys corrections look for their originals, and which was found. */
export const correctionReferences = sqliteTable(
  'correction_references',
  {
    purchase: integer('purchase')
      .notNull()
      .references(() => purchases.seq),
    key: text('key').notNull(),
    original: integer('original').references(() => purchases.seq),
  },
  (t) => [
    primaryKey({ columns: [t.key, t.purchase] }),
    // Which originals does this correction name?
    index('correction_references_purchase').on(t.purchase),
    // Which corrections is this the original of?
    index('correction_references_original').on(t.original).where(sql`${t.original} IS NOT NULL`),
  ],
)

/** Findings that do not depend on the day, and those that do where a person decided them (`open` false). */
export const findings = sqliteTable(
  'findings',
  {
    purchase: integer('purchase')
      .notNull()
      .references(() => purchases.seq),
    code: text('code').notNull(),
    subject: text('subject').notNull(),
    open: integer('open', { mode: 'boolean' }).notNull().default(true),
    severity: text('severity').notNull().default('review'),
  },
  (t) => [
    primaryKey({ columns: [t.purchase, t.code, t.subject] }),
    // Which purchases have this finding?
    index('findings_code').on(t.code, t.purchase),
    // Which have a decided one?
    index('findings_decided').on(t.purchase).where(sql`${t.open} = 0`),
    // Which are held until somebody decides? How many are there, of each kind?
    index('findings_holding')
      .on(t.severity, t.purchase)
      .where(sql`${t.open} = 1 AND ${t.severity} = 'blocking'`),
    index('findings_review')
      .on(t.severity, t.purchase)
      .where(sql`${t.open} = 1 AND ${t.severity} = 'review'`),
  ],
)

/** Postings in the books, voided ones too. */
export const postings = sqliteTable(
  'postings',
  {
    seq: integer('seq').primaryKey(),
    purchase: integer('purchase')
      .notNull()
      .references(() => purchases.seq),
    reference: text('reference').notNull(),
    postedOn: text('posted_on').notNull(),
    recordedAt: text('recorded_at').notNull(),
    actor: text('actor').notNull(),
    voidedAt: text('voided_at'),
    voidReason: text('void_reason'),
    /** The purchase on which it was made, whatever that was merged into. */
    home: integer('home'),
    /** The newest document that the purchase had then; null where nobody wrote it down. */
    documentsUntil: integer('documents_until'),
  },
  (t) => [
    // Which postings does this purchase have?
    index('postings_purchase').on(t.purchase),
    // Which were made on it by itself?
    index('postings_home').on(t.home),
  ],
)

/** Purchases that have to be decided again before anybody reads them. */
export const stale = sqliteTable('stale', {
  purchase: integer('purchase')
    .primaryKey()
    .references(() => purchases.seq),
  at: text('at').notNull().$type<Instant>(),
  actor: text('actor').notNull(),
  why: text('why').notNull(),
  /** Its documents are matched anew, not only decided. */
  documentsToo: integer('documents_too', { mode: 'boolean' }).notNull().default(false),
})
