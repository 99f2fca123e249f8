import { parseQrLink, type QrLink } from '../values/qr.ts'
import type { FileType } from './file-type.ts'

/** What was found in a file that shows an invoice. */
export interface FileCodes {
  /** Pages of a PDF; null for a picture. */
  pages: number | null
  /** Links of KOD I and KOD II, each once, in the order found. Codes of other kinds are left out. */
  links: string[]
  /** Everything was looked through; false beyond the limits, and where a picture inside could not be read. */
  complete: boolean
}

export type PictureType = Exclude<FileType, 'application/xml'>
/** Looks for codes in a file. @throws FileProblem */
export type CodeReader = (bytes: Uint8Array, type: PictureType) => Promise<FileCodes>

export type FileProblemCode = 'file-unreadable' | 'file-encrypted' | 'file-too-complex'

/** A file that cannot be looked through. */
export class FileProblem extends Error {
  override readonly name = 'FileProblem'
  readonly code: FileProblemCode

  constructor(code: FileProblemCode, message: string) {
    super(message)
    this.code = code
  }
}

/** Pages that are looked through: of a longer file the first and the last, where codes stand. */
export const mostPages = 20
/** Pixels of one picture: an A4 page at 500 dpi has 24 million. */
export const mostPixels = 30_000_000

/** Texts of codes gathered from a file: KSeF links stay, each code once. */
export class FoundLinks {
  readonly #found = new Map<string, string>()

  get links(): string[] {
    return [...this.#found.values()]
  }

  add(texts: Iterable<string>): QrLink['code'][] {
    const kinds: QrLink['code'][] = []
    for (const text of texts) {
      const link = parseQrLink(text.trim())
      if (link === null) continue
      kinds.push(link.code)
      const key = JSON.stringify({ ...link, certificateSerial: null })
      if (!this.#found.has(key)) this.#found.set(key, text.trim())
    }
    return kinds
  }
}
