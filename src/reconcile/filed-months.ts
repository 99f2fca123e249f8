import { groupedBy } from '../purchase/load.ts'
import { registerRecords } from '../purchase/register-records.ts'
import type { UnitOfWork } from '../purchase/unit-of-work.ts'
import {
  type Correction,
  correctionOf,
  currentRow,
  type DueCorrection,
  filedTwice,
  type KnownSince,
} from '../register/correction.ts'
import type { FiledRow } from '../register/row.ts'
import { standingMonth } from '../register/standing.ts'
import {
  type CorrectionRecord,
  correctionsOfPurchases,
  filedMonths,
  filedRowsOf,
  replaceCorrections,
} from '../store/filings.ts'
import { mergedInto } from '../store/lists.ts'
import { type PurchaseRow, purchaseIds, purchaseRows } from '../store/purchases.ts'
import { type RegisterRecord, replaceRegisterRows } from '../store/register.ts'
import { type Day, firstMonthOf, lastMonthOf, type Month } from '../values/day.ts'
import { warsawDay } from '../values/instant.ts'
import { present } from '../values/present.ts'

/** A filed row of a purchase, or of one that was merged into it. */
interface Filed {
  month: Month
  purchase: number
  row: FiledRow
  filedOn: Day
}

/**
 * Puts purchases into the months where they stand now that months have been filed, and tells what has to be corrected
 * in those. Does nothing in a ledger that has filed nothing: rows then stand where the law puts them.
 */
export function updateFiledMonths(unit: UnitOfWork, seqs: readonly number[]): void {
  const filed = filedMonths(unit.tx)
  if (filed.size === 0 || seqs.length === 0) return
  const merged = groupedBy(mergedInto(unit.tx, seqs), (m) => m.survivor)
  const members = new Map(seqs.map((seq) => [seq, [seq, ...(merged.get(seq) ?? []).map((m) => m.seq)]]))
  const all = [...members.values()].flat()
  const rows = groupedBy(filedRowsOf(unit.tx, all), (row) => row.purchase)
  const before = correctionsOfPurchases(unit.tx, all)
  const records: RegisterRecord[] = []
  const corrections: CorrectionRecord[] = []
  for (const purchase of purchaseRows(unit.tx, seqs)) {
    // Its own rows before those of purchases merged into it.
    const own = (members.get(purchase.seq) ?? []).flatMap((seq) => rows.get(seq) ?? [])
    const stands = standingRecords(purchase, own, filed)
    records.push(...stands)
    corrections.push(...correctionsFor(unit, purchase, own, stands, filed, before))
  }
  replaceRegisterRows(unit.tx, all, records)
  replaceCorrections(unit.tx, all, corrections)
  tell(unit, before, corrections)
}

/** The rows of a purchase in the months where they stand. Parts that were paid stay in the months of their payments. */
function standingRecords(
  row: PurchaseRow,
  filedRows: readonly Filed[],
  filed: ReadonlySet<string>,
): RegisterRecord[] {
  const verdict = row.verdict
  const inputs = row.inputs
  const identity = row.identity
  const records = registerRecords(row.seq, { purchaseId: row.id, identity, inputs, verdict })
  const { from, until } = verdict.deduction
  const [only] = records
  if (!only || records.length > 1 || from === null || until === null) return records
  const month = standingMonth({
    month: only.month,
    chosen: inputs.deductIn !== undefined,
    from: firstMonthOf(from),
    until: lastMonthOf(until),
    filedIn: filedRows.map((f) => f.month),
    isFiled: (m) => filed.has(m),
  })
  return [{ ...only, month }]
}

function correctionsFor(
  unit: UnitOfWork,
  row: PurchaseRow,
  filedRows: readonly Filed[],
  stands: readonly RegisterRecord[],
  filed: ReadonlySet<string>,
  before: readonly CorrectionRecord[],
): CorrectionRecord[] {
  const { marker } = row.verdict
  const today = warsawDay(unit.cause.at)
  const found: CorrectionRecord[] = []
  const due = (
    month: Month,
    purchase: number,
    of: (since: KnownSince) => Correction | null,
    said: Pick<DueCorrection, 'filed' | 'now'>,
  ) => {
    const known = before.find((b) => b.month === month && b.purchase === purchase)
    const told = known?.item.reason ?? null
    // What is wrong in another way than was told before was found out today.
    const since: KnownSince = (reason) => (reason === told ? present(known?.knownSince) : today)
    const correction = of(since)
    if (correction === null) return
    const knownSince = since(correction.reason)
    found.push({ month, purchase, knownSince, item: { ...correction, ...said } })
  }
  const answered = new Set<Month>()
  for (const filing of filedRows) {
    const { month, purchase } = filing
    const stand = stands.find((s) => s.month === month)
    const now = stand ? currentRow(stand.row, marker) : null
    const twice = answered.has(month)
    answered.add(month)
    const of = (since: KnownSince) => (twice ? filedTwice(since) : correctionOf(filing, now, since))
    due(month, purchase, of, { filed: filing.row, now: twice ? null : (now?.row ?? null) })
  }
  for (const { month, row: undated } of stands) {
    if (!filed.has(month) || answered.has(month)) continue
    const now = currentRow(undated, marker)
    due(month, row.seq, (since) => correctionOf(null, now, since), {
      filed: null,
      now: now?.row ?? null,
    })
  }
  return found
}

/** Tells the feed of corrections that are new, or say something else. */
function tell(
  unit: UnitOfWork,
  before: readonly CorrectionRecord[],
  after: readonly CorrectionRecord[],
): void {
  const fresh = after.filter((a) => !before.some((b) => JSON.stringify(b) === JSON.stringify(a)))
  const ids = purchaseIds(
    unit.tx,
    fresh.map((f) => f.purchase),
  )
  for (const { month, purchase, item } of fresh) {
    const { reason, mandatory, dueBy } = item
    unit.changes.tell('correction.due', ids.get(purchase) ?? null, { month, reason, mandatory, dueBy })
  }
}
