import type { Membership } from '../match/decided.ts'
import { invoiceKey, type MatchDocument, matchDocument } from '../match/document.ts'
import type { Db } from '../store/database.ts'
import { membershipsOf } from '../store/decisions.ts'
import { type EvidenceRow, evidenceOfPurchases } from '../store/evidence.ts'
import { activePostings } from '../store/postings.ts'
import { purchasesByKeys } from '../store/purchase-keys.ts'
import { openPurchases } from '../store/purchases.ts'
import { relationsOf } from '../store/relations.ts'
import { numberKey } from '../values/invoice-number.ts'
import type { PlacedEvidence, PurchaseState } from './unit-of-work.ts'

/** Gives evidence the form in which matching and deciding see it. */
export function placed(
  row: Omit<EvidenceRow, 'purchase' | 'hasXml' | 'home'> & { home: number | null },
  decisions: readonly Membership[],
): PlacedEvidence {
  const { seq, id, contentHash, home, evidence } = row
  return { seq, id, contentHash, home, evidence, document: matchDocument(id, evidence, decisions) }
}

/** Loads purchases with their evidence and relations. */
export function loadPurchases(tx: Db, seqs: readonly number[]): PurchaseState[] {
  if (seqs.length === 0) return []
  const documents = evidenceOfPurchases(tx, seqs)
  const evidence = groupedBy(documents, (row) => row.purchase)
  const memberships = groupedBy(
    membershipsOf(
      tx,
      documents.map((d) => d.seq),
    ),
    (row) => row.evidence,
  )
  const decisionsOn = (document: number): Membership[] =>
    (memberships.get(document) ?? []).map(({ seq, side, says }) => ({ seq, side, says }))
  const relations = groupedBy(relationsOf(tx, seqs), (row) => row.purchase)
  const postings = groupedBy(activePostings(tx, seqs), (row) => row.purchase)
  return openPurchases(tx, seqs).map((row) => ({
    seq: row.seq,
    id: row.id,
    isNew: false,
    mergedInto: row.mergedInto,
    restored: false,
    brought: row.brought ?? [],
    records: (evidence.get(row.seq) ?? []).map((e) => placed(e, decisionsOn(e.seq))),
    inputs: row.inputs,
    relations: relations.get(row.seq) ?? [],
    postings: postings.get(row.seq) ?? [],
    createdAt: row.createdAt,
    before: row.verdict,
    facts: null,
    verdict: null,
    originals: [],
  }))
}

/**
 * Loads every purchase that documents with these keys could have to do with: those known under one of the keys, and
 * in turn those known under a key of their evidence. `keysOf`: the keys of documents under which others are looked for.
 */
export function loadFamilies(
  tx: Db,
  arriving: readonly MatchDocument[],
  keysOf: (documents: readonly MatchDocument[]) => string[],
): PurchaseState[] {
  const loaded = new Map<number, PurchaseState>()
  const asked = new Set<string>()
  for (let documents = arriving; documents.length > 0; ) {
    const asking = [...new Set(keysOf(documents))].filter((key) => !asked.has(key))
    for (const key of asking) asked.add(key)
    const found = asking.length === 0 ? [] : purchasesByKeys(tx, asking).filter((seq) => !loaded.has(seq))
    const states = loadPurchases(tx, found)
    for (const state of states) loaded.set(state.seq, state)
    documents = states.flatMap((s) => s.records.map((r) => r.document))
  }
  return [...loaded.values()]
}

export function groupedBy<T, K>(rows: readonly T[], keyOf: (row: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(row)
    else groups.set(keyOf(row), [row])
  }
  return groups
}

/** The keys under which a correction looks for its originals: the quoted KSeF number, and seller, number and day. */
export const referenceKeys = (
  sellerId: string,
  reference: { number: string; issueDay: string; ksefNumber: string | null },
): string[] => [
  ...(reference.ksefNumber === null ? [] : [`ksef:${reference.ksefNumber}`]),
  invoiceKey(sellerId, numberKey(reference.number), reference.issueDay),
]
