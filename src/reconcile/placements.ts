import { isWritten, keysOf, type MatchDocument } from '../match/document.ts'
import { groupedBy } from '../purchase/load.ts'
import type { PlacedEvidence, PurchaseState, Regrouping, UnitOfWork } from '../purchase/unit-of-work.ts'
import { moveEvidence, settleAtHome } from '../store/evidence.ts'
import {
  activePostings,
  movePostings,
  movePostingsHome,
  returnPostings,
  settlePostingsAtHome,
} from '../store/postings.ts'
import { addKeys, replaceKeys } from '../store/purchase-keys.ts'
import { followDocuments, markMerged, markRestored } from '../store/purchases.ts'
import { replaceRegisterRows } from '../store/register.ts'
import { present } from '../values/present.ts'

/**
 * Stores where documents are now: merges, purchases that stand again, moved documents with the postings that follow
 * them, and the keys. A document that a person took out is at home where it went; so are the documents of a purchase
 * that has none of its own, be it new or left with what a merge brought it.
 */
export function storePlacements(
  unit: UnitOfWork,
  known: readonly PurchaseState[],
  before: ReadonlyMap<string, PurchaseState>,
  takenOut: string | null,
  { touched, merged, purchaseOf }: Regrouping,
  isLarge: (document: MatchDocument) => boolean,
): void {
  markMerged(
    unit.tx,
    merged.map((m) => [m.seq, present(m.mergedInto), m.brought]),
  )
  const gone = merged.map((m) => m.seq)
  replaceRegisterRows(unit.tx, gone, [])
  movePostings(
    unit.tx,
    merged.map((m) => [m.seq, present(m.mergedInto)]),
  )
  const restored = touched.filter((p) => p.restored)
  markRestored(
    unit.tx,
    restored.map((p) => p.seq),
  )
  const placed = [...purchaseOf].flatMap(([id, state]): Placed[] => {
    const [record, from] = [state.records.find((r) => r.id === id), before.get(id)]
    return record && from ? [{ id, state, record, from }] : []
  })
  const moved = placed.filter(({ state, from }) => from !== state)
  moveEvidence(
    unit.tx,
    moved.map(({ state, record }) => ({ seq: record.seq, purchase: state.seq })),
  )
  movePostingsHome(unit.tx, bookedElsewhere(known, placed, takenOut))
  const homeless = touched.filter((p) => p.records.every((r) => r.home !== null && r.home !== p.seq))
  settleAtHome(unit.tx, [
    ...homeless.flatMap((p) => p.records.map((r) => r.seq)),
    ...moved.filter(({ id }) => id === takenOut).map(({ record }) => record.seq),
  ])
  settlePostingsAtHome(
    unit.tx,
    homeless.map((p) => p.seq),
  )
  if (moved.length > 0) {
    followDocuments(
      unit.tx,
      moved.map(({ record }) => record.seq),
    )
    returnPostings(
      unit.tx,
      moved.flatMap(({ record }) => record.home ?? []),
    )
    reloadPostings(unit, touched)
  }
  writeKeys(unit, known, touched, isLarge)
}

/** A document that was known, where it was and where it is now. */
interface Placed {
  id: string
  from: PurchaseState
  state: PurchaseState
  record: PlacedEvidence
}

/** Postings of which a person took out all that was booked, and where that went. What a merge brought was not. */
function bookedElsewhere(
  known: readonly PurchaseState[],
  placed: readonly Placed[],
  takenOut: string | null,
): [posting: number, purchase: number][] {
  if (takenOut === null) return []
  return known.flatMap((purchase) =>
    purchase.postings.flatMap(({ seq, home, documentsUntil }): [number, number][] => {
      if (home !== purchase.seq || documentsUntil === null) return []
      const booked = placed.filter(
        ({ from, record }) => from === purchase && record.home === home && record.seq <= documentsUntil,
      )
      const [only, ...others] = booked
      return only?.id === takenOut && others.length === 0 ? [[seq, only.state.seq]] : []
    }),
  )
}

function reloadPostings(unit: UnitOfWork, states: readonly PurchaseState[]): void {
  const seqs = states.filter((p) => !p.isNew).map((p) => p.seq)
  const postings = groupedBy(activePostings(unit.tx, seqs), (p) => p.purchase)
  for (const state of states) state.postings = postings.get(state.seq) ?? []
}

function writeKeys(
  unit: UnitOfWork,
  known: readonly PurchaseState[],
  touched: readonly PurchaseState[],
  isLarge: (document: MatchDocument) => boolean,
): void {
  const isNew = touched.filter((p) => p.isNew)
  const restored = touched.filter((p) => p.restored)
  // Only where documents of known purchases moved may one of them have lost a key.
  const rewritten = touched.length > isNew.length ? [...known, ...restored] : []
  const standing = [...known.filter((p) => p.mergedInto === null), ...isNew, ...restored]
  const written = new Set([...rewritten, ...isNew])
  // Not all purchases under such a key were loaded: a rank among them is found where it is stored.
  const many = new Set(
    standing.flatMap((p) =>
      p.records.filter((r) => isLarge(r.document)).flatMap((r) => keysOf(r.document).filter(isWritten)),
    ),
  )
  const few = (key: string): boolean => !many.has(key)
  replaceKeys(
    unit.tx,
    rewritten.map((p) => p.seq),
    [...new Set(standing.flatMap(keysOfRecords))].filter(few),
    keysOfPurchases(
      standing.sort((a, b) => a.seq - b.seq),
      written,
    ).filter(([key]) => few(key)),
  )
  addKeys(
    unit.tx,
    [...written]
      .filter((p) => p.mergedInto === null)
      .flatMap((p) =>
        keysOfRecords(p)
          .filter((key) => many.has(key))
          .map((key): [string, number] => [key, p.seq]),
      ),
  )
}

const keysOfRecords = ({ records }: PurchaseState): string[] => [
  ...new Set(records.flatMap((r) => keysOf(r.document))),
]

/** Each key with the rank of the purchase among those that share it; new purchases rank last. */
function keysOfPurchases(
  all: readonly PurchaseState[],
  written: ReadonlySet<PurchaseState>,
): [key: string, variant: number, purchase: number][] {
  const variants = new Map<string, number>()
  return all.flatMap((state) =>
    keysOfRecords(state).flatMap((key): [string, number, number][] => {
      const variant = variants.get(key) ?? 0
      variants.set(key, variant + 1)
      return written.has(state) ? [[key, variant, state.seq]] : []
    }),
  )
}
