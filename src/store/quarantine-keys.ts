import { and, eq, gte, sql } from 'drizzle-orm'
import { evidence } from '../../drizzle/ledger/evidence.ts'
import { purchaseKeys } from '../../drizzle/ledger/purchases.ts'
import { quarantineKeys } from '../../drizzle/ledger/quarantine.ts'
import type { Evidence } from '../ingest/evidence.ts'
import type { SuspectKey } from '../ingest/suspect.ts'
import type { Day } from '../values/day.ts'
import { fromJson } from '../values/json.ts'
import type { Db } from './database.ts'
import { numberIn } from './evidence.ts'
import { unfolding } from './folding.ts'
import { atMost, listed, listOf, type Places, prepared } from './prepared.ts'

/** Where documents in quarantine and documents of purchases meet. */

const removeKeys = prepared((orm, { document }: Places<{ document: string }>) =>
  orm.delete(quarantineKeys).where(eq(quarantineKeys.document, document)),
)
const addKey = prepared((orm, p: Places<typeof quarantineKeys.$inferSelect>) =>
  orm.insert(quarantineKeys).values({ key: p.key, document: p.document, day: p.day }).onConflictDoNothing(),
)
/** Replaces the keys of a document. */
export function replaceQuarantineKeys(db: Db, document: string, keys: readonly SuspectKey[]): void {
  removeKeys.run(db, { document })
  addKey.runEach(
    db,
    keys.map(({ key, day }) => ({ key, document, day: day ?? '' })),
  )
}

const anyKey = prepared((orm) =>
  orm
    .select({ key: quarantineKeys.key })
    .from(quarantineKeys)
    .where(gte(quarantineKeys.key, ''))
    .limit(atMost(1)),
)
/** Whether any document waits in quarantine to be dealt with. */
export const hasOpenQuarantine = (db: Db): boolean => anyKey.get(db, {}) !== undefined

const underKeys = prepared((orm, { keys }: Places<{ keys: string }>) =>
  orm
    .select({
      key: quarantineKeys.key,
      document: quarantineKeys.document,
      day: sql<Day | null>`nullif(${quarantineKeys.day}, '')`,
    })
    .from(listOf(keys))
    .innerJoin(quarantineKeys, eq(quarantineKeys.key, listed)),
)
/** Open documents that are met under any of these keys. */
export const openByKeys = (db: Db, keys: readonly string[]): (SuspectKey & { document: string })[] =>
  underKeys.all(db, { keys: JSON.stringify(keys) })

const ofKsef = prepared((orm, { keys }: Places<{ keys: string }>) =>
  orm
    .selectDistinct({ facts: evidence.facts })
    .from(listOf(keys))
    .innerJoin(purchaseKeys, eq(purchaseKeys.key, listed))
    .innerJoin(evidence, eq(evidence.purchase, purchaseKeys.purchase))
    .where(eq(evidence.type, 'ksef')),
)
/** KSeF's own documents among the evidence of purchases that are known under one of these keys. */
export function ksefDocumentsByKeys(
  db: Db,
  keys: readonly string[],
): { ksefNumber: string; invoiceHash: string }[] {
  const unfolded = unfolding(db)
  return ofKsef
    .all(db, { keys: JSON.stringify(keys) })
    .map(({ facts }) => fromJson(unfolded(facts)))
    .flatMap((document) => (document.type === 'ksef' ? document.metadata : []))
}

const rowsOfNumber = prepared((orm, p: Places<{ key: string; ksefNumber: string }>) =>
  orm
    .select({ facts: evidence.facts, contentHash: evidence.contentHash })
    .from(purchaseKeys)
    .innerJoin(evidence, eq(evidence.purchase, purchaseKeys.purchase))
    .where(
      and(
        eq(purchaseKeys.key, p.key),
        eq(evidence.type, 'ksef'),
        sql`${evidence.hasXml} = 0`,
        eq(numberIn(evidence.contentHash), p.ksefNumber),
      ),
    ),
)
/** Rows of a KSeF number that were registered by themselves. */
export function ksefRowsWithoutXml(
  db: Db,
  ksefNumber: string,
): { evidence: Evidence; contentHash: string }[] {
  const unfolded = unfolding(db)
  return rowsOfNumber
    .all(db, { key: `ksef:${ksefNumber}`, ksefNumber })
    .map(({ facts, contentHash }) => ({ evidence: fromJson(unfolded(facts)), contentHash }))
}
