import { problemOf } from './problem.ts'

/** Where the service is, and how calls are made unless a call says otherwise. */
export interface ClientSettings {
  /** Such as `http://localhost:8787`; a path before `/v1` is kept. */
  baseUrl: string
  /** Left out in a page of the service itself: there the session of the browser counts. */
  key?: string
  /** Instead of the host's own `fetch`: for tests, proxies, service bindings. */
  fetch?: (request: Request) => Response | Promise<Response>
  /** Milliseconds until a call is given up, its retries included; 120,000 unless given. */
  timeout?: number
  /** How often a call is tried again after 429 or 503; twice unless given, 0 for never. */
  retries?: number
  /** Milliseconds that the client waits at most before it tries again, whatever the service asks; 30,000 unless given. */
  maxWait?: number
}

/** How one call is made. */
export interface CallOptions {
  /** Ends the call; it then throws the reason of the signal. */
  signal?: AbortSignal | undefined
  /** Milliseconds, instead of the client's `timeout`. */
  timeout?: number | undefined
  headers?: Record<string, string> | undefined
  /** The media type of a body of bytes; needed only where an endpoint takes several. */
  contentType?: string | undefined
}

export interface PostOptions extends CallOptions {
  /** The same key and body give the first answer again: a lost answer may be asked for once more. */
  idempotencyKey?: string | undefined
}

/** A body that goes as it is: an XML file, a package. */
export type Bytes = Uint8Array | ArrayBuffer | Blob

/** An endpoint as the client needs to know it. */
export interface Operation {
  method: string
  path: string
  /** The first argument names places in the path and the query. */
  params?: true
  /** Media types of the body. */
  body?: readonly string[]
  /** The parameter of the query that goes on with the next page. */
  pagesBy?: string
  /** Answers with a file, whatever its kind. */
  blob?: true
}

/** One call in all its parts. */
export interface Call {
  operation: Operation
  params: Record<string, unknown>
  body: unknown
  options: PostOptions & { accept?: string }
}

/**
 * Sends a call and reads its answer: JSON as its value, text as a string, nothing as undefined, documents and the rest as a Blob.
 * @throws KsefReconcileProblem for a refusal; what `fetch` throws; a `TimeoutError`; the reason of the signal
 */
export async function send(settings: ClientSettings, call: Call): Promise<unknown> {
  const { signal, timeout = settings.timeout ?? 120_000 } = call.options
  signal?.throwIfAborted()
  // One controller of our own, since a timeout signal that nothing else refers to may be collected before it fires.
  const controller = new AbortController()
  const follow = () => controller.abort(signal?.reason)
  signal?.addEventListener('abort', follow)
  const late = new DOMException(`No answer to ${call.operation.path} within ${timeout} ms.`, 'TimeoutError')
  const timer = setTimeout(() => controller.abort(late), timeout)
  try {
    return await answerOf(settings, call, controller.signal)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', follow)
  }
}

async function answerOf(settings: ClientSettings, call: Call, signal: AbortSignal): Promise<unknown> {
  const { fetch: ask = (request: Request) => fetch(request), retries = 2, maxWait = 30_000 } = settings
  for (let attempt = 0; ; attempt++) {
    const response = await ask(requestOf(settings, call, signal))
    if (response.ok) return read(call.operation, response)
    const wait = attempt < retries && mayRepeat(call, response) ? waitBefore(response, attempt) : null
    if (wait === null || wait > maxWait) {
      throw await problemOf(`${call.operation.method} ${call.operation.path}`, response)
    }
    await response.body?.cancel()
    await pause(wait, signal)
  }
}

function requestOf({ baseUrl, key }: ClientSettings, call: Call, signal: AbortSignal): Request {
  const { operation, params, body, options } = call
  const query = new URLSearchParams()
  const inPath = new Set<string>()
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    inPath.add(name)
    return inPathAs(name, params[name])
  })
  for (const [name, value] of Object.entries(params)) {
    if (inPath.has(name)) continue
    for (const one of [value].flat()) if (one !== undefined && one !== null) query.append(name, String(one))
  }
  const headers = new Headers({ accept: options.accept ?? '*/*' })
  if (key !== undefined) headers.set('authorization', `Bearer ${key}`)
  if (options.idempotencyKey !== undefined) headers.set('idempotency-key', options.idempotencyKey)
  const content = contentOf(operation, body, options)
  if (content?.type !== undefined) headers.set('content-type', content.type)
  for (const [name, value] of Object.entries(options.headers ?? {})) headers.set(name, value)
  const search = `${query}` === '' ? '' : `?${query}`
  return new Request(`${baseUrl.replace(/\/+$/, '')}${path}${search}`, {
    method: operation.method,
    headers,
    signal,
    ...(content === null ? {} : { body: content.body }),
  })
}

function contentOf(operation: Operation, body: unknown, options: CallOptions) {
  if (body === undefined) return null
  // fetch names the boundary of a form itself.
  if (body instanceof FormData) return { body }
  if (body instanceof Uint8Array || body instanceof ArrayBuffer || body instanceof Blob) {
    const binary = operation.body?.find((type) => !/json|form-data/.test(type))
    return { body: body as BodyInit, type: options.contentType ?? binary ?? 'application/octet-stream' }
  }
  return { body: JSON.stringify(body), type: 'application/json' }
}

/** @throws TypeError for what would lead to another path: nothing, or a step up */
function inPathAs(name: string, value: unknown): string {
  const text = value === undefined || value === null ? '' : String(value)
  if (/^\.{0,2}$/.test(text))
    throw new TypeError(`The parameter ${name} stands in the path: "${text}" cannot.`)
  return encodeURIComponent(text)
}

async function read(operation: Operation, response: Response): Promise<unknown> {
  const type = response.headers.get('content-type') ?? ''
  if (response.status === 204 || response.body === null) return undefined
  // A document as it was received: text would lose a mark at its beginning, and with it its hash.
  if (operation.blob) return response.blob()
  if (/[/+]json\b/.test(type)) return response.json()
  return /^text\/|[/+]xml\b/.test(type) ? response.text() : response.blob()
}

/** 429 refused the call. 503 may come from something on the way after the service took it: only what may be repeated is. */
function mayRepeat({ operation, options }: Call, { status }: Response): boolean {
  const isRepeatable = operation.method !== 'POST' || options.idempotencyKey !== undefined
  return status === 429 || (status === 503 && isRepeatable)
}

/** Milliseconds as the service asks for in `Retry-After`, a number of seconds or a date; else a second, doubled each time. */
function waitBefore(response: Response, attempt: number): number {
  const asked = response.headers.get('retry-after')
  if (asked !== null && /^\d+$/.test(asked)) return Number(asked) * 1000
  const date = asked === null ? Number.NaN : Date.parse(asked)
  return Number.isNaN(date) ? 1000 * 2 ** attempt : Math.max(0, date - Date.now())
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', end)
      resolve()
    }, milliseconds)
    if (signal.aborted) end()
    else signal.addEventListener('abort', end, { once: true })
  })
}
