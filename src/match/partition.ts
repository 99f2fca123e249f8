import type { KindGroup } from '../values/invoice-kind.ts'
import type { MatchDocument } from './document.ts'

/** Documents that are one business invoice, and why it stands apart from others under the same key. */
export interface Group {
  documents: MatchDocument[]
  ksefNumber: string | null
  conflicts: Conflict[]
}

export interface Conflict {
  code: 'AMOUNT_MISMATCH' | 'AMBIGUOUS_MATCH' | 'DOUBLE_ISSUE'
  /** The other group. */
  with: Group
}

/**
 * Splits documents into business invoices. The answer depends on the set of documents alone, never on their order:
 * first everything under one KSeF number, then equal XML hashes (also of a technically corrected invoice), then
 * seller + number + P_1 with the same kind and gross amount. Another amount, or several candidates, never merge.
 */
export function partition(unsorted: readonly MatchDocument[]): Group[] {
  const documents = inContentOrder(unsorted)
  if (documents.length === 1)
    return [{ documents, ksefNumber: documents[0]?.ksefNumber ?? null, conflicts: [] }]
  const numbered = groupBy(documents, (d) => d.ksefNumber)
  const groups = [...numbered].map(([ksefNumber, docs]) => new Unit(ksefNumber, docs))
  const loose = hashComponents(documents.filter((d) => d.ksefNumber === null)).map(
    (docs) => new Unit(null, docs),
  )
  const unnumbered = joinByHash(groups, loose)
  const left = joinByKey(groups, unnumbered)
  const clusters = clusterByKey(left.alone)
  // An ambiguous document is a purchase of its own until a human says which of the candidates it is.
  const ambiguous = mergeEqual(left.ambiguous)
  return withConflicts([...groups, ...clusters.groups], [...ambiguous, ...clusters.ambiguous])
}

/** Sorted by what the documents say, so that no step below can depend on the order of arrival. */
function inContentOrder(documents: readonly MatchDocument[]): MatchDocument[] {
  const content = ({ id, ...said }: MatchDocument) => JSON.stringify(said)
  if (documents.length === 1) return [...documents]
  return documents
    .map((document) => ({ document, content: content(document) }))
    .sort((a, b) => (a.content < b.content ? -1 : a.content > b.content ? 1 : 0))
    .map(({ document }) => document)
}

/** A set of documents known to be one invoice, with what is needed to compare it with others. */
class Unit {
  readonly ksefNumber: string | null
  readonly documents: MatchDocument[] = []
  ours = true
  invoice = false
  kinds: ReadonlySet<KindGroup> = new Set()
  amounts: ReadonlySet<string> = new Set()
  keys: ReadonlySet<string> = new Set()

  constructor(ksefNumber: string | null, documents: readonly MatchDocument[]) {
    this.ksefNumber = ksefNumber
    this.add(documents)
  }

  add(documents: readonly MatchDocument[]): void {
    this.documents.push(...documents)
    const fromKsef = this.documents.filter((d) => d.fromKsef)
    const invoices = this.documents.filter((d) => d.invoice)
    // KSeF's own documents speak for a unit before copies do, invoices before other papers.
    const spokesmen = [fromKsef, invoices, this.documents].find((docs) => docs.length > 0) ?? []
    this.ours = (fromKsef.length > 0 ? fromKsef : this.documents).every((d) => d.ours)
    this.invoice = invoices.length > 0
    this.kinds = new Set(spokesmen.flatMap((d) => d.kindGroup ?? []))
    this.amounts = new Set(
      spokesmen.flatMap((d) => (d.grossGrosze === null ? [] : [`${d.grossGrosze} ${d.currency}`])),
    )
    this.keys = new Set(this.documents.map((d) => d.invoiceKey))
  }
}

function intersects<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  for (const x of a) if (b.has(x)) return true
  return false
}

const kindsFit = (a: Unit, b: Unit): boolean =>
  a.kinds.size === 0 || b.kinds.size === 0 || intersects(a.kinds, b.kinds)
const sameKey = (a: Unit, b: Unit): boolean => a.ours === b.ours && intersects(a.keys, b.keys)
const fits = (a: Unit, b: Unit): boolean =>
  sameKey(a, b) && kindsFit(a, b) && intersects(a.amounts, b.amounts)

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

