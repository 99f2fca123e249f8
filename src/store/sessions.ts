import { sql } from 'drizzle-orm'
import type { Db } from './database.ts'

/** A session as it is kept: the hash of its text, and of the key that it stands for. */
interface SessionRow {
  hash: string
  keyId: string
  keyHash: string
  createdAt: string
  endsAt: string
}

/** So many sessions of a key may go on at once; beyond them those that began first end. */
const maxOfKey = 100

/** Keeps a session, and forgets those that are over. */
export function putSession(db: Db, { hash, keyId, keyHash, createdAt, endsAt }: SessionRow): void {
  db.transaction(() => {
    db.run(sql`DELETE FROM sessions WHERE ends_at <= ${createdAt}`)
    db.run(sql`
      INSERT INTO sessions (hash, key_id, key_hash, created_at, ends_at)
      VALUES (${hash}, ${keyId}, ${keyHash}, ${createdAt}, ${endsAt})`)
    db.run(sql`
      DELETE FROM sessions WHERE hash IN (
        SELECT hash FROM sessions WHERE key_id = ${keyId} ORDER BY created_at DESC LIMIT -1 OFFSET ${maxOfKey})`)
  })
}

/** The session with this hash, also when it is over; null when there is none. */
export const sessionByHash = (db: Db, hash: string): SessionRow | null =>
  db.get<SessionRow>(sql`
    SELECT hash, key_id AS keyId, key_hash AS keyHash, created_at AS createdAt, ends_at AS endsAt
    FROM sessions WHERE hash = ${hash}`) ?? null

export const removeSession = (db: Db, hash: string): void =>
  db.run(sql`DELETE FROM sessions WHERE hash = ${hash}`)
