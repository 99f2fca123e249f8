import type { Context, MiddlewareHandler } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Caller } from '../../auth/access.ts'
import { defaultLanguage, type Language, languages, preferredLanguage } from '../../texts/language.ts'
import { say } from '../../texts/say.ts'
import { told } from '../../texts/tell.ts'
import type { Env } from './env.ts'
import { unfit } from './validated.ts'

/** The query parameter by which a link chooses a language. Endpoints do not see it. */
export const languageParameter = 'lang'

/**
 * Finds the language of a request: `?lang=`, else `Accept-Language`, else that of its key (`speakAsKey`), else English.
 * @throws Refusal 400 for an unknown `lang`
 */
export const speaking: MiddlewareHandler<Env> = async (c, next) => {
  const asked = c.req.query(languageParameter)
  c.set('language', preferredLanguage(c.req.header('accept-language') ?? '') ?? defaultLanguage)
  if (asked !== undefined) c.set('language', languageNamed(asked))
  await next()
  const type = c.res.headers.get('content-type') ?? ''
  if (!/^(?:application\/(?:problem\+)?json|text\/csv)/.test(type)) return
  if (!c.res.headers.has('content-language')) c.res.headers.set('content-language', c.get('language'))
  if (!/accept-language/i.test(c.res.headers.get('vary') ?? ''))
    c.res.headers.append('vary', 'Accept-Language')
}

/** A request that asks for no language is answered in that of its key, if it has one. */
export function speakAsKey(c: Context<Env>, { language }: Pick<Caller, 'language'>): void {
  const asks =
    c.req.query(languageParameter) !== undefined ||
    preferredLanguage(c.req.header('accept-language') ?? '') !== null
  if (language && !asks) c.set('language', language)
}

function languageNamed(name: string): Language {
  const found = languages.find((language) => language === name)
  if (found !== undefined) return found
  const message = say('field.one-of', { values: [...languages] })
  throw unfit('query', [{ pointer: `/${languageParameter}`, code: 'invalid-value', message }])
}

/** A JSON answer with its sentences in the language of the request, and named: it may be said again to who asks in another. */
export const respond = (
  c: Context<Env>,
  value: object | null | undefined,
  status: ContentfulStatusCode = 200,
  headers: Record<string, string> = {},
): Response => {
  const language = c.get('language')
  const said = told(value, language) as Record<string, unknown>
  return c.json(said, status, { 'content-language': language, ...headers })
}
