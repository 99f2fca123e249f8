import { createHash } from 'node:crypto'
import type { Db } from '../store/database.ts'
import { findKey, type KeyRow, touchKey } from '../store/keys.ts'
import { sessionByHash } from '../store/sessions.ts'
import { say } from '../texts/say.ts'
import { compareInstants, type Instant, parseInstant } from '../values/instant.ts'
import { present } from '../values/present.ts'
import { Refusal } from '../values/refusal.ts'
import type { Caller } from './access.ts'

/**
 * Texts of keys: `kr_<id>_<secret>`. By the id a key is looked up and named in logs; the secret has 32 random bytes,
 * so that a plain SHA-256 of the whole text is all that has to be kept.
 */
const shape = /^kr_([0-9a-f]{16})_[\w-]{43}$/

/** The id of the key made before keys had ids in their texts. */
const firstKeyId = 'first'

const minute = 60_000

/** A new secret text of the key with this id. */
export const newKeyText = (id: string): string => `kr_${id}_${randomText()}`

/** 32 random bytes as 43 characters (base64url). */
export function randomText(): string {
  const secret = String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32)))
  return btoa(secret).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** The id in the text of a key; null for other texts. */
export const keyIdIn = (text: string): string | null => shape.exec(text)?.[1] ?? null

/** The key that comes in the header Authorization; undefined when there is none. A session is none: it has its cookie. */
export function keyIn(authorization: string | null | undefined): string | undefined {
  const text = /^Bearer +(.+)$/i.exec(authorization ?? '')?.[1]
  return text === undefined || isSessionText(text) ? undefined : text
}

/** Texts of sessions: `ks_` and 32 random bytes. */
export const isSessionText = (text: string): boolean => /^ks_[\w-]{43}$/.test(text)

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

/** Whose key, or session, it is, and from when on it counts no more; null: never. */
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

/**
 * Finds out who calls with a key, or with a session that stands for one. Reads the directory each time, so that a revoked
 * key is none at once, and neither are its sessions.
 */
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
  const isOver = (at: string) => compareInstants(present(parseInstant(at)), now()) <= 0
  const ownerOf = (hash: string, keyId: string): Known => {
    if (bootstrapHash !== null && sameHash(hash, bootstrapHash)) return bootstrap
    const key = findKey(db, keyId)
    if (key === null || key.revokedAt !== null || !sameHash(hash, key.hash)) return null
    const { id, name, role, taxpayers, expiresAt, language } = key
    if (expiresAt !== null && isOver(expiresAt)) return keyExpired(expiresAt)
    used(key)
    return { id, name: `${name} (${id})`, role, taxpayers, language, expiresAt }
  }
  const ownerOfSession = (hash: string): Known => {
    const session = sessionByHash(db, hash)
    if (session === null || isOver(session.endsAt)) return sessionEnded()
    const owner = ownerOf(session.keyHash, session.keyId)
    // It was made to end no later than its key.
    return owner === null || owner instanceof Refusal
      ? sessionEnded()
      : { ...owner, expiresAt: session.endsAt }
  }
  return async (text) => {
    const hash = hexSha256(text)
    return isSessionText(text) ? ownerOfSession(hash) : ownerOf(hash, keyIdIn(text) ?? firstKeyId)
  }
}

/** What a session hears that is over, or whose key is. */
const sessionEnded = (): Refusal => new Refusal('session-ended', say('session.ended'))

/** What a key hears whose end has come. */
export const keyExpired = (at: string): Refusal =>
  new Refusal('key-expired', say('refusal.key-expired', { at }))
