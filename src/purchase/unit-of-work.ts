import type { MatchDocument } from '../match/document.ts'
import { type Context, type EvidenceRecord, type Facts, factsOf } from '../receipt/facts.ts'
import type { Inputs } from '../receipt/inputs.ts'
import type { Original, Sought } from '../receipt/original.ts'
import type { Verdict } from '../receipt/verdict.ts'
import type { Db } from '../store/database.ts'
import type { PostingRow } from '../store/postings.ts'
import type { RelationCode } from '../store/relations.ts'
import type { StoredPurchase } from '../store/stored-identity.ts'
import type { Sentence } from '../texts/sentence.ts'
import type { Change, ChangeType } from '../values/change.ts'
import type { Instant } from '../values/instant.ts'
import type { Json } from '../values/json.ts'

/** Evidence with its place in the ledger. */
export interface PlacedEvidence extends EvidenceRecord {
  seq: number
  /** The purchase to which it belongs by itself; null for a new document. */
  home: number | null
  /** What matching sees of it. */
  document: MatchDocument
}

/** Another purchase that this one is in conflict with, or suspiciously near to. */
export interface StoredRelation {
  code: RelationCode
  other: number
  detail: Sentence
}

/** A purchase while a transaction works on it. */
export interface PurchaseState {
  seq: number
  id: string
  isNew: boolean
  mergedInto: number | null
  /** It was merged away and stands on its own again. */
  restored: boolean
  /** Statements that it brought to the purchase it was merged into. */
  brought: readonly string[]
  records: PlacedEvidence[]
  inputs: Inputs
  relations: StoredRelation[]
  /** Postings in force; more than one only where a merge joined two posted purchases. */
  postings: PostingRow[]
  createdAt: string
  /** The verdict as stored, null for a new purchase. */
  before: Json<Verdict> | null
  facts: Facts | null
  verdict: Verdict | null
  /** What each reference of a correction leads to, in their order. */
  originals: SoughtHere[]
}

/** What a reference leads to in this ledger; an original with its row number. */
export type SoughtHere = { found: Original & { seq: number } } | Exclude<Sought, { found: unknown }>

/** The row number of the original that a reference leads to; null where it leads to none. */
export const originalSeq = (sought: SoughtHere | undefined): number | null =>
  sought !== undefined && 'found' in sought ? sought.found.seq : null

/** Who does something to a ledger, when, and why. */
export interface Cause {
  at: Instant
  actor: string
  why: string
}

/** Gathers what one transaction changes, for the feed. */
export interface Changes {
  /** A purchase was decided; `before` is what was stored of it, if it was. */
  decided(state: PurchaseState, before: StoredPurchase | undefined, after: StoredPurchase): void
  /** Documents came, moved between purchases or became better known; `homes` is where they stood before. */
  regrouped(
    regrouping: Regrouping,
    homes: ReadonlyMap<string, PurchaseState>,
    incoming: readonly PlacedEvidence[],
  ): void
  /** Anything else: said as it is, after what became of purchases. */
  tell(type: ChangeType, purchaseId: string | null, data: Change['data']): void
  /** Writes everything into the feed; answers whether there was anything to write. */
  write(tx: Db, at: string): boolean
}

/** One transaction on one ledger: the database and what every decision in it depends on. */
export interface UnitOfWork {
  tx: Db
  context: (sellerId: string) => Context
  cause: Cause
  newId: () => string
  /** What readers of the feed are told when the transaction ends. */
  changes: Changes
  /** A job was added that is due: the host hears of it when the transaction has ended. */
  wake: () => void
}

/** The facts of a purchase, gathered once in a transaction. */
export function factsFor(state: PurchaseState, unit: UnitOfWork): Facts {
  state.facts ??= factsOf(state.records, state.inputs, unit.context)
  return state.facts
}

/** What placing documents changed: the purchases whose documents or conflicts changed, and which were merged away. */
export interface Regrouping {
  touched: PurchaseState[]
  merged: PurchaseState[]
  purchaseOf: Map<string, PurchaseState>
  /** Keys under which too many documents stand from now on to be compared (`match/large.ts`). */
  tooMany: readonly string[]
}
