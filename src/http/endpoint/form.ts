import { hexSha256 } from '../../auth/keys.ts'
import { say } from '../../texts/say.ts'
import type { Said } from '../../texts/sentence.ts'
import { present } from '../../values/present.ts'
import { Refusal } from '../../values/refusal.ts'

/** A part of a form as it came. */
export interface FormPart {
  name: string
  filename: string | null
  bytes: Uint8Array
}

const malformed = (why: Said): Refusal =>
  new Refusal('malformed-form', say('refusal.malformed-form', { why }))

/** One character for each byte, so that places in the text are places in the bytes. */
const latin1 = new TextDecoder('latin1')
const boundaryIn = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i
const maxHead = 8192
const maxParts = 20

/** Splits a body of `multipart/form-data` (RFC 7578) into its parts. @throws Refusal 400 malformed-form */
export function readForm(bytes: Uint8Array, contentType: string): FormPart[] {
  const named = boundaryIn.exec(contentType)
  if (!named) throw malformed(say('refusal.form.no-boundary'))
  const delimiter = Uint8Array.from(`\r\n--${named[1] ?? named[2]}`, (c) => c.charCodeAt(0))
  const parts: FormPart[] = []
  // The first delimiter may stand at the very beginning, as if an end of line had come before.
  const first = place(bytes, delimiter, 0, 2)
  if (first === null) throw malformed(say('refusal.form.boundary-missing'))
  for (let at = first; ; ) {
    at += delimiter.length
    // All of the body as text would be as large once more.
    const near = latin1.decode(bytes.subarray(at, at + 2 * maxHead))
    if (near.startsWith('--')) return parts
    const lineEnd = near.indexOf('\r\n')
    if (lineEnd < 0 || near.slice(0, lineEnd).trim() !== '')
      throw malformed(say('refusal.form.boundary-line'))
    // A part without a head has its empty line at once.
    const headEnd = near.indexOf('\r\n\r\n', lineEnd)
    if (headEnd < 0 || headEnd - lineEnd > maxHead) throw malformed(say('refusal.form.no-head'))
    const end = place(bytes, delimiter, at + headEnd + 2)
    if (end === null) throw malformed(say('refusal.form.cut-off'))
    const head = new TextDecoder().decode(bytes.subarray(at + lineEnd + 2, at + headEnd))
    if (parts.length >= maxParts) throw malformed(say('refusal.form.too-many-parts', { most: maxParts }))
    const from = at + headEnd + 4
    parts.push({ ...namesIn(head), bytes: bytes.subarray(from, Math.max(from, end)) })
    at = end
  }
}

/**
 * Where some bytes occur from a place on, or null; `matched`: how many of them count as seen before that place. Each byte
 * is looked at twice at most, whatever repeats (Knuth, Morris and Pratt).
 */
function place(bytes: Uint8Array, sought: Uint8Array, from: number, matched = 0): number | null {
  const fallback = new Uint8Array(sought.length)
  for (let i = 1, k = 0; i < sought.length; i++) {
    while (k > 0 && sought[i] !== sought[k]) k = present(fallback[k - 1])
    if (sought[i] === sought[k]) k++
    fallback[i] = k
  }
  for (let i = from, k = matched; i < bytes.length; i++) {
    while (k > 0 && bytes[i] !== sought[k]) k = present(fallback[k - 1])
    if (bytes[i] === sought[k]) k++
    if (k === sought.length) return i + 1 - k
  }
  return null
}

const parameter = /;\s*([\w*-]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s;"]*))/g

function namesIn(head: string): { name: string; filename: string | null } {
  const disposition = /^content-disposition:\s*form-data\s*(;.*)$/im.exec(head)?.[1] ?? ''
  const values = new Map<string, string>()
  for (const [, key, quoted, plain] of disposition.matchAll(parameter)) {
    const name = present(key).toLowerCase()
    if (!values.has(name)) values.set(name, quoted ?? plain ?? '')
  }
  const name = values.get('name')
  if (name === undefined) throw malformed(say('refusal.form.no-name'))
  const encoding = /^content-transfer-encoding:\s*(\S+)/im.exec(head)?.[1]?.toLowerCase()
  if (encoding !== undefined && !['7bit', '8bit', 'binary'].includes(encoding))
    throw malformed(say('refusal.form.encoded', { part: name, encoding }))
  return { name, filename: values.get('filename') ?? null }
}

/** A digest of what a form says: each sending has a boundary of its own. @throws Refusal 400 malformed-form */
export function formDigest(bytes: Uint8Array, contentType: string): string {
  const parts = readForm(bytes, contentType).map(({ name, filename, bytes: content }) => [
    name,
    filename,
    hexSha256(content),
  ])
  return hexSha256(JSON.stringify(parts))
}
