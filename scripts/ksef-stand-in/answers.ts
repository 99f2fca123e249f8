/** How KSeF writes its answers: JSON, and errors in the two shapes that callers meet. */

export const json = (
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
  type = 'application/json',
) => new Response(JSON.stringify(body), { status, headers: { 'content-type': type, ...headers } })

const problemType = 'application/problem+json'
const wantsProblem = (request: Request) => request.headers.get('x-error-format') === 'problem-details'
const timestamp = '2026-11-20T08:23:56.0154302+00:00'

const refusal = (
  status: number,
  title: string,
  detail: string,
  more: object = {},
  headers: Record<string, string> = {},
): Response => {
  const body = { title, status, detail, instance: '/v2', timestamp, traceId: 'trace', ...more }
  return json(status, body, headers, problemType)
}

/** 400 with one error code of KSeF. */
export function badRequest(request: Request, code: number, description: string): Response {
  if (wantsProblem(request)) {
    const errors = [{ code, description, details: [] }]
    return refusal(400, 'Bad Request', 'Żądanie jest nieprawidłowe.', { errors })
  }
  const list = [{ exceptionCode: code, exceptionDescription: description, details: [] }]
  const exception = {
    exceptionDetailList: list,
    serviceName: 'Undefined',
    serviceCode: 'code',
    serviceCtx: 'ctx',
    referenceNumber: 'reference',
    timestamp,
  }
  return json(400, { exception })
}

export function tooMany(request: Request, seconds: number): Response {
  const detail = `Przekroczono limit żądań. Spróbuj ponownie po ${seconds} sekundach.`
  const headers = { 'retry-after': String(seconds) }
  if (wantsProblem(request)) {
    return refusal(429, 'Too Many Requests', detail, {}, headers)
  }
  return json(429, { status: { code: 429, description: 'Too Many Requests', details: [detail] } }, headers)
}

export const unauthorized = (): Response => refusal(401, 'Unauthorized', 'Wymagane jest uwierzytelnienie.')

export const forbidden = (reasonCode: string): Response =>
  refusal(403, 'Forbidden', 'Brak uprawnień.', { reasonCode, security: {} })

export const gone = (): Response => refusal(410, 'Gone', 'Operacja wygasła.')

export const page = (status: number): Response =>
  new Response('<html><body><h1>Przepraszamy</h1><p>Usługa jest chwilowo niedostępna.</p></body></html>', {
    status,
    headers: { 'content-type': 'text/html' },
  })

/** Milliseconds and ticks of 100 ns as KSeF prints instants: seven fractional digits and an offset. */
export const stamp = (ms: number, ticks = 0): string =>
  `${new Date(ms).toISOString().slice(0, 23)}${String(ticks).padStart(4, '0')}+00:00`

/** Ticks of 100 ns since 1970 of any instant with an offset. */
export function ticksOf(text: string): bigint {
  const fraction = /\.(\d+)/.exec(text)?.[1] ?? ''
  const whole = Date.parse(text.replace(/\.\d+/, ''))
  return BigInt(whole) * 10_000n + BigInt(fraction.slice(0, 7).padEnd(7, '0'))
}
