import { assign } from '../match/assign.ts'
import { keysOf } from '../match/document.ts'
import { type Group, partition } from '../match/partition.ts'
import { moveEvidence } from '../store/evidence.ts'
import { movePostings } from '../store/postings.ts'
import { markMerged, nextPurchaseSeq, replaceKeys } from '../store/purchases.ts'
import { loadFamilies } from './load.ts'
import type { PlacedEvidence, PurchaseState, StoredRelation, Unit } from './workspace.ts'

/** What placing documents changed: the purchases whose documents or conflicts changed, and which were merged away. */
export interface Settlement {
  touched: PurchaseState[]
  merged: PurchaseState[]
  purchaseOf: Map<string, PurchaseState>
}

/**
 * Finds for new documents the purchases they belong to. All evidence that could have to do with them is split anew
 * into business invoices, so the result is the same in whatever order the documents came.
 */
export function settle(unit: Unit, incoming: readonly PlacedEvidence[]): Settlement {
  const known = loadFamilies(unit.tx, [...new Set(incoming.flatMap((e) => keysOf(e.document)))])
  const homes = new Map<string, PurchaseState>()
  for (const purchase of known) for (const record of purchase.records) homes.set(record.id, purchase)
  const records = new Map([...known.flatMap((p) => p.records), ...incoming].map((r) => [r.id, r]))
  const purchaseOf = new Map<string, PurchaseState>()
  const settlement: Settlement = { touched: [], merged: [], purchaseOf }
  const arrived = new Set(incoming.map((e) => e.id))
  let seq = nextPurchaseSeq(unit.tx)
  const create = (): PurchaseState => newPurchase(seq++, unit)
  const bySeq = new Map(known.map((p) => [p.seq, p]))
  for (const family of families([...records.values()])) {
    settleFamily(family, { bySeq, homes, records, arrived, create }, settlement)
  }
  write(unit, known, homes, settlement)
  unit.changes.settled(settlement, homes, incoming)
  return settlement
}

