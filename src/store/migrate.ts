import { sql } from 'drizzle-orm'
import { say } from '../texts/say.ts'
import { SpokenError } from '../values/refusal.ts'
import type { Db } from './database.ts'

export interface Migration {
  id: string
  sql: string
}

/** A database that a newer version of the service wrote: this one would read and write it wrongly. */
export class NewerSchema extends SpokenError {}

/**
 * Applies the migrations that a database has not seen yet, each in a transaction of its own; an empty one is made as a
 * whole, in one. `nip`: whose ledger it is, null for the directory; `only`: of one that is not empty these alone.
 * @throws NewerSchema before anything is written, when it has one that is not known here
 */
export function migrate(
  db: Db,
  migrations: readonly Migration[],
  now: string,
  nip: string | null,
  only?: readonly string[],
): void {
  const isEmpty = schemaOf(db).length === 0
  const known = isEmpty ? schemas.get(migrations) : undefined
  if (known !== undefined) {
    makeAsKnown(db, known, migrations, now)
    return
  }
  db.run(migrationsTable)
  const unseen = unseenBy(db, migrations, nip)
  for (const migration of unseen.filter(({ id }) => only?.includes(id) ?? true))
    db.transaction(() => applyMigration(db, migration, now))
  if (isEmpty && holdsNothing(db)) schemas.set(migrations, schemaOf(db))
}

/** Applies one migration, within a transaction. */
export function applyMigration(db: Db, migration: Migration, now: string): void {
  for (const statement of migration.sql.split(/;\s*\n/)) {
    if (statement.trim() !== '') db.run(sql.raw(statement))
  }
  note(db, migration, now)
}

/** Says of a copy of an empty database that its migrations were applied now. */
export const datedAnew = (db: Db, now: string): void =>
  db.run(sql`UPDATE _migrations SET applied_at = ${now}`)

/** The migrations that a database has seen. */
export const appliedMigrations = (db: Db): Set<string> =>
  new Set(db.all<{ id: string }>(sql`SELECT id FROM _migrations`).map((row) => row.id))

const migrationsTable = sql`CREATE TABLE IF NOT EXISTS _migrations (id TEXT PRIMARY KEY, applied_at TEXT NOT NULL) STRICT`

const note = (db: Db, { id }: Migration, now: string): void =>
  db.run(sql`INSERT INTO _migrations (id, applied_at) VALUES (${id}, ${now})`)

function unseenBy(db: Db, migrations: readonly Migration[], nip: string | null): Migration[] {
  const applied = appliedMigrations(db)
  const known = new Set(migrations.map(({ id }) => id))
  const unknown = [...applied].filter((id) => !known.has(id))
  if (unknown.length > 0) {
    throw new NewerSchema(say('refusal.newer-schema', { nip, unknown }))
  }
  return migrations.filter(({ id }) => !applied.has(id))
}

/**
 * What the migrations make of an empty database, as the first one that this process made had it in the end: to make it
 * at once takes a third of the time that all the changes since the first release take, one after the other.
 */
const schemas = new WeakMap<readonly Migration[], readonly { name: string; sql: string }[]>()

function makeAsKnown(
  db: Db,
  schema: readonly { sql: string }[],
  migrations: readonly Migration[],
  now: string,
): void {
  db.transaction(() => {
    for (const { sql: statement } of schema) db.run(sql.raw(statement))
    for (const migration of migrations) note(db, migration, now)
  })
}

/** The statements that make what a database has, without what SQLite and the host make by themselves. */
const schemaOf = (db: Db): { type: string; name: string; sql: string }[] =>
  db
    .all<{ type: string; name: string; sql: string }>(
      sql`SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL`,
    )
    .filter(({ name }) => !/^(sqlite|_cf)_/.test(name))

/** Whether no migration has put rows into an empty database: these would be missing in one that is made as a whole. */
const holdsNothing = (db: Db): boolean =>
  schemaOf(db)
    .filter(({ type, name }) => type === 'table' && name !== '_migrations')
    .every(({ name }) => db.get(sql`SELECT 1 FROM ${sql.identifier(name)} LIMIT 1`) === undefined)
