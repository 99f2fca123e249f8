import { defaultLanguage, type Language, preferredLanguage } from '../../texts/language.ts'
import { say } from '../../texts/say.ts'
import { tell, told } from '../../texts/tell.ts'
import type { Refusal } from '../../values/refusal.ts'
import { statuses } from './statuses.ts'

const titles = {
  400: say('problem.title.400'),
  401: say('problem.title.401'),
  403: say('problem.title.403'),
  404: say('problem.title.404'),
  409: say('problem.title.409'),
  413: say('problem.title.413'),
  415: say('problem.title.415'),
  422: say('problem.title.422'),
  429: say('problem.title.429'),
  500: say('problem.title.500'),
  503: say('problem.title.503'),
  507: say('problem.title.507'),
}

/** The `application/problem+json` body of a refusal (RFC 9457). */
export function problemBody(refusal: Refusal, language: Language): unknown {
  const { code, detail, errors, about } = refusal
  const status = statuses[code]
  const body = {
    type: `urn:ksef-reconcile:problem:${code}`,
    title: tell(titles[status], language),
    status,
    detail,
    code,
    ...about,
  }
  return told(errors.length === 0 ? body : { ...body, errors }, language)
}

/** A refusal as it is sent. */
export function refuse(refusal: Refusal, language: Language): Response {
  const status = statuses[refusal.code]
  const { retryAfterSeconds } = refusal
  return new Response(JSON.stringify(problemBody(refusal, language)), {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'content-language': language,
      vary: 'Accept-Language',
      ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
      ...(retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds) }),
    },
  })
}

/** The language that a request prefers, where no endpoint has read it. */
export const languageOf = (request: Request): Language =>
  preferredLanguage(request.headers.get('accept-language') ?? '') ?? defaultLanguage