const newPurchase = (seq: number, unit: Unit): PurchaseState => ({
  seq,
  id: unit.newId(),
  isNew: true,
  mergedInto: null,
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

/** Documents connected by any key: only inside such a family can one document matter to another. */
function families(records: readonly PlacedEvidence[]): PlacedEvidence[][] {
  const familyOf = new Map<string, PlacedEvidence[]>()
  for (const record of records) {
    const keys = keysOf(record.document)
    const touching = new Set(keys.map((key) => familyOf.get(key)).filter((family) => family !== undefined))
    const [family = [], ...others] = touching
    family.push(record)
    for (const key of keys) familyOf.set(key, family)
    for (const member of others.flat()) {
      family.push(member)
      for (const key of keysOf(member.document)) familyOf.set(key, family)
    }
  }
  return [...new Set(familyOf.values())]
}

interface Known {
  bySeq: ReadonlyMap<number, PurchaseState>
  /** The purchase of each piece of evidence, before. */
  homes: ReadonlyMap<string, PurchaseState>
  records: ReadonlyMap<string, PlacedEvidence>
  /** Evidence that is new, or of which more became known. */
  arrived: ReadonlySet<string>
  create: () => PurchaseState
}

function settleFamily(
  family: readonly PlacedEvidence[],
  { bySeq, homes, records, arrived, create }: Known,
  settlement: Settlement,
): void {
  const groups = partition(family.map((r) => r.document))
  const assignments = assign(groups, (id) => ({
    purchase: homes.get(id)?.seq ?? null,
    documentSeq: records.get(id)?.seq ?? 0,
  }))
  const states = new Map<Group, PurchaseState>()
  const before = new Map<PurchaseState, string>()
  for (const { group, purchase, absorbed } of assignments) {
    const state = (purchase === null ? undefined : bySeq.get(purchase)) ?? create()
    before.set(state, placeOf(state))
    state.records = group.documents.map((d) => records.get(d.id) as PlacedEvidence)
    states.set(group, state)
    for (const record of state.records) settlement.purchaseOf.set(record.id, state)
    for (const seq of absorbed) absorb(bySeq.get(seq) as PurchaseState, state, settlement)
  }
  for (const group of groups) {
    const state = states.get(group) as PurchaseState
    const near = state.relations.filter((r) => r.code === 'POSSIBLE_DUPLICATE')
    state.relations = [
      ...near,
      ...group.conflicts.map((c) => relationTo(c.code, states.get(c.with) as PurchaseState)),
    ]
    const said = state.records.some((r) => arrived.has(r.id))
    if (said || state.isNew || placeOf(state) !== before.get(state)) settlement.touched.push(state)
  }
}

/** Which documents a purchase has and whom it is in conflict with, as text to compare. */
const placeOf = ({ records, relations }: PurchaseState): string => {
  const conflicts = relations
    .filter((r) => r.code !== 'POSSIBLE_DUPLICATE')
    .map((r) => `${r.code} ${r.other}`)
  return JSON.stringify([records.map((r) => r.id).sort(), conflicts.sort()])
}

/** The survivor keeps what was stated about it; what was stated only about the other one comes along. */
function absorb(merged: PurchaseState, survivor: PurchaseState, settlement: Settlement): void {
  merged.mergedInto = survivor.seq
  merged.records = []
  survivor.inputs = { ...merged.inputs, ...survivor.inputs }
  survivor.postings = [...survivor.postings, ...merged.postings].sort((a, b) => a.seq - b.seq)
  settlement.merged.push(merged)
}

const conflictDetails: Record<Exclude<StoredRelation['code'], 'POSSIBLE_DUPLICATE'>, string> = {
  AMOUNT_MISMATCH: 'Another document has the same seller, number and day and another gross amount.',
  AMBIGUOUS_MATCH: 'Several purchases fit this document.',
  DOUBLE_ISSUE: 'Another KSeF number has the same seller, number, day and kind.',
}

const relationTo = (code: keyof typeof conflictDetails, other: PurchaseState): StoredRelation => ({
  code,
  other: other.seq,
  detail: conflictDetails[code],
})

function write(
  unit: Unit,
  known: readonly PurchaseState[],
  homes: ReadonlyMap<string, PurchaseState>,
  { touched, merged, purchaseOf }: Settlement,
): void {
  const survivors = merged.map((m): [number, number] => [m.seq, m.mergedInto as number])
  markMerged(unit.tx, survivors)
  movePostings(unit.tx, survivors)
  const moved = [...purchaseOf]
    .filter(([id, state]) => homes.has(id) && homes.get(id) !== state)
    .map(([id, state]) => ({
      seq: state.records.find((r) => r.id === id)?.seq as number,
      purchase: state.seq,
    }))
  moveEvidence(unit.tx, moved)
  const isNew = touched.filter((p) => p.isNew)
  // Only where documents of known purchases moved may one of them have lost a key.
  const rewritten = touched.length > isNew.length ? known : []
  const all = [...known.filter((p) => p.mergedInto === null), ...isNew].sort((a, b) => a.seq - b.seq)
  replaceKeys(
    unit.tx,
    rewritten.map((p) => p.seq),
    keysOfPurchases(all, new Set([...rewritten, ...isNew])),
  )
}

/** Each key with the rank of the purchase among those that share it; new purchases rank last. */
function keysOfPurchases(
  all: readonly PurchaseState[],
  written: ReadonlySet<PurchaseState>,
): [key: string, variant: number, purchase: number][] {
  const variants = new Map<string, number>()
  return all.flatMap((state) =>
    [...new Set(state.records.flatMap((r) => keysOf(r.document)))].flatMap(
      (key): [string, number, number][] => {
        const variant = variants.get(key) ?? 0
        variants.set(key, variant + 1)
        return written.has(state) ? [[key, variant, state.seq]] : []
      },
    ),
  )
}
