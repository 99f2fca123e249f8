import type { Context } from 'hono'
import type { Caller } from '../../auth/access.ts'
import type { StoredPackage } from '../../intake/packages.ts'
import type { Language } from '../../texts/language.ts'

/** What the middleware leaves for the endpoints. */
export type Env = {
  Variables: {
    requestId: string
    /** The language of every sentence of the answer. */
    language: Language
    caller: Caller
    idempotency: AnswersOnce
    /** How many bytes the body may have, packages apart. */
    bodyLimit: number
    /** The body, where it was put away already. */
    package?: StoredPackage
    failure?: unknown
  }
}

/** What a POST does: `createdId` is the id for what it creates. */
export type Work = (createdId: string) => Promise<Response>

/** What is kept of a JSON answer, and said again. */
export type Keeps = (answer: Record<string, unknown>) => Record<string, unknown>

/** Does the work of a request once, however often it is sent under one `Idempotency-Key`. */
export interface AnswersOnce {
  once(c: Context<Env>, work: Work, keeps?: Keeps): Promise<Response>
}
