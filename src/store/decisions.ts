import { and, eq, isNull, max, sql } from 'drizzle-orm'
import { decisionDocuments, decisions } from '../../drizzle/ledger/decisions.ts'
import { evidence } from '../../drizzle/ledger/evidence.ts'
import type { Membership, Says } from '../match/decided.ts'
import { decisionKey } from '../match/document.ts'
import type { Db } from './database.ts'
import { atMost, listed, listOf, type Places, prepared } from './prepared.ts'
import { removeKey } from './purchase-keys.ts'

/** What a person may say to a finding; `moved` is said by moving a document. */
export type DecisionKind = 'same-invoice' | 'different-invoice' | 'accepted' | 'dismissed' | 'moved'

const shown = {
  seq: decisions.seq,
  decision: sql<DecisionKind>`${decisions.decision}`,
  says: sql<Says>`${decisions.says}`,
  /** The finding it answers; null where a document was moved. */
  code: decisions.code,
  /** Ids of the purchases as they were then. */
  purchaseId: decisions.purchaseId,
  otherId: decisions.otherId,
  note: decisions.note,
  at: decisions.at,
  actor: decisions.actor,
}

/** A decision in force. */
export interface DecisionRow
  extends Pick<
    typeof decisions.$inferSelect,
    'seq' | 'code' | 'purchaseId' | 'otherId' | 'note' | 'at' | 'actor'
  > {
  decision: DecisionKind
  says: Says
}

const inForceOf = prepared((orm, { documents }: Places<{ documents: string }>) =>
  orm
    .select({
      evidence: decisionDocuments.evidence,
      side: decisionDocuments.side,
      seq: decisions.seq,
      says: sql<Says>`${decisions.says}`,
    })
    .from(listOf(documents))
    .innerJoin(decisionDocuments, eq(decisionDocuments.evidence, listed))
    .innerJoin(decisions, eq(decisions.seq, decisionDocuments.decision))
    .where(isNull(decisions.endedAt))
    .orderBy(decisions.seq, decisionDocuments.side),
)
/** The parts that documents have in decisions in force. */
export const membershipsOf = (db: Db, documents: readonly number[]): (Membership & { evidence: number })[] =>
  documents.length === 0 ? [] : inForceOf.all(db, { documents: JSON.stringify(documents) })

const bySeqs = prepared((orm, { seqs }: Places<{ seqs: string }>) =>
  orm.select(shown).from(listOf(seqs)).innerJoin(decisions, eq(decisions.seq, listed)).orderBy(decisions.seq),
)
const partiesOf = prepared((orm, { seqs }: Places<{ seqs: string }>) =>
  orm
    .selectDistinct({
      decision: decisionDocuments.decision,
      side: decisionDocuments.side,
      purchase: evidence.purchase,
    })
    .from(listOf(seqs))
    .innerJoin(decisionDocuments, eq(decisionDocuments.decision, listed))
    .innerJoin(evidence, eq(evidence.seq, decisionDocuments.evidence)),
)
/** Decisions by row number, with the purchases in which the documents of each side are now. */
export function decisionsWithParties(
  db: Db,
  seqs: readonly number[],
): (DecisionRow & { sides: readonly [Set<number>, Set<number>] })[] {
  if (seqs.length === 0) return []
  const wanted = { seqs: JSON.stringify(seqs) }
  const parties = partiesOf.all(db, wanted)
  return bySeqs.all(db, wanted).map((row) => {
    const on = (side: number) =>
      new Set(parties.filter((p) => p.decision === row.seq && p.side === side).map((p) => p.purchase))
    return { ...row, sides: [on(0), on(1)] }
  })
}

const documentsOf = prepared((orm, { decision }: Places<{ decision: number }>) =>
  orm
    .select({ evidence: decisionDocuments.evidence, side: decisionDocuments.side })
    .from(decisionDocuments)
    .where(eq(decisionDocuments.decision, decision))
    .orderBy(decisionDocuments.evidence),
)
/** Documents of a decision, side by side. */
export function sidesOf(db: Db, decision: number): [number[], number[]] {
  const rows = documentsOf.all(db, { decision })
  const on = (side: number) => rows.filter((row) => row.side === side).map((row) => row.evidence)
  return [on(0), on(1)]
}

interface OfFinding {
  purchaseId: string
  code: string
  otherId: string | null
}
const onFinding = prepared((orm, { purchaseId, code, otherId }: Places<OfFinding>) => {
  const inForce = and(isNull(decisions.endedAt), eq(decisions.code, code))
  return orm
    .select(shown)
    .from(decisions)
    .where(and(inForce, eq(decisions.purchaseId, purchaseId), sql`${decisions.otherId} IS ${otherId}`))
    .unionAll(
      orm
        .select(shown)
        .from(decisions)
        .where(and(inForce, eq(decisions.purchaseId, otherId), eq(decisions.otherId, purchaseId))),
    )
    .orderBy(sql`seq DESC`)
    .limit(atMost(1))
})
/** The decision in force on a finding; a finding between two purchases is known from either side. */
export const decisionOn = (
  db: Db,
  purchaseId: string,
  code: string,
  otherId: string | null,
): DecisionRow | null => onFinding.get(db, { purchaseId, code, otherId }) ?? null

const add = prepared((orm, p: Places<Omit<DecisionRow, 'seq'>>) =>
  orm.insert(decisions).values({
    decision: p.decision,
    says: p.says,
    code: p.code,
    purchaseId: p.purchaseId,
    otherId: p.otherId,
    note: p.note,
    at: p.at,
    actor: p.actor,
  }),
)
const last = prepared((orm) => orm.select({ seq: max(decisions.seq) }).from(decisions))
const addDocument = prepared((orm, p: Places<typeof decisionDocuments.$inferInsert>) =>
  orm.insert(decisionDocuments).values({ decision: p.decision, side: p.side, evidence: p.evidence }),
)
/** Keeps a decision about the documents of one side, or of two. */
export function insertDecision(
  db: Db,
  decision: Omit<DecisionRow, 'seq'>,
  sides: readonly [readonly number[], readonly number[]],
): void {
  add.run(db, decision)
  const seq = last.get(db, {})?.seq ?? 0
  const parts = ([0, 1] as const).flatMap((side) => sides[side].map((document) => ({ side, document })))
  addDocument.runEach(
    db,
    parts.map(({ side, document }) => ({ decision: seq, side, evidence: document })),
  )
}

const end = prepared((orm, { seq, at }: Places<{ seq: number; at: string }>) =>
  orm.update(decisions).set({ endedAt: at }).where(eq(decisions.seq, seq)),
)
/** Ends a decision; it stays on record, and leads from no document to another any more. */
export function endDecision(db: Db, seq: number, at: string): void {
  end.run(db, { seq, at })
  removeKey(db, decisionKey(seq))
}
