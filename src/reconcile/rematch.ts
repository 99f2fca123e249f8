import { keysOf } from '../match/document.ts'
import { loadPurchases } from '../purchase/load.ts'
import { factsFor, type UnitOfWork } from '../purchase/unit-of-work.ts'
import { replaceCorrectionReferences } from '../store/correction-references.ts'
import { addKeys, removeNumberKeys } from '../store/purchase-keys.ts'
import { sellersOf, writeNumberKeys } from '../store/purchases.ts'
import { nearKey, numberKey } from '../values/invoice-number.ts'
import { findOriginals } from './corrected-invoices.ts'
import { regroupAgain } from './regroup-again.ts'
import { references } from './update-verdicts.ts'

/**
 * Matches the documents of purchases anew, for the keys under which numbers are compared are others than when they were
 * stored. They are known under these alone first, or they would not find themselves and each other.
 */
export function rematch(unit: UnitOfWork, purchases: readonly number[]): void {
  const states = loadPurchases(unit.tx, purchases).filter((p) => p.mergedInto === null)
  const sellers = states.flatMap((p) => p.records.map((r) => r.document.sellerId))
  // Also of one that was merged meanwhile, which has no documents: what it was known under leads to nobody any more.
  removeNumberKeys(unit.tx, purchases, [...new Set([...sellers, ...sellersOf(unit.tx, purchases)])])
  addKeys(
    unit.tx,
    states.flatMap((p) =>
      [...new Set(p.records.flatMap((r) => keysOf(r.document)))].map((key): [string, number] => [key, p.seq]),
    ),
  )
  const numbers = states.map((p) => ({ seq: p.seq, number: factsFor(p, unit).number }))
  writeNumberKeys(
    unit.tx,
    numbers.map(({ seq, number }) => [seq, numberKey(number), nearKey(number)]),
  )
  findOriginals(unit, states)
  replaceCorrectionReferences(
    unit.tx,
    states.map((p) => p.seq),
    states.flatMap(references),
  )
  regroupAgain(unit, states)
}
