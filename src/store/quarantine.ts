import { sql } from 'drizzle-orm'
import type { Evidence } from '../ingest/evidence.ts'
import type { SuspectFacts, SuspectKey } from '../ingest/suspect.ts'
import { readSentence, type Sentence, writtenSentence } from '../texts/sentence.ts'
import type { Day } from '../values/day.ts'
import { type Db, limitTo, rowsOf } from './database.ts'

/** A document that could not be taken in, as it came. */
export interface QuarantinedDocument {
  id: string
  code: string
  message: Sentence
  ksefNumber: string | null
  metadata: unknown
  bytes: Uint8Array | null
}

/**
 * What became of it: `open` while somebody has to deal with it, `known` when the invoice of its KSeF number is in hand,
 * `dismissed` when a person said so, `no-document` when it is an entry of a package that is no invoice by its name.
 */
export const quarantineStates = ['open', 'known', 'dismissed', 'no-document'] as const
export type QuarantineState = (typeof quarantineStates)[number]

/** A document in quarantine without what came of it. `facts`: what it may be, as far as it can be told. */
export interface QuarantineRow {
  id: string
  code: string
  message: Sentence
  ksefNumber: string | null
  at: string
  state: QuarantineState
  /** Which version of the reader looked at it last; 0: one that kept nothing of what it may be. */
  reader: number
  fromMonth: string | null
  toMonth: string | null
  facts: SuspectFacts
}

/** Keeps what could not be taken in, with the reason. Answers false when the same was kept before. */
export function keepQuarantined(db: Db, document: QuarantinedDocument, at: string): boolean {
  const { id, code, message, ksefNumber, metadata, bytes } = document
  if (db.all(sql`SELECT 1 FROM quarantine WHERE id = ${id}`).length > 0) return false
  const text = metadata === null ? null : JSON.stringify(metadata)
  db.run(sql`
    INSERT INTO quarantine (id, code, message, ksef_number, metadata, bytes, recorded_at)
    VALUES (${id}, ${code}, ${writtenSentence(message)}, ${ksefNumber}, ${text}, ${bytes}, ${at})`)
  return true
}

/** What came of a document in quarantine. */
export function readQuarantined(db: Db, id: string): QuarantinedDocument | null {
  const row = db.get<
    Omit<QuarantinedDocument, 'metadata' | 'message'> & { metadata: string | null; message: string }
  >(sql`
    SELECT id, code, message, ksef_number AS ksefNumber, metadata, bytes FROM quarantine WHERE id = ${id}`)
  if (!row) return null
  return {
    ...row,
    message: readSentence(row.message),
    metadata: row.metadata === null ? null : JSON.parse(row.metadata),
  }
}

/** Keeps what a document may be and what became of it; `recordedAt` of one that is there stays. */
export function writeState(
  db: Db,
  document: string,
  said: Pick<QuarantineRow, 'state' | 'reader' | 'fromMonth' | 'toMonth' | 'facts'>,
  recordedAt: string,
): void {
  const { reader, state, fromMonth, toMonth, facts } = said
  db.run(sql`
    INSERT INTO quarantine_states (document, reader, state, ksef_number, from_month, to_month, recorded_at, facts)
    VALUES (${document}, ${reader}, ${state}, ${facts.ksefNumber}, ${fromMonth}, ${toMonth}, ${recordedAt},
      ${JSON.stringify(facts)})
    ON CONFLICT (document) DO UPDATE SET reader = excluded.reader, state = excluded.state,
      ksef_number = excluded.ksef_number, from_month = excluded.from_month, to_month = excluded.to_month,
      facts = excluded.facts`)
}

/** The reader of this version looked at a document, and nothing became of that. */
export function markRead(db: Db, document: string, reader: number): void {
  db.run(sql`UPDATE quarantine_states SET reader = ${reader} WHERE document = ${document}`)
}

/** What becomes of a document from now on. */
export function moveState(db: Db, document: string, state: QuarantineState): void {
  db.run(sql`UPDATE quarantine_states SET state = ${state} WHERE document = ${document}`)
}

/** Replaces the keys of a document. */
export function replaceQuarantineKeys(db: Db, document: string, keys: readonly SuspectKey[]): void {
  db.run(sql`DELETE FROM quarantine_keys WHERE document = ${document}`)
  db.runEach(
    'INSERT INTO quarantine_keys (key, document, day) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    keys.map(({ key, day }) => [key, document, day ?? '']),
  )
}

/** Whether any document waits in quarantine to be dealt with. */
export const hasOpenQuarantine = (db: Db): boolean =>
  db.all(sql`SELECT 1 FROM quarantine_keys WHERE key >= '' LIMIT 1`).length > 0

/** Open documents that are met under any of these keys. */
export const openByKeys = (db: Db, keys: readonly string[]): (SuspectKey & { document: string })[] =>
  db
    .all<{ key: string; document: string; day: string }>(sql`
      SELECT k.key AS key, k.document AS document, k.day AS day
      FROM ${rowsOf(keys)} j JOIN quarantine_keys k ON k.key = j.value`)
    .map((row) => ({ ...row, day: row.day === '' ? null : (row.day as Day) }))

const columns = sql`s.document AS id, q.code AS code, q.message AS message, q.ksef_number AS ksefNumber,
  s.recorded_at AS at, s.state AS state, s.reader AS reader, s.from_month AS fromMonth, s.to_month AS toMonth, s.facts AS facts`
const tables = sql`quarantine_states s JOIN quarantine q ON q.id = s.document`

