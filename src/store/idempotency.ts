import { sql } from 'drizzle-orm'
import type { Db } from './database.ts'

/** A request with an Idempotency-Key: what it was, and what was answered. */
interface KeptRequest {
  fingerprint: string
  /** The id for what the request creates. */
  createdId: string
  /** Sealed; null while it is under way or was cut off. */
  answer: string | null
}

/** Whose request, under which key. */
export interface RequestName {
  caller: string
  key: string
}

/**
 * The request kept under this name, else the given one, which is kept from now on. Forgets what was kept before
 * `sinceMs`. Becomes durable with what the request then changes in the same database.
 */
export const claimRequest = (
  db: Db,
  { caller, key }: RequestName,
  request: { fingerprint: string; createdId: string; atMs: number },
  sinceMs: number,
): KeptRequest =>
  db.transaction(() => {
    const kept = db.get<KeptRequest>(sql`
      SELECT fingerprint, created_id AS createdId, answer FROM idempotent_requests
      WHERE caller = ${caller} AND key = ${key} AND at_ms > ${sinceMs}`)
    if (kept) return kept
    const { fingerprint, createdId, atMs } = request
    db.run(sql`DELETE FROM idempotent_requests WHERE at_ms <= ${sinceMs}`)
    db.run(sql`
      INSERT INTO idempotent_requests (caller, key, fingerprint, created_id, at_ms)
      VALUES (${caller}, ${key}, ${fingerprint}, ${createdId}, ${atMs})`)
    return { fingerprint, createdId, answer: null }
  }, 'later')

export const keepAnswer = (db: Db, { caller, key }: RequestName, answer: string): void =>
  db.transaction(() =>
    db.run(sql`UPDATE idempotent_requests SET answer = ${answer} WHERE caller = ${caller} AND key = ${key}`),
  )

/** Forgets a request that was refused. */
export const forgetRequest = (db: Db, { caller, key }: RequestName): void =>
  db.transaction(
    () => db.run(sql`DELETE FROM idempotent_requests WHERE caller = ${caller} AND key = ${key}`),
    'later',
  )
