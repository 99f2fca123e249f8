/**
 * Signs messages as Standard Webhooks describes (standardwebhooks.com): `v1,` and the Base64 of HMAC-SHA256 over
 * `id.timestamp.body` under the bytes of the secret. A secret is `whsec_` and the Base64 of 24 to 64 random bytes.
 */

const prefix = 'whsec_'
const secretBytes = 32
const utf8 = new TextEncoder()

export const newWebhookSecret = (): string =>
  prefix + base64(crypto.getRandomValues(new Uint8Array(secretBytes)))

/** One signature for each secret, separated by spaces. `timestamp` in seconds since 1970; the id has no point in it. */
export async function signaturesOf(
  secrets: readonly string[],
  id: string,
  timestamp: number,
  body: string,
): Promise<string> {
  const message = utf8.encode(`${id}.${timestamp}.${body}`)
  const signatures = secrets.map(async (secret) => {
    const bytes = Uint8Array.from(atob(secret.slice(prefix.length)), (c) => c.charCodeAt(0))
    const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, [
      'sign',
    ])
    return `v1,${base64(new Uint8Array(await crypto.subtle.sign('HMAC', key, message)))}`
  })
  return (await Promise.all(signatures)).join(' ')
}

const base64 = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
