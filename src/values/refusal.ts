import type { Sentence } from '../texts/sentence.ts'
import type { RefusalCode } from './refusal-codes.ts'

/** A place in the input and what is wrong there; `pointer` is a JSON Pointer (RFC 6901). */
export interface InputError {
  pointer: string
  code: string
  message: Sentence
}

/** Why something that was asked for is not done: a stable code, and a detail that says what to do. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: RefusalCode
  /** What is wrong and what to do. */
  readonly detail: Sentence
  readonly errors: InputError[]
  /** What the refusal is about: further members of the answer. */
  readonly about: Record<string, unknown>
  /** When the same may be asked again with hope; null where that is not known. */
  readonly retryAfterSeconds: number | null

  constructor(
    code: RefusalCode,
    detail: Sentence,
    errors: InputError[] = [],
    more: { about?: Record<string, unknown>; retryAfterSeconds?: number } = {},
  ) {
    super(typeof detail === 'string' ? detail : detail.said)
    this.detail = detail
    this.code = code
    this.errors = errors
    this.about = more.about ?? {}
    this.retryAfterSeconds = more.retryAfterSeconds ?? null
  }
}

/** A refusal of what was understood and cannot be, with its one place in the input. */
export const impossible = (code: RefusalCode, error: Omit<InputError, 'code'>): Refusal =>
  new Refusal(code, error.message, [{ ...error, code }])
