import { eq, sql } from 'drizzle-orm'
import { correctionReferences as named } from '../../drizzle/ledger/purchases.ts'
import type { Db } from './database.ts'
import { listed, listOf, type Places, prepared } from './prepared.ts'

/** What corrections say they correct. */

const forgetReferences = prepared((orm, p: Places<{ purchases: string }>) =>
  orm.delete(named).where(sql`${named.purchase} IN (SELECT value FROM json_each(${p.purchases}))`),
)
/** Replaces under which keys the originals of corrections are looked for. */
export function replaceCorrectionReferences(
  db: Db,
  known: readonly number[],
  references: readonly [purchase: number, key: string, original: number | null][],
): void {
  if (known.length > 0) forgetReferences.run(db, { purchases: JSON.stringify(known) })
  db.runEach(
    'INSERT INTO correction_references (purchase, key, original) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    references,
  )
}

const naming = prepared((orm, { keys }: Places<{ keys: string }>) =>
  orm.selectDistinct({ purchase: named.purchase }).from(listOf(keys)).innerJoin(named, eq(named.key, listed)),
)
/** Corrections that name an original under one of these keys. */
export const correctionsNaming = (db: Db, keys: readonly string[]): number[] =>
  naming.all(db, { keys: JSON.stringify(keys) }).map((row) => row.purchase)

const ofOriginals = prepared((orm, p: Places<{ originals: string }>) =>
  orm
    .selectDistinct({ original: sql<number>`${named.original}`, correction: named.purchase })
    .from(listOf(p.originals))
    .innerJoin(named, eq(named.original, listed))
    .orderBy(named.original, named.purchase),
)
/** For each purchase the corrections whose original it is. */
export const correctionsOfOriginals = (
  db: Db,
  originals: readonly number[],
): { original: number; correction: number }[] => ofOriginals.all(db, { originals: JSON.stringify(originals) })
