import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import { readJson } from '../values/json.ts'
import { thrown } from '../values/thrown.ts'
import { DocumentProblem } from './fa-fields.ts'

const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a]
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d]
const lineEnd = 0x0a
const maxDepth = 32
const maxRowBytes = 1024 * 1024
/** A row of KSeF has about 50 values; each takes memory, also an empty one. */
const maxRowValues = 10_000
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const lossy = new TextDecoder('utf-8', { ignoreBOM: true })
const latin = new TextDecoder('latin1')

/** `isLossy`: it holds bytes that are no UTF-8, which stand as U+FFFD; left out where it does not. */
type Row = { value: unknown; isLossy?: true } | { broken: Said }

/** An export has at most 10,000 invoices; a list of many more is none of KSeF's. */
const maxRows = 50_000

/** `as-listed`: as the rows stand in the list. `by-number`: sorted by KSeF number, and so by seller and day. */
export type RowOrder = 'as-listed' | 'by-number'

/**
 * Splits a `_metadata.json` (`{"invoices":[...]}` with or without other properties, or a bare array) into its rows,
 * parsed one by one: the caller may pause between two, and a malformed row is reported without spoiling the others.
 * Broken is also a row deeper than 32 levels, larger than 1 MB or of more than 10,000 values; a list that was cut off ends with a broken row.
 * @throws DocumentProblem `metadata-not-a-list` or `metadata-too-many-rows`, at the first step
 */
export function* metadataRows(bytes: Uint8Array, order: RowOrder = 'as-listed'): Generator<Row> {
  const spans: Span[] = []
  for (const span of rowSpans(bytes)) if (spans.push(span) > maxRows) throw tooManyRows()
  for (const { start, end, depth, values } of order === 'by-number' ? byNumber(bytes, spans) : spans) {
    if (start === end && start === bytes.length) yield { broken: say('metadata.cut-off') }
    else if (depth > maxDepth) yield { broken: say('metadata.too-deep', { most: maxDepth }) }
    else if (end - start > maxRowBytes) yield { broken: say('metadata.too-large') }
    else if (values > maxRowValues) yield { broken: say('metadata.too-many-values', { most: maxRowValues }) }
    else yield parse(bytes.subarray(start, end))
  }
}

interface Span {
  start: number
  end: number
  depth: number
  values: number
}

/** KSeF writes the number first. Where it stands elsewhere the row only comes earlier. */
const numberWithin = 300
const numberProperty = /"ksefNumber"\s*:\s*"([^"]*)"/

function byNumber(bytes: Uint8Array, spans: readonly Span[]): Span[] {
  const numberOf = ({ start, end }: Span): string =>
    numberProperty.exec(latin.decode(bytes.subarray(start, Math.min(end, start + numberWithin))))?.[1] ?? ''
  return spans
    .map((span) => ({ span, number: numberOf(span) }))
    .sort((a, b) => (a.number < b.number ? -1 : a.number > b.number ? 1 : 0))
    .map(({ span }) => span)
}

/** Where the rows lie; a list that was cut off ends with an empty span at the end of the file. */
function* rowSpans(bytes: Uint8Array): Generator<Span> {
  let at = startOfRows(bytes)
  while (at < bytes.length && bytes[at] !== closeList) {
    const row = valueEnd(bytes, at)
    // A brace too many closes nothing: it belongs to the broken row, and the list goes on behind it.
    while (bytes[row.end] === closeObject) row.end = valueEnd(bytes, row.end + 1).end
    yield { start: at, ...row }
    at = bytes[row.end] === comma ? skipSpace(bytes, row.end + 1) : row.end
  }
  if (at >= bytes.length) yield { start: bytes.length, end: bytes.length, depth: 0, values: 0 }
}

const tooManyRows = (): DocumentProblem =>
  new DocumentProblem('metadata-too-many-rows', '/invoices', say('metadata.too-many-rows', { most: maxRows }))

/** The index of the first row, or of the bracket that closes an empty list. */
function startOfRows(bytes: Uint8Array): number {
  let at = skipSpace(bytes, bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0)
  if (bytes[at] === openList) return skipSpace(bytes, at + 1)
  while (bytes[at] === openObject || bytes[at] === comma) {
    const key = skipSpace(bytes, at + 1)
    const keyEnd = valueEnd(bytes, key, colon).end
    const name = parse(bytes.subarray(key, keyEnd))
    at = skipSpace(bytes, keyEnd + 1)
    if ('value' in name && name.value === 'invoices' && bytes[at] === openList)
      return skipSpace(bytes, at + 1)
    at = valueEnd(bytes, at).end
  }
  throw new DocumentProblem('metadata-not-a-list', '/invoices', say('metadata.not-a-list'))
}

/** Scans a value up to the comma (or `stop`) or closing bracket behind it: how deep it is nested, how much it holds. */
function valueEnd(bytes: Uint8Array, start: number, stop = comma): Omit<Span, 'start'> {
  const open: number[] = []
  let [end, depth, values, tooDeep, previous] = [start, 0, 0, 0, 0]
  for (; end < bytes.length; end += 1) {
    const byte = bytes[end]!
    if (byte === quote) end = stringEnd(bytes, end)
    else if (byte === openObject || byte === openList) {
      // No property is an object without a name: the row before lacks its end, and here the next one starts.
      if (byte === openObject && open.at(-1) === openObject && previous !== colon) break
      values += 1
      if (open.length > maxDepth) tooDeep += 1
      else depth = Math.max(depth, open.push(byte))
    } else if (byte === closeObject || byte === closeList) {
      if (open.length === 0) break
      // A bracket that closes nothing is passed over: the row will not parse, and the list goes on behind it.
      const opened = open.lastIndexOf(byte === closeList ? openList : openObject)
      if (tooDeep > 0) tooDeep -= 1
      else if (opened >= 0) open.length = opened
    } else if (byte === stop && open.length === 0) break
    else if (byte === comma) values += 1
    if (byte > 0x20) previous = byte
  }
  return { end: Math.min(end, bytes.length), depth, values }
}

/** The index of the closing quote, or of a line end: no JSON string contains one, so its quote is missing. */
function stringEnd(bytes: Uint8Array, start: number): number {
  let at = start + 1
  while (at < bytes.length && bytes[at] !== quote && bytes[at] !== lineEnd)
    at += bytes[at] === backslash ? 2 : 1
  return at
}

function skipSpace(bytes: Uint8Array, start: number): number {
  let at = start
  while (bytes[at] === 0x20 || bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x09) at += 1
  return at
}

function parse(slice: Uint8Array): Row {
  try {
    return { value: readJson(utf8.decode(slice)) }
  } catch (error) {
    return error instanceof SyntaxError ? notJson(error.message) : parseLossily(slice)
  }
}

/** A row whose text is not all UTF-8 still has its numbers, days and amounts. */
function parseLossily(slice: Uint8Array): Row {
  try {
    return { value: readJson(lossy.decode(slice)), isLossy: true }
  } catch (error) {
    return notJson(thrown(error).message)
  }
}

const notJson = (why: string): Row => ({ broken: say('metadata.no-json', { why: why.slice(0, 120) }) })
