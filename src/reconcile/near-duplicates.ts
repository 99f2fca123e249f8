import { familyOfDay, suspiciousDays } from '../match/large.ts'
import { isForeign, type NearCandidate, nearRule } from '../match/near.ts'
import { swapped } from '../match/slips.ts'
import { groupedBy, loadPurchases } from '../purchase/load.ts'
import { factsFor, type PurchaseState, type UnitOfWork } from '../purchase/unit-of-work.ts'
import {
  type ForeignProbe,
  foreignRows,
  type NearProbes,
  type NearRow,
  nearRows,
  type RelationRow,
  relatedTo,
  replaceRelations,
  sellersWithOutside,
} from '../store/relations.ts'
import { say } from '../texts/say.ts'
import { addDays, type Day } from '../values/day.ts'
import { kindGroup } from '../values/invoice-kind.ts'
import type { Families } from './large-families.ts'
import { numberedAs } from './numbered.ts'
import { type RecurringAmounts, recurringAmountsAround } from './recurring-amounts.ts'

type Uncrowded = Omit<NearCandidate, 'crowded'> & { seq: number }
type Near = NearCandidate & { seq: number }
type Pair = RelationRow & { code: 'POSSIBLE_DUPLICATE' }

/**
 * Finds which purchases are suspiciously near to the touched ones, stores all relations of the touched, and answers
 * the further purchases whose relations changed by that.
 */
export function relateNearDuplicates(
  unit: UnitOfWork,
  touched: readonly PurchaseState[],
  merged: readonly PurchaseState[],
  families: Families,
): PurchaseState[] {
  const candidates = touched.flatMap((p) => nearCandidate(p, unit) ?? [])
  const stored = touched.filter((p) => !p.isNew).map((p) => p.seq)
  const isAmongNumbered = amongNumbered(unit, candidates)
  const crowds = recurringAmountsAround(
    unit,
    candidates.filter((c) => !isAmongNumbered(c)),
    stored,
    merged.map((p) => p.seq),
  )
  const own = new Set(touched.map((p) => p.seq))
  const flipped = loadPurchases(
    unit.tx,
    crowds.flipped.filter((seq) => !own.has(seq)),
  )
  const subjects = [...touched, ...flipped.filter((p) => p.mergedInto === null)]
  // What is stored of these is out of date: they are subjects now, or no invoices of ours any more.
  const replaced = new Set([...subjects, ...merged].map((p) => p.seq))
  const near = [...candidates, ...flipped.flatMap((p) => nearCandidate(p, unit) ?? [])]
  const pairs = nearPairs(unit, near, replaced, crowds, families, isAmongNumbered)
  const changed = storeRelations(unit, subjects, merged, pairs)
  for (const { seq } of touched) changed.delete(seq)
  const further = new Set(flipped.map((p) => p.seq))
  const others = loadPurchases(
    unit.tx,
    [...changed].filter((seq) => !further.has(seq)),
  )
  return [...flipped, ...others].filter((p) => p.mergedInto === null)
}

/**
 * Whether all of the seller has its document of KSeF, stored or at hand, as while a history is imported: then an equal amount,
 * or a number that is easily taken for this one, says nothing.
 */
function amongNumbered(unit: UnitOfWork, candidates: readonly Uncrowded[]): (c: Uncrowded) => boolean {
  const sellersOf = (some: readonly Uncrowded[]) => new Set(some.map((c) => c.sellerId))
  const here = sellersOf(candidates.filter((c) => !c.hasKsef))
  const stored = sellersWithOutside(unit.tx, [...sellersOf(candidates)])
  return ({ hasKsef, sellerId }) => hasKsef && !here.has(sellerId) && !stored.has(sellerId)
}

/** Answers all purchases, besides the merged, that had or have a relation to a subject. */
function storeRelations(
  unit: UnitOfWork,
  subjects: readonly PurchaseState[],
  merged: readonly PurchaseState[],
  pairs: readonly Pair[],
): Set<number> {
  const known = subjects.filter((p) => !p.isNew).map((p) => p.seq)
  const gone = merged.map((p) => p.seq)
  const before = relatedTo(unit.tx, [...known, ...gone])
  const near = groupedBy(pairs, (p) => p.purchase)
  for (const state of subjects) {
    const conflicts = state.relations.filter((r) => r.code !== 'POSSIBLE_DUPLICATE')
    state.relations = [...conflicts, ...(near.get(state.seq) ?? [])]
  }
  const relations = subjects.flatMap((p) => p.relations.map((r) => ({ ...r, purchase: p.seq })))
  const mirrored = pairs.map((p): RelationRow => ({ ...p, purchase: p.other, other: p.purchase }))
  replaceRelations(unit.tx, known, gone, [...relations, ...mirrored])
  const changed = new Set([...before, ...pairs.map((p) => p.other)])
  for (const seq of gone) changed.delete(seq)
  return changed
}

