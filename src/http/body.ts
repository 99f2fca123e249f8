import { Problem } from '../problem.ts'

export const megabyte = 1024 * 1024
export const limits = { package: 100 * megabyte, xml: 3 * megabyte, other: 10 * megabyte }

const deepest = 64
const utf8 = new TextDecoder('utf-8', { fatal: true })

const tooLarge = (limit: number): Problem =>
  new Problem(
    413,
    'body-too-large',
    `The body is larger than ${limit / megabyte} MB. Send it in smaller parts.`,
  )

/** How many bytes a body is said to have; null when that is not said. @throws Problem 413 when they are too many */
function declaredSize(request: Request, limit: number): number | null {
  const header = request.headers.get('content-length')
  if (header === null) return null
  if (Number(header) > limit) throw tooLarge(limit)
  return Number(header)
}

/** The pieces of a body as they come, up to a limit. @throws Problem 413 as soon as it is passed, without reading on */
export async function* readPieces(request: Request, limit: number): AsyncGenerator<Uint8Array> {
  declaredSize(request, limit)
  let size = 0
  for await (const part of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += part.byteLength
    if (size > limit) throw tooLarge(limit)
    yield part
  }
}

/** Reads a body up to a limit. @throws Problem 413 */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  const size = declaredSize(request, limit)
  if (size === 0) return new Uint8Array()
  // A host sees to it that no more comes than was said; at once is much cheaper than as a stream.
  if (size !== null) return new Uint8Array(await request.arrayBuffer())
  const parts: Uint8Array[] = []
  for await (const part of readPieces(request, limit)) parts.push(part)
  return joined(parts)
}

/** Pieces as one array. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts
  if (parts.length === 1 && only) return only
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.byteLength, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.byteLength
  }
  return whole
}

/** Parses JSON text of moderate depth. @throws Problem 400 */
export function parseJson(bytes: Uint8Array, what = 'body'): unknown {
  let text: string
  try {
    text = utf8.decode(bytes)
  } catch {
    throw new Problem(400, 'malformed-json', `The ${what} is not UTF-8 text. Send JSON in UTF-8.`)
  }
  // Depth is judged before parsing: everything after it may then walk the value without fear for the stack.
  if (depthOf(text) > deepest) {
    throw new Problem(400, 'malformed-json', `The JSON is nested deeper than ${deepest} levels.`)
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    // Some engines add line and column to the position: both hosts say the same.
    const message = (error as Error).message.replace(/ \(line \d+ column \d+\)$/, '').slice(0, 200)
    throw new Problem(400, 'malformed-json', `The ${what} is no JSON: ${message}`)
  }
}

const quote = 34
const backslash = 92

function depthOf(text: string): number {
  let depth = 0
  let max = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (inString) {
      if (c === backslash) i++
      else if (c === quote) inString = false
    } else if (c === quote) inString = true
    else if (c === 123 || c === 91) max = Math.max(max, ++depth)
    else if (c === 125 || c === 93) depth--
  }
  return max
}

/** The media type of a request without parameters, lower case; empty when not stated. */
export const mediaType = (request: Request): string =>
  (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''

export const unsupported = (types: readonly string[]): Problem =>
  new Problem(415, 'media-type', `Send the body as ${types.join(' or ')} and say so in Content-Type.`)
