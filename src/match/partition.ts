import { present } from '../values/present.ts'
import { fitsByDoubtfulCode, joinByHash, joinPapersByHash } from './codes.ts'
import { type Group, withConflicts } from './conflicts.ts'
import type { MatchDocument } from './document.ts'
import { nameNeighbours } from './neighbours.ts'
import { apart, DocumentCluster, fits, isOneSeller, kindsFit, mayJoin, statement } from './unit.ts'

/**
 * Splits documents into business invoices. The answer depends on the set of documents alone, never on their order:
 * first what a person decided to be one invoice, then everything under one KSeF number, then equal XML hashes (also of
 * a technically corrected invoice) as far as the writing agrees, then seller + number + P_1 with the same kind and gross
 * amount. Two sellers, another amount, several candidates, or the number of a copy that was misread, never merge; nor do two copies on a P_1 that is doubtful,
 * nor writing that may be that of a neighbour, nor anything that a person decided to be apart.
 */
export function partition(unsorted: readonly MatchDocument[]): Group[] {
  if (unsorted.length === 1)
    return [{ documents: [...unsorted], ksefNumber: unsorted[0]?.ksefNumber ?? null, conflicts: [] }]
  const units = joinDecided(inContentOrder(unsorted))
  const groups = [...groupBy(units, (u) => u.ksefNumber).values()].flatMap(joinUnlessApart)
  const loose = joinPapersByHash(
    units.filter((u) => u.ksefNumber === null),
    joinUnlessApart,
  )
  const unnumbered = joinByHash(groups, loose)
  nameNeighbours(unnumbered.left, groups)
  const left = joinByKey(groups, unnumbered.left)
  const clusters = clusterByKey(left.alone)
  // An ambiguous document is a purchase of its own until a human says which of the candidates it is.
  const ambiguous = mergeEqual([...left.ambiguous, ...unnumbered.torn])
  const settled = [...groups, ...clusters.groups]
  return withConflicts(settled, [...ambiguous.groups, ...ambiguous.ambiguous, ...clusters.ambiguous])
}

/** Sorted by what the documents say, so that no step below can depend on the order of arrival. */
function inContentOrder(documents: readonly MatchDocument[]): MatchDocument[] {
  const content = ({ id, ...said }: MatchDocument) => JSON.stringify(said)
  return documents
    .map((document) => ({ document, content: content(document) }))
    .sort((a, b) => (a.content < b.content ? -1 : a.content > b.content ? 1 : 0))
    .map(({ document }) => document)
}

/** Joins what a person decided to be one invoice, the last word first. Two KSeF numbers stay two, whoever says what. */
function joinDecided(documents: readonly MatchDocument[]): DocumentCluster[] {
  const isBound = (d: MatchDocument) => d.decisions.some((m) => m.says === 'same')
  const free = documents.filter((d) => !isBound(d))
  // Of documents about which the same was said all join or none: one comparison stands for thousands of equal copies.
  const said = ({ decisions, ksefNumber }: MatchDocument) => JSON.stringify([ksefNumber, decisions])
  const alike = [...groupBy(documents.filter(isBound), said).values()].map(
    (docs) => new DocumentCluster(docs),
  )
  const sizes = new Map(alike.map((u) => [u, u.documents.length]))
  const bound = joinLastWordFirst(alike)
  const apartAsBefore = bound.filter((u) => u.documents.length === sizes.get(u))
  const joined = bound.filter((u) => !apartAsBefore.includes(u))
  const single = [...free, ...apartAsBefore.flatMap((u) => u.documents)].map((d) => new DocumentCluster([d]))
  return [...single, ...joined]
}

function joinLastWordFirst(units: readonly DocumentCluster[]): readonly DocumentCluster[] {
  let last: { seq: number; a: DocumentCluster; b: DocumentCluster } | null = null
  for (const [i, a] of units.entries()) {
    for (const b of units.slice(i + 1)) {
      const word = statement(a, b)
      const twoNumbers = a.ksefNumber !== null && b.ksefNumber !== null && a.ksefNumber !== b.ksefNumber
      if (word?.says === 'same' && !twoNumbers && word.seq > (last?.seq ?? 0)) last = { seq: word.seq, a, b }
    }
  }
  if (last === null) return units
  const { a, b } = last
  a.add(b.documents)
  return joinLastWordFirst(units.filter((u) => u !== b))
}

/** Joins units that are one invoice by themselves, except those decided to be apart. KSeF's own documents come first. */
function joinUnlessApart(units: readonly DocumentCluster[]): DocumentCluster[] {
  const fromKsef = (u: DocumentCluster) => u.documents.some((d) => d.fromKsef)
  const joined: DocumentCluster[] = []
  for (const unit of [...units.filter(fromKsef), ...units.filter((u) => !fromKsef(u))]) {
    const home = joined.find((u) => !apart(u, unit) && isOneSeller(u, unit))
    if (home) home.add(unit.documents)
    else joined.push(unit)
  }
  return joined
}

