import { openSqlite, type SqliteFile } from '../src/hosts/node/sqlite.ts'

/**
 * The rows that a ledger keeps of invoices, inserted again without the service: the ceiling of what is written, in the
 * same tables with the same indexes. What the service changes of rows that were there before (a purchase to which a copy
 * came, totals of a month) is not among them, and foreign keys are not checked, so the ceiling is rather too high.
 */

/** Where the rows of a ledger end; what comes later has higher numbers. */
export interface Mark {
  purchase: number
  evidence: number
  history: number
  change: number
}

/** The tables that grow with every invoice: by what a row stands before or after a mark, and by which number of it. */
const tables: Record<string, [position: string, of: keyof Mark]> = {
  purchases: ['seq', 'purchase'],
  purchase_keys: ['purchase', 'purchase'],
  relations: ['purchase', 'purchase'],
  correction_references: ['purchase', 'purchase'],
  findings: ['purchase', 'purchase'],
  register_rows: ['purchase', 'purchase'],
  external_ids: ['(SELECT seq FROM evidence e WHERE e.content_hash = external_ids.content_hash)', 'evidence'],
  evidence: ['seq', 'evidence'],
  documents: ['evidence', 'evidence'],
  history: ['seq', 'history'],
  changes: ['seq', 'change'],
}

type Row = (string | number | Uint8Array | null)[]

/** The rows between two marks, by table, each in the order in which they came. */
export type Segment = Map<string, Row[]>

/** Opens a ledger as the service does (pragmas and pages held as in `node-databases.ts`), without foreign keys. */
export function openLedger(path: string): SqliteFile {
  const db = openSqlite(path)
  for (const pragma of [
    'journal_mode = WAL',
    'synchronous = FULL',
    'foreign_keys = OFF',
    'cache_size = -32000',
  ])
    db.pragma(pragma)
  return db
}

export function markOf(path: string): Mark {
  const db = openSqlite(path, { readonly: true })
  const last = (table: string) => `(SELECT coalesce(max(seq), 0) FROM ${table})`
  const mark = db
    .prepare(
      `SELECT ${last('purchases')} AS purchase, ${last('evidence')} AS evidence, ${last('history')} AS history,
        ${last('changes')} AS change`,
    )
    .get() as Mark
  db.close()
  return mark
}

/** Takes all that came after the first mark out of a ledger; a segment from each mark to the next, and to the end. */
export function takeOut(db: SqliteFile, marks: readonly Mark[]): Segment[] {
  const names = Object.keys(tables)
  const segments = marks.map(
    (mark, i) => new Map(names.map((name) => [name, rowsBetween(db, name, mark, marks[i + 1])])),
  )
  db.transaction(() => {
    // Rows that find their place through another table are deleted before it.
    for (const [name, [position, of]] of Object.entries(tables))
      db.prepare(`DELETE FROM ${name} WHERE ${position} > ?`).run(marks[0]?.[of])
  })()
  db.pragma('wal_checkpoint(TRUNCATE)')
  return segments
}

function rowsBetween(db: SqliteFile, table: string, from: Mark, to: Mark | undefined): Row[] {
  const [position, of] = tables[table] as [string, keyof Mark]
  return db
    .prepare(
      `SELECT ${columnsOf(db, table).join(', ')} FROM ${table} WHERE ${position} > ? AND ${position} <= ?
       ORDER BY ${position}`,
    )
    .raw()
    .all(from[of], to?.[of] ?? Number.MAX_SAFE_INTEGER) as Row[]
}

const columnsOf = (db: SqliteFile, table: string): string[] =>
  (db.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name)

/** Answers a function that inserts the next of so many equal shares of a segment, each in a transaction of its own. */
export function inserter(db: SqliteFile, segment: Segment, shares: number): () => void {
  const statements = [...segment].map(([table, rows]) => {
    const columns = columnsOf(db, table)
    const places = columns.map(() => '?').join(', ')
    return { insert: db.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`), rows }
  })
  let share = 0
  return db.transaction(() => {
    const [from, to] = [share / shares, ++share / shares]
    for (const { insert, rows } of statements)
      for (const row of rows.slice(Math.floor(from * rows.length), Math.floor(to * rows.length)))
        insert.run(row)
  })
}