/** Whoever is of a family that is too large is near to nobody. */
function nearPairs(
  unit: UnitOfWork,
  candidates: readonly Uncrowded[],
  replaced: ReadonlySet<number>,
  crowds: RecurringAmounts,
  families: Families,
  isAmongNumbered: (c: Uncrowded) => boolean,
): Pair[] {
  const mixed = candidates.filter((c) => !isAmongNumbered(c))
  const years = mixed.flatMap((c) => suspiciousDays(c).map((days) => days.family))
  const large = families.among(candidates, years)
  const subjects = candidates.filter((c) => !large.has(c))
  if (subjects.length === 0) return []
  const own = new Set(subjects.map((c) => c.seq))
  const stored = [false, true].flatMap((outsideOnly) => {
    const some = subjects.filter((c) => c.hasKsef === outsideOnly)
    const keys = [...new Set(some.map(familyOfDay))]
    const probes = probesOf(
      some.filter((c) => !isAmongNumbered(c)),
      families,
    )
    return nearRows(unit.tx, { ...probes, keys }, outsideOnly)
  })
  const foreign = foreignRows(unit.tx, subjects.flatMap(foreignProbes))
  const rows = [...stored, ...foreign].filter((row) => !replaced.has(row.seq)).map(fromRow)
  const largeRows = families.among(rows)
  const others = new Map(rows.filter((row) => !largeRows.has(row)).map((row) => [row.seq, row]))
  const judged = [...subjects, ...others.values()].map(
    (c): Near => ({ ...c, crowded: crowds.isRecurring(c) }),
  )
  const pairs: Pair[] = []
  for (const group of groupedBy(judged, (c) => c.sellerId).values()) {
    // KSeF itself refuses a number used twice: without an outside document there is nothing to suspect.
    if (group.every((c) => c.hasKsef)) continue
    for (const a of group) if (own.has(a.seq)) for (const b of group) pairs.push(...pairOf(a, b))
  }
  const [abroad, here] = [judged.filter(isForeign), judged.filter((c) => !isForeign(c))]
  const hereByNumber = abroad.length === 0 ? new Map<string, Near[]>() : groupedBy(here, (c) => c.numberKey)
  for (const a of abroad) {
    for (const b of hereByNumber.get(a.numberKey) ?? []) {
      if (own.has(a.seq)) pairs.push(...pairOf(a, b))
      if (own.has(b.seq)) pairs.push(...pairOf(b, a))
    }
  }
  return pairs
}

function pairOf(a: Near, b: Near): Pair[] {
  const rule = a.seq === b.seq ? null : nearRule(a, b)
  if (rule === null) return []
  const detail = say('near', { isSameSeller: a.sellerId === b.sellerId, rule })
  return [{ purchase: a.seq, code: 'POSSIBLE_DUPLICATE', other: b.seq, detail }]
}

/** Same gross amount: as many days as the table of near rules looks around, besides the day with day and month swapped. */
const amountDays = 31

function daysAround(issueDay: Day): { fromDay: Day; toDay: Day }[] {
  const around = { fromDay: addDays(issueDay, -amountDays), toDay: addDays(issueDay, amountDays) }
  const other = swapped(issueDay)
  return other === null ? [around] : [around, { fromDay: other, toDay: other }]
}

function probesOf(subjects: readonly Uncrowded[], families: Families): Omit<NearProbes, 'keys'> {
  return {
    numbers: subjects.flatMap((c) =>
      suspiciousDays(c)
        .filter(({ family }) => !families.hasYear(family))
        .map(({ from, to }): NearProbes['numbers'][number] => [c.sellerId, c.nearKey, from, to]),
    ),
    amounts: subjects.flatMap(({ sellerId, grossGrosze, issueDay }) =>
      grossGrosze === null
        ? []
        : daysAround(issueDay).map(({ fromDay, toDay }): NearProbes['amounts'][number] => [
            ...([sellerId, grossGrosze, fromDay, toDay] as const),
          ]),
    ),
  }
}

/** Where the same invoice may stand under the other number of a firm that has one here and one abroad. */
const foreignProbes = (c: Uncrowded): ForeignProbe[] =>
  daysAround(c.issueDay).map((between) => ({
    numberKey: c.numberKey,
    foreign: isForeign(c),
    ...between,
  }))

/** What is compared of a purchase, as it is stored. */
export const fromRow = (row: NearRow): Uncrowded => ({
  seq: row.seq,
  sellerId: row.sellerId,
  numberKey: row.numberKey,
  nearKey: row.nearKey,
  issueDay: row.issueDay,
  kindGroup: row.kindGroup,
  grossGrosze: row.gross,
  netGrosze: row.net,
  currency: row.currency,
  hasKsef: row.ksefNumber !== null,
  hasCopy: row.hasCopy === 1,
})

/** Null for what is no invoice, or not addressed to the taxpayer: it is no duplicate of anything. */
function nearCandidate(state: PurchaseState, unit: UnitOfWork): Uncrowded | null {
  const numbered = numberedAs(state, unit)
  if (numbered === null) return null
  const { kind, grossGrosze, netGrosze, currency, ksef } = factsFor(state, unit)
  return {
    seq: state.seq,
    ...numbered,
    kindGroup: kind === null ? null : kindGroup(kind),
    ...{ grossGrosze, netGrosze, currency },
    hasKsef: ksef !== null,
    hasCopy: state.records.some((r) => r.evidence.type === 'copy'),
  }
}
