import { cors } from 'hono/cors'
import { say } from '../../texts/say.ts'
import { Refusal, SpokenError } from '../../values/refusal.ts'
import type { App } from './endpoint.ts'

/**
 * Origins whose pages may call the API from a browser, as in CORS_ORIGINS: `https://erp.example, https://biuro.example`.
 * @throws SpokenError that names the entry which is no origin
 */
export function originsOf(setting: string | null): string[] {
  const origins = (setting ?? '').split(',').map((part) => part.trim())
  return origins.filter((origin) => {
    if (origin === '') return false
    if (isOrigin(origin)) return true
    throw new SpokenError(say('refusal.setting.origin', { name: 'CORS_ORIGINS', origin }))
  })
}

function isOrigin(text: string): boolean {
  try {
    const { protocol, origin } = new URL(text)
    return origin === text && !text.includes('*') && (protocol === 'https:' || protocol === 'http:')
  } catch {
    return false
  }
}

/**
 * Lets pages of these origins call what needs a key and is no operator's, with a key that they send themselves: browsers
 * are never told to send cookies along. Without origins nothing answers a browser that asks.
 */
export function letOriginsIn(app: App, origins: readonly string[]): void {
  if (origins.length === 0) return
  app.use(
    '/v1/*',
    cors({
      origin: [...origins],
      allowMethods: ['GET', 'PUT', 'POST', 'PATCH', 'DELETE'],
      allowHeaders: ['Accept-Language', 'Authorization', 'Content-Type', 'Idempotency-Key', 'Prefer'],
      exposeHeaders: ['Idempotency-Replayed', 'Retry-After', 'X-Request-Id'],
      maxAge: 600,
    }),
  )
}

/**
 * Whether a browser says that a page of this service sent the request (Fetch Metadata, W3C; Origin, RFC 6454): without
 * that a cookie, which comes by itself, says nothing of what its owner wants. Hosts alone are compared, since a proxy that
 * does TLS changes the protocol.
 */
export function isSameOrigin({ headers, url }: Request): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  const origin = headers.get('origin')
  return origin !== null && isOrigin(origin) && new URL(origin).host === new URL(url).host
}

/** Whether a browser says that a page of another origin sent it; what is no browser says nothing. */
export const isOfAnotherOrigin = (request: Request): boolean =>
  ['sec-fetch-site', 'origin'].some((name) => request.headers.has(name)) && !isSameOrigin(request)

/** What a session hears that did not come from a page of this service. */
export const crossOrigin = (): Refusal => new Refusal('cross-origin', say('session.cross-origin'))
