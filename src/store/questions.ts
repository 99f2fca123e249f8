import { type SQL, sql } from 'drizzle-orm'
import { acceptedOneByOne } from '../law/findings.ts'
import { type Db, limitTo, rowsOf } from './database.ts'
import type { MonthOnDay } from './month-check.ts'

/**
 * Questions that wait for a person: open findings, but two purchases that each have one about the other ask one question,
 * since an answer to one answers both. It is counted at the purchase that was known first. What is late, and what a window
 * ends, is asked where numbers are awaited and months are filed.
 */

/** So many open findings of a severity are looked at in a ledger; more are as many. */
const mostCounted = 10_000

/**
 * Whether the other purchase of a finding `f` asks the same and was known before; in a month, whether it has a row there
 * too. Where accepting frees one purchase alone, each asks for itself.
 */
const isAskedBefore = (on?: MonthOnDay): SQL => sql`
  f.subject > '' AND f.code NOT IN (SELECT value FROM ${rowsOf(acceptedOneByOne)}) AND EXISTS (
    SELECT 1 FROM purchases o CROSS JOIN purchases p ON p.seq = f.purchase
      CROSS JOIN findings t ON t.purchase = o.seq AND t.code = f.code AND t.subject = p.id
      ${on === undefined ? sql`` : sql`CROSS JOIN register_rows b ON b.month = ${on.month} AND b.purchase = o.seq`}
    WHERE o.id = f.subject AND o.seq < f.purchase AND t.open = 1 AND t.severity = f.severity
      ${on === undefined ? sql`` : sql`AND b.since <= ${on.asOf}`})`

/** How many questions of a severity a ledger asks on a day. */
export function countQuestions(db: Db, severity: 'blocking' | 'review', asOf: string): number {
  // The severity stands in the text: the index is of those of this severity alone.
  const open =
    severity === 'blocking'
      ? sql`SELECT purchase, code, subject, severity FROM findings WHERE open = 1 AND severity = 'blocking'`
      : sql`SELECT purchase, code, subject, severity FROM findings WHERE open = 1 AND severity = 'review'`
  const stored = sql`SELECT 1 FROM (${open} ${limitTo(mostCounted)}) f WHERE NOT (${isAskedBefore()})`
  return countOf(db, stored) + (severity === 'review' ? countOf(db, unsettled(asOf)) : 0)
}

/** How many questions of a severity the rows of a month ask; `counts` are its open findings. */
export function questionsIn(
  db: Db,
  on: MonthOnDay,
  severity: string,
  counts: readonly { code: string; count: number }[],
): number {
  const stored = counts.reduce(
    (sum, { code, count }) =>
      sum + (count === 1 ? count : count - countOf(db, askedBefore(on, code, severity))),
    0,
  )
  return stored + (severity === 'review' ? countOf(db, unsettledIn(on)) : 0)
}

const countOf = (db: Db, those: SQL): number =>
  db.get<{ questions: number }>(sql`SELECT count(*) AS questions FROM (${those})`)?.questions ?? 0

/** Its question comes with the day of receipt and goes with the number: it is stored only where somebody decided it. */
const unsettledCode = 'MARKER_UNSETTLED'
const unsettled = (asOf: string): SQL => sql`
  SELECT p.seq AS purchase, '' AS subject FROM purchases p INDEXED BY purchases_unsettled
  WHERE p.seq > 0 AND p.unsettled = 1 AND p.merged_into IS NULL AND p.received_day <= ${asOf}
    AND (p.numbered_day IS NULL OR p.numbered_day > ${asOf})
    AND NOT EXISTS (SELECT 1 FROM findings d WHERE d.purchase = p.seq AND d.code = ${unsettledCode} AND d.open = 0)`
const unsettledIn = ({ month, asOf }: MonthOnDay): SQL => sql`
  SELECT u.purchase AS purchase, u.subject AS subject FROM (${unsettled(asOf)}) u
    CROSS JOIN register_rows r ON r.month = ${month} AND r.purchase = u.purchase AND r.since <= ${asOf}`

const askedBefore = (on: MonthOnDay, code: string, severity: string): SQL => sql`
  SELECT f.purchase AS purchase, f.subject AS subject FROM findings f INDEXED BY findings_code
    CROSS JOIN register_rows r ON r.month = ${on.month} AND r.purchase = f.purchase
  WHERE f.code = ${code} AND f.open = 1 AND f.severity = ${severity} AND r.since <= ${on.asOf} AND ${isAskedBefore(on)}`
