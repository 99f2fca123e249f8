import type { NearCandidate } from '../match/near.ts'
import type { UnitOfWork } from '../purchase/unit-of-work.ts'
import { countGroups, groupsOf, groupsWithOutside, outsideMembers } from '../store/relations.ts'
import { addMonths, type Month, monthOf } from '../values/day.ts'
import { fromJson } from '../values/json.ts'
import { present } from '../values/present.ts'

/** More purchases than this, of one seller, one amount and one month: more often than weekly is a habit, no sign. */
const crowd = 5

/** Where equal amounts are the habit of a seller, so that an equal amount says nothing about a duplicate. */
export interface RecurringAmounts {
  isRecurring: (candidate: Omit<NearCandidate, 'crowded'>) => boolean
  /** Purchases without KSeF document of groups that became crowded, or are so no longer, by this transaction. */
  flipped: number[]
}

type Member = Omit<NearCandidate, 'crowded'>

const keyOf = (sellerId: string, gross: number, month: Month): string =>
  JSON.stringify([sellerId, gross, month])

/**
 * Counts purchases by seller, gross amount and month, as they were stored and as they are now. `replaced` are the rows
 * that the transaction decides anew, `merged` those that it merged away.
 */
export function recurringAmountsAround(
  unit: UnitOfWork,
  candidates: readonly Member[],
  replaced: readonly number[],
  merged: readonly number[],
): RecurringAmounts {
  const keys = new Set<string>()
  const addAround = (sellerId: string, gross: number, month: Month) => {
    for (const shift of [-1, 0, 1]) keys.add(keyOf(sellerId, gross, addMonths(month, shift)))
  }
  for (const { sellerId, grossGrosze, issueDay } of candidates) {
    if (grossGrosze !== null) addAround(sellerId, grossGrosze, monthOf(issueDay))
  }
  const left = groupsOf(unit.tx, replaced)
  const dissolved = groupsOf(unit.tx, merged)
  for (const key of [...left, ...dissolved]) addAround(...fromJson(key))
  // A group all in KSeF matters to nobody, and most are: its purchases are not even counted.
  const outside = candidates.filter((c) => !c.hasKsef && c.grossGrosze !== null)
  const asked = new Set([
    ...groupsWithOutside(unit.tx, [...keys]),
    ...outside.map((c) => keyOf(c.sellerId, present(c.grossGrosze), monthOf(c.issueDay))),
  ])
  const leaving = new Map<string, number>()
  for (const key of left) leaving.set(key, (leaving.get(key) ?? 0) + 1)
  const before = countGroups(unit.tx, [...asked], crowd + 1 + Math.max(0, ...leaving.values()))
  const after = new Map([...before].map(([key, count]) => [key, count - (leaving.get(key) ?? 0)]))
  for (const { sellerId, grossGrosze, issueDay } of candidates) {
    if (grossGrosze === null) continue
    const key = keyOf(sellerId, grossGrosze, monthOf(issueDay))
    const others = after.get(key)
    if (others !== undefined) after.set(key, others + 1)
  }
  const over = (counts: ReadonlyMap<string, number>, key: string) => (counts.get(key) ?? 0) > crowd
  // Merged rows are marked already, so their groups are not counted as they were: they are taken for changed.
  const shrunk = dissolved.filter((key) => !over(after, key))
  const flipped = new Set([...shrunk, ...[...keys].filter((key) => over(before, key) !== over(after, key))])
  return {
    isRecurring: ({ sellerId, grossGrosze, issueDay, hasKsef }) =>
      !hasKsef && grossGrosze !== null && over(after, keyOf(sellerId, grossGrosze, monthOf(issueDay))),
    flipped: outsideMembers(unit.tx, [...flipped]),
  }
}
