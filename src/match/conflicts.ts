import { present } from '../values/present.ts'
import { doubtByCode, fitsByDoubtfulCode } from './codes.ts'
import type { MatchDocument } from './document.ts'
import { type DocumentCluster, doubtful, fits, intersects, kindsFit, sameKey } from './unit.ts'

/** Documents that are one business invoice, and why it stands apart from others under the same key. */
export interface Group {
  documents: MatchDocument[]
  ksefNumber: string | null
  conflicts: Conflict[]
}

/** Why two groups stand apart although they share a key, or nearly do. */
type Reason =
  | { code: 'AMOUNT_MISMATCH' | 'DOUBLE_ISSUE' }
  | {
      code: 'AMBIGUOUS_MATCH'
      /**
       * Several purchases fit; the number is that of a misread copy of the other; the day of issue is doubtful; it reads
       * as the other, which has a neighbour; it reads as another, and this is the neighbour; both carry one code, and the
       * rest says two invoices, two sellers, or that one was replaced by another.
       */
      because: 'several' | 'misread' | 'day' | 'neighbour' | 'slip' | 'code' | 'seller' | 'replaced'
    }
export type Conflict = Reason & {
  /** The other group. */
  with: Group
}

/** A finding names so many others under one key; more would tell a human nothing and cost quadratic space. */
const namedConflicts = 20

/** Groups of units, each with the others that it may be, or contradicts. The ambiguous ones joined nothing they fit. */
export function withConflicts(
  settled: readonly DocumentCluster[],
  ambiguous: readonly DocumentCluster[],
): Group[] {
  const units = [...settled, ...ambiguous]
  const groups = units.map(
    (u): Group => ({ documents: u.documents, ksefNumber: u.ksefNumber, conflicts: [] }),
  )
  const hashes = units.map((u) => new Set(u.documents.flatMap((d) => d.hashes)))
  units.forEach((a, i) => {
    if (!a.ours || !a.invoice) return
    const conflicts = present(groups[i]?.conflicts)
    for (const [j, b] of units.entries()) {
      if (conflicts.length === namedConflicts) return
      if (i === j || !b.invoice) continue
      const reason = byWriting(a, b, units, ambiguous) ?? byCode(a, b, present(hashes[i]), present(hashes[j]))
      if (reason) conflicts.push({ ...reason, with: present(groups[j]) })
    }
  })
  return groups
}

type Hashes = ReadonlySet<string>

function byWriting(
  a: DocumentCluster,
  b: DocumentCluster,
  units: readonly DocumentCluster[],
  ambiguous: readonly DocumentCluster[],
): Reason | null {
  if (!kindsFit(a, b)) return null
  if (fitsByDoubtfulCode(b, a)) return ambiguousBy('several')
  return sameKey(a, b) || doubtful(a, b) || mayBeOf(a, b, units) ? conflictOf(a, b, ambiguous) : null
}

function byCode(
  a: DocumentCluster,
  b: DocumentCluster,
  ownHashes: Hashes,
  otherHashes: Hashes,
): Reason | null {
  const sameNumber = a.ksefNumber !== null && a.ksefNumber === b.ksefNumber
  const because = sameNumber || intersects(ownHashes, otherHashes) ? doubtByCode(a, b) : null
  return because === null ? null : ambiguousBy(because)
}

/** The first reads as another unit, and may as easily be the second. */
const mayBeOf = (a: DocumentCluster, b: DocumentCluster, units: readonly DocumentCluster[]): boolean =>
  a.neighbours.includes(b) && units.some((c) => c !== a && c.invoice && fits(a, c))

/** Why two units stand apart, seen from the first. */
function conflictOf(
  a: DocumentCluster,
  b: DocumentCluster,
  ambiguous: readonly DocumentCluster[],
): Reason | null {
  if (!sameKey(a, b))
    return a.ksefNumber === null ? ambiguousBy(a.neighbours.includes(b) ? 'slip' : 'misread') : null
  if (a.ksefNumber !== null && b.ksefNumber !== null && a.ksefNumber !== b.ksefNumber)
    return intersects(a.issuedKeys, b.issuedKeys) ? { code: 'DOUBLE_ISSUE' } : null
  if (!intersects(a.amounts, b.amounts)) return { code: 'AMOUNT_MISMATCH' }
  if (ambiguous.includes(a)) return ambiguousBy('several')
  if (a.dayDoubtful) return ambiguousBy('day')
  return a.neighbours.length > 0 ? ambiguousBy('neighbour') : null
}

const ambiguousBy = (because: Extract<Reason, { because: unknown }>['because']): Reason => ({
  code: 'AMBIGUOUS_MATCH',
  because,
})
