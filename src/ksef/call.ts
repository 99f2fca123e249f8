import { say } from '../texts/say.ts'
import type { Said, Sentence } from '../texts/sentence.ts'
import { tell } from '../texts/tell.ts'
import { valueAt } from '../values/faults.ts'
import type { Instant } from '../values/instant.ts'
import { readJson } from '../values/json.ts'
import { propertyOf } from '../values/record.ts'
import { thrown } from '../values/thrown.ts'

/** What the gate to KSeF needs of its host. */
export interface KsefHost {
  /** The API with its version, such as `https://api.ksef.mf.gov.pl/v2`. */
  apiUrl: string
  fetch: (request: Request) => Promise<Response>
  now: () => Instant
  /** How long one answer may take, in milliseconds. */
  patience: number
  /** Lets a call begin when there is a connection for it, and its time with it; at once when left out. */
  inTurn?: <T>(work: () => Promise<T>) => Promise<T>
  /** How many bytes one answer may have, packages apart; 16 MB when left out. */
  answerBytes?: number
  /** Aborted when the host stops. */
  signal: AbortSignal
  log: (record: Record<string, unknown>) => void
}

/** How a call can end without its answer (API notes, section 6). */
export type Failure =
  /** 429: nothing may be asked for so many seconds; `shared`: by nobody at our address. */
  | { kind: 'limited'; seconds: number; shared: boolean }
  /** No answer, an answer that is not KSeF's, or 5xx: worth another try later. */
  | { kind: 'unavailable'; detail: Sentence }
  /** KSeF answered, but a package could not be taken in. */
  | { kind: 'package'; detail: Sentence }
  /** 401: the token of the session is not accepted. */
  | { kind: 'unauthorized' }
  /** 403, with KSeF's `reasonCode`, and what it said beside it. */
  | { kind: 'forbidden'; reason: string; detail: string }
  /** Any other 4xx, with KSeF's codes and words: the same call would be refused again. */
  | { kind: 'refused'; status: number; codes: number[]; detail: string }

export class KsefError extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super('detail' in failure ? tell(failure.detail, 'en') : failure.kind)
    this.failure = failure
  }
}

export const unavailable = (detail: Said): KsefError => new KsefError({ kind: 'unavailable', detail })

interface Call {
  method: 'GET' | 'POST' | 'DELETE'
  path: string
  token?: string
  json?: unknown
  xml?: string
}

