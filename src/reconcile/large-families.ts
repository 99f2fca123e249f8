import type { MatchDocument } from '../match/document.ts'
import { familyOfDay, familyOfYear, maxWeighed, type Numbered } from '../match/large.ts'
import { loadPurchases } from '../purchase/load.ts'
import type { PurchaseState, UnitOfWork } from '../purchase/unit-of-work.ts'
import type { Relation } from '../receipt/finding.ts'
import type { Db } from '../store/database.ts'
import { countByKeys, countByYears, purchasesOfYears } from '../store/families.ts'
import { purchasesByKeys } from '../store/purchase-keys.ts'
import { say } from '../texts/say.ts'
import { numberedAs } from './numbered.ts'

/** Families of which nothing more is compared: neither with each other nor with others. */
export interface LargeFamilies {
  has: (one: Numbered) => boolean
  /** The same number in a year, by its family. */
  hasYear: (family: string) => boolean
}

/**
 * Which families of these are too large. `fresh`: purchases that belong to them and are not stored yet; their
 * documents are. Further families of years may be asked for.
 */
export function largeFamilies(
  unit: UnitOfWork,
  all: readonly Numbered[],
  fresh: readonly PurchaseState[],
  more: readonly string[] = [],
): LargeFamilies {
  const days = countByKeys(unit.tx, [...new Set(all.map(familyOfDay))], maxWeighed + 1)
  const years = countByYears(unit.tx, [...new Set([...all.map(familyOfYear), ...more])], maxWeighed + 1)
  for (const family of yearsOf(unit, fresh)) {
    const stored = years.get(family)
    if (stored !== undefined) years.set(family, stored + 1)
  }
  const over = (counts: ReadonlyMap<string, number>, family: string) => (counts.get(family) ?? 0) > maxWeighed
  return {
    has: (one) => over(days, familyOfDay(one)) || over(years, familyOfYear(one)),
    hasYear: (family) => over(years, family),
  }
}

/** For each new purchase the number and year under which it stands; none for what is no invoice of ours. */
const yearsOf = (unit: UnitOfWork, states: readonly PurchaseState[]): string[] =>
  states
    .filter((p) => p.isNew)
    .flatMap((p) => numberedAs(p, unit) ?? [])
    .map(familyOfYear)

/**
 * The keys under which so many documents of a day stand, with those that arrive, that nothing is looked for under them;
 * `just`: until now they were not so many.
 */
export function largeKeys(
  tx: Db,
  documents: readonly MatchDocument[],
  arriving: readonly MatchDocument[],
): { keys: Set<string>; just: string[] } {
  const stored = countByKeys(tx, [...new Set(documents.map((d) => d.mistakableKey))], maxWeighed + 1)
  const coming = new Map<string, number>()
  for (const { mistakableKey: key } of arriving) coming.set(key, (coming.get(key) ?? 0) + 1)
  const large = [...stored].filter(([key, count]) => count + (coming.get(key) ?? 0) > maxWeighed)
  return {
    keys: new Set(large.map(([key]) => key)),
    just: large.filter(([, count]) => count <= maxWeighed).map(([key]) => key),
  }
}

/**
 * The purchases, besides the touched ones, of families that became too large by this transaction: they were decided
 * when nothing was wrong with them. `days`: keys of such families; of numbers in a year it is found out here.
 */
export function newlyHeld(
  unit: UnitOfWork,
  touched: readonly PurchaseState[],
  merged: readonly PurchaseState[],
  days: readonly string[],
): PurchaseState[] {
  const coming = new Map<string, number>()
  for (const family of yearsOf(unit, touched)) coming.set(family, (coming.get(family) ?? 0) + 1)
  const stored = countByYears(unit.tx, [...coming.keys()], maxWeighed + 1)
  const years = [...stored].filter(
    ([family, count]) => count <= maxWeighed && count + (coming.get(family) ?? 0) > maxWeighed,
  )
  const inHand = new Set([...touched, ...merged].map((p) => p.seq))
  const found = [
    ...(days.length === 0 ? [] : purchasesByKeys(unit.tx, days)),
    ...purchasesOfYears(
      unit.tx,
      years.map(([family]) => family),
    ),
  ]
  return loadPurchases(
    unit.tx,
    [...new Set(found)].filter((seq) => !inHand.has(seq)),
  ).filter((p) => p.mergedInto === null)
}

/** The finding on each purchase of a family that is too large; null on the others. */
export function largeRelations(
  unit: UnitOfWork,
  states: readonly PurchaseState[],
  fresh: readonly PurchaseState[],
): (Relation | null)[] {
  const numbered = states.map((p) => numberedAs(p, unit))
  const large = largeFamilies(
    unit,
    numbered.flatMap((one) => one ?? []),
    fresh,
  )
  return numbered.map((one) => (one !== null && large.has(one) ? tooMany : null))
}

const tooMany: Relation = {
  code: 'TOO_MANY_ALIKE',
  purchaseId: '',
  detail: say('conflict.too-many', { most: maxWeighed }),
}
