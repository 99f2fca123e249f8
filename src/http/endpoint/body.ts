import { say } from '../../texts/say.ts'
import { readJson } from '../../values/json.ts'
import { Refusal } from '../../values/refusal.ts'
import { thrown } from '../../values/thrown.ts'
import { beforeTime, smallBody, stallMs, turnOf } from './body-turns.ts'
import { bodyTooLarge, countAsItComes, largestBody } from './in-flight.ts'

export const megabyte = 1024 * 1024
/** In bytes. `json`: what says something of one thing; lists and forms may have as much as `other`. */
export const bodyLimits = {
  package: largestBody,
  xml: 3 * megabyte,
  json: megabyte,
  other: 10 * megabyte,
  mail: 25 * megabyte,
}

/** How many values the JSON of so large a body may hold: each takes memory and time, also the empty ones. */
export const valuesIn = (limit: number): number => Math.floor(limit / 50)

const deepest = 64
const utf8 = new TextDecoder('utf-8', { fatal: true })

/** How many bytes a body is said to have; null when that is not said. @throws Refusal 413 when they are too many */
export function declaredSize(request: Request, limit: number): number | null {
  const header = request.headers.get('content-length')
  if (header === null) return null
  if (Number(header) > limit) throw bodyTooLarge(limit)
  return Number(header)
}

/**
 * The pieces of a body as they come, up to a limit; those of a large one when its turn has come. @throws Refusal 413 as
 * soon as it is passed, without reading on; 400 body-cut-off; 503 service-busy when its turn does not come
 */
export async function* readPieces(request: Request, limit: number): AsyncGenerator<Uint8Array> {
  const isLarge = (declaredSize(request, limit) ?? 0) > smallBody
  // To look at the body begins to read it.
  let end = isLarge ? await turnOf(request) : null
  const parts = request.body?.[Symbol.asyncIterator]()
  let [size, isOver] = [0, parts === undefined]
  try {
    while (parts !== undefined && !isOver) {
      const coming = parts.next()
      if (end !== null && !(await beforeTime(coming, stallMs))) {
        end()
        await coming
        end = await turnOf(request)
      }
      const { done, value: part } = await coming
      isOver = done === true
      if (part === undefined) break
      size += part.byteLength
      if (size > limit) throw bodyTooLarge(limit)
      countAsItComes(request, part.byteLength)
      if (size > smallBody) end ??= await turnOf(request)
      yield part
    }
  } catch (error) {
    throw error instanceof Refusal ? error : cutOff()
  } finally {
    end?.()
    // Nobody reads on: whoever sends it need not go on either.
    if (!isOver) await parts?.return?.().catch(() => {})
  }
}

/** Whoever sent it left before its end: nobody reads this but the log, where it is no mistake of ours. */
const cutOff = (): Refusal => new Refusal('body-cut-off', say('refusal.body-cut-off'))

/** Reads a body up to a limit. @throws Refusal 413, 400 body-cut-off, 503 service-busy */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  const size = declaredSize(request, limit)
  if (size === 0) return new Uint8Array()
  // A host sees to it that no more comes than was said; at once is cheaper than as a stream.
  if (size !== null && size <= smallBody) {
    const whole = await request.arrayBuffer().catch(() => Promise.reject(cutOff()))
    return new Uint8Array(whole)
  }
  const gathered = new Gathered(size)
  for await (const part of readPieces(request, limit)) gathered.add(part)
  return gathered.whole()
}

/** A body in memory, as it comes. `size`: how many bytes it was said to have; then each piece has its place at once. */
export class Gathered {
  readonly #whole: Uint8Array | null
  #parts: Uint8Array[] = []
  #at = 0

  constructor(size: number | null) {
    this.#whole = size === null ? null : new Uint8Array(size)
  }

  add(part: Uint8Array): void {
    if (this.#whole === null) this.#parts.push(part)
    else this.#whole.set(part, this.#at)
    this.#at += part.byteLength
  }

  /** What came so far, which is not kept here any more. */
  pieces(): Uint8Array[] {
    const pieces = this.#whole === null ? this.#parts : [this.#whole.subarray(0, this.#at)]
    this.#parts = []
    return pieces
  }

  whole(): Promise<Uint8Array> | Uint8Array {
    if (this.#whole === null) return joinedPieces(this.pieces())
    return this.#at === this.#whole.byteLength ? this.#whole : this.#whole.subarray(0, this.#at)
  }
}

/** Pieces as one array; the list is empty then. */
async function joinedPieces(parts: Uint8Array[]): Promise<Uint8Array> {
  const [only] = parts
  if (parts.length === 1 && only) return only
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.byteLength, 0))
  let [at, sincePause] = [0, 0]
  for (let part = parts.shift(); part !== undefined; part = parts.shift()) {
    whole.set(part, at)
    at += part.byteLength
    sincePause += part.byteLength
    if (sincePause < smallBody) continue
    sincePause = 0
    await new Promise((resolve) => setTimeout(resolve))
  }
  return whole
}

/** What of a request is JSON: its body, or the part of a form. */
type BodyPart = 'body' | 'metadata'

/** Parses JSON text of moderate depth that holds at most so many values. @throws Refusal 400, 413 too-many-values */
export function parseJson(
  bytes: Uint8Array,
  what: BodyPart = 'body',
  most = valuesIn(bodyLimits.json),
): unknown {
  let text: string
  try {
    text = utf8.decode(bytes)
  } catch {
    throw new Refusal('malformed-json', say('refusal.json-not-utf8', { what }))
  }
  // Judged before parsing: what follows may then walk the value without fear for the stack, or for the memory.
  const { depth, values } = measured(text, most)
  if (depth > deepest) {
    throw new Refusal('malformed-json', say('refusal.json-too-deep', { most: deepest }))
  }
  if (values > most) {
    throw new Refusal('too-many-values', say('refusal.too-many-values', { what, most }))
  }
  try {
    return readJson(text)
  } catch (error) {
    // Some engines add line and column to the position: both hosts say the same.
    const why = thrown(error)
      .message.replace(/ \(line \d+ column \d+\)$/, '')
      .slice(0, 200)
    throw new Refusal('malformed-json', say('refusal.malformed-json', { what, why }))
  }
}

const [quote, backslash, comma] = [34, 92, 44]

/** How deep JSON text is nested, and how many values it holds at most; looked at only until one is too much. */
function measured(text: string, most: number): { depth: number; values: number } {
  let [open, depth, values, inString] = [0, 0, 0, false]
  for (let i = 0; i < text.length && values <= most && depth <= deepest; i++) {
    const c = text.charCodeAt(i)
    if (inString) {
      if (c === backslash) i++
      else if (c === quote) inString = false
    } else if (c === quote) inString = true
    else if (c === 123 || c === 91) {
      values++
      if (++open > depth) depth = open
    } else if (c === 125 || c === 93) open--
    else if (c === comma) values++
  }
  return { depth, values }
}

/** The media type of a request without parameters, lower case; empty when not stated. */
export const mediaType = (request: Request): string =>
  (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''

export const unsupported = (types: readonly string[]): Refusal =>
  new Refusal('media-type', say('refusal.media-type', { types }))

/** An answer whose JSON was written piece by piece, and is sent so: as one text it would be copied at once. */
export function jsonInPieces(pieces: readonly string[]): Response {
  const utf8 = new TextEncoder()
  const left = pieces.values()
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const { done, value } = left.next()
      if (done) controller.close()
      else controller.enqueue(utf8.encode(value))
    },
  })
  return new Response(body, { headers: { 'content-type': 'application/json' } })
}
