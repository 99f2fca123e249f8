import { sha256 } from '../ingest/hash.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { UnitOfWork } from '../purchase/unit-of-work.ts'
import { resultOf } from '../queries/jpk-checks.ts'
import { rowsOfFile } from '../queries/jpk-filed.ts'
import { type HeldRows, type RowToFile, totalsOfRows } from '../queries/register.ts'
import { numberKnownOn } from '../receipt/marker.ts'
import { updateFiledMonths } from '../reconcile/filed-months.ts'
import { redecide } from '../reconcile/record.ts'
import { type FiledRow, rowOn } from '../register/row.ts'
import type { Totals } from '../register/totals.ts'
import { correctionsOfOriginals } from '../store/correction-references.ts'
import {
  type FilingRow,
  filingById,
  filingRows,
  filingsOf,
  insertFiling,
  lastFiling,
  unsettledIn,
} from '../store/filings.ts'
import { undatedRows } from '../store/register.ts'
import { say } from '../texts/say.ts'
import { type Day, firstDayOf, type Month } from '../values/day.ts'
import { fromJson, toJson } from '../values/json.ts'
import { present } from '../values/present.ts'
import { Refusal, refusedAt } from '../values/refusal.ts'
import { keptCheck } from './jpk-postings.ts'

/** A filing as the contract shows it, without its rows. `number` counts the filings of the month from 1. */
interface Filing {
  id: string
  month: Month
  number: number
  filedOn: Day
  recordedAt: string
  by: string
  totals: Omit<Totals, 'held'> & { held: number | null }
  /** SHA-256 over the rows, in Base64. */
  hash: string
  /** What became of rows whose purchase had an open blocking finding. */
  held: HeldRows
  /** The check of the file that was filed; null where it is what this service made. */
  jpkCheck: string | null
}

const view = (row: FilingRow): Filing => ({
  id: row.id,
  month: row.month,
  number: row.number,
  filedOn: row.filedOn,
  recordedAt: row.recordedAt,
  by: row.actor,
  // Totals from before held rows were counted say nothing of them.
  totals: { held: null, ...fromJson(row.totals) },
  hash: row.hash,
  held: row.held,
  jpkCheck: row.jpkCheck,
})

/**
 * Keeps the record of a month as it is filed on a day: rows, markers, totals and their hash, never to be changed. What
 * the filing leaves out moves on, what it covers is no longer due. The same record on the same day again is the same
 * filing (`isNew` false). What is filed is for the taxpayer to say, so held rows are kept unless he left them out.
 * `jpkCheck`: the file that was checked was filed; then its rows are what is kept.
 * @throws Refusal filed-before-month, filing-out-of-order, jpk-other-month, jpk-check-unknown, jpk-check-replaced
 */
export function fileMonth(
  ledger: Ledger,
  actor: string,
  month: Month,
  { filedOn, held = 'include', jpkCheck }: FilingStatement,
): { filing: Filing; isNew: boolean } {
  return ledger.write(actor, `filing of ${month}`, (unit) => {
    const last = lastFiling(unit.tx, month)
    checkDay(month, filedOn, last)
    const { rows, totals, differing } =
      jpkCheck === undefined
        ? registerFiled(unit, month, filedOn, held)
        : fileFiled(ledger, unit, month, filedOn, jpkCheck)
    const hash = sha256(rows.map((r) => r.row).join('\n'))
    if (last !== null && last.filedOn === filedOn && last.hash === hash) {
      return { filing: view(last), isNew: false }
    }
    const { at: recordedAt, actor: by } = unit.cause
    const id = unit.newId()
    const filing = { id, month, filedOn, recordedAt, actor: by, held, jpkCheck: jpkCheck ?? null }
    insertFiling(unit.tx, { ...filing, totals: toJson(totals), hash }, rows)
    moveOn(unit, [...new Set([...unsettledIn(unit.tx, month), ...differing])])
    const shown = view(present(lastFiling(unit.tx, month)))
    unit.changes.tell('filing.created', null, { ...shown })
    return { filing: shown, isNew: true }
  })
}

/** What is stated of a filing. */
interface FilingStatement {
  filedOn: Day
  held?: HeldRows
  jpkCheck?: string | undefined
}

