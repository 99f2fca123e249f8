import { present } from '../values/present.ts'

/**
 * Shows later that a text came from this service: HMAC-SHA-256 (RFC 2104) under a key that is derived from the master key
 * (HKDF, RFC 5869). Whoever has no master key can make none.
 */
export interface Seals {
  /** `purpose` names what the text is: a seal is good for nothing else. */
  make(text: string, purpose: string): Promise<string>
  /** Whose a seal is: of this service, of another master key, or of no text like this. */
  check(seal: string, text: string, purpose: string): Promise<'own' | 'of-another-key' | 'wrong'>
}

const version = 's1'
const shape = /^s1\.([0-9a-f]{12})\.([0-9a-f]{64})$/
const utf8 = new TextEncoder()
const hex = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))

/** Seals under a master key of 32 bytes; those made under the `others` count as own too. */
export function createSeals(masterKey: Uint8Array<ArrayBuffer>, ...others: Uint8Array<ArrayBuffer>[]): Seals {
  const [own, ...rest] = [masterKey, ...others].map(named)
  return {
    async make(text, purpose) {
      const { name, keyFor } = await present(own)
      const mac = await crypto.subtle.sign('HMAC', await keyFor(purpose), utf8.encode(text))
      return [version, name, hex(mac)].join('.')
    },
    async check(seal, text, purpose) {
      const [, by, mac = ''] = shape.exec(seal) ?? []
      if (by === undefined) return 'wrong'
      const known = (await Promise.all([present(own), ...rest])).find(({ name }) => name === by)
      if (known === undefined) return 'of-another-key'
      const key = await known.keyFor(purpose)
      return (await crypto.subtle.verify('HMAC', key, bytesOf(mac), utf8.encode(text))) ? 'own' : 'wrong'
    },
  }
}

interface Named {
  /** Tells which master key it is without telling anything about it. */
  name: string
  keyFor: (purpose: string) => Promise<CryptoKey>
}

async function named(masterKey: Uint8Array<ArrayBuffer>): Promise<Named> {
  const material = await crypto.subtle.importKey('raw', masterKey, 'HKDF', false, ['deriveBits', 'deriveKey'])
  const from = (info: string) => ({
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(),
    info: utf8.encode(`ksef-reconcile ${info}`),
  })
  const name = hex(await crypto.subtle.deriveBits(from('name of seals'), material, 48))
  const hmac = { name: 'HMAC', hash: 'SHA-256', length: 256 }
  const keyFor = (purpose: string) =>
    crypto.subtle.deriveKey(from(`seal of ${purpose}`), material, hmac, false, ['sign', 'verify'])
  return { name, keyFor }
}
