import { defaultLanguage } from '../texts/language.ts'
import type { Said, Sentence } from '../texts/sentence.ts'
import { tell } from '../texts/tell.ts'
import type { RefusalCode } from './refusal-codes.ts'
import { thrown } from './thrown.ts'

/** A place in the input and what is wrong there; `pointer` is a JSON Pointer (RFC 6901). */
export interface InputError {
  pointer: string
  code: string
  message: Said
}

/** An error whose sentence people read, each in his language. Its message, for logs, is the English one. */
export class SpokenError extends Error {
  /** What is wrong, where, and what to do. */
  readonly detail: Said

  constructor(detail: Said) {
    super(tell(detail, defaultLanguage))
    this.detail = detail
  }
}

/** What an error says to people: its sentence, else the words that it came with. */
export const sentenceOf = (error: unknown): Sentence =>
  error instanceof SpokenError ? error.detail : thrown(error).message

/** Why something that was asked for is not done: a stable code, and a detail that says what to do. */
export class Refusal extends SpokenError {
  override readonly name = 'Refusal'
  readonly code: RefusalCode
  readonly errors: InputError[]
  /** What the refusal is about: further members of the answer. */
  readonly about: Record<string, unknown>
  /** When the same may be asked again with hope; null where that is not known. */
  readonly retryAfterSeconds: number | null

  constructor(
    code: RefusalCode,
    detail: Said,
    errors: InputError[] = [],
    more: { about?: Record<string, unknown>; retryAfterSeconds?: number } = {},
  ) {
    super(detail)
    this.code = code
    this.errors = errors
    this.about = more.about ?? {}
    this.retryAfterSeconds = more.retryAfterSeconds ?? null
  }
}

/** A refusal for what stands in one place of the input. */
export const refusedAt = (pointer: string, code: RefusalCode, message: Said): Refusal =>
  new Refusal(code, message, [{ pointer, code, message }])
