import { sql } from 'drizzle-orm'
import type { Db } from './database.ts'

/** Which ledger a database is: whose, and an id that no other has, also not one that is made after it was erased. */
export interface Identity {
  nip: string
  ledger: string
}

/** What the directory says of a ledger that nobody has opened since ledgers carry an identity: it must be there. */
export const toAdopt = ''

const hasTable = (db: Db, name: string): boolean =>
  db.all(sql`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ${name}`).length > 0

/** Whether a database ever was a ledger; an empty file was none. */
export const isLedger = (db: Db): boolean => hasTable(db, '_migrations')

/** As the database of a ledger says; null when it says nothing. */
export function readIdentity(db: Db): Identity | null {
  if (!hasTable(db, 'identity')) return null
  return db.get<Identity>(sql`SELECT nip, ledger FROM identity WHERE id = 1`) ?? null
}

export function writeIdentity(db: Db, { nip, ledger }: Identity): void {
  db.run(sql`INSERT INTO identity (id, nip, ledger) VALUES (1, ${nip}, ${ledger})`)
}

/** Which ledger the directory knows as that of a taxpayer: null before it was made, `toAdopt`, or its id. */
export const knownLedger = (directory: Db, nip: string): string | null =>
  directory.get<{ ledger: string | null }>(sql`SELECT ledger FROM taxpayers WHERE nip = ${nip}`)?.ledger ??
  null

export function putKnownLedger(directory: Db, { nip, ledger }: Identity): void {
  directory.run(sql`UPDATE taxpayers SET ledger = ${ledger} WHERE nip = ${nip}`)
}

/** The taxpayers whose ledger was made: it must be there. */
export const madeLedgers = (directory: Db): string[] =>
  directory
    .all<{ nip: string }>(sql`SELECT nip FROM taxpayers WHERE ledger IS NOT NULL`)
    .map((row) => row.nip)

/**
 * A ledger without known damage that was not looked through since `before` (ISO 8601), the longest ago first; null when
 * all were.
 */
export const nextToCheck = (directory: Db, before: string): Identity | null =>
  directory.get<Identity>(sql`
    SELECT nip, ledger FROM taxpayers WHERE ledger IS NOT NULL AND ledger <> ${toAdopt} AND damage IS NULL
      AND (checked_at IS NULL OR checked_at < ${before})
    ORDER BY checked_at LIMIT 1`) ?? null

/** What a look through a ledger found; `damage` null: nothing. */
export function putChecked(
  directory: Db,
  { nip, ledger }: Identity,
  at: string,
  damage: string | null,
): void {
  directory.run(sql`
    UPDATE taxpayers SET checked_at = ${at}, damage = ${damage} WHERE nip = ${nip} AND ledger = ${ledger}`)
}

/** The ledgers in which damage was found, in words; that which was looked through the longest ago first. */
export const damagedLedgers = (directory: Db): (Identity & { damage: string })[] =>
  directory.all(
    sql`SELECT nip, ledger, damage FROM taxpayers WHERE damage IS NOT NULL ORDER BY checked_at, nip`,
  )
