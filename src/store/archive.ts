import { Buffer } from 'node:buffer'
import { type SQL, sql } from 'drizzle-orm'
import { present } from '../values/present.ts'
import { type Db, limitTo } from './database.ts'
import { factsFolding, folding, unfolding } from './folding.ts'

/** A value of a row as an archive has it; bytes are Base64. */
type ArchivedValue = string | number | null | { base64: string }
export type ArchivedRow = readonly ArchivedValue[]

/**
 * The tables of a ledger that an archive carries, in the order in which rows may be stored: what is referred to comes
 * first. `taxpayer`: the same on every host, so the hash of the contents covers it; `host`: what a host keeps beside
 * it. `since`: the migration that made it, where archives are restored that do not know it. `merges` is the column of
 * purchases that refers to other purchases, stored when all of them are there.
 */
export const archivedTables = [
  { name: 'purchases', of: 'taxpayer' },
  { name: 'merges', of: 'taxpayer' },
  { name: 'purchase_keys', of: 'taxpayer' },
  { name: 'evidence', of: 'taxpayer' },
  { name: 'documents', of: 'taxpayer' },
  { name: 'document_pieces', of: 'taxpayer', since: '0035-document-pieces' },
  { name: 'external_ids', of: 'taxpayer' },
  { name: 'quarantine', of: 'taxpayer' },
  { name: 'quarantine_states', of: 'taxpayer' },
  { name: 'quarantine_keys', of: 'taxpayer' },
  { name: 'quarantine_decisions', of: 'taxpayer' },
  { name: 'relations', of: 'taxpayer' },
  { name: 'correction_references', of: 'taxpayer' },
  { name: 'findings', of: 'taxpayer' },
  { name: 'history', of: 'taxpayer' },
  { name: 'imports', of: 'taxpayer' },
  { name: 'import_problems', of: 'taxpayer' },
  { name: 'suppliers', of: 'taxpayer' },
  { name: 'postings', of: 'taxpayer' },
  { name: 'decisions', of: 'taxpayer' },
  { name: 'decision_documents', of: 'taxpayer' },
  { name: 'changes', of: 'taxpayer' },
  { name: 'register_rows', of: 'taxpayer' },
  { name: 'register_totals', of: 'taxpayer' },
  { name: 'filings', of: 'taxpayer' },
  { name: 'filing_rows', of: 'taxpayer' },
  { name: 'filed_months', of: 'taxpayer' },
  { name: 'corrections_due', of: 'taxpayer' },
  { name: 'jpk_checks', of: 'taxpayer', since: '0036-jpk-checks' },
  { name: 'jpk_check_rows', of: 'taxpayer', since: '0036-jpk-checks' },
  { name: 'jpk_check_items', of: 'taxpayer', since: '0036-jpk-checks' },
  { name: 'jpk_answers', of: 'taxpayer', since: '0036-jpk-checks' },
  { name: 'drafts', of: 'taxpayer', since: '0037-drafts' },
  { name: 'draft_pieces', of: 'taxpayer', since: '0037-drafts' },
  { name: 'draft_keys', of: 'taxpayer', since: '0037-drafts' },
  { name: 'mails', of: 'taxpayer', since: '0038_mails' },
  { name: 'mail_parts', of: 'taxpayer', since: '0038_mails' },
  { name: 'mailbox', of: 'host', since: '0040_mailbox' },
  { name: 'packages', of: 'host' },
  { name: 'import_parts', of: 'host' },
  { name: 'outages', of: 'host' },
  { name: 'history_foreign', of: 'host', since: '0033-foreign-history' },
  { name: 'ksef_connection', of: 'host' },
  { name: 'ksef_progress', of: 'host' },
  { name: 'ksef_reaches', of: 'host' },
  { name: 'ksef_runs', of: 'host' },
  { name: 'webhooks', of: 'host' },
  { name: 'webhook_attempts', of: 'host' },
  { name: 'jobs', of: 'host' },
  { name: 'idempotent_requests', of: 'host' },
] as const
export type ArchivedTable = (typeof archivedTables)[number]['name']

/** Tables that no archive carries: settings travel in its manifest, the rest is of one database alone (what is
 * folded there by `shapes` is unfolded in archives) or counted anew. */
export const leftOut = [
  '_migrations',
  'identity',
  'profile',
  'stale',
  'changes_synced',
  'restore',
  'shapes',
  'month_findings',
]

/** Columns with texts that may be folded. */
const folded: Partial<Record<ArchivedTable, readonly string[]>> = {
  purchases: ['identity', 'verdict'],
  evidence: ['facts'],
  register_rows: ['row'],
  changes: ['data'],
}

/** What a ledger may hold that nobody has used: notices taken over and told, answers kept, nothing of documents. */
const mayBeThere: readonly string[] = ['outages', 'jobs', 'idempotent_requests']

/** Changes that are not told of notices alone. */
const ofOthers = sql`WHERE type NOT IN ('outage.recorded', 'outage.changed')`

interface Shape {
  table: string
  columns: string[]
  /** Of the primary key, in its order. */
  key: string[]
  where: SQL
  /** How many rows may be in memory at once: a blob is up to a document. */
  step: number
}

