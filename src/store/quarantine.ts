import { and, count, eq, gt, gte, isNull, lt, lte, or, sql } from 'drizzle-orm'
import {
  quarantine,
  quarantineStates as states,
  quarantineDecisions as words,
} from '../../drizzle/ledger/quarantine.ts'
import type { SuspectFacts } from '../ingest/suspect.ts'
import { readSentence, type Sentence, writtenSentence } from '../texts/sentence.ts'
import type { Instant } from '../values/instant.ts'
import type { Db } from './database.ts'
import { atMost, excluded, listed, listOf, type Places, prepared } from './prepared.ts'

/** A document that could not be taken in, as it came. */
export interface QuarantinedDocument {
  id: string
  code: string
  message: Sentence
  ksefNumber: string | null
  metadata: unknown
  bytes: Uint8Array | null
}

/**
 * What became of it: `open` while somebody has to deal with it, `known` when the invoice of its KSeF number is in hand,
 * `dismissed` when a person said so, `no-document` when it is an entry of a package that is no invoice by its name.
 */
export const quarantineStates = ['open', 'known', 'dismissed', 'no-document'] as const
export type QuarantineState = (typeof quarantineStates)[number]

/** A document in quarantine without what came of it. `facts`: what it may be, as far as it can be told. */
export interface QuarantineRow {
  id: string
  code: string
  message: Sentence
  ksefNumber: string | null
  at: Instant
  state: QuarantineState
  /** Which version of the reader looked at it last; 0: one that kept nothing of what it may be. */
  reader: number
  fromMonth: string | null
  toMonth: string | null
  facts: SuspectFacts
}

const keep = prepared(
  (orm, p: Places<Omit<QuarantinedDocument, 'message'> & { message: string; at: string }>) =>
    orm
      .insert(quarantine)
      .values({
        id: p.id,
        code: p.code,
        message: p.message,
        ksefNumber: p.ksefNumber,
        metadata: p.metadata,
        bytes: p.bytes,
        recordedAt: p.at,
      })
      .onConflictDoNothing()
      .returning({ id: quarantine.id }),
)
/** Keeps what could not be taken in, with the reason. Answers false when the same was kept before. */
export const keepQuarantined = (db: Db, document: QuarantinedDocument, at: string): boolean =>
  keep.get(db, { ...document, message: writtenSentence(document.message), at }) !== undefined

const asItCame = prepared((orm, { id }: Places<{ id: string }>) =>
  orm
    .select({
      id: quarantine.id,
      code: quarantine.code,
      message: sql`${quarantine.message}`.mapWith(readSentence),
      ksefNumber: quarantine.ksefNumber,
      metadata: quarantine.metadata,
      bytes: quarantine.bytes,
    })
    .from(quarantine)
    .where(eq(quarantine.id, id)),
)
/** What came of a document in quarantine. */
export const readQuarantined = (db: Db, id: string): QuarantinedDocument | null =>
  asItCame.get(db, { id }) ?? null

const write = prepared((orm, p: Places<typeof states.$inferSelect>) =>
  orm
    .insert(states)
    .values({
      document: p.document,
      reader: p.reader,
      state: p.state,
      ksefNumber: p.ksefNumber,
      fromMonth: p.fromMonth,
      toMonth: p.toMonth,
      recordedAt: p.recordedAt,
      facts: p.facts,
    })
    .onConflictDoUpdate({
      target: states.document,
      set: {
        reader: excluded(states.reader),
        state: excluded(states.state),
        ksefNumber: excluded(states.ksefNumber),
        fromMonth: excluded(states.fromMonth),
        toMonth: excluded(states.toMonth),
        facts: excluded(states.facts),
      },
    }),
)
/** Keeps what a document may be and what became of it; `recordedAt` of one that is there stays. */
export const writeState = (
  db: Db,
  document: string,
  {
    reader,
    state,
    fromMonth,
    toMonth,
    facts,
  }: Pick<QuarantineRow, 'state' | 'reader' | 'fromMonth' | 'toMonth' | 'facts'>,
  recordedAt: Instant,
): void =>
  write.run(db, {
    ...{ document, reader, state, ksefNumber: facts.ksefNumber, fromMonth, toMonth, recordedAt, facts },
  })

const setReader = prepared((orm, p: Places<{ document: string; reader: number }>) =>
  orm.update(states).set({ reader: p.reader }).where(eq(states.document, p.document)),
)
/** The reader of this version looked at a document, and nothing became of that. */
export const markRead = (db: Db, document: string, reader: number): void =>
  setReader.run(db, { document, reader })

const setState = prepared((orm, p: Places<{ document: string; state: QuarantineState }>) =>
  orm.update(states).set({ state: p.state }).where(eq(states.document, p.document)),
)
/** What becomes of a document from now on. */
export const moveState = (db: Db, document: string, state: QuarantineState): void =>
  setState.run(db, { document, state })

const shown = {
  id: states.document,
  code: quarantine.code,
  message: sql`${quarantine.message}`.mapWith(readSentence),
  ksefNumber: sql<string | null>`${quarantine.ksefNumber}`,
  at: states.recordedAt,
  state: states.state,
  reader: states.reader,
  fromMonth: states.fromMonth,
  toMonth: states.toMonth,
  facts: states.facts,
}

