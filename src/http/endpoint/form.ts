import { hexSha256 } from '../../auth/keys.ts'
import { Problem } from '../../values/refusal.ts'

/** A part of a form as it came. */
export interface FormPart {
  name: string
  filename: string | null
  bytes: Uint8Array
}

const malformed = (what: string): Problem =>
  new Problem(
    400,
    'malformed-form',
    `The body is no multipart/form-data: ${what}. Let your HTTP library build it, with its boundary.`,
  )

/** One character for each byte, so that places in the text are places in the bytes. */
const latin1 = new TextDecoder('latin1')
const boundaryIn = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i
const maxHead = 8192
const maxParts = 20

/** Splits a body of `multipart/form-data` (RFC 7578) into its parts. @throws Problem 400 malformed-form */
export function readForm(bytes: Uint8Array, contentType: string): FormPart[] {
  const named = boundaryIn.exec(contentType)
  if (!named) throw malformed('its Content-Type names no boundary')
  const delimiter = `\r\n--${named[1] ?? named[2]}`
  // The first delimiter may stand at the very beginning.
  const text = `\r\n${latin1.decode(bytes)}`
  const parts: FormPart[] = []
  let at = text.indexOf(delimiter)
  if (at < 0) throw malformed('its boundary does not occur')
  for (;;) {
    at += delimiter.length
    if (text.startsWith('--', at)) return parts
    const lineEnd = text.indexOf('\r\n', at)
    if (lineEnd < 0 || text.slice(at, lineEnd).trim() !== '') throw malformed('a boundary line goes on')
    // A part without a head has its empty line at once.
    const headEnd = text.indexOf('\r\n\r\n', lineEnd)
    if (headEnd < 0 || headEnd - lineEnd > maxHead) throw malformed('a part has no head')
    const end = text.indexOf(delimiter, headEnd + 2)
    if (end < 0) throw malformed('it is cut off')
    const head = new TextDecoder().decode(bytes.subarray(lineEnd, headEnd - 2))
    if (parts.length >= maxParts) throw malformed(`it has more than ${maxParts} parts`)
    parts.push({ ...namesIn(head), bytes: bytes.subarray(headEnd + 2, Math.max(headEnd + 2, end - 2)) })
    at = end
  }
}

const parameter = /;\s*([\w*-]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s;"]*))/g

function namesIn(head: string): { name: string; filename: string | null } {
  const disposition = /^content-disposition:\s*form-data\s*(;.*)$/im.exec(head)?.[1] ?? ''
  const values = new Map<string, string>()
  for (const [, key, quoted, plain] of disposition.matchAll(parameter)) {
    const name = (key as string).toLowerCase()
    if (!values.has(name)) values.set(name, quoted ?? plain ?? '')
  }
  const name = values.get('name')
  if (name === undefined) throw malformed('a part has no name')
  const encoding = /^content-transfer-encoding:\s*(\S+)/im.exec(head)?.[1]?.toLowerCase()
  if (encoding !== undefined && !['7bit', '8bit', 'binary'].includes(encoding))
    throw malformed(`the part ${name} is encoded as ${encoding}`)
  return { name, filename: values.get('filename') ?? null }
}

/** A digest of what a form says: each sending has a boundary of its own. @throws Problem 400 malformed-form */
export function formDigest(bytes: Uint8Array, contentType: string): string {
  const parts = readForm(bytes, contentType).map(({ name, filename, bytes: content }) => [
    name,
    filename,
    hexSha256(content),
  ])
  return hexSha256(JSON.stringify(parts))
}