interface FiledRows {
  rows: { purchase: number; row: string }[]
  totals: Filing['totals']
  /** Purchases of which something else was filed than is known here. */
  differing: number[]
}

/** What this service has of the month. */
function registerFiled(unit: UnitOfWork, month: Month, filedOn: Day, held: HeldRows): FiledRows {
  const filed = rowsFiled(unit, month, filedOn).filter((r) => held === 'include' || !r.held)
  const rows = filed.map(({ purchase, row }) => ({ purchase, row: JSON.stringify(row) }))
  const differing = filed.filter((f) => f.differs).map((f) => f.purchase)
  return { rows, totals: totalsOfRows(filed), differing }
}

/** What stood in the file that was checked; its rows that are no purchase here count in the totals alone. */
function fileFiled(ledger: Ledger, unit: UnitOfWork, month: Month, filedOn: Day, id: string): FiledRows {
  const check = keptCheck(ledger, id)
  if (check.month !== month) {
    const message = say('jpk-check.other-month', { month, checked: check.month })
    throw refusedAt('/jpkCheck', 'jpk-other-month', message)
  }
  const filed = rowsOfFile(unit.tx, check, filedOn)
  const rows = filed.map(({ purchase, row }) => ({ purchase, row: JSON.stringify(row) }))
  const { file } = resultOf(check).sums
  const totals = { ...totalsOfRows([]), ...file, withoutAmounts: 0, held: null }
  return { rows, totals, differing: filed.filter((f) => f.differs).map((f) => f.purchase) }
}

function checkDay(month: Month, filedOn: Day, last: FilingRow | null): void {
  const pointer = '/filedOn'
  if (filedOn < firstDayOf(month))
    throw refusedAt(pointer, 'filed-before-month', say('refusal.filed-before-month', { month, filedOn }))
  if (last !== null && filedOn < last.filedOn)
    throw refusedAt(
      pointer,
      'filing-out-of-order',
      say('refusal.filing-out-of-order', { month, filedOn, last: last.filedOn }),
    )
}

const pageSize = 1000

function rowsFiled(unit: UnitOfWork, month: Month, filedOn: Day) {
  const rows: (RowToFile & { purchase: number; differs: boolean })[] = []
  for (let after = 0; ; ) {
    const page = undatedRows(unit.tx, month, filedOn, { after, limit: pageSize })
    for (const { purchase, row, held } of page) {
      const filed = rowOn(row, filedOn)
      // Of what a row states the marker alone depends on the day.
      const numbered = numberKnownOn(row.marker)
      const differs = numbered !== null && numbered > filedOn
      if (filed !== null) rows.push({ purchase, row: filed, held, differs })
    }
    if (page.length < pageSize) return rows
    after = page.at(-1)?.purchase ?? after
  }
}

/** Purchases that the filing left out stand elsewhere now, and their corrections follow what they correct. */
function moveOn(unit: UnitOfWork, seqs: readonly number[]): void {
  updateFiledMonths(unit, seqs)
  const corrections = correctionsOfOriginals(unit.tx, seqs).map((c) => c.correction)
  redecide(unit, [...new Set(corrections)])
}

/** A page of the filings of a month, the first one first. */
export function listFilings(ledger: Ledger, month: Month, page: { after: number; limit: number }) {
  const rows = filingsOf(ledger.db, month, page)
  const next = rows.length === page.limit ? (rows.at(-1)?.seq ?? null) : null
  return { items: rows.map(view), next }
}

/** One filing with a page of its rows. @throws Refusal filing-unknown */
export function readFiling(
  ledger: Ledger,
  month: Month,
  id: string,
  page: { after: number; limit: number },
): Filing & { items: FiledRow[]; next: number | null } {
  const row = filingById(ledger.db, month, id)
  if (row === null) {
    throw new Refusal('filing-unknown', say('refusal.filing-unknown', { id, month }))
  }
  const rows = filingRows(ledger.db, row.seq, page)
  const next = rows.length === page.limit ? (rows.at(-1)?.purchase ?? null) : null
  return { ...view(row), items: rows.map(({ row }) => row), next }
}