type Raw = Omit<QuarantineRow, 'facts' | 'message'> & { facts: string; message: string }
const read = (raw: Raw): QuarantineRow => ({
  ...raw,
  message: readSentence(raw.message),
  facts: JSON.parse(raw.facts) as SuspectFacts,
})

export const quarantineRows = (db: Db, documents: readonly string[]): QuarantineRow[] =>
  documents.length === 0
    ? []
    : db
        .all<Raw>(sql`
          SELECT ${columns} FROM ${rowsOf(documents)} j JOIN quarantine_states s ON s.document = j.value
          JOIN quarantine q ON q.id = s.document`)
        .map(read)

/** Documents that could not be taken in, whatever became of them, in stable order. */
export const listQuarantined = (db: Db, after: string, limit: number): QuarantineRow[] =>
  db
    .all<Raw>(
      sql`SELECT ${columns} FROM ${tables} WHERE s.document > ${after} ORDER BY s.document ${limitTo(limit)}`,
    )
    .map(read)

/** A place in the list of documents by their state and age. */
export interface QuarantinePlace {
  state: string
  at: string
  id: string
}

/** Documents in these states, the oldest of each first, after a place. */
export const listByState = (
  db: Db,
  states: readonly QuarantineState[],
  after: QuarantinePlace,
  limit: number,
): QuarantineRow[] =>
  db
    .all<Raw>(sql`
      SELECT ${columns} FROM ${tables}
      WHERE s.state IN (SELECT value FROM ${rowsOf(states)})
        AND (s.state, s.recorded_at, s.document) > (${after.state}, ${after.at}, ${after.id})
      ORDER BY s.state, s.recorded_at, s.document ${limitTo(limit)}`)
    .map(read)

/** Those that may fall into a month; `unknownToo`: also those of which no month is known. */
const inMonth = (month: string, unknownToo: boolean) => sql`
  s.state = 'open' AND (s.from_month <= ${month} AND s.to_month >= ${month}
    ${unknownToo ? sql`OR s.from_month IS NULL` : sql``})`

export const countOpenIn = (db: Db, month: string, unknownToo: boolean): number =>
  db.get<{ count: number }>(sql`
    SELECT count(*) AS count FROM quarantine_states s
    WHERE ${inMonth(month, unknownToo)}`)?.count ?? 0

export const firstOpenIn = (db: Db, month: string, unknownToo: boolean, limit: number): QuarantineRow[] =>
  db
    .all<Raw>(sql`
      SELECT ${columns} FROM quarantine_states s JOIN quarantine q ON q.id = s.document
      WHERE ${inMonth(month, unknownToo)} ORDER BY s.recorded_at, s.document ${limitTo(limit)}`)
    .map(read)

/** How many documents wait to be dealt with. */
export const countOpen = (db: Db): number =>
  db.get<{ count: number }>(sql`SELECT count(*) AS count FROM quarantine_states WHERE state = 'open'`)
    ?.count ?? 0

/** Documents at which an earlier version of the reader looked last, by their ids. */
export const readBefore = (db: Db, reader: number, limit: number): string[] =>
  db
    .all<{ document: string }>(sql`
      SELECT document FROM quarantine_states WHERE reader < ${reader} ORDER BY reader, document ${limitTo(limit)}`)
    .map((row) => row.document)

/** KSeF's own documents among the evidence of purchases that are known under one of these keys. */
export const ksefDocumentsByKeys = (
  db: Db,
  keys: readonly string[],
): { ksefNumber: string; invoiceHash: string }[] =>
  db.all(sql`
    SELECT DISTINCT e.facts ->> '$.metadata.ksefNumber' AS ksefNumber, e.facts ->> '$.metadata.invoiceHash' AS invoiceHash
    FROM ${rowsOf(keys)} j JOIN purchase_keys k ON k.key = j.value JOIN evidence e ON e.purchase = k.purchase
    WHERE e.type = 'ksef'`)

/** Rows of a KSeF number that were registered by themselves. */
export const ksefRowsWithoutXml = (
  db: Db,
  ksefNumber: string,
): { evidence: Evidence; contentHash: string }[] =>
  db
    .all<{ facts: string; contentHash: string }>(sql`
      SELECT e.facts AS facts, e.content_hash AS contentHash
      FROM purchase_keys k JOIN evidence e ON e.purchase = k.purchase
      WHERE k.key = ${`ksef:${ksefNumber}`} AND e.type = 'ksef' AND e.has_xml = 0
        AND e.facts ->> '$.metadata.ksefNumber' = ${ksefNumber}`)
    .map(({ facts, contentHash }) => ({ evidence: JSON.parse(facts) as Evidence, contentHash }))

/** What a person said of a document in quarantine. */
export interface QuarantineDecision {
  document: string
  decision: 'dismissed' | 'reopen'
  note: string | null
  at: string
  by: string
}

export function insertQuarantineDecision(db: Db, said: QuarantineDecision): void {
  const { document, decision, note, at, by } = said
  db.run(sql`
    INSERT INTO quarantine_decisions (document, decision, note, at, actor)
    VALUES (${document}, ${decision}, ${note}, ${at}, ${by})`)
}

/** What was said of documents, in the order in which it was. */
export const quarantineDecisions = (db: Db, documents: readonly string[]): QuarantineDecision[] =>
  documents.length === 0
    ? []
    : db.all(sql`
        SELECT d.document AS document, d.decision AS decision, d.note AS note, d.at AS at, d.actor AS by
        FROM ${rowsOf(documents)} j JOIN quarantine_decisions d ON d.document = j.value
        ORDER BY d.document, d.seq`)
