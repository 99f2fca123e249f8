import { sql } from 'drizzle-orm'
import { type FileRow, rowOfText } from '../jpk-check/file-row.ts'
import type { CheckItem } from '../jpk-check/item.ts'
import type { FileHeader, FileSums } from '../jpk-check/read-file.ts'
import type { TaxField } from '../law/jpk.ts'
import type { Totals } from '../register/totals.ts'
import type { Day, Month } from '../values/day.ts'
import type { Json } from '../values/json.ts'
import { present } from '../values/present.ts'
import { type Db, limitTo, rowsOf } from './database.ts'

/** What is kept of a check beside its items. */
export interface JpkCheckResult {
  header: FileHeader
  stated: FileSums
  rows: number
  /** SHA-256 of the file, in hexadecimal digits. */
  hash: string
  sums: { file: { rows: number; inputVat: string } & { [F in TaxField]?: string }; register: Totals }
  counts: Record<string, number>
  /** Tax in grosze; checks of earlier releases do not have it. */
  atStake?: Record<string, number>
}

/** A check of a file, as it is stored; `result` is empty as long as it runs. */
export interface JpkCheckRow {
  seq: number
  id: string
  month: Month | null
  at: string
  actor: string
  filedOn: Day
  state: 'running' | 'done'
  kept: 0 | 1
  result: Json<JpkCheckResult>
}

const columns = sql`c.seq AS seq, c.id AS id, c.month AS month, c.at AS at, c.actor AS actor, c.filed_on AS filedOn,
  c.state AS state, c.kept AS kept, c.result AS result`

export const jpkCheckById = (db: Db, id: string): JpkCheckRow | null =>
  db.get<JpkCheckRow>(sql`SELECT ${columns} FROM jpk_checks c WHERE c.id = ${id}`) ?? null

/** A page of the checks that came to their end, the last one first; `month`: of its files alone. */
export const jpkChecksBefore = (
  db: Db,
  month: string | null,
  page: { before: number; limit: number },
): JpkCheckRow[] =>
  db.all(sql`
    SELECT ${columns} FROM jpk_checks c WHERE c.state = 'done' AND c.seq < ${page.before}
      AND (${month} IS NULL OR c.month = ${month})
    ORDER BY c.seq DESC ${limitTo(page.limit)}`)

/** The last check of each month whose rows are kept. */
export const lastJpkChecks = (db: Db): { seq: number; month: Month; at: string }[] =>
  db.all(sql`
    SELECT max(c.seq) AS seq, c.month AS month, c.at AS at FROM jpk_checks c
    WHERE c.state = 'done' AND c.kept = 1 GROUP BY c.month`)

/** Begins a check; answers its row number. */
export function beginJpkCheck(
  db: Db,
  check: { id: string; at: string; actor: string; filedOn: string },
): number {
  const { id, at, actor, filedOn } = check
  const [row] = db.all<{ seq: number }>(sql`
    INSERT INTO jpk_checks (id, at, actor, filed_on, state, kept, result)
    VALUES (${id}, ${at}, ${actor}, ${filedOn}, 'running', 1, '{}') RETURNING seq`)
  return present(row).seq
}

/** Ends a check: from now on it is listed. */
export const endJpkCheck = (db: Db, seq: number, month: string, result: Json<JpkCheckResult>): void =>
  db.run(sql`UPDATE jpk_checks SET state = 'done', month = ${month}, result = ${result} WHERE seq = ${seq}`)

/** Checks of earlier files of a month whose rows are kept, and that were not filed. */
export const replacedJpkChecks = (db: Db, month: string, seq: number): number[] =>
  db
    .all<{ seq: number }>(sql`
      SELECT c.seq AS seq FROM jpk_checks c WHERE c.state = 'done' AND c.kept = 1 AND c.month = ${month} AND c.seq < ${seq}
        AND NOT EXISTS (SELECT 1 FROM filings f WHERE f.month = ${month} AND f.jpk_check = c.id)`)
    .map((row) => row.seq)

/** An item as it is listed: `place` is less, the more is at stake. */
interface JpkItemRow {
  seq: number
  code: string
  severity: string
  position: number | null
  place: number
  fingerprint: string
  item: Json<CheckItem>
}

export function insertJpkItems(db: Db, check: number, items: readonly JpkItemRow[]): void {
  db.runEach(
    'INSERT INTO jpk_check_items (check_seq, seq, code, severity, position, place, fingerprint, item) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    items.map((i) => [check, i.seq, i.code, i.severity, i.position, i.place, i.fingerprint, i.item]),
  )
}

/** An item with the answer of a person that it is right, and the id of its purchase. */
export interface AnsweredItem extends JpkItemRow {
  note: string | null
  answeredAt: string | null
  answeredBy: string | null
}

const answered = sql`i.seq AS seq, i.code AS code, i.severity AS severity, i.position AS position, i.place AS place,
  i.fingerprint AS fingerprint, i.item AS item, a.note AS note, a.at AS answeredAt, a.actor AS answeredBy`
