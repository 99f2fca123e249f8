import { sql } from 'drizzle-orm'
import type { Doing } from '../audit/chain.ts'
import type { Language } from '../texts/language.ts'
import { appendAudit } from './audit.ts'
import { type Db, limitTo } from './database.ts'

/** A key as it is kept: its hash, never its text. */
export interface KeyRow {
  seq: number
  /** The part of the text that is no secret. */
  id: string
  name: string
  role: string
  taxpayers: readonly string[] | '*'
  hash: string
  createdAt: string
  createdBy: string
  lastUsedAt: string | null
  revokedAt: string | null
  /** From then on it counts no more; null: it never ends by itself. */
  expiresAt: string | null
  /** In which its caller is spoken to where a request asks for none; null: he chose none. */
  language: Language | null
}

type NewKey = Omit<KeyRow, 'seq' | 'lastUsedAt' | 'revokedAt'>
type RawKey = Omit<KeyRow, 'taxpayers'> & { taxpayers: string }

const columns = sql`seq, id, name, role, taxpayers, hash, created_at AS createdAt, created_by AS createdBy,
  last_used_at AS lastUsedAt, revoked_at AS revokedAt, expires_at AS expiresAt, language`
const read = (raw: RawKey): KeyRow => ({ ...raw, taxpayers: JSON.parse(raw.taxpayers) })

/**
 * Keeps a new key. One of the same id that nobody has used yet is replaced: its making was cut off before it was shown.
 * Null when the id belongs to a key in use.
 */
function putKey(db: Db, key: NewKey): KeyRow | null {
  const { id, name, role, hash, createdAt, createdBy, expiresAt, language } = key
  const taxpayers = JSON.stringify(key.taxpayers)
  const raw = db.get<RawKey>(sql`
    INSERT INTO keys (id, name, role, taxpayers, hash, created_at, created_by, expires_at, language)
    VALUES (${id}, ${name}, ${role}, ${taxpayers}, ${hash}, ${createdAt}, ${createdBy}, ${expiresAt},
      ${language})
    ON CONFLICT (id) DO UPDATE SET hash = excluded.hash WHERE last_used_at IS NULL
    RETURNING ${columns}`)
  return raw ? read(raw) : null
}

export function findKey(db: Db, id: string): KeyRow | null {
  const raw = db.get<RawKey>(sql`SELECT ${columns} FROM keys WHERE id = ${id}`)
  return raw ? read(raw) : null
}

/**
 * Keys in the order in which they were made, revoked ones too. `within`: those alone that are for no other taxpayers
 * than these.
 */
export function listKeys(
  db: Db,
  after: number,
  limit: number,
  within: readonly string[] | '*' = '*',
): KeyRow[] {
  const wanted =
    within === '*'
      ? sql``
      : sql`AND taxpayers <> '"*"' AND NOT EXISTS (
          SELECT 1 FROM json_each(taxpayers)
          WHERE value NOT IN (SELECT value FROM json_each(${JSON.stringify(within)})))`
  return db
    .all<RawKey>(
      sql`SELECT ${columns} FROM keys WHERE seq > ${after} ${wanted} ORDER BY seq ${limitTo(limit)}`,
    )
    .map(read)
}

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
export function endKey(db: Db, key: KeyRow, doing: Doing): KeyRow | null {
  if (key.revokedAt !== null) return key
  const event = { taxpayer: null, subject: key.id, data: { name: key.name } }
  appendAudit(db, { ...doing, ...event, action: 'key.revoked' })
  return revokeKey(db, key.id, doing.at)
}

/** Null when there is none. */
function revokeKey(db: Db, id: string, at: string): KeyRow | null {
  const raw = db.get<RawKey>(sql`
    UPDATE keys SET revoked_at = coalesce(revoked_at, ${at}) WHERE id = ${id} RETURNING ${columns}`)
  return raw ? read(raw) : null
}

export const touchKey = (db: Db, id: string, at: string): void =>
  db.transaction(() => db.run(sql`UPDATE keys SET last_used_at = ${at} WHERE id = ${id}`), 'later')
