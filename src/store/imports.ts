import { asc, eq, sql } from 'drizzle-orm'
import { importProblems, imports } from '../../drizzle/ledger/imports.ts'
import type { Sentence } from '../texts/sentence.ts'
import type { Db } from './database.ts'
import { atMost, excluded, type Places, prepared } from './prepared.ts'

/** What became of the documents of an import, each counted once among the five outcomes. */
export interface ImportCounts {
  received: number
  new: number
  attached: number
  unchanged: number
  review: number
  quarantined: number
}

/** A document that an import could not take in, and why. */
export interface ImportProblem {
  ksefNumber: string | null
  code: string
  message: Sentence
}

const shown = {
  id: imports.id,
  actor: imports.actor,
  state: imports.state,
  /** The counts so far. */
  result: imports.result,
  /** The package from which a running import reads; null for one that reads from memory. */
  package: imports.package,
  /** Why it was refused. */
  refusal: imports.refusal,
}

/** An import as it is kept. */
export type StoredImport = Pick<typeof imports.$inferSelect, keyof typeof shown>

const byId = prepared((orm, { id }: Places<{ id: string }>) =>
  orm.select(shown).from(imports).where(eq(imports.id, id)),
)
export const findImport = (db: Db, id: string): StoredImport | null => byId.get(db, { id }) ?? null

// The state stands in the text: the index is of running ones alone.
const next = prepared((orm) =>
  orm
    .select(shown)
    .from(imports)
    .where(sql`${imports.state} = 'running'`)
    .orderBy(asc(imports.at), asc(imports.id))
    .limit(atMost(1)),
)
/** The import that has waited longest. */
export const nextImport = (db: Db): StoredImport | null => next.get(db, {}) ?? null

const save = prepared((orm, p: Places<StoredImport & { at: string }>) =>
  orm
    .insert(imports)
    .values({
      id: p.id,
      at: p.at,
      actor: p.actor,
      state: p.state,
      result: p.result,
      package: p.package,
      refusal: p.refusal,
    })
    .onConflictDoUpdate({
      target: imports.id,
      set: {
        state: excluded(imports.state),
        result: excluded(imports.result),
        package: excluded(imports.package),
        refusal: excluded(imports.refusal),
      },
    }),
)
/** Keeps an import, or what has become of it. */
export const saveImport = (db: Db, kept: StoredImport, at: string): void => save.run(db, { ...kept, at })

const addOf = prepared((orm, p: Places<typeof importProblems.$inferSelect>) =>
  orm.insert(importProblems).values({ import: p.import, received: p.received, problems: p.problems }),
)
/** Keeps problems that a step met; `received`: how many documents had been dealt with by then. */
export function addProblems(db: Db, id: string, received: number, problems: readonly ImportProblem[]): void {
  if (problems.length > 0) addOf.run(db, { import: id, received, problems })
}

const allOf = prepared((orm, { id }: Places<{ id: string }>) =>
  orm
    .select({ problems: importProblems.problems })
    .from(importProblems)
    .where(eq(importProblems.import, id))
    .orderBy(importProblems.received),
)
/** The problems of an import in the order of its documents. */
export const problemsOf = (db: Db, id: string): ImportProblem[] =>
  allOf.all(db, { id }).flatMap(({ problems }) => problems)
