import { loadPurchases } from '../purchase/load.ts'
import type { PurchaseState, UnitOfWork } from '../purchase/unit-of-work.ts'
import { Families } from './large-families.ts'
import { relateNearDuplicates } from './near-duplicates.ts'
import { regroup } from './regroup.ts'
import { updateVerdicts } from './update-verdicts.ts'

/** Splits all documents of purchases anew, with the decisions that are in force now, and decides what changed. */
export function regroupAgain(
  unit: UnitOfWork,
  states: readonly PurchaseState[],
  takenOut: string | null = null,
): void {
  const again = loadPurchases(
    unit.tx,
    states.map((s) => s.seq),
  )
  const { touched, merged } = regroup(
    unit,
    again.flatMap((s) => s.records),
    takenOut,
  )
  const families = new Families(unit, touched)
  const neighbours = relateNearDuplicates(unit, touched, merged, families)
  updateVerdicts(unit, [...touched, ...neighbours], families)
}
