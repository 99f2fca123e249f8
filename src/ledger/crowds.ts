import type { NearCandidate } from '../match/near.ts'
import { countOutside, outsideGroups, outsideMembers } from '../store/relations.ts'
import { addPeriods, type Month, monthOf } from '../values/day.ts'
import type { Unit } from './workspace.ts'

/** More purchases than this, of one seller, one amount and one month, all without KSeF document: a habit, no sign. */
const crowd = 20

/** Where equal amounts are the habit of a seller, so that an equal amount says nothing about a duplicate. */
export interface Crowds {
  isCrowded: (candidate: Omit<NearCandidate, 'crowded'>) => boolean
  /** Purchases of groups that became crowded, or are so no longer, by this transaction. */
  flipped: number[]
}

type Member = Omit<NearCandidate, 'crowded'>

const keyOf = (sellerId: string, gross: number, month: Month): string =>
  JSON.stringify([sellerId, gross, month])

/**
 * Counts purchases by seller, gross amount and month, as they were stored and as they are now. `gone` are the rows that
 * the transaction replaces or merges away.
 */
export function crowdsAround(unit: Unit, candidates: readonly Member[], gone: readonly number[]): Crowds {
  const keys = new Set<string>()
  for (const { sellerId, grossGrosze, issueDay } of candidates) {
    if (grossGrosze === null) continue
    const month = monthOf(issueDay)
    for (const shift of [-1, 0, 1]) keys.add(keyOf(sellerId, grossGrosze, addPeriods(month, shift)))
  }
  for (const key of outsideGroups(unit.tx, gone)) keys.add(key)
  const before = countOutside(unit.tx, [...keys], [])
  const after = countOutside(unit.tx, [...keys], gone)
  for (const { sellerId, grossGrosze, issueDay, hasKsef } of candidates) {
    if (grossGrosze === null || hasKsef) continue
    const key = keyOf(sellerId, grossGrosze, monthOf(issueDay))
    after.set(key, (after.get(key) ?? 0) + 1)
  }
  const over = (counts: ReadonlyMap<string, number>, key: string) => (counts.get(key) ?? 0) > crowd
  const flipped = [...keys].filter((key) => over(before, key) !== over(after, key))
  return {
    isCrowded: ({ sellerId, grossGrosze, issueDay }) =>
      grossGrosze !== null && over(after, keyOf(sellerId, grossGrosze, monthOf(issueDay))),
    flipped: outsideMembers(unit.tx, flipped),
  }
}