const ofDocuments = prepared((orm, { documents }: Places<{ documents: string }>) =>
  orm
    .select(shown)
    .from(listOf(documents))
    .innerJoin(states, eq(states.document, listed))
    .innerJoin(quarantine, eq(quarantine.id, states.document)),
)
export const quarantineRows = (db: Db, documents: readonly string[]): QuarantineRow[] =>
  documents.length === 0 ? [] : ofDocuments.all(db, { documents: JSON.stringify(documents) })

const page = prepared((orm, { after, limit }: Places<{ after: string; limit: number }>) =>
  orm
    .select(shown)
    .from(states)
    .innerJoin(quarantine, eq(quarantine.id, states.document))
    .where(gt(states.document, after))
    .orderBy(states.document)
    .limit(atMost(limit)),
)
/** Documents that could not be taken in, whatever became of them, in stable order. */
export const listQuarantined = (db: Db, after: string, limit: number): QuarantineRow[] =>
  page.all(db, { after, limit })

/** A place in the list of documents by their state and age. */
export interface QuarantinePlace {
  state: string
  at: string
  id: string
}

const inStates = prepared((orm, p: Places<QuarantinePlace & { wanted: string; limit: number }>) =>
  orm
    .select(shown)
    .from(states)
    .innerJoin(quarantine, eq(quarantine.id, states.document))
    .where(
      and(
        sql`${states.state} IN (SELECT value FROM json_each(${p.wanted}))`,
        sql`(${states.state}, ${states.recordedAt}, ${states.document}) > (${p.state}, ${p.at}, ${p.id})`,
      ),
    )
    .orderBy(states.state, states.recordedAt, states.document)
    .limit(atMost(p.limit)),
)
/** Documents in these states, the oldest of each first, after a place. */
export const listByState = (
  db: Db,
  wanted: readonly QuarantineState[],
  after: QuarantinePlace,
  limit: number,
): QuarantineRow[] => inStates.all(db, { ...after, wanted: JSON.stringify(wanted), limit })

/** Those that may fall into a month; `unknownToo`: also those of which no month is known. */
const inMonth = ({ month, unknownToo }: Places<{ month: string; unknownToo: number }>) =>
  and(
    eq(states.state, 'open'),
    or(
      and(lte(states.fromMonth, month), gte(states.toMonth, month)),
      and(sql`${unknownToo}`, isNull(states.fromMonth)),
    ),
  )

const countIn = prepared((orm, p: Places<{ month: string; unknownToo: number }>) =>
  orm.select({ count: count() }).from(states).where(inMonth(p)),
)
export const countOpenIn = (db: Db, month: string, unknownToo: boolean): number =>
  countIn.get(db, { month, unknownToo: Number(unknownToo) })?.count ?? 0

const firstIn = prepared((orm, p: Places<{ month: string; unknownToo: number; limit: number }>) =>
  orm
    .select(shown)
    .from(states)
    .innerJoin(quarantine, eq(quarantine.id, states.document))
    .where(inMonth(p))
    .orderBy(states.recordedAt, states.document)
    .limit(atMost(p.limit)),
)
export const firstOpenIn = (db: Db, month: string, unknownToo: boolean, limit: number): QuarantineRow[] =>
  firstIn.all(db, { month, unknownToo: Number(unknownToo), limit })

const allOpen = prepared((orm) => orm.select({ count: count() }).from(states).where(eq(states.state, 'open')))
/** How many documents wait to be dealt with. */
export const countOpen = (db: Db): number => allOpen.get(db, {})?.count ?? 0

const before = prepared((orm, { reader, limit }: Places<{ reader: number; limit: number }>) =>
  orm
    .select({ document: states.document })
    .from(states)
    .where(lt(states.reader, reader))
    .orderBy(states.reader, states.document)
    .limit(atMost(limit)),
)
/** Documents at which an earlier version of the reader looked last, by their ids. */
export const readBefore = (db: Db, reader: number, limit: number): string[] =>
  before.all(db, { reader, limit }).map(({ document }) => document)

/** What a person said of a document in quarantine. */
export interface QuarantineDecision {
  document: string
  decision: 'dismissed' | 'reopen'
  note: string | null
  at: string
  by: string
}

const say = prepared((orm, p: Places<QuarantineDecision>) =>
  orm
    .insert(words)
    .values({ document: p.document, decision: p.decision, note: p.note, at: p.at, actor: p.by }),
)
export const insertQuarantineDecision = (db: Db, said: QuarantineDecision): void => say.run(db, said)

const saidOf = prepared((orm, { documents }: Places<{ documents: string }>) =>
  orm
    .select({
      document: words.document,
      decision: words.decision,
      note: words.note,
      at: words.at,
      by: sql<string>`${words.actor}`,
    })
    .from(listOf(documents))
    .innerJoin(words, eq(words.document, listed))
    .orderBy(words.document, words.seq),
)
/** What was said of documents, in the order in which it was. */
export const quarantineDecisions = (db: Db, documents: readonly string[]): QuarantineDecision[] =>
  documents.length === 0 ? [] : saidOf.all(db, { documents: JSON.stringify(documents) })
