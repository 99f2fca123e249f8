import type { Sentence } from '../texts/sentence.ts'

/** A place in the input and what is wrong there; `pointer` is a JSON Pointer (RFC 6901). */
export interface InputError {
  pointer: string
  code: string
  message: Sentence
}

/** A refusal as the caller sees it (RFC 9457): a stable code, and a detail that says what to do. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  /** What is wrong and what to do. */
  readonly detail: Sentence
  readonly errors: InputError[]
  readonly headers: Record<string, string>
  /** Further members of the body: what the refusal is about. */
  readonly about: Record<string, unknown>

  constructor(
    status: number,
    code: string,
    detail: Sentence,
    errors: InputError[] = [],
    more: { headers?: Record<string, string>; about?: Record<string, unknown> } = {},
  ) {
    super(typeof detail === 'string' ? detail : detail.said)
    this.detail = detail
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
