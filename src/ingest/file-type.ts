import { pairsOf } from '../values/tables.ts'

/** Files that a copy may come as. */
export type FileType = 'application/pdf' | 'application/xml' | 'image/png' | 'image/jpeg'

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const jpegSignature = [0xff, 0xd8, 0xff]
const utf16Marks = [
  [0xfe, 0xff],
  [0xff, 0xfe],
]
/** Viewers look for `%PDF-` in so many bytes at the beginning, since some programs write something before it. */
const pdfHead = 1024

/** What a file is by its first bytes, whatever its sender calls it; null for what is none of the four. */
export function fileTypeOf(bytes: Uint8Array): FileType | null {
  const startsWith = (signature: readonly number[]) => signature.every((byte, i) => bytes[i] === byte)
  if (startsWith(pngSignature)) return 'image/png'
  if (startsWith(jpegSignature)) return 'image/jpeg'
  // UTF-16 is XML as well; that only UTF-8 is read is for the XML reader to say.
  if (utf16Marks.some(startsWith)) return 'application/xml'
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, pdfHead))
  if (/^(?:ï»¿)?\s*<[A-Za-z_?!]/.test(head)) return 'application/xml'
  return head.includes('%PDF-') ? 'application/pdf' : null
}

const endings: Readonly<Record<FileType, string>> = {
  'application/pdf': 'pdf',
  'application/xml': 'xml',
  'image/png': 'png',
  'image/jpeg': 'jpg',
}

/** The usual ending of names of files of a media type; undefined for one that is taken nowhere here. */
export const endingOf = (mediaType: string): string | undefined =>
  pairsOf(endings).find(([type]) => type === mediaType)?.[1]
