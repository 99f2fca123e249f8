import type { Evidence } from '../ingest/evidence.ts'
import type { RawDocument } from '../ingest/source.ts'
import { loadPurchases, placed } from '../purchase/load.ts'
import type { PlacedEvidence, PurchaseState, UnitOfWork } from '../purchase/unit-of-work.ts'
import { openFindings } from '../receipt/finding.ts'
import {
  addXmlFacts,
  findKnown,
  insertEvidence,
  type KnownEvidence,
  keepBytes,
  nextEvidenceSeq,
} from '../store/evidence.ts'
import { fromJson } from '../values/json.ts'
import { present } from '../values/present.ts'
import { Families, newlyHeld } from './large-families.ts'
import { relateNearDuplicates } from './near-duplicates.ts'
import { settleQuarantine } from './quarantine.ts'
import { regroup } from './regroup.ts'
import { updateVerdicts } from './update-verdicts.ts'
import { wakeDrafts } from './waiting-drafts.ts'

/** A document ready to be recorded: what it says, by which content it is known again, and its bytes. */
export interface Incoming {
  evidence: Evidence
  contentHash: string
  raw: RawDocument | null
  /** The evidence as JSON, where it was written already. */
  text?: string | undefined
}

/** What became of a document. `review`: it opened a blocking finding. */
type RecordOutcome = 'new' | 'attached' | 'unchanged' | 'review' | 'quarantined'

export interface Recorded {
  outcome: RecordOutcome
  evidenceId: string
  /** Row number of the purchase. */
  purchase: number
}

/**
 * Records documents: known ones change nothing, the others are kept, matched, related and decided, all in the
 * transaction of `unit`. Answers one result per document, in order.
 */
export function record(unit: UnitOfWork, incoming: readonly Incoming[]): Recorded[] {
  const hashes = [...new Set(incoming.map((i) => i.contentHash))]
  const known = new Map(findKnown(unit.tx, hashes).map((k) => [k.contentHash, k]))
  const { fresh, completed } = sortOut(unit, incoming, known)
  addXmlFacts(unit.tx, [...completed.values()])
  const { touched, merged, purchaseOf, tooMany } = regroup(unit, [...fresh.values(), ...completed.values()])
  const before = new Map(touched.map((state) => [state.seq, state.isNew ? null : blockingCount(state)]))
  keep(unit, incoming, fresh, completed, purchaseOf)
  wakeDrafts(unit, ksefDocuments(fresh))
  const families = new Families(unit, touched)
  const subjects = [...touched, ...newlyHeld(unit, touched, merged, families, tooMany)]
  const inHand = [...subjects, ...relateNearDuplicates(unit, subjects, merged, families)]
  const freed = settleQuarantine(unit, ksefDocuments(fresh)).filter(
    (seq) => !inHand.some((p) => p.seq === seq),
  )
  const others = loadPurchases(unit.tx, [...new Set(freed)]).filter((p) => p.mergedInto === null)
  updateVerdicts(unit, [...inHand, ...others], families)
  const seen = new Set<string>()
  return incoming.map(({ contentHash }): Recorded => {
    const changed = fresh.get(contentHash) ?? completed.get(contentHash)
    if (changed === undefined) {
      const { id, purchase } = present(known.get(contentHash))
      return { outcome: 'unchanged', evidenceId: id, purchase }
    }
    const state = present(purchaseOf.get(changed.id))
    const outcome = seen.has(contentHash) ? 'unchanged' : outcomeOf(state, before)
    seen.add(contentHash)
    return { outcome, evidenceId: changed.id, purchase: state.seq }
  })
}

type Fresh = PlacedEvidence & Pick<Incoming, 'text'>

const ksefDocuments = (fresh: ReadonlyMap<string, Fresh>) =>
  [...fresh.values()].flatMap(({ evidence }) => (evidence.type === 'ksef' ? [evidence.metadata] : []))

/** Tells new documents, and those whose XML came after their metadata or is read better now, from what changes nothing. */
function sortOut(unit: UnitOfWork, incoming: readonly Incoming[], known: ReadonlyMap<string, KnownEvidence>) {
  const fresh = new Map<string, Fresh>()
  const completed = new Map<string, PlacedEvidence>()
  let seq = nextEvidenceSeq(unit.tx)
  for (const { contentHash, evidence, text } of incoming) {
    const existing = known.get(contentHash)
    if (existing === undefined) {
      if (fresh.has(contentHash)) continue
      const row = { seq: seq++, id: unit.newId(), contentHash, home: null, evidence }
      fresh.set(contentHash, { ...placed(row, []), text })
    } else if (addsXml(existing, evidence)) {
      completed.set(
        contentHash,
        placed({ seq: existing.seq, id: existing.id, contentHash, home: null, evidence }, []),
      )
    }
  }
  return { fresh, completed }
}

const addsXml = ({ xml, doubtful }: KnownEvidence, evidence: Evidence): boolean => {
  if (evidence.type !== 'ksef' || !evidence.hasXml || xml === 'read') return false
  return xml === 'none' || JSON.stringify(evidence) !== doubtful
}

/** Open blocking findings of a purchase, as decided or else as stored. */
function blockingCount({ verdict, before }: PurchaseState): number {
  const decided = verdict ?? (before && fromJson(before))
  return decided === null ? 0 : openFindings(decided).filter((f) => f.severity === 'blocking').length
}

/**
 * A document is for review when it opened a blocking finding, of several of a purchase the first; `before` is null for a
 * purchase that it made.
 */
function outcomeOf(state: PurchaseState, before: Map<number, number | null>): RecordOutcome {
  const [count, now] = [before.get(state.seq) ?? null, blockingCount(state)]
  before.set(state.seq, now)
  if (state.verdict?.status === 'quarantined') return 'quarantined'
  if (now > (count ?? 0)) return 'review'
  return count === null ? 'new' : 'attached'
}

/** Stores the new evidence, where matching put it, and the bytes of new documents. */
function keep(
  unit: UnitOfWork,
  incoming: readonly Incoming[],
  fresh: ReadonlyMap<string, Fresh>,
  completed: ReadonlyMap<string, PlacedEvidence>,
  purchaseOf: ReadonlyMap<string, PurchaseState>,
): void {
  const rows = [...fresh.values()].map(({ seq, id, contentHash, evidence, text }) => ({
    ...{ seq, id, contentHash, evidence, text },
    purchase: present(purchaseOf.get(id)).seq,
  }))
  insertEvidence(unit.tx, rows, unit.cause.at, unit.cause.actor)
  const documents = incoming.flatMap(({ contentHash, raw }) => {
    const seq = (fresh.get(contentHash) ?? completed.get(contentHash))?.seq
    return raw === null || seq === undefined ? [] : [[seq, raw] as const]
  })
  keepBytes(unit.tx, documents)
}

/** Gathers everything about purchases anew and decides them: their context changed, not their documents. */
export function redecide(unit: UnitOfWork, purchases: readonly number[]): void {
  updateVerdicts(
    unit,
    loadPurchases(unit.tx, purchases).filter((p) => p.mergedInto === null),
  )
}
