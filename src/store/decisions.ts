import { sql } from 'drizzle-orm'
import type { Membership, Says } from '../match/decided.ts'
import { type Db, rowsOf } from './database.ts'

/** What a person may say to a finding; `moved` is said by moving a document. */
export type DecisionKind = 'same-invoice' | 'different-invoice' | 'accepted' | 'dismissed' | 'moved'

/** A decision in force. */
export interface DecisionRow {
  seq: number
  decision: DecisionKind
  says: Says
  /** The finding it answers; null where a document was moved. */
  code: string | null
  /** Ids of the purchases as they were then. */
  purchaseId: string
  otherId: string | null
  note: string | null
  at: string
  actor: string
}

const columns = sql`d.seq AS seq, d.decision AS decision, d.says AS says, d.code AS code, d.purchase_id AS purchaseId,
  d.other_id AS otherId, d.note AS note, d.at AS at, d.actor AS actor`

/** The parts that documents have in decisions in force. */
export const membershipsOf = (db: Db, evidence: readonly number[]): (Membership & { evidence: number })[] =>
  evidence.length === 0
    ? []
    : db.all(sql`
        SELECT m.evidence AS evidence, m.side AS side, d.seq AS seq, d.says AS says
        FROM ${rowsOf(evidence)} j JOIN decision_documents m ON m.evidence = j.value
        JOIN decisions d ON d.seq = m.decision WHERE d.ended_at IS NULL ORDER BY d.seq, m.side`)

/** Decisions by row number, with the purchases in which the documents of each side are now. */
export function decisionsWithParties(
  db: Db,
  seqs: readonly number[],
): (DecisionRow & { sides: readonly [Set<number>, Set<number>] })[] {
  if (seqs.length === 0) return []
  const rows = db.all<DecisionRow>(
    sql`SELECT ${columns} FROM ${rowsOf(seqs)} j JOIN decisions d ON d.seq = j.value ORDER BY d.seq`,
  )
  const parties = db.all<{ decision: number; side: number; purchase: number }>(sql`
    SELECT DISTINCT m.decision AS decision, m.side AS side, e.purchase AS purchase
    FROM ${rowsOf(seqs)} j JOIN decision_documents m ON m.decision = j.value JOIN evidence e ON e.seq = m.evidence`)
  return rows.map((row) => {
    const on = (side: number) =>
      new Set(parties.filter((p) => p.decision === row.seq && p.side === side).map((p) => p.purchase))
    return { ...row, sides: [on(0), on(1)] }
  })
}

/** Documents of a decision, side by side. */
export function sidesOf(db: Db, decision: number): [number[], number[]] {
  const rows = db.all<{ evidence: number; side: number }>(
    sql`SELECT evidence, side FROM decision_documents WHERE decision = ${decision} ORDER BY evidence`,
  )
  const on = (side: number) => rows.filter((row) => row.side === side).map((row) => row.evidence)
  return [on(0), on(1)]
}

/** The decision in force on a finding; a finding between two purchases is known from either side. */
export const decisionOn = (
  db: Db,
  purchaseId: string,
  code: string,
  otherId: string | null,
): DecisionRow | null =>
  db.get<DecisionRow>(sql`
    SELECT ${columns} FROM decisions d
    WHERE d.ended_at IS NULL AND d.code = ${code} AND d.purchase_id = ${purchaseId} AND d.other_id IS ${otherId}
    UNION ALL SELECT ${columns} FROM decisions d
    WHERE d.ended_at IS NULL AND d.code = ${code} AND d.purchase_id = ${otherId} AND d.other_id = ${purchaseId}
    ORDER BY seq DESC LIMIT 1`) ?? null

/** Keeps a decision about the documents of one side, or of two. */
export function insertDecision(
  db: Db,
  decision: Omit<DecisionRow, 'seq'>,
  sides: readonly [readonly number[], readonly number[]],
): void {
  const { decision: kind, says, code, purchaseId, otherId, note, at, actor } = decision
  db.run(sql`
    INSERT INTO decisions (decision, says, code, purchase_id, other_id, note, at, actor)
    VALUES (${kind}, ${says}, ${code}, ${purchaseId}, ${otherId}, ${note}, ${at}, ${actor})`)
  const seq = db.get<{ seq: number }>(sql`SELECT max(seq) AS seq FROM decisions`)?.seq
  db.runEach(
    'INSERT INTO decision_documents (decision, side, evidence) VALUES (?, ?, ?)',
    sides.flatMap((evidence, side) => evidence.map((document) => [seq, side, document])),
  )
}

/** Ends a decision; it stays on record. */
export function endDecision(db: Db, seq: number, at: string): void {
  db.run(sql`UPDATE decisions SET ended_at = ${at} WHERE seq = ${seq}`)
}
