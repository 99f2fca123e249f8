import { present } from '../values/present.ts'
import type { Group } from './conflicts.ts'

/** Where a document stood before. Lower `documentSeq` is older. */
export interface PlaceBefore {
  /** Its purchase, or null when it is new or a person took it out. */
  purchase: number | null
  /** The purchase with which it came into that one by a merge, or null when it did not. */
  cameWith: number | null
  /** It came after its purchase was posted: it is not what was booked. */
  cameAfterPosting: boolean
  documentSeq: number
}

interface Assignment {
  group: Group
  /** The purchase that goes on, or null when a new one is needed. */
  purchase: number | null
  /** The purchase was merged away before, and stands again. */
  restored: boolean
  /** Older purchases that turned out to be this one. */
  absorbed: number[]
}

/**
 * Finds for each group the purchase that goes on with it. A purchase follows its own documents before those that a
 * merge brought it, what was posted before what came later, its KSeF document before others, and the oldest; where
 * several purchases meet in one group the oldest survives and the others are absorbed. Documents that part from a
 * merged purchase get their own back.
 */
export function assign(
  groups: readonly Group[],
  placementOf: (documentId: string) => PlaceBefore,
): Assignment[] {
  const heirs = new Map<number, { group: Group; rank: Rank }>()
  const origins = new Map<number, { group: Group; rank: Rank }>()
  for (const group of groups) {
    for (const document of group.documents) {
      const { purchase, cameWith, cameAfterPosting, documentSeq } = placementOf(document.id)
      const rank: Rank = [
        cameWith === null ? 0 : 1,
        cameAfterPosting ? 1 : 0,
        document.fromKsef ? 0 : 1,
        documentSeq,
      ]
      if (purchase !== null) claim(heirs, purchase, group, rank)
      if (cameWith !== null) claim(origins, cameWith, group, rank)
    }
  }
  const claims = oldestFirst(heirs)
  const own = oldestFirst(origins)
  return groups.map((group) => {
    const [survivor, ...absorbed] = claims.get(group) ?? []
    if (survivor !== undefined) return { group, purchase: survivor, restored: false, absorbed }
    const [merged = null] = own.get(group) ?? []
    return { group, purchase: merged, restored: merged !== null, absorbed: [] }
  })
}

/** The purchases of which each group is the heir. */
function oldestFirst(heirs: ReadonlyMap<number, { group: Group }>): Map<Group, number[]> {
  const purchases = new Map<Group, number[]>()
  for (const [purchase, { group }] of [...heirs].sort(([a], [b]) => a - b)) {
    purchases.set(group, [...(purchases.get(group) ?? []), purchase])
  }
  return purchases
}

/** Compared part by part; the lowest wins. */
type Rank = readonly [number, number, number, number]

function claim(
  heirs: Map<number, { group: Group; rank: Rank }>,
  purchase: number,
  group: Group,
  rank: Rank,
): void {
  const current = heirs.get(purchase)
  if (!current || isLower(rank, current.rank)) heirs.set(purchase, { group, rank })
}

function isLower(a: Rank, b: Rank): boolean {
  const index = a.findIndex((part, i) => part !== b[i])
  return index >= 0 && present(a[index]) < present(b[index])
}
