import { assign } from '../match/assign.ts'
import type { Conflict, Group } from '../match/conflicts.ts'
import { isWritten, keysOf, type MatchDocument } from '../match/document.ts'
import { partition } from '../match/partition.ts'
import { loadFamilies, loadPurchases } from '../purchase/load.ts'
import type {
  PlacedEvidence,
  PurchaseState,
  Regrouping,
  StoredRelation,
  UnitOfWork,
} from '../purchase/unit-of-work.ts'
import { nextEvidenceSeq } from '../store/evidence.ts'
import { mergedAmong, nextPurchaseSeq } from '../store/purchases.ts'
import { say } from '../texts/say.ts'
import { present } from '../values/present.ts'
import { propertyOf } from '../values/record.ts'
import { largeKeys } from './large-families.ts'
import { storePlacements } from './placements.ts'

/**
 * Finds for documents the purchases they belong to: new ones, those of which more became known, and those about which
 * a person decided (`takenOut`: the id of the document that leaves its purchase by that). All evidence that could have to
 * do with them is split anew into business invoices, so the result is the same in whatever order the documents came.
 */
export function regroup(
  unit: UnitOfWork,
  arriving: readonly PlacedEvidence[],
  takenOut: string | null = null,
): Regrouping {
  const sought = new SoughtKeys(unit, arriving)
  const known = loadFamilies(
    unit.tx,
    arriving.map((e) => e.document),
    (documents) => sought.of(documents),
  )
  const before = new Map(known.flatMap((p) => p.records.map((r) => [r.id, p] as const)))
  const records = allRecords(known, arriving)
  const settlement: Regrouping = { touched: [], merged: [], purchaseOf: new Map(), tooMany: sought.just }
  let seq = nextPurchaseSeq(unit.tx)
  const desk: Desk = {
    bySeq: new Map(known.map((p) => [p.seq, p])),
    before,
    takenOut,
    records,
    cameWith: mergedHomes(unit, [...records.values()], before),
    arrived: new Set(arriving.map((e) => e.id)),
    create: () => newPurchase(seq++, unit),
    restore: (merged, from) => restore(unit, merged, from),
  }
  const groups = families([...records.values()], sought).flatMap((f) => partition(f.map((r) => r.document)))
  settleGroups(groups, desk, settlement)
  storePlacements(unit, known, before, takenOut, settlement, sought.isLarge)
  unit.changes.regrouped(
    settlement,
    before,
    arriving.filter((e) => e.home === null),
  )
  return settlement
}

/**
 * The keys under which documents look for others. Where too many stand under a number, what it says counts no more: then
 * only a KSeF number, an XML hash or the word of a person leads from one document to another.
 */
class SoughtKeys {
  readonly #unit: UnitOfWork
  readonly #fresh: readonly MatchDocument[]
  readonly #large = new Set<string>()
  readonly #asked = new Set<string>()
  /** Keys under which too many stand since the documents at hand arrived. */
  readonly just: string[] = []

  constructor(unit: UnitOfWork, arriving: readonly PlacedEvidence[]) {
    this.#unit = unit
    const next = nextEvidenceSeq(unit.tx)
    this.#fresh = arriving.filter((e) => e.seq >= next).map((e) => e.document)
  }

