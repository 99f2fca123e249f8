import type { Group } from './partition.ts'

/** Where a document stood before: its purchase, or null when it is new. Lower `seq` is older. */
export interface Placement {
  purchase: number | null
  documentSeq: number
}

export interface Assignment {
  group: Group
  /** The purchase that goes on, or null when a new one is needed. */
  purchase: number | null
  /** Older purchases that turned out to be this one. */
  absorbed: number[]
}

/**
 * Finds for each group the purchase that goes on with it. A purchase follows its KSeF document, else its oldest
 * document; where several purchases meet in one group the oldest survives and the others are absorbed.
 */
export function assign(
  groups: readonly Group[],
  placementOf: (documentId: string) => Placement,
): Assignment[] {
  const heirs = new Map<number, { group: Group; rank: [number, number] }>()
  for (const group of groups) {
    for (const document of group.documents) {
      const { purchase, documentSeq } = placementOf(document.id)
      if (purchase === null) continue
      const rank: [number, number] = [document.fromKsef ? 0 : 1, documentSeq]
      const current = heirs.get(purchase)
      if (
        !current ||
        rank[0] < current.rank[0] ||
        (rank[0] === current.rank[0] && rank[1] < current.rank[1])
      ) {
        heirs.set(purchase, { group, rank })
      }
    }
  }
  const claims = new Map<Group, number[]>()
  for (const [purchase, { group }] of heirs) claims.set(group, [...(claims.get(group) ?? []), purchase])
  return groups.map((group) => {
    const [survivor = null, ...absorbed] = (claims.get(group) ?? []).sort((a, b) => a - b)
    return { group, purchase: survivor, absorbed }
  })
}
