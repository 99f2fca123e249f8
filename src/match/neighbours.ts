import type { MatchDocument } from './document.ts'
import { isMistakable } from './slips.ts'
import { type DocumentCluster, intersects, kindsFit } from './unit.ts'

/**
 * Tells invoices that are recognised by their writing alone of their neighbours in KSeF: invoices of the same seller,
 * day, amount and kind under a number that is easily written as theirs. Who mistypes a neighbour's number writes
 * exactly theirs, and nothing on the copy says so. A neighbour of which there is a copy already is none: then each of
 * the two has its own, as where a seller gives many equal invoices on a day.
 */
export function nameNeighbours(
  loose: readonly DocumentCluster[],
  numbered: readonly DocumentCluster[],
): void {
  const inKsef = numbered.filter((n) => n.documents.some((d) => d.fromKsef))
  const written = loose.filter((unit) => unit.invoice && unit.documents.every((d) => isWriting(d, unit)))
  for (const unit of written) {
    const near = inKsef.filter((n) => isNeighbour(unit, n))
    unit.neighbours = near.filter((n) => !hasCopy(n, written))
  }
}

/**
 * It states neither a KSeF number nor the hash of a file: either would be the neighbour's, or prove that it is none. A
 * code that stands on papers of other invoices too proves nothing.
 */
const isWriting = (d: MatchDocument, unit: DocumentCluster): boolean =>
  d.ksefNumber === null && (d.hashes.length === 0 || unit.contested)

const isNeighbour = (unit: DocumentCluster, n: DocumentCluster): boolean =>
  unit.ours === n.ours &&
  kindsFit(unit, n) &&
  intersects(unit.amounts, n.amounts) &&
  unit.documents.some((d) =>
    n.documents.some(
      (k) => k.fromKsef && k.mistakableKey === d.mistakableKey && isMistakable(k.numberKey, d.numberKey),
    ),
  )

/** By its number, its hash or a decision, or one that reads exactly so. */
const hasCopy = (n: DocumentCluster, written: readonly DocumentCluster[]): boolean =>
  n.documents.some((d) => !d.fromKsef && d.invoice) ||
  written.some((w) => intersects(w.keys, n.keys) && intersects(w.amounts, n.amounts))
