import {
  type Changes,
  originalSeq,
  type PlacedEvidence,
  type PurchaseState,
  type Regrouping,
} from '../purchase/unit-of-work.ts'
import { insertChanges } from '../store/changes.ts'
import type { Db } from '../store/database.ts'
import { storedPurchases, survivingRows } from '../store/purchases.ts'
import type { StoredPurchase } from '../store/stored-identity.ts'
import type { Change, ChangeType } from '../values/change.ts'
import { fromJson } from '../values/json.ts'
import { present } from '../values/present.ts'
import { changedData, changesOf, createdChanges } from './changes.ts'

/** What a transaction did to one purchase so far. */
interface Entry {
  before: StoredPurchase | null
  after: StoredPurchase | null
  /** The purchase as it was decided last. */
  state: PurchaseState
  came: { id: string; type: 'copy' | 'ksef' }[]
  /** A document left it, or more became known of one. */
  changed: boolean
}

/**
 * Gathers what one transaction changes, and writes it into the feed at its end. A purchase that was decided several
 * times is told once, from what was stored before to what is stored in the end.
 */
export class ChangeLog implements Changes {
  readonly #purchases = new Map<number, Entry>()
  /** Public ids of purchases that were merged into others, by row number. */
  readonly #merged = new Map<number, string>()
  /** Row numbers of purchases that stand again: while they were merged, nothing showed them. */
  readonly #restored = new Set<number>()
  readonly #told: Change[] = []

  /** A purchase was decided; `before` is what was stored of it, if it was. */
  decided(state: PurchaseState, before: StoredPurchase | undefined, after: StoredPurchase): void {
    const entry = this.#entry(state)
    if (entry.after === null) entry.before = before ?? null
    entry.after = after
    entry.state = state
  }

  /** Documents came, moved between purchases or became better known; `homes` is where they stood before. */
  regrouped(
    { touched, merged, purchaseOf }: Regrouping,
    homes: ReadonlyMap<string, PurchaseState>,
    incoming: readonly PlacedEvidence[],
  ): void {
    for (const [id, purchase] of purchaseOf) {
      const home = homes.get(id)
      if (home === purchase) continue
      const document = present(purchase.records.find((r) => r.id === id))
      this.#entry(purchase).came.push({ id, type: document.evidence.type })
      if (home) this.#entry(home).changed = true
    }
    for (const { id } of incoming) {
      const home = homes.get(id)
      if (home) this.#entry(home).changed = true
    }
    for (const { seq, id } of merged) this.#merged.set(seq, id)
    for (const { seq, id } of touched.filter(({ restored }) => restored)) {
      this.#restored.add(seq)
      this.tell('purchase.restored', id, {})
    }
  }

  /** Anything else: said as it is, after what became of purchases. */
  tell(type: ChangeType, purchaseId: string | null, data: Change['data']): void {
    this.#told.push({ type, purchaseId, data })
  }

  /** Writes everything into the feed; answers whether there was anything to write. */
  write(tx: Db, at: string): boolean {
    const changes = [
      ...[...this.#purchases.values()].flatMap(told),
      ...this.#mergers(tx),
      ...this.#correctedOriginals(tx),
      ...this.#told,
    ]
    if (changes.length > 0) insertChanges(tx, at, changes)
    return changes.length > 0
  }

  #entry(state: PurchaseState): Entry {
    let entry = this.#purchases.get(state.seq)
    if (!entry) {
      entry = { state, before: null, after: null, came: [], changed: false }
      this.#purchases.set(state.seq, entry)
    }
    return entry
  }

  #mergers(tx: Db): Change[] {
    return [...survivingRows(tx, [...this.#merged.keys()])].map(([seq, survivor]) => ({
      type: 'purchase.merged',
      purchaseId: this.#merged.get(seq) ?? null,
      data: { into: survivor.id },
    }))
  }

  /** Purchases whose list of corrections shows a correction that came, went, or is called otherwise now. */
  #correctedOriginals(tx: Db): Change[] {
    const originals = new Set<number>()
    for (const { before, state } of this.#purchases.values()) {
      const unseen = before === null || this.#restored.has(state.seq)
      const [then, now] = [unseen ? nothing : storedOriginals(before), originalsOf(state)]
      if (then === now || JSON.stringify(then) === JSON.stringify(now)) continue
      for (const seq of [...then.originals, ...now.originals]) originals.add(seq)
    }
    for (const stored of storedPurchases(tx, [...this.#merged.keys()]).values()) {
      for (const seq of storedOriginals(stored).originals) originals.add(seq)
    }
    if (originals.size === 0) return []
    const rows = new Map([...survivingRows(tx, [...originals]).values()].map((row) => [row.id, row]))
    return [...rows.values()].map(({ id, verdict }) => ({
      type: 'purchase.changed',
      purchaseId: id,
      data: changedData(['correctedBy'], verdict),
    }))
  }
}

function told({ state, before, after, came, changed }: Entry): Change[] {
  const { id, verdict, facts } = state
  if (after === null || verdict === null || facts === null) return []
  if (before === null) return createdChanges(id, verdict, facts, { came, changed })
  const decidedTheSame =
    before.verdict === after.verdict && before.identity === after.identity && before.inputs === after.inputs
  return decidedTheSame && came.length === 0 && !changed
    ? []
    : changesOf(id, before, after, { came, changed })
}

/** The originals that a correction names and that are held, and what they show of it. */
interface Correcting {
  originals: number[]
  shown: string
}
const nothing: Correcting = { originals: [], shown: '' }

const correcting = (originals: (number | undefined)[], number: string, ksefNumber: string | null) => {
  const held = originals.flatMap((seq) => seq ?? [])
  return held.length === 0 ? nothing : { originals: held, shown: `${number} ${ksefNumber}` }
}

const originalsOf = ({ originals, facts }: PurchaseState): Correcting =>
  facts === null
    ? nothing
    : correcting(
        originals.map((o) => originalSeq(o) ?? undefined),
        facts.number,
        facts.ksef?.number ?? null,
      )

function storedOriginals(row: Pick<StoredPurchase, 'identity'>): Correcting {
  const { originals, number, ksefNumber } = fromJson(row.identity)
  return correcting(
    originals.map((seq) => seq ?? undefined),
    number,
    ksefNumber,
  )
}
