import type { Facts } from '../receipt/facts.ts'
import type { Original, Verdict } from '../receipt/verdict.ts'
import { purchasesByKeys } from '../store/purchase-keys.ts'
import { type PurchaseRow, purchaseRows } from '../store/purchases.ts'
import { firstMonthInRegister } from '../store/register.ts'
import type { Period } from '../values/day.ts'
import type { StoredIdentity } from './decide.ts'
import { referenceKeys } from './load.ts'
import { factsFor, type PurchaseState, type Unit } from './workspace.ts'

/** Finds for each correction the originals it names, as far as they are held, in the order of its references. */
export function findOriginals(unit: Unit, states: readonly PurchaseState[]): void {
  for (const state of states) {
    const { corrects, seller } = factsFor(state, unit)
    state.originals = corrects.map((reference) => findOriginal(unit, state.seq, seller.id, reference))
  }
}

/**
 * The original of a correction: the purchase with the quoted number, else the only one of the seller with that number
 * and day. One with another KSeF number than the quoted is not the original.
 */
function findOriginal(
  unit: Unit,
  correction: number,
  sellerId: string,
  reference: Facts['corrects'][number],
): (Original & { seq: number }) | null {
  for (const key of referenceKeys(sellerId, reference)) {
    const rows = purchaseRows(
      unit.tx,
      purchasesByKeys(unit.tx, [key]).filter((seq) => seq !== correction),
    )
    const fitting = rows
      .map((row) => ({ row, identity: JSON.parse(row.identity) as StoredIdentity }))
      .filter(
        ({ identity }) =>
          [null, identity.ksefNumber].includes(reference.ksefNumber) || identity.ksefNumber === null,
      )
    const [only] = fitting
    if (fitting.length !== 1 || !only) continue
    const { ksefNumber, group, exchangeRates } = only.identity
    return {
      seq: only.row.seq,
      purchaseId: only.row.id,
      isCorrection: group === 'correction',
      deductedIn: deductedIn(unit, only.row),
      quotedNumberMissing: reference.ksefNumber !== null && ksefNumber === null,
      exchangeRates,
    }
  }
  return null
}

/** The month in which the purchase stands in the record, else the first period in which it may be deducted. */
function deductedIn(unit: Unit, row: PurchaseRow): Period | null {
  const { deduction, record } = JSON.parse(row.verdict) as Verdict
  if (deduction.from === null) return null
  return firstMonthInRegister(unit.tx, row.seq) ?? record.entries[0]?.month ?? deduction.from
}
