import { and, asc, eq, isNotNull, isNull, lt, ne, or, sql } from 'drizzle-orm'
import { taxpayers } from '../../drizzle/directory/schema.ts'
import { identity } from '../../drizzle/ledger/ledger.ts'
import type { Db } from './database.ts'
import { atMost, type Places, prepared } from './prepared.ts'

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

const ofLedger = prepared((orm) =>
  orm.select({ nip: identity.nip, ledger: identity.ledger }).from(identity).where(eq(identity.id, 1)),
)
/** As the database of a ledger says; null when it says nothing. */
export const readIdentity = (db: Db): Identity | null =>
  hasTable(db, 'identity') ? (ofLedger.get(db, {}) ?? null) : null

const add = prepared((orm, p: Places<Identity>) =>
  orm.insert(identity).values({ id: 1, nip: p.nip, ledger: p.ledger }),
)
export const writeIdentity = (db: Db, said: Identity): void => add.run(db, said)

const known = prepared((orm, { nip }: Places<{ nip: string }>) =>
  orm.select({ ledger: taxpayers.ledger }).from(taxpayers).where(eq(taxpayers.nip, nip)),
)
/** Which ledger the directory knows as that of a taxpayer: null before it was made, `toAdopt`, or its id. */
export const knownLedger = (directory: Db, nip: string): string | null =>
  known.get(directory, { nip })?.ledger ?? null

const putKnown = prepared((orm, p: Places<Identity>) =>
  orm.update(taxpayers).set({ ledger: p.ledger }).where(eq(taxpayers.nip, p.nip)),
)
export const putKnownLedger = (directory: Db, said: Identity): void => putKnown.run(directory, said)

const made = prepared((orm) =>
  orm.select({ nip: taxpayers.nip }).from(taxpayers).where(isNotNull(taxpayers.ledger)),
)
/** The taxpayers whose ledger was made: it must be there. */
export const madeLedgers = (directory: Db): string[] => made.all(directory, {}).map(({ nip }) => nip)

const shown = { nip: taxpayers.nip, ledger: sql<string>`${taxpayers.ledger}` }
const unchecked = prepared((orm, { before }: Places<{ before: string }>) =>
  orm
    .select(shown)
    .from(taxpayers)
    .where(
      and(
        isNotNull(taxpayers.ledger),
        ne(taxpayers.ledger, toAdopt),
        isNull(taxpayers.damage),
        or(isNull(taxpayers.checkedAt), lt(taxpayers.checkedAt, before)),
      ),
    )
    .orderBy(asc(taxpayers.checkedAt))
    .limit(atMost(1)),
)
/**
 * A ledger without known damage that was not looked through since `before` (ISO 8601), the longest ago first; null when
 * all were.
 */
export const nextToCheck = (directory: Db, before: string): Identity | null =>
  unchecked.get(directory, { before }) ?? null

const checked = prepared((orm, p: Places<Identity & { at: string; damage: string | null }>) =>
  orm
    .update(taxpayers)
    .set({ checkedAt: p.at, damage: p.damage })
    .where(and(eq(taxpayers.nip, p.nip), eq(taxpayers.ledger, p.ledger))),
)
/** What a look through a ledger found; `damage` null: nothing. */
export const putChecked = (directory: Db, of: Identity, at: string, damage: string | null): void =>
  checked.run(directory, { ...of, at, damage })

const damaged = prepared((orm) =>
  orm
    .select({ ...shown, damage: sql<string>`${taxpayers.damage}` })
    .from(taxpayers)
    .where(isNotNull(taxpayers.damage))
    .orderBy(taxpayers.checkedAt, taxpayers.nip),
)
/** The ledgers in which damage was found, in words; that which was looked through the longest ago first. */
export const damagedLedgers = (directory: Db): (Identity & { damage: string })[] => damaged.all(directory, {})
