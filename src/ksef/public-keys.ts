import { z } from 'zod'
import { say } from '../texts/say.ts'
import { compareInstants, type Instant, parseInstant } from '../values/instant.ts'
import { thrown } from '../values/thrown.ts'
import { type Bytes, base64, fromBase64 } from './bytes.ts'
import { call, KsefError, type KsefHost, unavailable } from './call.ts'
import { readCertificate, readPublicKey } from './certificate.ts'
import { plus } from './time.ts'

type KeyUsage = 'KsefTokenEncryption' | 'SymmetricKeyEncryption'

const published = z.array(
  z.object({
    certificate: z.string(),
    publicKeyId: z.string(),
    validFrom: z.string(),
    validTo: z.string(),
    usage: z.array(z.string()),
  }),
)
export type PublishedKey = z.output<typeof published>[number]

/** How long keys are kept before they are asked for again. */
const keptMs = 6 * 3_600_000
const unknownKey = 21470

/** The key for a usage: in force now, the newest of them (API notes, section 4); null when there is none. */
export function chooseKey(keys: readonly PublishedKey[], usage: KeyUsage, now: Instant): PublishedKey | null {
  const inForce = keys.flatMap((key) => {
    const [from, to] = [parseInstant(key.validFrom), parseInstant(key.validTo)]
    if (from === null || to === null || !key.usage.includes(usage)) return []
    return compareInstants(from, now) <= 0 && compareInstants(now, to) < 0 ? [{ key, from }] : []
  })
  return inForce.sort((a, b) => compareInstants(b.from, a.from))[0]?.key ?? null
}

/** KSeF's public keys, kept for some hours; common to all taxpayers of a process. */
export class PublicKeys {
  readonly #host: KsefHost
  #known: { keys: Promise<PublishedKey[]>; until: Instant } | null = null

  constructor(host: KsefHost) {
    this.#host = host
  }

  /** After KSeF said that a key is not its own: the next use asks anew. */
  forget(): void {
    this.#known = null
  }

  /**
   * Encrypts under KSeF's key and sends; where KSeF has withdrawn the key meanwhile, once more under the new one.
   * RSA-OAEP, SHA-256, MGF1-SHA-256. @throws KsefError
   */
  async sendEncrypted<T>(
    usage: KeyUsage,
    secret: (key: PublishedKey) => Promise<Bytes> | Bytes,
    send: (encrypted: string, publicKeyId: string) => Promise<T>,
  ): Promise<T> {
    const once = async () => {
      const key = await this.#get(usage)
      return send(await encrypted(key, await secret(key)), key.publicKeyId)
    }
    try {
      return await once()
    } catch (error) {
      const failure = error instanceof KsefError ? error.failure : null
      if (failure?.kind !== 'refused' || !failure.codes.includes(unknownKey)) throw error
      this.forget()
      return once()
    }
  }

  async #get(usage: KeyUsage): Promise<PublishedKey> {
    const now = this.#host.now()
    const kept = this.#known !== null && compareInstants(now, this.#known.until) < 0
    const known =
      kept && this.#known !== null ? this.#known : { keys: this.#fetch(), until: plus(now, keptMs) }
    this.#known = known
    const keys = await known.keys.catch((error: unknown) => {
      if (this.#known === known) this.#known = null
      throw error
    })
    const key = chooseKey(keys, usage, now)
    if (key !== null) return key
    this.forget()
    // Kept ones may have ended since: ask once before giving up.
    if (kept) return this.#get(usage)
    throw unavailable(say('ksef.key-missing', { usage }))
  }

  async #fetch(): Promise<PublishedKey[]> {
    const answer = await call(this.#host, { method: 'GET', path: '/security/public-key-certificates' })
    const keys = published.safeParse(answer)
    if (!keys.success) throw unavailable(say('ksef.keys-unreadable'))
    return keys.data
  }
}

async function encrypted(key: PublishedKey, secret: Bytes): Promise<string> {
  const algorithm = { name: 'RSA-OAEP', hash: 'SHA-256' }
  try {
    const imported = await crypto.subtle.importKey('spki', spkiOf(key), algorithm, false, ['encrypt'])
    return base64(new Uint8Array(await crypto.subtle.encrypt(algorithm, imported, secret)))
  } catch (error) {
    const { message } = thrown(error)
    throw unavailable(say('ksef.key-unusable', { key: key.publicKeyId, error: message }))
  }
}

/** The contract says a certificate; its example shows a bare key. */
function spkiOf({ certificate }: PublishedKey): Bytes {
  const bytes = fromBase64(certificate)
  try {
    return readCertificate(bytes).publicKey.bytes
  } catch {
    return readPublicKey(bytes).bytes
  }
}
