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

/**
 * Which families are too large: of these nothing more is compared, neither with each other nor with others. Each is counted
 * once in a transaction, from when its documents are stored on.
 */
export class Families {
  readonly #tx: Db
  /** Documents by family of a day. */
  readonly #days = new Map<string, number>()
  /** Stored purchases by family of a year, and those that are not stored yet. */
  readonly #years = new Map<string, number>()
  readonly #coming = new Map<string, number>()

  /** `fresh`: purchases that may not be stored yet; their documents are. */
  constructor(unit: UnitOfWork, fresh: readonly PurchaseState[]) {
    this.#tx = unit.tx
    for (const one of fresh.filter((p) => p.isNew).flatMap((p) => numberedAs(p, unit) ?? [])) {
      const year = familyOfYear(one)
      this.#coming.set(year, (this.#coming.get(year) ?? 0) + 1)
    }
  }

  /** Those of which something is too large. Further families of years may be asked for. */
  among<T extends Numbered>(all: readonly T[], more: readonly string[] = []): Set<T> {
    const known = all.map((one) => ({ one, day: familyOfDay(one), year: familyOfYear(one) }))
    const unknown = [...new Set(known.map(({ day }) => day))].filter((day) => !this.#days.has(day))
    for (const [day, count] of countByKeys(this.#tx, unknown, maxWeighed + 1)) this.#days.set(day, count)
    this.#countYears([...known.map(({ year }) => year), ...more])
    const large = known.filter(
      ({ day, year }) => (this.#days.get(day) ?? 0) > maxWeighed || this.hasYear(year),
    )
    return new Set(large.map(({ one }) => one))
  }

  /** The same number in a year, by its family; one that was asked for. */
  hasYear(family: string): boolean {
    return (this.#years.get(family) ?? 0) + (this.#coming.get(family) ?? 0) > maxWeighed
  }

  /** Families of years that are too large by what is not stored yet. */
  newlyLarge(): string[] {
    this.#countYears([...this.#coming.keys()])
    return [...this.#coming.keys()].filter(
      (family) => this.hasYear(family) && (this.#years.get(family) ?? 0) <= maxWeighed,
    )
  }

  #countYears(families: readonly string[]): void {
    const unknown = [...new Set(families)].filter((family) => !this.#years.has(family))
    for (const [family, count] of countByYears(this.#tx, unknown, maxWeighed + 1))
      this.#years.set(family, count)
  }
}

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
  families: Families,
  days: readonly string[],
): PurchaseState[] {
  const inHand = new Set([...touched, ...merged].map((p) => p.seq))
  const found = [
    ...(days.length === 0 ? [] : purchasesByKeys(unit.tx, days)),
    ...purchasesOfYears(unit.tx, families.newlyLarge()),
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
  families: Families,
): (Relation | null)[] {
  const numbered = states.map((p) => numberedAs(p, unit))
  const large = families.among(numbered.flatMap((one) => one ?? []))
  return numbered.map((one) => (one !== null && large.has(one) ? tooMany : null))
}

const tooMany: Relation = {
  code: 'TOO_MANY_ALIKE',
  purchaseId: '',
  detail: say('conflict.too-many', { most: maxWeighed }),
}