/** Calls KSeF and answers its JSON, null where there is none. @throws KsefError */
export async function call(host: KsefHost, { method, path, token, json, xml }: Call): Promise<unknown> {
  const headers: Record<string, string> = { accept: 'application/json', 'x-error-format': 'problem-details' }
  if (token !== undefined) headers.authorization = `Bearer ${token}`
  if (json !== undefined) headers['content-type'] = 'application/json'
  if (xml !== undefined) headers['content-type'] = 'application/xml'
  const body = xml ?? (json === undefined ? undefined : JSON.stringify(json))
  const init = { method, headers, ...(body === undefined ? {} : { body }) }
  const { response, text } = await answered(host, `${host.apiUrl}${path}`, init, (r) =>
    limitedText(r, host.answerBytes ?? usualBytes),
  )
  const warning = response.headers.get('x-system-warning')
  if (warning !== null) host.log({ level: 'warn', message: 'KSeF warns', path, warning })
  const content = parsed(text)
  if (response.ok && (content !== null || response.status === 204)) return content
  throw new KsefError(failureOf(response, content, host.now(), /^\/(auth|security)\//.test(path)))
}

/** The longest answers are lists of 10,000 short entries. */
const usualBytes = 16 * 1024 * 1024

/** Reads an answer as text. @throws KsefError as soon as it is longer than it may be, without reading on */
async function limitedText(response: Response, most: number): Promise<string> {
  const reader = response.body?.getReader()
  if (reader === undefined) return ''
  const decoder = new TextDecoder()
  let [text, size] = ['', 0]
  const count = (bytes: number): void => {
    size += bytes
    if (size <= most) return
    reader.cancel().catch(() => {})
    throw unavailable(say('ksef.answer-too-long', { status: response.status, most }))
  }
  count(Number(response.headers.get('content-length') ?? 0))
  size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    count(value.byteLength)
    text += decoder.decode(value, { stream: true })
  }
}

/** Sends a request and reads its answer within the host's patience. @throws KsefError when there is none */
export async function answered<T>(
  host: KsefHost,
  url: string,
  init: RequestInit,
  read: (response: Response) => Promise<T>,
): Promise<{ response: Response; text: T }> {
  try {
    const inTurn = host.inTurn ?? ((work) => work())
    return await inTurn(() =>
      patiently(host, async (signal) => {
        // KSeF never redirects; following one would carry the token to a stranger.
        const response = await host.fetch(new Request(url, { ...init, redirect: 'manual', signal }))
        return { response, text: await read(response) }
      }),
    )
  } catch (error) {
    if (error instanceof KsefError) throw error
    const { name, message } = thrown(error)
    throw unavailable(say('ksef.no-answer', { error: `${name}: ${message}` }))
  }
}

/** Gives up when the host's patience ends or the host stops; also on work that does not listen to its signal. */
async function patiently<T>(host: KsefHost, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const ending = new AbortController()
  const stop = () => ending.abort(new DOMException('the service stops', 'AbortError'))
  if (host.signal.aborted) stop()
  host.signal.addEventListener('abort', stop)
  const late = () => ending.abort(new DOMException(`nothing within ${host.patience} ms`, 'TimeoutError'))
  const timer = setTimeout(late, host.patience)
  const { signal } = ending
  const ended = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason))
    if (signal.aborted) reject(signal.reason)
  })
  try {
    return await Promise.race([work(signal), ended])
  } finally {
    clearTimeout(timer)
    host.signal.removeEventListener('abort', stop)
  }
}

function parsed(text: string): unknown {
  try {
    return readJson(text)
  } catch {
    return null
  }
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const allOf = (value: unknown, ...names: string[]): unknown[] => names.map((name) => propertyOf(value, name))

function failureOf(response: Response, content: unknown, now: Instant, shared: boolean): Failure {
  const { status } = response
  if (status === 429) return { kind: 'limited', seconds: retryAfter(response, now), shared }
  if (status === 401) return { kind: 'unauthorized' }
  if (status < 400 || status >= 500)
    return { kind: 'unavailable', detail: say('ksef.answer-empty', { status }) }
  // Current errors, and the older shape that gateways may still send.
  const old = list(valueAt(content, ['exception', 'exceptionDetailList']))
  const errors = [
    ...list(propertyOf(content, 'errors')).map((e) => allOf(e, 'code', 'description', 'details')),
    ...old.map((e) => allOf(e, 'exceptionCode', 'exceptionDescription', 'details')),
  ]
  const said = errors.map(([code, text, details]) => [code, text, ...list(details)].join(' ')).join('; ')
  const detail = `${status} ${said || String(propertyOf(content, 'detail') ?? '')}`.trim().slice(0, 500)
  const reason = propertyOf(content, 'reasonCode')
  if (status === 403 && typeof reason === 'string') return { kind: 'forbidden', reason, detail }
  // What bears no word of KSeF comes from something in front of it.
  if (status !== 410 && (status === 403 || errors.length === 0))
    return { kind: 'unavailable', detail: say('ksef.answer-strange', { status }) }
  return { kind: 'refused', status, codes: errors.map(([code]) => Number(code)), detail }
}

const secondsWithoutWord = 60

/** Seconds of `Retry-After`: a number, or a date (RFC 9110, section 10.2.3). */
function retryAfter(response: Response, now: Instant): number {
  const stated = response.headers.get('retry-after') ?? ''
  if (/^\d{1,9}$/.test(stated)) return Number(stated)
  const ms = Date.parse(stated) - Date.parse(now)
  return Number.isNaN(ms) ? secondsWithoutWord : Math.max(0, Math.ceil(ms / 1000))
}
