import { present } from '../values/present.ts'
import { type Bytes, joinedBytes } from './bytes.ts'

/**
 * The little of DER (ITU-T X.690) that certificates and keys of KSeF need: reading values one inside the other, and
 * wrapping a key. Certificate libraries bring hundreds of kilobytes for what these lines do.
 */

export interface Der {
  tag: number
  /** What stands inside, and the whole with tag and length. */
  body: Bytes
  whole: Bytes
}

/** The values that stand one after the other in some bytes. @throws RangeError when they are no DER */
export function derValues(bytes: Bytes): Der[] {
  const values: Der[] = []
  for (let at = 0; at < bytes.length; ) {
    const { start, end } = extent(bytes, at)
    values.push({ tag: present(bytes[at]), body: bytes.slice(start, end), whole: bytes.slice(at, end) })
    at = end
  }
  return values
}

/** The one value that some bytes are. @throws RangeError */
export function derValue(bytes: Bytes): Der {
  const values = derValues(bytes)
  const [only] = values
  if (only === undefined || values.length > 1) throw new RangeError('not one DER value')
  return only
}

function extent(bytes: Bytes, at: number): { start: number; end: number } {
  const first = bytes[at + 1]
  if (first === undefined || present(bytes[at]) % 32 === 31) throw new RangeError('DER ends early')
  const count = first < 128 ? 0 : first - 128
  if (first === 128 || count > 4) throw new RangeError('a length that DER does not have')
  let length = count === 0 ? first : 0
  for (let i = 0; i < count; i++) length = length * 256 + (bytes[at + 2 + i] ?? Number.NaN)
  const start = at + 2 + count
  if (!(start + length <= bytes.length)) throw new RangeError('DER ends early')
  return { start, end: start + length }
}

/** A DER value with this tag around some parts. */
export function der(tag: number, ...parts: Uint8Array[]): Bytes {
  const body = joinedBytes(...parts)
  const length: number[] = []
  for (let left = body.length; left > 0; left = Math.floor(left / 256)) length.unshift(left % 256)
  const head = body.length < 128 ? [tag, body.length] : [tag, 128 + length.length, ...length]
  return joinedBytes(Uint8Array.from(head), body)
}

/** Dotted text of an object identifier. */
export function oidText({ body }: Der): string {
  const arcs: number[] = []
  let arc = 0
  for (const byte of body) {
    arc = arc * 128 + (byte & 0x7f)
    if (byte & 0x80) continue
    arcs.push(arc)
    arc = 0
  }
  const [first = 0, ...rest] = arcs
  const top = Math.min(Math.floor(first / 40), 2)
  return [top, first - top * 40, ...rest].join('.')
}

/** A non-negative whole number of any length. */
export const wholeNumber = ({ body }: Der): bigint =>
  body.reduce((value, byte) => value * 256n + BigInt(byte), 0n)