function groupBy<K, V>(values: readonly V[], keyOf: (value: V) => K | null): Map<K, V[]> {
  const groups = new Map<K, V[]>()
  for (const value of values) {
    const key = keyOf(value)
    if (key === null) continue
    const group = groups.get(key)
    if (group) group.push(value)
    else groups.set(key, [value])
  }
  return groups
}

/** Adds units to the only numbered unit that fits by key, in rounds, because a joined unit may bring a further key. */
function joinByKey(
  numbered: DocumentCluster[],
  loose: DocumentCluster[],
): { alone: DocumentCluster[]; ambiguous: DocumentCluster[] } {
  const contested: DocumentCluster[] = []
  let waiting = loose
  for (;;) {
    const found = waiting.map((unit) => ({ unit, candidates: candidatesFor(unit, numbered, waiting) }))
    const single = found.filter((f) => f.candidates.length === 1)
    // Two that are decided to be apart cannot both be the one candidate: which of them it is, is for a human.
    const rivals = single.filter(
      ({ unit, candidates: [only] }) =>
        unit.decided && single.some((s) => s.candidates[0] === only && apart(s.unit, unit)),
    )
    contested.push(...rivals.map((r) => r.unit))
    const joining = single.filter((s) => !rivals.includes(s))
    for (const { unit, candidates } of joining) candidates[0]?.add(unit.documents)
    if (single.length === 0) {
      const several = found.filter((f) => f.candidates.length > 1).map((f) => f.unit)
      return {
        alone: found.filter((f) => f.candidates.length === 0).map((f) => f.unit),
        ambiguous: [...several, ...contested],
      }
    }
    waiting = found.filter((f) => f.candidates.length !== 1).map((f) => f.unit)
  }
}

/**
 * The units that one may join: by its writing, by a doubtful code, before all by both. Of unknown kind it fits loose
 * ones as well; where these are of another kind than a numbered one, which of them it is is for a human.
 */
function candidatesFor(
  unit: DocumentCluster,
  numbered: readonly DocumentCluster[],
  loose: readonly DocumentCluster[],
): DocumentCluster[] {
  const written = numbered.filter((n) => mayJoin(n, unit))
  const coded = numbered.filter((n) => fitsByDoubtfulCode(n, unit))
  const both = written.filter((n) => coded.includes(n))
  const found = both.length > 0 ? both : [...written, ...coded]
  if (found.length !== 1 || unit.kinds.size > 0) return found
  return [
    ...found,
    ...loose.filter((u) => u.kinds.size > 0 && !kindsFit(u, present(found[0])) && mayJoin(u, unit)),
  ]
}

/** Joins units without number among themselves; one of unknown kind joins only where a single kind fits. */
function clusterByKey(units: DocumentCluster[]): { groups: DocumentCluster[]; ambiguous: DocumentCluster[] } {
  const known = mergeEqual(units.filter((u) => u.kinds.size > 0))
  const { alone, ambiguous } = joinByKey(
    known.groups,
    units.filter((u) => u.kinds.size === 0),
  )
  const unknown = mergeEqual(alone)
  const several = mergeEqual(ambiguous)
  return {
    groups: [...known.groups, ...unknown.groups],
    ambiguous: [...known.ambiguous, ...unknown.ambiguous, ...several.groups, ...several.ambiguous],
  }
}

/** Merges units that fit each other until none do. One that fits several of which some are decided apart is ambiguous. */
function mergeEqual(units: readonly DocumentCluster[]): {
  groups: DocumentCluster[]
  ambiguous: DocumentCluster[]
} {
  const decided = units.filter((u) => u.decided)
  const bound = decided.filter((u) => decided.some((v) => fits(u, v) && apart(u, v)))
  if (bound.length === 0) return { groups: mergeAll(units), ambiguous: [] }
  const groups: DocumentCluster[] = []
  for (const unit of bound) {
    const home = groups.find((g) => mayJoin(g, unit))
    if (home) home.add(unit.documents)
    else groups.push(unit)
  }
  const { alone, ambiguous } = joinByKey(groups, mergeAll(units.filter((u) => !bound.includes(u))))
  return { groups: [...groups, ...alone], ambiguous }
}

function mergeAll(units: readonly DocumentCluster[]): DocumentCluster[] {
  let merged: DocumentCluster[] = []
  for (const unit of units) {
    let joined = unit
    // A union may fit what neither part did, so the search starts again with it.
    for (let touching = merged.filter((m) => mayJoin(m, joined)); touching.length > 0; ) {
      merged = merged.filter((m) => !touching.includes(m))
      joined = new DocumentCluster([...touching.flatMap((m) => m.documents), ...joined.documents])
      touching = merged.filter((m) => mayJoin(m, joined))
    }
    merged.push(joined)
  }
  return merged
}