  of(documents: readonly MatchDocument[]): string[] {
    const unknown = documents.filter((d) => !this.#asked.has(d.mistakableKey))
    if (unknown.length > 0) {
      const { keys, just } = largeKeys(this.#unit.tx, unknown, this.#fresh)
      for (const { mistakableKey } of unknown) this.#asked.add(mistakableKey)
      for (const key of keys) this.#large.add(key)
      this.just.push(...just)
    }
    return documents.flatMap((d) => this.ofOne(d))
  }

  /** Of a document that was asked about with others. */
  ofOne(document: MatchDocument): string[] {
    const keys = keysOf(document)
    return this.isLarge(document) ? keys.filter((key) => !isWritten(key)) : keys
  }

  isLarge = (document: MatchDocument): boolean => this.#large.has(document.mistakableKey)
}

/** Known documents, and the arriving ones; one that was known keeps its place and what was decided about it. */
function allRecords(
  known: readonly PurchaseState[],
  arriving: readonly PlacedEvidence[],
): Map<string, PlacedEvidence> {
  const records = new Map(known.flatMap((p) => p.records).map((r) => [r.id, r]))
  for (const record of arriving) {
    const { home, document } = records.get(record.id) ?? record
    records.set(record.id, {
      ...record,
      home,
      document: { ...record.document, decisions: document.decisions },
    })
  }
  return records
}

/** For documents that a merge brought to where they are: the purchase with which they came. */
function mergedHomes(
  unit: UnitOfWork,
  records: readonly PlacedEvidence[],
  before: ReadonlyMap<string, PurchaseState>,
): Map<string, number> {
  const away = records.filter((r) => r.home !== null && r.home !== before.get(r.id)?.seq)
  const homes = new Set(away.map((r) => present(r.home)))
  const merged = mergedAmong(unit.tx, [...homes])
  return new Map(away.filter((r) => merged.has(present(r.home))).map((r) => [r.id, present(r.home)]))
}

const newPurchase = (seq: number, unit: UnitOfWork): PurchaseState => ({
  seq,
  id: unit.newId(),
  isNew: true,
  mergedInto: null,
  restored: false,
  brought: [],
  records: [],
  inputs: {},
  relations: [],
  postings: [],
  createdAt: unit.cause.at,
  before: null,
  facts: null,
  verdict: null,
  originals: [],
})

/** A merged purchase stands again, and takes back from `from` the statements that only it had brought. */
function restore(unit: UnitOfWork, seq: number, from: PurchaseState | undefined): PurchaseState {
  const state = present(loadPurchases(unit.tx, [seq])[0])
  for (const name of state.brought) {
    const own = JSON.stringify(propertyOf(state.inputs, name))
    if (from && JSON.stringify(propertyOf(from.inputs, name)) === own)
      Reflect.deleteProperty(from.inputs, name)
  }
  return { ...state, mergedInto: null, restored: true, brought: [] }
}

/** Documents connected by any key: only inside such a family can one document matter to another. */
function families(records: readonly PlacedEvidence[], sought: SoughtKeys): PlacedEvidence[][] {
  const familyOf = new Map<string, PlacedEvidence[]>()
  const alone: PlacedEvidence[][] = []
  for (const record of records) {
    const keys = sought.ofOne(record.document)
    if (keys.length === 0) alone.push([record])
    const touching = new Set(keys.map((key) => familyOf.get(key)).filter((family) => family !== undefined))
    const [family = [], ...others] = touching
    family.push(record)
    for (const key of keys) familyOf.set(key, family)
    for (const member of others.flat()) {
      family.push(member)
      for (const key of sought.ofOne(member.document)) familyOf.set(key, family)
    }
  }
  return [...new Set(familyOf.values()), ...alone]
}

interface Desk {
  bySeq: ReadonlyMap<number, PurchaseState>
  /** The purchase of each known document, before. */
  before: ReadonlyMap<string, PurchaseState>
  takenOut: string | null
  records: ReadonlyMap<string, PlacedEvidence>
  cameWith: ReadonlyMap<string, number>
  arrived: ReadonlySet<string>
  create: () => PurchaseState
  restore: (merged: number, from: PurchaseState | undefined) => PurchaseState
}

/** All groups at once: what was one purchase may have parted into documents that share no key any more. */
function settleGroups(groups: readonly Group[], desk: Desk, settlement: Regrouping): void {
  const { bySeq, before, records, arrived } = desk
  const assignments = assign(groups, (id) => ({
    purchase: id === desk.takenOut ? null : (before.get(id)?.seq ?? null),
    cameWith: desk.cameWith.get(id) ?? null,
    cameAfterPosting: cameAfterPosting(before.get(id), records.get(id)),
    documentSeq: records.get(id)?.seq ?? 0,
  }))
  const states = new Map<Group, PurchaseState>()
  const placeBefore = new Map<PurchaseState, string>()
  for (const { group, purchase, restored, absorbed } of assignments) {
    const state = restored
      ? desk.restore(present(purchase), before.get(present(group.documents[0]?.id)))
      : ((purchase === null ? undefined : bySeq.get(purchase)) ?? desk.create())
    placeBefore.set(state, placeOf(state))
    state.records = group.documents.map((d) => present(records.get(d.id)))
    states.set(group, state)
    for (const record of state.records) settlement.purchaseOf.set(record.id, state)
    for (const seq of absorbed) absorb(present(bySeq.get(seq)), state, settlement)
  }
  for (const group of groups) {
    const state = present(states.get(group))
    const near = state.relations.filter((r) => r.code === 'POSSIBLE_DUPLICATE')
    state.relations = [...near, ...group.conflicts.map((c) => relationTo(c, present(states.get(c.with))))]
    const said = state.records.some((r) => arrived.has(r.id))
    if (said || state.isNew || placeOf(state) !== placeBefore.get(state)) settlement.touched.push(state)
  }
}

/** A posting that does not tell what its purchase had then was made on all of it. */
function cameAfterPosting(
  purchase: PurchaseState | undefined,
  document: PlacedEvidence | undefined,
): boolean {
  const own = purchase?.postings.filter((p) => p.home === purchase.seq) ?? []
  return own.length > 0 && own.every((p) => (document?.seq ?? 0) > (p.documentsUntil ?? Infinity))
}

/** Which documents a purchase has and whom it is in conflict with, as text to compare. */
const placeOf = ({ records, relations }: PurchaseState): string => {
  const conflicts = relations
    .filter((r) => r.code !== 'POSSIBLE_DUPLICATE')
    .map((r) => `${r.code} ${r.other}`)
  return JSON.stringify([records.map((r) => r.id).sort(), conflicts.sort()])
}

/** The survivor keeps what was stated about it; what was stated only about the other one comes along. */
function absorb(merged: PurchaseState, survivor: PurchaseState, settlement: Regrouping): void {
  merged.mergedInto = survivor.seq
  merged.brought = Object.keys(merged.inputs).filter((name) => !(name in survivor.inputs))
  survivor.inputs = { ...merged.inputs, ...survivor.inputs }
  settlement.merged.push(merged)
}

/** A finding says of an ambiguous match what makes it so. */
const relationTo = (conflict: Conflict, other: PurchaseState): StoredRelation => ({
  code: conflict.code,
  other: other.seq,
  detail: say(`conflict.${'because' in conflict ? conflict.because : conflict.code}`),
})
