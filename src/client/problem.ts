/** What is wrong at a place of the input; `pointer` is a JSON Pointer. */
export interface InputProblem {
  pointer: string
  code: string
  message: string
  /** What stands in the message, the same in every language. */
  params?: Readonly<Record<string, unknown>>
}

/** The service refused a call (RFC 9457): `code` is stable and meant for programs, `detail` says what to do. */
export class KsefReconcileProblem extends Error {
  override readonly name = 'KsefReconcileProblem'
  readonly status: number
  /** Such as `already-posted`; `http-502` where the answer did not come from the service. */
  readonly code: string
  readonly detail: string
  /** Places in the input; empty where the refusal is about none. */
  readonly errors: readonly InputProblem[]
  /** The whole body, with what the refusal is about: `already-posted` has the first `posting`. */
  readonly body: Readonly<Record<string, unknown>>
  /** Under which the operator finds the call in the log. */
  readonly requestId: string | null

  constructor(call: string, status: number, body: Record<string, unknown>, requestId: string | null) {
    const code = typeof body.code === 'string' ? body.code : `http-${status}`
    const detail =
      typeof body.detail === 'string' ? body.detail : 'The answer is not a problem of the service.'
    super(`${call}: ${status} ${code}: ${detail}`)
    this.status = status
    this.code = code
    this.detail = detail
    this.errors = Array.isArray(body.errors) ? (body.errors as InputProblem[]) : []
    this.body = body
    this.requestId = requestId
  }
}

/** Reads a refusal, also one that something on the way to the service wrote in a form of its own. */
export async function problemOf(call: string, response: Response): Promise<KsefReconcileProblem> {
  const text = await response.text()
  return new KsefReconcileProblem(call, response.status, parsed(text), response.headers.get('x-request-id'))
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function parsed(text: string): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(text)
    if (isObject(body)) return body
  } catch {
    // Not JSON: a page of a proxy.
  }
  return { detail: text.slice(0, 500) || 'The answer is empty.' }
}
