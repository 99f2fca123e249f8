import { loadPurchases } from '../purchase/load.ts'
import type { PurchaseState, UnitOfWork } from '../purchase/unit-of-work.ts'
import { relate } from './near-duplicates.ts'
import { settle } from './regroup.ts'
import { decideAll } from './update-verdicts.ts'

/** Splits all documents of purchases anew, with the decisions that are in force now, and decides what changed. */
export function settleAgain(
  unit: UnitOfWork,
  states: readonly PurchaseState[],
  takenOut: ReadonlySet<string> = new Set(),
): void {
  const again = loadPurchases(
    unit.tx,
    states.map((s) => s.seq),
  )
  const { touched, merged } = settle(
    unit,
    again.flatMap((s) => s.records),
    takenOut,
  )
  const neighbours = relate(unit, touched, merged)
  decideAll(unit, [...touched, ...neighbours])
}
