/** A place in the input and what is wrong there; `pointer` is a JSON Pointer (RFC 6901). */
export interface InputError {
  pointer: string
  code: string
  message: string
}

/** A refusal as the caller sees it (RFC 9457): a stable code, and a detail that says what to do. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly errors: InputError[]
  readonly headers: Record<string, string>
  /** Further members of the body: what the refusal is about. */
  readonly about: Record<string, unknown>

  constructor(
    status: number,
    code: string,
    detail: string,
    errors: InputError[] = [],
    more: { headers?: Record<string, string>; about?: Record<string, unknown> } = {},
  ) {
    super(detail)
    this.status = status
    this.code = code
    this.errors = errors
    this.headers = more.headers ?? {}
    this.about = more.about ?? {}
  }
}

/** A refusal of what was understood and cannot be, with its one place in the input. */
export const impossible = (code: string, error: Omit<InputError, 'code'>): Problem =>
  new Problem(422, code, error.message, [{ ...error, code }])

const titles: Record<number, string> = {
  400: 'Malformed request',
  401: 'Key missing or unknown',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  413: 'Too large',
  415: 'Media type not supported',
  422: 'Understood but impossible',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Not available now',
  507: 'No room left',
}

/** The `application/problem+json` body of a refusal. */
export function problemBody(problem: Problem): Record<string, unknown> {
  const { status, code, message, errors, about } = problem
  const body = {
    type: `urn:ksef-reconcile:problem:${code}`,
    title: titles[status] ?? 'Refused',
    status,
    detail: message,
    code,
    ...about,
  }
  return errors.length === 0 ? body : { ...body, errors }
}

/** A refusal as it is sent. */
export const refuse = (problem: Problem): Response =>
  new Response(JSON.stringify(problemBody(problem)), {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json', ...problem.headers },
  })
