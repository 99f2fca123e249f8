import type { Context, MiddlewareHandler } from 'hono'
import type { Caller } from '../../auth/access.ts'
import { isSessionText, type KeyOwner, type Known, keyIdIn, keyIn } from '../../auth/keys.ts'
import { credentialIn } from '../../auth/sessions.ts'
import { say } from '../../texts/say.ts'
import { Refusal } from '../../values/refusal.ts'
import { crossOrigin, isSameOrigin } from './cross-origin.ts'
import type { Env } from './env.ts'
import { Failures } from './failures.ts'
import type { Services } from './services.ts'
import { speakAsKey } from './speaking.ts'

/** Finds out who calls with a key or a session. `env`: what the host handed in with the request. */
export type Authenticate = (credential: string, env: unknown) => Promise<Known>

/** The one step at which callers are told apart: unknown keys are logged and slowed down, known ones counted. */
export class Door {
  readonly #services: Services
  readonly #authenticate: Authenticate
  readonly #failures: Failures

  constructor(services: Services, authenticate: Authenticate) {
    this.#services = services
    this.#authenticate = authenticate
    this.#failures = new Failures(services)
  }

  /** Lets in who shows a key, or a session from a page of ours; wherever a key is needed. @throws as `callerOf` */
  readonly middleware: MiddlewareHandler<Env> = async (c, next) => {
    const caller = await this.callerOf(c)
    c.set('caller', caller)
    speakAsKey(c, caller)
    const leave = this.#services.enter(caller.id, c.req.raw)
    try {
      await next()
    } finally {
      leave()
    }
  }

  /**
   * Who calls, by the key of a request or else by its session.
   * @throws Refusal 401 key-unknown, key-expired, session-ended, 403 cross-origin, 429 too-many-failures, rate-limited
   */
  async callerOf(c: Context<Env>): Promise<Caller> {
    const key = keyIn(c.req.header('authorization'))
    const scraper = key !== undefined && c.req.path === '/metrics' ? this.#services.scraper?.(key) : null
    if (scraper) return this.#counted(scraper, c)
    const credential = credentialIn(c.req.raw.headers)
    if (credential === undefined) throw new Refusal('key-unknown', say('refusal.key-missing'))
    if (isSessionText(credential) && !isSameOrigin(c.req.raw)) throw crossOrigin()
    const caller = await this.#known(c, credential)
    if (caller !== null) return this.#counted(caller, c)
    throw new Refusal('key-unknown', say('refusal.key-unknown'))
  }

  /** Whose key it is that somebody signs in with. @throws Refusal as `callerOf` */
  async ownerOf(c: Context<Env>, key: string): Promise<KeyOwner> {
    // A session is no key: it would go on for ever.
    const owner = isSessionText(key) ? null : await this.#known(c, key)
    if (owner !== null) return this.#counted(owner, c)
    throw new Refusal('key-unknown', say('session.key-unknown'))
  }

  #counted<Who extends Caller>(caller: Who, c: Context<Env>): Who {
    this.#services.count(caller.id, c.env)
    return caller
  }

  /** Null for what is not known, once its turn has come. @throws Refusal why else it does not count */
  async #known(c: Context<Env>, credential: string): Promise<KeyOwner | null> {
    const known = await this.#authenticate(credential, c.env)
    if (known !== null && !(known instanceof Refusal)) return known
    const address = this.#services.addressOf(c.env)
    const [id, requestId] = [keyIdIn(credential), c.get('requestId')]
    const message = isSessionText(credential) ? 'a session was refused' : 'a key was refused'
    const named = id === null ? {} : { key: id }
    this.#services.log({ level: 'warn', message, requestId, address, ...named })
    await this.#failures.turn(address ?? '')
    if (known !== null) throw known
    return null
  }
}
