import { sql } from 'drizzle-orm'
import { ledgerMigrations } from '../../drizzle/ledger/migrations.ts'
import { fromJson } from '../values/json.ts'
import { archivedTables, leftOut, tablesHere } from './archive.ts'
import { type Db, forget } from './database.ts'
import { readIdentity, writeIdentity } from './identity.ts'
import { appliedMigrations, applyMigration, migrate } from './migrate.ts'
import { readProfile, writeProfile } from './profile.ts'
import { isRestoring, readRestore } from './restore.ts'

/** The migrations of every ledger that this service opened. */
export const migrationsHere = (): string[] => ledgerMigrations.map(({ id }) => id)

/** The oldest release whose archives are restored is the one whose last migration this is. */
const oldestTaken = '0032-decided-by-what-counts'

/** Whether an archive of a ledger with these migrations can be restored here: of this release, or of one before it. */
export function isTaken(migrations: readonly string[]): boolean {
  const same = migrationsHere().slice(0, migrations.length)
  return migrations.includes(oldestTaken) && JSON.stringify(same) === JSON.stringify(migrations)
}

/** The tables of an archive of a ledger with these migrations, in their order. */
export const tablesOf = (migrations: readonly string[]): string[] =>
  archivedTables.filter((t) => !('since' in t) || migrations.includes(t.since)).map(({ name }) => name)

/**
 * Brings a ledger up to date when it is opened. One that is being restored keeps the tables of the release that made its
 * archive: rows of then fit no others, and what a migration changes in rows it must find there.
 */
export function migrateLedger(db: Db, now: string, nip: string): void {
  const restored = tablesHere(db).has('restore') && isRestoring(db) ? readRestore(db) : null
  const manifest = restored && fromJson(restored.manifest)
  migrate(db, ledgerMigrations, now, nip, manifest?.migrations)
}

/** Lays out an empty ledger as it was after these migrations: whose it is stays, and what it knows. Within a transaction. */
export function layOut(db: Db, migrations: readonly string[], now: string): void {
  const applied = [...appliedMigrations(db)]
  if (applied.every((id) => migrations.includes(id))) {
    catchUp(db, now, migrations)
    return
  }
  const [identity, profile] = [readIdentity(db), readProfile(db)]
  forget(db)
  const here = tablesHere(db)
  const tables = [...leftOut, ...archivedTables.map(({ name }): string => name).reverse()]
  for (const name of tables.filter((table) => table !== '_migrations' && here.has(table)))
    db.run(sql.raw(`DROP TABLE ${name}`))
  db.run(sql`DELETE FROM _migrations`)
  catchUp(db, now, migrations)
  if (identity !== null) writeIdentity(db, identity)
  if (profile !== null) writeProfile(db, profile.settings, profile.outagesRevision)
}

/** Applies what is lacking of these migrations, to rows that are there too. Within a transaction. */
export function catchUp(db: Db, now: string, migrations: readonly string[] = migrationsHere()): void {
  const applied = appliedMigrations(db)
  for (const migration of ledgerMigrations)
    if (migrations.includes(migration.id) && !applied.has(migration.id)) applyMigration(db, migration, now)
}
