import { isSessionText, keyIn, randomText } from './keys.ts'

/**
 * A session stands for a key in a browser, which keeps no key: a text of 32 random bytes in a cookie that scripts cannot
 * read, that no other site sends along (OWASP Session Management), and that counts no longer than its key.
 */

/** How long a session lasts, in milliseconds: a day of work. */
export const sessionMs = 12 * 3_600_000

/** A new text of a session, as `isSessionText` knows it. */
export const newSessionText = (): string => `ks_${randomText()}`

/** Names of the cookie: the first over TLS, which browsers take from the host itself alone (RFC 6265bis, 4.1.3.2). */
const names = { overTls: '__Host-ksef-reconcile', plain: 'ksef-reconcile' }

/** The session in a header Cookie; undefined where there is none. */
export function sessionIn(cookie: string | null): string | undefined {
  const pairs = (cookie ?? '').split(';').map((pair) => pair.trim().split('='))
  const named = (name: string) => pairs.find(([one]) => one === name)?.[1]
  const text = named(names.overTls) ?? named(names.plain)
  return text !== undefined && isSessionText(text) ? text : undefined
}

/** What a request shows of who sends it: a key, else a session; undefined where it has neither. */
export const credentialIn = (headers: Headers): string | undefined =>
  keyIn(headers.get('authorization')) ?? sessionIn(headers.get('cookie'))

/** The header Set-Cookie for a session; `seconds`: how long it lasts, 0 to take it away. */
export function sessionCookie(text: string, seconds: number, request: Request): string {
  const name = isOverTls(request) ? `${names.overTls}=${text}; Secure` : `${names.plain}=${text}`
  return `${name}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict`
}

/** Whether the page that asks came over TLS. A proxy may do that: then the browser alone knows, and says so in Origin. */
function isOverTls(request: Request): boolean {
  if (/^https:/.test(request.headers.get('origin') ?? '')) return true
  const { protocol, hostname } = new URL(request.url)
  return protocol === 'https:' || !/^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname)
}