const withAnswers = (month: string) => sql`
  LEFT JOIN jpk_answers a ON a.month = ${month} AND a.fingerprint = i.fingerprint AND a.ended_at IS NULL`

/** A page of the items of a check, by what is at stake; `code`: of one kind alone. */
export const jpkItems = (
  db: Db,
  check: { seq: number; month: string },
  code: string | null,
  page: { place: number; after: number; limit: number },
): AnsweredItem[] =>
  db.all(sql`
    SELECT ${answered} FROM jpk_check_items i ${withAnswers(check.month)}
    WHERE i.check_seq = ${check.seq} ${code === null ? sql`` : sql`AND i.code = ${code}`}
      AND (i.place, i.seq) > (${page.place}, ${page.after})
    ORDER BY i.place, i.seq ${limitTo(page.limit)}`)

export const jpkItem = (db: Db, check: { seq: number; month: string }, seq: number): AnsweredItem | null =>
  db.get<AnsweredItem>(sql`
    SELECT ${answered} FROM jpk_check_items i ${withAnswers(check.month)}
    WHERE i.check_seq = ${check.seq} AND i.seq = ${seq}`) ?? null

/** How many items of a check a person called right. */
export const countAnswered = (db: Db, check: { seq: number; month: string }): number =>
  db.get<{ count: number }>(sql`
    SELECT count(*) AS count FROM jpk_answers a JOIN jpk_check_items i ON i.fingerprint = a.fingerprint
    WHERE a.month = ${check.month} AND a.ended_at IS NULL AND i.check_seq = ${check.seq}`)?.count ?? 0

/** Ends the answer to what is told, if there is one. */
export const endJpkAnswer = (db: Db, month: string, fingerprint: string, at: string): void =>
  db.run(sql`
    UPDATE jpk_answers SET ended_at = ${at}
    WHERE month = ${month} AND fingerprint = ${fingerprint} AND ended_at IS NULL`)

export const insertJpkAnswer = (
  db: Db,
  answer: { month: string; fingerprint: string; note: string | null; at: string; actor: string },
): void =>
  db.run(sql`
    INSERT INTO jpk_answers (month, fingerprint, note, at, actor)
    VALUES (${answer.month}, ${answer.fingerprint}, ${answer.note}, ${answer.at}, ${answer.actor})`)

/** How many rows of a check are a purchase, and nothing is told of them that asks for a person who has not answered. */
export const countAgreeing = (db: Db, check: { seq: number; month: string }): number =>
  db.get<{ count: number }>(sql`
    SELECT count(*) AS count FROM jpk_check_rows r
    WHERE r.check_seq = ${check.seq} AND r.purchase IS NOT NULL AND ${agrees(check, [])}`)?.count ?? 0

/**
 * Nothing is told of the row `r` but what informs, what was answered, and items of these codes, and no more of the first row
 * of its purchase: there stands what is told of all of them. What is told is read once for all rows: asked for row by row it
 * would be read as often as there are rows.
 */
const agrees = (check: { seq: number; month: string }, codes: readonly string[]) => sql`
  r.position NOT IN (SELECT i.position FROM ${toldOfRows(check, codes)})
  AND r.purchase NOT IN (SELECT q.purchase FROM ${toldOfRows(check, codes)}
    CROSS JOIN jpk_check_rows q ON q.check_seq = ${check.seq} AND q.position = i.position
    WHERE q.purchase IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM jpk_check_rows e INDEXED BY jpk_check_rows_of
      WHERE e.check_seq = ${check.seq} AND e.purchase = q.purchase AND e.position < q.position AND e.deducts = 1))`

/** The places of rows of which something is told that asks for a person who has not answered. */
const toldOfRows = ({ seq, month }: { seq: number; month: string }, codes: readonly string[]) => sql`
  (SELECT i.position AS position FROM jpk_check_items i
    WHERE i.check_seq = ${seq} AND i.position IS NOT NULL
      AND i.severity <> 'info' AND i.code NOT IN (SELECT value FROM ${rowsOf(codes)})
      AND NOT EXISTS (SELECT 1 FROM jpk_answers a
        WHERE a.month = ${month} AND a.fingerprint = i.fingerprint AND a.ended_at IS NULL)) i`

/** A page of the rows that agree, in their order. */
export const agreeingRows = (
  db: Db,
  check: { seq: number; month: string },
  codes: readonly string[],
  page: { after: number; limit: number },
): { position: number; purchase: number; row: FileRow }[] =>
  db
    .all<{ position: number; purchase: number; row: Json<FileRow> }>(sql`
    SELECT r.position AS position, r.purchase AS purchase, r.row AS row FROM jpk_check_rows r
    WHERE r.check_seq = ${check.seq} AND r.position > ${page.after} AND r.purchase IS NOT NULL AND r.deducts = 1
      AND ${agrees(check, codes)}
    ORDER BY r.position ${limitTo(page.limit)}`)
    .map((found) => ({ ...found, row: rowOfText(found.row, found.position) }))
