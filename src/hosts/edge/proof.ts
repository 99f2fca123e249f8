import { createHmac, hkdfSync } from 'node:crypto'
import type { Caller } from '../../auth/access.ts'
import { sameHash } from '../../auth/keys.ts'
import { readJson } from '../../values/json.ts'

/**
 * For so long a proof of a key counts, in milliseconds: what was taken from a key (revoked, or made anew to reach less)
 * ends everywhere within this time.
 */
export const proofMs = 5000
/** By so much the clocks of two machines of the platform may differ. */
const skewMs = 1000

/** What the directory says of a key, and signs: who asks it no more for some seconds, and whoever is led to, rely on it. */
export interface Proven {
  /** Whose key it is, and what it reaches. */
  caller: Caller
  /** SHA-256 of the text of the key: a proof speaks for no other. */
  keyHash: string
  /** Of the outages, as the directory knew them. */
  revision: number
  /** How many requests may go in by it; null where keys have no limit. */
  allows: number | null
  /** From then on it proves nothing, in milliseconds since 1970. */
  untilMs: number
}

/** Whether it counts now: not yet over, and not of a time to come, as after a clock was set back. */
export const isFresh = ({ untilMs }: Pick<Proven, 'untilMs'>, nowMs: number): boolean =>
  nowMs < untilMs && untilMs <= nowMs + proofMs + skewMs

/** What a proof says, unchecked: for who had it from the directory. */
export const readProof = (proof: string): Proven => readJson(proof.slice(macDigits)) as Proven
const macDigits = 64

/** Signs and checks proofs, under a key of its own that is derived from the master key. */
export interface Prover {
  sign(proven: Proven): string
  /** Null: it was not signed here, is of another key, or does not count any more. */
  check(proof: string, keyHash: string, nowMs: number): Proven | null
}

/** `masterKey`: in Base64, as the setting has it. HKDF (RFC 5869) and HMAC (RFC 2104) with SHA-256. */
export function createProver(masterKey: string): Prover {
  const bytes = Buffer.from(masterKey, 'base64')
  const key = Buffer.from(hkdfSync('sha256', bytes, '', 'ksef-reconcile proof of a key v1', 32))
  const macOf = (text: string): string => createHmac('sha256', key).update(text).digest('hex')
  return {
    sign: (proven) => {
      const text = JSON.stringify(proven)
      return macOf(text) + text
    },
    check: (proof, keyHash, nowMs) => {
      if (!sameHash(proof.slice(0, macDigits), macOf(proof.slice(macDigits)))) return null
      const proven = readProof(proof)
      return proven.keyHash === keyHash && isFresh(proven, nowMs) ? proven : null
    },
  }
}