/** Connected components of documents that share an XML hash. */
function hashComponents(documents: readonly MatchDocument[]): MatchDocument[][] {
  let components: { hashes: Set<string>; documents: MatchDocument[] }[] = []
  for (const document of documents) {
    const hashes = new Set(document.hashes)
    const touching = components.filter((c) => intersects(c.hashes, hashes))
    const joined = {
      hashes: new Set([...touching.flatMap((c) => [...c.hashes]), ...hashes]),
      documents: [...touching.flatMap((c) => c.documents), document],
    }
    components = [...components.filter((c) => !touching.includes(c)), joined]
  }
  return components.map((c) => c.documents)
}

/** Adds loose units to the one numbered unit whose XML they are; answers the units that found none. */
function joinByHash(numbered: Unit[], loose: Unit[]): Unit[] {
  const holders = new Map<string, Set<Unit>>()
  for (const unit of numbered) {
    for (const hash of unit.documents.flatMap((d) => d.hashes)) {
      holders.set(hash, (holders.get(hash) ?? new Set()).add(unit))
    }
  }
  return loose.filter((unit) => {
    const found = new Set(
      unit.documents.flatMap((d) => d.hashes.flatMap((hash) => [...(holders.get(hash) ?? [])])),
    )
    if (found.size !== 1) return true
    for (const holder of found) holder.add(unit.documents)
    return false
  })
}

/** Adds units to the only numbered unit that fits by key, in rounds, because a joined unit may bring a further key. */
function joinByKey(numbered: Unit[], loose: Unit[]): { alone: Unit[]; ambiguous: Unit[] } {
  let waiting = loose
  for (;;) {
    const found = waiting.map((unit) => ({ unit, candidates: numbered.filter((n) => fits(n, unit)) }))
    const joining = found.filter((f) => f.candidates.length === 1)
    for (const { unit, candidates } of joining) candidates[0]?.add(unit.documents)
    if (joining.length === 0) {
      return {
        alone: found.filter((f) => f.candidates.length === 0).map((f) => f.unit),
        ambiguous: found.filter((f) => f.candidates.length > 1).map((f) => f.unit),
      }
    }
    waiting = found.filter((f) => f.candidates.length !== 1).map((f) => f.unit)
  }
}

/** Joins units without number among themselves; one of unknown kind joins only where a single kind fits. */
function clusterByKey(units: Unit[]): { groups: Unit[]; ambiguous: Unit[] } {
  const known = mergeEqual(units.filter((u) => u.kinds.size > 0))
  const { alone, ambiguous } = joinByKey(
    known,
    units.filter((u) => u.kinds.size === 0),
  )
  return { groups: [...known, ...mergeEqual(alone)], ambiguous: mergeEqual(ambiguous) }
}

/** Merges units that fit each other until none do. */
function mergeEqual(units: readonly Unit[]): Unit[] {
  let merged: Unit[] = []
  for (const unit of units) {
    let joined = unit
    // A union may fit what neither part did, so the search starts again with it.
    for (let touching = merged.filter((m) => fits(m, joined)); touching.length > 0; ) {
      merged = merged.filter((m) => !touching.includes(m))
      joined = new Unit(null, [...touching.flatMap((m) => m.documents), ...joined.documents])
      touching = merged.filter((m) => fits(m, joined))
    }
    merged.push(joined)
  }
  return merged
}

/** A finding names so many others under one key; more would tell a human nothing and cost quadratic space. */
const namedConflicts = 20

function withConflicts(settled: Unit[], ambiguous: Unit[]): Group[] {
  const units = [...settled, ...ambiguous]
  const groups = units.map(
    (u): Group => ({ documents: u.documents, ksefNumber: u.ksefNumber, conflicts: [] }),
  )
  units.forEach((a, i) => {
    units.forEach((b, j) => {
      if (i === j || !a.ours || !sameKey(a, b) || !kindsFit(a, b) || !a.invoice || !b.invoice) return
      const code = conflictOf(a, b, ambiguous)
      const conflicts = groups[i]?.conflicts
      if (code && conflicts && conflicts.length < namedConflicts)
        conflicts.push({ code, with: groups[j] as Group })
    })
  })
  return groups
}

/** Why two units under one key stand apart, seen from the first. */
function conflictOf(a: Unit, b: Unit, ambiguous: readonly Unit[]): Conflict['code'] | null {
  if (a.ksefNumber !== null && b.ksefNumber !== null) return 'DOUBLE_ISSUE'
  if (!intersects(a.amounts, b.amounts)) return 'AMOUNT_MISMATCH'
  return ambiguous.includes(a) ? 'AMBIGUOUS_MATCH' : null
}