function shapeOf(db: Db, name: ArchivedTable): Shape {
  if (name === 'merges') {
    const where = sql`merged_into IS NOT NULL`
    return { table: 'purchases', columns: ['seq', 'merged_into'], key: ['seq'], where, step: 500 }
  }
  const info = db
    .all<{ name: string; type: string; pk: number }>(sql.raw(`PRAGMA table_info(${name})`))
    .filter((column) => column.name !== 'merged_into')
  const key = info.filter((c) => c.pk > 0).sort((a, b) => a.pk - b.pk)
  return {
    table: name,
    columns: info.map((c) => c.name),
    key: key.map((c) => c.name),
    where: sql`true`,
    step: info.some((c) => c.type === 'BLOB') ? 1 : 16,
  }
}

/** The tables that a ledger has; while an archive of an earlier release is restored it lacks those that came later. */
export const tablesHere = (db: Db): Set<string> =>
  new Set(
    db.all<{ name: string }>(sql`SELECT name FROM sqlite_schema WHERE type = 'table'`).map((row) => row.name),
  )

const list = (names: readonly string[]): SQL => sql.raw(names.join(', '))

/** The values of a row's primary key. */
export type RowKey = readonly (string | number)[]

/** A few rows in the order of their primary key, after the one with the key `after`; none at the end. */
export function readRows(
  db: Db,
  name: ArchivedTable,
  after: RowKey | null,
): { row: ArchivedRow; key: RowKey }[] {
  const { table, columns, key, where, step } = shapeOf(db, name)
  if (columns.length === 0) return []
  const [mayBeFolded, unfoldedText] = [folded[name] ?? [], unfolding(db)]
  const unfolded = <Value>(value: Value, column: string): Value | string =>
    typeof value === 'string' && mayBeFolded.includes(column) ? unfoldedText(value) : value
  const beyond =
    after === null
      ? sql`true`
      : sql`(${list(key)}) > (${sql.join(
          after.map((value) => sql`${value}`),
          sql`, `,
        )})`
  return db
    .all<Record<string, string | number | null | Uint8Array>>(sql`
      SELECT ${list(columns)} FROM ${sql.raw(table)} WHERE ${where} AND ${beyond}
      ORDER BY ${list(key)} ${limitTo(step)}`)
    .map((found) => ({
      row: columns.map((column) => archived(unfolded(found[column] ?? null, column))),
      key: key.map((column) => keyValue(found[column])),
    }))
}

/** What tells rows apart is a number or a text. */
function keyValue(value: unknown): string | number {
  if (typeof value !== 'number' && typeof value !== 'string') throw new Error('A row has no key.')
  return value
}

const archived = (value: string | number | null | Uint8Array): ArchivedValue =>
  value instanceof Uint8Array
    ? { base64: Buffer.from(value.buffer, value.byteOffset, value.length).toString('base64') }
    : value

const plain = (value: ArchivedValue): string | number | null | Uint8Array =>
  // A copy of its own: small buffers share their memory.
  typeof value === 'object' && value !== null ? new Uint8Array(Buffer.from(value.base64, 'base64')) : value

/** The columns of which a row of this table has the values. */
export const columnsOf = (db: Db, name: ArchivedTable): readonly string[] => shapeOf(db, name).columns

/** Folds texts of a table as it is now; of one as an earlier release had it, while its archive is restored, none. */
function foldingOf(db: Db, name: ArchivedTable) {
  const columns = tablesHere(db).has('shapes') ? (folded[name] ?? []) : []
  const fold = name === 'evidence' ? factsFolding(db) : folding(db)
  return <Value>(value: Value, column: string): Value | string =>
    typeof value === 'string' && columns.includes(column) ? fold(value) : value
}

/** Stores rows; those that are there stay as they are. */
export function storeRows(db: Db, name: ArchivedTable, rows: readonly ArchivedRow[]): void {
  const { columns } = shapeOf(db, name)
  const fold = foldingOf(db, name)
  const values = rows.map((row) => row.map((value, at) => fold(plain(value), present(columns[at]))))
  if (name === 'merges') {
    db.runEach(
      'UPDATE purchases SET merged_into = ? WHERE seq = ?',
      values.map(([seq, into]) => [into, seq]),
    )
    return
  }
  const places = columns.map(() => '?').join(', ')
  db.runEach(`INSERT INTO ${name} (${columns.join(', ')}) VALUES (${places}) ON CONFLICT DO NOTHING`, values)
}

export function countRows(db: Db, name: ArchivedTable): number {
  const { table, columns, where } = shapeOf(db, name)
  if (columns.length === 0) return 0
  return db.get<{ n: number }>(sql`SELECT count(*) AS n FROM ${sql.raw(table)} WHERE ${where}`)?.n ?? 0
}

/** Whether nothing was ever recorded in a ledger. */
export const isUnused = (db: Db): boolean =>
  archivedTables.every(
    ({ name }) =>
      name === 'merges' ||
      mayBeThere.includes(name) ||
      db.all(sql`SELECT 1 FROM ${sql.raw(name)} ${name === 'changes' ? ofOthers : sql``} LIMIT 1`).length ===
        0,
  )

/** Removes every row that an archive may have brought. Outages go with them, so the directory is asked for all of its own. */
export function clearRows(db: Db): void {
  db.run(sql`UPDATE profile SET outages_revision = 0`)
  db.run(sql`UPDATE purchases SET merged_into = NULL WHERE merged_into IS NOT NULL`)
  const here = tablesHere(db)
  for (const { name } of archivedTables.toReversed())
    if (here.has(name)) db.run(sql`DELETE FROM ${sql.raw(name)}`)
}

/** Grows with every row that this connection to the database wrote. */
export const writesSoFar = (db: Db): number => db.get<{ n: number }>(sql`SELECT total_changes() AS n`)?.n ?? 0
