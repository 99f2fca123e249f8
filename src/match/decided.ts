/** What a person said of documents: they are one invoice, or they are not; or only that a finding is settled. */
export type Says = 'same' | 'different' | null

/** A document's part in a decision, which is about the documents of two sides. Later decisions have a higher `seq`. */
export interface Membership {
  seq: number
  side: 0 | 1
  says: Says
}

interface Decided {
  decisions: readonly Membership[]
}

/** What was said last about two sets of documents, and by which decision; null when nothing was. */
export function statementBetween(
  a: readonly Decided[],
  b: readonly Decided[],
): { seq: number; says: 'same' | 'different' } | null {
  let last: { seq: number; says: 'same' | 'different' } | null = null
  const others = new Set(b.flatMap((d) => d.decisions.map(placeIn)))
  if (others.size === 0) return null
  for (const { seq, side, says } of a.flatMap((d) => d.decisions)) {
    if (says === null || (last !== null && seq <= last.seq)) continue
    if (others.has(placeIn({ seq, side: side === 0 ? 1 : 0 }))) last = { seq, says }
  }
  return last
}

const placeIn = ({ seq, side }: Pick<Membership, 'seq' | 'side'>): number => 2 * seq + side
