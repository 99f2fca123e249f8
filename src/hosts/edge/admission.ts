import { reaches } from '../../auth/access.ts'
import { hexSha256 } from '../../auth/keys.ts'
import type { Admission } from './objects.ts'
import { isFresh, type Proven, readProof } from './proof.ts'

/** The taxpayer in the path of a request, read as the app reads it, null when there is none; and whether it may make him. */
export function askedOf(request: Request): { nip: string | null; creates: boolean } {
  const { pathname } = new URL(request.url)
  const [, part = '', below] = /^\/v1\/taxpayers\/([^/]+)(\/.*)?$/.exec(pathname) ?? []
  const creates = request.method === 'PUT' && (below === undefined || below === '/restore')
  try {
    const nip = decodeURIComponent(part)
    return { nip: /^\d{10}$/.test(nip) ? nip : null, creates }
  } catch {
    return { nip: null, creates }
  }
}

/** Beyond these what is remembered is forgotten, and the directory asked again: an isolate has 128 MB. */
const maxKeys = 5_000
const maxTaxpayers = 100_000

interface Held {
  proof: string
  proven: Proven
  /** How many requests it may still let in; null: any number. */
  left: number | null
}

/**
 * What an isolate of the Worker remembers of the directory's answers, so that it need not be asked for each request: the
 * proofs of keys, by their hashes, until these are over or used up; and which taxpayers there are. That one was erased
 * need not be known: his object asks before it answers.
 */
export class Admissions {
  readonly #held = new Map<string, Held>()
  readonly #taxpayers = new Set<string>()

  /** Counts a request, and says by which admission it goes to the ledger; null when the directory must be asked. */
  take(house: string, key: string, nip: string, nowMs: number): Admission | null {
    if (!this.#taxpayers.has(house + nip)) return null
    const held = this.#held.get(house + hexSha256(key))
    if (held === undefined || held.left === 0) return null
    const { caller, revision } = held.proven
    if (!isFresh(held.proven, nowMs) || !reaches(caller, [nip])) return null
    if (held.left !== null) held.left--
    return { caller, revision, isKnown: true, proof: held.proof }
  }

  /** How many requests of a key were set aside for this isolate and are given back, before the directory is asked anew. */
  giveBack(house: string, key: string): number {
    const place = house + hexSha256(key)
    const left = this.#held.get(place)?.left ?? 0
    this.#held.delete(place)
    return left
  }

  /** Remembers what the directory answered. */
  keep(house: string, nip: string, { isKnown, proof }: Admission): void {
    if (isKnown) {
      if (this.#taxpayers.size >= maxTaxpayers) this.#taxpayers.clear()
      this.#taxpayers.add(house + nip)
    }
    if (proof === undefined) return
    const proven = readProof(proof)
    if (this.#held.size >= maxKeys) this.#held.clear()
    this.#held.set(house + proven.keyHash, { proof, proven, left: proven.allows })
  }

  /** The directory may say something else now: whoever changed it here sees that at once. */
  forget(house: string): void {
    for (const places of [this.#held, this.#taxpayers])
      for (const place of places.keys()) if (place.startsWith(house)) places.delete(place)
  }
}
