import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { keys } from '../../drizzle/directory/schema.ts'
import type { Doing } from '../audit/chain.ts'
import { present } from '../values/present.ts'
import { appendAudit } from './audit.ts'
import type { Db } from './database.ts'
import { atMost, excluded, type Places, prepared } from './prepared.ts'

/** What a key may do. */
export type Role = 'viewer' | 'integration' | 'accountant' | 'admin'

/** A key as it is kept: its hash, never its text. */
export type KeyRow = typeof keys.$inferSelect
type NewKey = Omit<KeyRow, 'seq' | 'lastUsedAt' | 'revokedAt'>

const put = prepared((orm, key: Places<NewKey>) =>
  orm
    .insert(keys)
    .values({
      id: key.id,
      name: key.name,
      role: key.role,
      taxpayers: key.taxpayers,
      hash: key.hash,
      createdAt: key.createdAt,
      createdBy: key.createdBy,
      expiresAt: key.expiresAt,
      language: key.language,
    })
    .onConflictDoUpdate({
      target: keys.id,
      set: { hash: excluded(keys.hash) },
      setWhere: isNull(keys.lastUsedAt),
    })
    .returning(),
)
/**
 * Keeps a new key. One of the same id that nobody has used yet is replaced: its making was cut off before it was shown.
 * Null when the id belongs to a key in use.
 */
const putKey = (db: Db, key: NewKey): KeyRow | null => put.get(db, key) ?? null

const byId = prepared((orm, { id }: Places<{ id: string }>) => orm.select().from(keys).where(eq(keys.id, id)))
export const findKey = (db: Db, id: string): KeyRow | null => byId.get(db, { id }) ?? null

const page = prepared((orm, { after, limit }: Places<{ after: number; limit: number }>) =>
  orm.select().from(keys).where(gt(keys.seq, after)).orderBy(keys.seq).limit(atMost(limit)),
)
const pageWithin = prepared(
  (orm, { after, limit, within }: Places<{ after: number; limit: number; within: string }>) =>
    orm
      .select()
      .from(keys)
      .where(
        and(
          gt(keys.seq, after),
          sql`${keys.taxpayers} <> '"*"'`,
          sql`NOT EXISTS (SELECT 1 FROM json_each(${keys.taxpayers})
            WHERE value NOT IN (SELECT value FROM json_each(${within})))`,
        ),
      )
      .orderBy(keys.seq)
      .limit(atMost(limit)),
)
/**
 * Keys in the order in which they were made, revoked ones too. `within`: those alone that are for no other taxpayers
 * than these.
 */
export const listKeys = (
  db: Db,
  after: number,
  limit: number,
  within: readonly string[] | '*' = '*',
): KeyRow[] =>
  within === '*'
    ? page.all(db, { after, limit })
    : pageWithin.all(db, { after, limit, within: JSON.stringify(within) })

/** The same, and writes it into the audit, where the making of a key stands once. Within a transaction. */
export function makeKey(db: Db, key: NewKey, doing: Doing): KeyRow | null {
  const isNew = findKey(db, key.id) === null
  const row = putKey(db, key)
  if (row === null || !isNew) return row
  const { name, role, taxpayers, expiresAt } = row
  const data = { name, role, taxpayers, expiresAt }
  appendAudit(db, { ...doing, action: 'key.created', taxpayer: null, subject: key.id, data })
  return row
}

/** Revokes a key and writes it into the audit; one that is revoked stays so from when it was. Within a transaction. */
export function endKey(db: Db, key: KeyRow, doing: Doing): KeyRow {
  if (key.revokedAt !== null) return key
  const event = { taxpayer: null, subject: key.id, data: { name: key.name } }
  appendAudit(db, { ...doing, ...event, action: 'key.revoked' })
  return present(revoke.get(db, { id: key.id, at: doing.at }))
}

const revoke = prepared((orm, { id, at }: Places<{ id: string; at: string }>) =>
  orm
    .update(keys)
    .set({ revokedAt: sql`coalesce(${keys.revokedAt}, ${at})` })
    .where(eq(keys.id, id))
    .returning(),
)

const speak = prepared((orm, { id, language }: Places<Pick<KeyRow, 'id' | 'language'>>) =>
  orm.update(keys).set({ language }).where(eq(keys.id, id)).returning(),
)
/** Gives a key another language and writes that into the audit; nothing where it has it already. Within a transaction. */
export function changeLanguage(db: Db, key: KeyRow, language: KeyRow['language'], doing: Doing): KeyRow {
  if (key.language === language) return key
  const data = { name: key.name, language: { before: key.language, after: language } }
  appendAudit(db, { ...doing, action: 'key.changed', taxpayer: null, subject: key.id, data })
  return present(speak.get(db, { id: key.id, language }))
}

const touch = prepared((orm, { id, at }: Places<{ id: string; at: string }>) =>
  orm.update(keys).set({ lastUsedAt: at }).where(eq(keys.id, id)),
)
export const touchKey = (db: Db, id: string, at: string): void =>
  db.transaction(() => touch.run(db, { id, at }), 'later')
