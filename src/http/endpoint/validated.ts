import type { z } from '@hono/zod-openapi'
import { say } from '../../texts/say.ts'
import { faultOf, valueAt } from '../../values/faults.ts'
import { type InputError, Refusal } from '../../values/refusal.ts'

/** What of a request is judged: as its pointers and its refusal name it. */
type Where = 'path' | 'query' | 'body' | 'metadata' | 'form'

/** @throws Refusal 400 invalid-request with a pointer to each place that is wrong */
export function validated<T extends z.ZodType>(
  schema: T,
  value: unknown,
  where: Exclude<Where, 'form'>,
): z.output<T> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw unfit(where, result.error.issues.flatMap((issue) => fieldErrors(issue, value)).slice(0, 20))
}

/** What does not fit the contract, in each of these places. */
export const unfit = (where: Where, errors: readonly InputError[]): Refusal =>
  new Refusal(
    'invalid-request',
    say('request.invalid', {
      where,
      places: errors.map(({ pointer, message }) => ({ pointer: pointer.slice(0, 200), message })),
    }),
    [...errors],
  )

function fieldErrors(issue: z.core.$ZodIssue, input: unknown): InputError[] {
  const pointer = (path: readonly PropertyKey[]) =>
    path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
  if (issue.code === 'unrecognized_keys') {
    const wrong = { code: 'unknown-property', message: say('field.unknown') }
    return issue.keys.map((key) => ({ pointer: pointer([...issue.path, key]), ...wrong }))
  }
  const custom: unknown = issue.code === 'custom' ? issue.params?.code : undefined
  const missing = issue.path.length > 0 && valueAt(input, issue.path) === undefined
  const code = typeof custom === 'string' ? custom : missing ? 'required' : 'invalid-value'
  const message = missing ? say('field.required') : faultOf(issue, input)
  return [{ pointer: pointer(issue.path), code, message }]
}

/** A parameter that no schema sees. */
export const unknownParameter = (name: string): Refusal =>
  unfit('query', [{ pointer: `/${name}`, code: 'unknown-property', message: say('field.unknown-parameter') }])
