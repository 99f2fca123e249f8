import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { FindingCode } from '../../src/law/findings.ts'
import type { Says } from '../../src/match/decided.ts'
import { evidence } from './evidence.ts'

/** What people said to findings, and by moving documents. */
export const decisions = sqliteTable(
  'decisions',
  {
    seq: integer('seq').primaryKey(),
    decision: text('decision').notNull(),
    says: text('says').$type<Says>(),
    /** The finding that it answers; null where a document was moved. */
    code: text('code').$type<FindingCode>(),
    /** Ids of the purchases as they were then. */
    purchaseId: text('purchase_id').notNull(),
    otherId: text('other_id'),
    note: text('note'),
    at: text('at').notNull(),
    actor: text('actor').notNull(),
    endedAt: text('ended_at'),
  },
  (t) => [
    // What was said to this finding, which is known from either of two purchases?
    index('decisions_finding').on(t.purchaseId, t.code).where(sql`${t.endedAt} IS NULL`),
    index('decisions_finding_of_other').on(t.otherId, t.code).where(sql`${t.endedAt} IS NULL`),
  ],
)

/** The documents of one side of a decision, or of two. */
export const decisionDocuments = sqliteTable(
  'decision_documents',
  {
    decision: integer('decision')
      .notNull()
      .references(() => decisions.seq),
    side: integer('side').notNull().$type<0 | 1>(),
    evidence: integer('evidence')
      .notNull()
      .references(() => evidence.seq),
  },
  (t) => [
    primaryKey({ columns: [t.evidence, t.decision, t.side] }),
    check('decision_documents_side', sql`${t.side} IN (0, 1)`),
    // Which documents are on which side of this decision?
    index('decision_documents_decision').on(t.decision, t.side, t.evidence),
  ],
)
