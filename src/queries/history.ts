import type { Db } from '../store/database.ts'
import { type HistoryRow, listHistory, mergedInto } from '../store/lists.ts'
import { type PurchaseRow, purchaseRows } from '../store/purchases.ts'
import { foreignUntil } from '../store/restore.ts'
import { valueAt } from '../values/faults.ts'
import { fromJson } from '../values/json.ts'

/** One entry of a purchase's history as the contract shows it. */
interface HistoryEntry {
  seq: number
  at: string
  actor: string
  type: string
  cause: string
  rule: string | null
  before: unknown
  after: unknown
  inputs: unknown
  /** Written elsewhere, as an archive says that was not made here. */
  foreign: boolean
}

/**
 * The history of a purchase and of those merged into it, oldest first. A decision is stored as what it replaced; what
 * it decided is the `before` of the next decision on the same purchase, or its verdict of today.
 */
export function historyOf(db: Db, purchase: PurchaseRow): HistoryEntry[] {
  const seqs = [purchase.seq, ...mergedInto(db, [purchase.seq]).map((m) => m.seq)]
  const following = new Map(purchaseRows(db, seqs).map((row): [number, unknown] => [row.seq, row.verdict]))
  const until = foreignUntil(db)
  const entries = listHistory(db, seqs)
    .toReversed()
    .map((row) => ({ ...entryOf(row, following), foreign: row.seq <= until }))
  return entries.toReversed()
}

function entryOf(row: HistoryRow, following: Map<number, unknown>): Omit<HistoryEntry, 'foreign'> {
  const { seq, purchase, at, actor, type, cause } = row
  const data = fromJson(row.data)
  const isDecision = type === 'created' || type === 'decided'
  const after = isDecision ? following.get(purchase) : data.after
  if (isDecision) following.set(purchase, data.before)
  const rule = isDecision ? valueAt(after, ['receipt', 'rule']) : null
  return {
    seq,
    at,
    actor,
    type,
    cause,
    rule: typeof rule === 'string' ? rule : null,
    before: data.before,
    after,
    inputs: data.inputs ?? data.stated ?? null,
  }
}
