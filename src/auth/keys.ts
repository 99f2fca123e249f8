import { createHash } from 'node:crypto'
import type { Db } from '../store/database.ts'
import { findKey, type KeyRow, touchKey } from '../store/keys.ts'
import { say } from '../texts/say.ts'
import { compareInstants, type Instant } from '../values/instant.ts'
import { Refusal } from '../values/refusal.ts'
import type { Caller, Role } from './access.ts'

/**
 * Texts of keys: `kr_<id>_<secret>`. By the id a key is looked up and named in logs; the secret has 32 random bytes,
 * so that a plain SHA-256 of the whole text is all that has to be kept.
 */
const shape = /^kr_([0-9a-f]{16})_[\w-]{43}$/

/** The id of the key made before keys had ids in their texts. */
const firstKeyId = 'first'

const minute = 60_000

/** A new secret text of the key with this id. */
export function newKeyText(id: string): string {
  const secret = String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32)))
  const base64url = btoa(secret).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
  return `kr_${id}_${base64url}`
}

/** The id in the text of a key; null for other texts. */
export const keyIdIn = (text: string): string | null => shape.exec(text)?.[1] ?? null

/** The key that comes in the header Authorization; undefined when there is none. */
export const keyIn = (authorization: string | null | undefined): string | undefined =>
  /^Bearer +(.+)$/i.exec(authorization ?? '')?.[1]

/** SHA-256 of a text, or of bytes, as hexadecimal digits. */
export const hexSha256 = (what: string | Uint8Array): string =>
  createHash('sha256').update(what).digest('hex')

/** The id of a key, 16 hexadecimal digits, from an id that the host made. */
export const keyIdFrom = (id: string): string => hexSha256(id).slice(0, 16)

/** Compares two hashes in a time that does not tell where they differ. */
export function sameHash(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  let difference = 0
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i)
  return difference === 0
}

/** Whoever holds the bootstrap key. */
const bootstrap: Caller = { id: 'bootstrap', name: 'admin', role: 'admin', taxpayers: '*' }

/** Whose key it is, and from when on it counts no more; null: never. */
export interface KeyOwner extends Caller {
  expiresAt?: string | null
}

/** What telling keys apart needs of the service. */
interface Doorkeeper {
  directory: { db: Db }
  now: () => Instant
  log: (record: Record<string, unknown>) => void
}

/** Whom a key belongs to; null for a key that is not known or was revoked; a refusal for one that has expired. */
export type Known = KeyOwner | Refusal | null

/** Finds out who calls with a key. Reads the directory each time, so that a revoked key is none at once. */
export function keyReader(
  { directory: { db }, now, log }: Doorkeeper,
  bootstrapHash: string | null,
): (text: string) => Promise<Known> {
  const used = ({ id, lastUsedAt }: KeyRow) => {
    const at = now()
    if (lastUsedAt !== null && Math.abs(Date.parse(at) - Date.parse(lastUsedAt)) < minute) return
    try {
      touchKey(db, id, at)
    } catch (error) {
      // The time of last use is not worth refusing a request.
      log({ level: 'warn', message: 'the use of a key was not recorded', key: id, error: String(error) })
    }
  }
  return async (text) => {
    const hash = hexSha256(text)
    if (bootstrapHash !== null && sameHash(hash, bootstrapHash)) return bootstrap
    const key = findKey(db, keyIdIn(text) ?? firstKeyId)
    if (key === null || key.revokedAt !== null || !sameHash(hash, key.hash)) return null
    const { id, name, role, taxpayers, expiresAt, language } = key
    if (expiresAt !== null && compareInstants(expiresAt as Instant, now()) <= 0) return keyExpired(expiresAt)
    used(key)
    return { id, name: `${name} (${id})`, role: role as Role, taxpayers, language, expiresAt }
  }
}

/** What a key hears whose end has come. */
export const keyExpired = (at: string): Refusal =>
  new Refusal('key-expired', say('refusal.key-expired', { at }))
