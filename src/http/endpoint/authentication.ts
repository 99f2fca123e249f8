import type { MiddlewareHandler } from 'hono'
import { type Known, keyIdIn, keyIn } from '../../auth/keys.ts'
import { say } from '../../texts/say.ts'
import { Refusal } from '../../values/refusal.ts'
import type { Env } from './env.ts'
import { Failures } from './failures.ts'
import type { Services } from './services.ts'
import { speakAsKey } from './speaking.ts'

/** Finds out who calls with a key. `env`: what the host handed in with the request. */
export type Authenticate = (key: string, env: unknown) => Promise<Known>

/**
 * The one step at which callers are told apart, wherever a key is needed: unknown keys are logged and slowed down, known
 * ones counted. @throws Refusal 401 key-unknown, key-expired, 429 too-many-failures, rate-limited
 */
export function authenticated(services: Services, authenticate: Authenticate): MiddlewareHandler<Env> {
  const failures = new Failures(services)
  return async (c, next) => {
    const key = keyIn(c.req.header('authorization'))
    const scraper = key !== undefined && c.req.path === '/metrics' ? services.scraper?.(key) : null
    const caller = scraper ?? (key === undefined ? null : await authenticate(key, c.env))
    const isRefused = caller === null || caller instanceof Refusal
    if (key !== undefined && isRefused) {
      const address = services.addressOf(c.env)
      const [id, requestId] = [keyIdIn(key), c.get('requestId')]
      const named = id === null ? {} : { key: id }
      services.log({ level: 'warn', message: 'a key was refused', requestId, address, ...named })
      await failures.turn(address ?? '')
    }
    if (isRefused) {
      if (caller !== null) throw caller
      const detail = key === undefined ? say('refusal.key-missing') : say('refusal.key-unknown')
      throw new Refusal('key-unknown', detail)
    }
    c.set('caller', caller)
    speakAsKey(c, caller)
    services.count(caller.id, c.env)
    const leave = services.enter(caller.id, c.req.raw)
    try {
      await next()
    } finally {
      leave()
    }
  }
}
