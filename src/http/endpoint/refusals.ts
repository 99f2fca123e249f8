import { defaultLanguage, type Language, preferredLanguage } from '../../texts/language.ts'
import { say } from '../../texts/say.ts'
import { tell, told } from '../../texts/tell.ts'
import type { Problem } from '../../values/refusal.ts'

const titles = {
  400: say('problem.title.400'),
  401: say('problem.title.401'),
  403: say('problem.title.403'),
  404: say('problem.title.404'),
  405: say('problem.title.405'),
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
export function problemBody(problem: Problem, language: Language): unknown {
  const { status, code, detail, errors, about } = problem
  const body = {
    type: `urn:ksef-reconcile:problem:${code}`,
    title: tell(titles[status as keyof typeof titles], language),
    status,
    detail,
    code,
    ...about,
  }
  return told(errors.length === 0 ? body : { ...body, errors }, language)
}

/** A refusal as it is sent. */
export const refuse = (problem: Problem, language: Language): Response =>
  new Response(JSON.stringify(problemBody(problem, language)), {
    status: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      'content-language': language,
      vary: 'Accept-Language',
      ...problem.headers,
    },
  })

/** The language that a request prefers, where no endpoint has read it. */
export const languageOf = (request: Request): Language =>
  preferredLanguage(request.headers.get('accept-language') ?? '') ?? defaultLanguage
