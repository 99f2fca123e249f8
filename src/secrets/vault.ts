/**
 * Encrypts secrets that the service must be able to read again: credentials, webhook secrets, kept answers.
 * AES-256-GCM under the service's master key, a fresh IV for each text (NIST SP 800-38D).
 */
export interface Vault {
  /** `context` names what the secret belongs to; it cannot be opened as anything else. */
  seal(text: string, context: string): Promise<string>
  /** @throws Error when it was sealed under another master key, for another context, or was changed */
  open(sealed: string, context: string): Promise<string>
}

const version = 'v1'
const ivBytes = 12
const utf8 = new TextEncoder()

/**
 * A vault under a master key of 32 bytes; what was sealed under one of the `others` is opened too.
 * @throws Error for another length
 */
export function createVault(masterKey: Uint8Array<ArrayBuffer>, ...others: Uint8Array<ArrayBuffer>[]): Vault {
  const own = keyOf(masterKey)
  const keys = [own, ...others.map(keyOf)]
  return {
    async seal(text, context) {
      const iv = crypto.getRandomValues(new Uint8Array(ivBytes))
      const data = utf8.encode(text)
      const sealed = await crypto.subtle.encrypt(algorithm(iv, context), await own.importing, data)
      return [version, await own.naming, base64url(iv), base64url(new Uint8Array(sealed))].join('.')
    },
    async open(sealed, context) {
      const [sealedVersion, sealedBy, iv = '', data = ''] = sealed.split('.')
      const names = await Promise.all(keys.map(({ naming }) => naming))
      const key = keys[names.indexOf(sealedBy ?? '')]
      if (sealedVersion !== version || key === undefined) {
        throw new Error('This secret was sealed under another master key. Start with the MASTER_KEY of then.')
      }
      const text = await crypto.subtle.decrypt(
        algorithm(bytesOf(iv), context),
        await key.importing,
        bytesOf(data),
      )
      return new TextDecoder().decode(text)
    },
  }
}

const algorithm = (iv: Uint8Array<ArrayBuffer>, context: string) => ({
  name: 'AES-GCM',
  iv,
  additionalData: utf8.encode(context),
})

interface Key {
  importing: Promise<CryptoKey>
  /** Tells which master key sealed a text without telling anything about it. */
  naming: Promise<string>
}

function keyOf(masterKey: Uint8Array<ArrayBuffer>): Key {
  if (masterKey.length !== 32) throw new Error('The master key must have 32 bytes.')
  return {
    importing: crypto.subtle.importKey('raw', masterKey, 'AES-GCM', false, ['encrypt', 'decrypt']),
    naming: crypto.subtle
      .digest('SHA-256', masterKey)
      .then((hash) => base64url(new Uint8Array(hash).subarray(0, 6))),
  }
}

/** As many bytes at once as a function takes arguments everywhere. */
const chunk = 0x2000

function base64url(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += chunk)
    binary += String.fromCharCode(...bytes.subarray(at, at + chunk))
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i)
  return bytes
}
