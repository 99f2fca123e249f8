import { sql } from 'drizzle-orm'
import type { Db } from './database.ts'

/** An import as it is kept. `result`: the counts so far, as JSON. */
export interface StoredImport {
  id: string
  actor: string
  state: 'running' | 'done' | 'refused'
  result: string
  /** The package from which a running import reads; null for one that reads from memory. */
  package: string | null
  /** Why it was refused, as JSON. */
  refusal: string | null
}

const columns = sql`SELECT id, actor, state, result, package, refusal FROM imports`

export const findImport = (db: Db, id: string): StoredImport | null =>
  db.get<StoredImport>(sql`${columns} WHERE id = ${id}`) ?? null

/** The import that has waited longest. */
export const nextImport = (db: Db): StoredImport | null =>
  db.get<StoredImport>(sql`${columns} WHERE state = 'running' ORDER BY at, id LIMIT 1`) ?? null

/** Keeps an import, or what has become of it. */
export function saveImport(db: Db, { id, actor, ...rest }: StoredImport, at: string): void {
  const { state, result, refusal } = rest
  db.run(sql`
    INSERT INTO imports (id, at, actor, state, result, package, refusal)
    VALUES (${id}, ${at}, ${actor}, ${state}, ${result}, ${rest.package}, ${refusal})
    ON CONFLICT (id) DO UPDATE SET
      state = excluded.state, result = excluded.result, package = excluded.package, refusal = excluded.refusal`)
}

/** Keeps problems that a step met; `received`: how many documents had been dealt with by then. */
export function addProblems(db: Db, id: string, received: number, problems: readonly unknown[]): void {
  if (problems.length === 0) return
  db.run(sql`
    INSERT INTO import_problems (import, received, problems)
    VALUES (${id}, ${received}, ${JSON.stringify(problems)})`)
}

/** The problems of an import in the order of its documents, as JSON lists. */
export const problemsOf = (db: Db, id: string): string[] =>
  db
    .all<{ problems: string }>(
      sql`SELECT problems FROM import_problems WHERE import = ${id} ORDER BY received`,
    )
    .map((row) => row.problems)
