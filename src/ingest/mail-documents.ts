import { fileTypeOf } from './file-type.ts'
import type { MailFile } from './mail.ts'
import { filesInZip, isZip } from './zip-files.ts'

/** Why a file of a mail is no document to be looked at. */
export const setAsideReasons = ['other-kind', 'too-small', 'too-large', 'unreadable-zip', 'too-many'] as const
export type SetAsideReason = (typeof setAsideReasons)[number]

/** A file of a mail: one that may show an invoice, or why it does not. */
export interface MailPart {
  name: string | null
  mediaType: string
  /** Null where they could not be unpacked. */
  bytes: Uint8Array | null
  /** Null for what is to be looked at. */
  why: SetAsideReason | null
}

/** More files than this make no draft; in bytes: pictures below are marks and signatures, what is above no copy takes. */
const most = { documents: 100, bytes: 10 * 1024 * 1024 }
const leastPicture = 4 * 1024

/** The files of a mail, with those of its ZIPs: PDF, XML, PNG and JPEG are to be looked at. */
export async function documentsOf(files: readonly MailFile[]): Promise<MailPart[]> {
  const parts: MailPart[] = []
  for (const file of files) parts.push(...(isZip(file.bytes) ? await zipped(file) : [judged(file)]))
  let documents = 0
  return parts.map((part) =>
    part.why === null && ++documents > most.documents ? { ...part, why: 'too-many' } : part,
  )
}

async function zipped(file: MailFile): Promise<MailPart[]> {
  const files = await filesInZip(file.bytes)
  if (files === null) return [{ ...file, why: 'unreadable-zip' }]
  return files.map(({ name, bytes }) => {
    const inside = { name: file.name === null ? name : `${file.name}/${name}`, mediaType: '' }
    return bytes === null ? { ...inside, bytes, why: 'unreadable-zip' } : judged({ ...inside, bytes })
  })
}

/** Pages and drawings of the web begin as XML does. */
const ofTheWeb = /^(?:\ufeff|ï»¿)?\s*(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body|svg)\b/i

function judged(file: MailFile): MailPart {
  const type = fileTypeOf(file.bytes)
  const head = new TextDecoder('latin1').decode(file.bytes.subarray(0, 1024))
  const isPage = type === 'application/xml' && (/html|svg/.test(file.mediaType) || ofTheWeb.test(head))
  if (type === null || isPage) return { ...file, why: 'other-kind' }
  const part = { ...file, mediaType: type }
  if (type.startsWith('image/') && file.bytes.length < leastPicture) return { ...part, why: 'too-small' }
  return { ...part, why: file.bytes.length > most.bytes ? 'too-large' : null }
}
