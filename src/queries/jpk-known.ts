import { isAsOurs } from '../jpk-check/as-ours.ts'
import type { FileRow } from '../jpk-check/file-row.ts'
import type { CheckedFile, KnownPurchase } from '../jpk-check/purchase.ts'
import { groupedBy } from '../purchase/load.ts'
import { openFindings } from '../receipt/finding.ts'
import type { Db } from '../store/database.ts'
import { filedRowsOf, lastFilingTimes } from '../store/filings.ts'
import { lastJpkChecks } from '../store/jpk-checks.ts'
import { plainRowsOf, registerRowsOf } from '../store/jpk-register.ts'
import { jpkRowsElsewhere } from '../store/jpk-rows.ts'
import { standingPurchases } from '../store/purchases.ts'
import { firstMonthOf, lastMonthOf, type Month } from '../values/day.ts'
import { present } from '../values/present.ts'

/** Where other months' rows are read: of each month its last file that was checked, or its last filing, whichever came later. */
interface OtherMonths {
  checks: ReadonlyMap<number, Month>
  filed: ReadonlySet<Month>
}

/** Where the rows of the other months are. */
export function otherMonths(db: Db, month: Month): OtherMonths {
  const filedAt = new Map(lastFilingTimes(db).map((filing) => [filing.month, filing.recordedAt]))
  const checks = lastJpkChecks(db).filter(
    (check) => check.month !== month && check.at > (filedAt.get(check.month) ?? ''),
  )
  const checked = new Set(checks.map((check) => check.month))
  return {
    checks: new Map(checks.map((check) => [check.seq, check.month])),
    filed: new Set([...filedAt.keys()].filter((filed) => filed !== month && !checked.has(filed))),
  }
}

/** The positions of those rows that are filed from here just so (`jpk-check/as-ours.ts`), by what is known now. */
export function rowsAsOurs(
  db: Db,
  rows: readonly { row: FileRow; purchase: number | null }[],
  file: CheckedFile,
): number[] {
  const seqs = new Set(rows.flatMap(({ purchase }) => purchase ?? []))
  const ours = new Map(plainRowsOf(db, file.month, [...seqs]).map((own) => [own.purchase, own]))
  return rows.flatMap(({ row, purchase }) => {
    const own = purchase === null ? undefined : ours.get(purchase)
    return own !== undefined && isAsOurs(row, own, file) ? [row.position] : []
  })
}

/**
 * What is known of purchases with which rows of a file are to be compared, without those that were merged away;
 * `elsewhere`: in which other months they stand.
 */
export function knownPurchases(
  db: Db,
  seqs: readonly number[],
  elsewhere: ReadonlyMap<number, ReadonlySet<Month>>,
): KnownPurchase[] {
  const entries = groupedBy(registerRowsOf(db, seqs), (row) => row.purchase)
  return standingPurchases(db, seqs).map((row) =>
    known(row, entries.get(row.seq) ?? [], [...(elsewhere.get(row.seq) ?? [])].sort()),
  )
}

/** In which other months purchases stand that stand in any; `seqs` in their order. */
export function monthsElsewhere(
  db: Db,
  seqs: readonly number[],
  others: OtherMonths,
): Map<number, Set<Month>> {
  const elsewhere = new Map<number, Set<Month>>()
  const stands = (purchase: number, month: Month) =>
    elsewhere.set(purchase, (elsewhere.get(purchase) ?? new Set<Month>()).add(month))
  for (const { purchase, check } of jpkRowsElsewhere(db, [...others.checks.keys()], seqs))
    stands(purchase, present(others.checks.get(check)))
  if (others.filed.size > 0)
    for (const { purchase, month } of filedRowsOf(db, seqs))
      if (others.filed.has(month)) stands(purchase, month)
  return elsewhere
}

function known(
  row: ReturnType<typeof standingPurchases>[number],
  entries: ReturnType<typeof registerRowsOf>,
  elsewhere: readonly Month[],
): KnownPurchase {
  const verdict = row.verdict
  const identity = row.identity
  const { from, until, explanation } = verdict.deduction
  return {
    seq: row.seq,
    id: row.id,
    sellerId: identity.seller.id,
    number: identity.number,
    numberKey: row.numberKey,
    nearKey: row.nearKey,
    issueDay: identity.issueDay,
    ksefNumber: identity.ksefNumber ?? identity.printedNumber,
    currency: identity.currency,
    netGrosze: identity.netGrosze,
    vatGrosze: identity.vatGrosze,
    vatPlnGrosze: identity.vatPlnGrosze,
    grossGrosze: identity.grossGrosze,
    receivedDay: verdict.receipt.date,
    quarantined: verdict.status === 'quarantined',
    window: from === null || until === null ? null : { from: firstMonthOf(from), until: lastMonthOf(until) },
    noWindow: explanation,
    nowhere: verdict.record.nowhere?.reason ?? null,
    marker: verdict.marker,
    markerUnsettled: verdict.marker.unsettled,
    blocking: openFindings(verdict).flatMap(({ code, severity }) => (severity === 'blocking' ? [code] : [])),
    entries: entries.map((entry) => ({
      month: entry.month,
      since: entry.since,
      row: entry.row.row,
    })),
    elsewhere,
  }
}
