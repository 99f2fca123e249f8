import { statementBetween } from './decided.ts'
import type { MatchDocument } from './document.ts'
import { isMistakable } from './slips.ts'

/** A document, and the invoices of which it may be a copy that was misread. */
export interface Weighed extends MatchDocument {
  neighbours: readonly MatchDocument[]
}

/**
 * Finds, for what is recognised by its writing alone, the invoices in KSeF that it may be with one slip: of the same
 * seller, day, amount and kind, under a number that is easily written as its own. Such a copy reads exactly as one of
 * two invoices and may be of the other; nothing on it tells which. A person's word that it is not the other one counts.
 */
export function weigh(documents: readonly MatchDocument[]): Weighed[] {
  const known = documents.filter((d) => d.fromKsef && d.mistakableKey !== null)
  return documents.map((d) => ({
    ...d,
    neighbours: isWriting(d) ? known.filter((k) => isNeighbour(d, k)) : [],
  }))
}

/** It states neither a KSeF number nor the hash of a file. */
export const isWriting = (d: MatchDocument): boolean => d.ksefNumber === null && d.hashes.length === 0

const isNeighbour = (copy: MatchDocument, known: MatchDocument): boolean =>
  copy.mistakableKey === known.mistakableKey &&
  copy.ours === known.ours &&
  (copy.kindGroup === null || known.kindGroup === null || copy.kindGroup === known.kindGroup) &&
  isMistakable(copy.numberKey, known.numberKey) &&
  statementBetween([copy], [known])?.says !== 'different'
