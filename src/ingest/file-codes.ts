import type { Reading } from '../paper/reading.ts'
import type { Said } from '../texts/sentence.ts'
import { isKsefLink, parseQrLink, type QrLink } from '../values/qr.ts'
import { SpokenError } from '../values/refusal.ts'
import type { FileType } from './file-type.ts'
import type { RawDocument } from './source.ts'

/** What was found in a file that shows an invoice. */
export interface FileCodes {
  /** Pages of a PDF; null for a picture. */
  pages: number | null
  /** Links that lead to documents in KSeF, readable or not, each once, in the order found; no codes of other kinds. */
  links: string[]
  /** Everything was looked through; false beyond the limits, and where a picture inside could not be read. */
  complete: boolean
  /** What XML in it and its text say; none for a picture. */
  readings?: Reading[]
  /** SHA-256 (Base64) of FA XML that lies in it. */
  hashes?: string[]
  /** The host looks through no files of this kind. */
  notHere?: true
  /** What became of pages that are pictures, where they may say more than all else does. */
  scans?: ScansRead
  /** What a thread did with the bytes besides, so that others need not wait for it. */
  done?: {
    /** Their SHA-256 in Base64. */
    hash: string
    /** The file as it is kept. */
    raw: RawDocument
  }
}

/** Pages that are pictures: how many there are, how many were read, and why others were not. */
export interface ScansRead {
  pages: number
  read: number
  /** No machine that reads them is installed; they are too many; reading took too long or too much. */
  unread: 'not-here' | 'too-many' | 'too-long' | null
}

export type PictureType = Exclude<FileType, 'application/xml'>
/** Who sent a file, the NIP of whose taxpayer: those of one wait for each other, and who left waits no more. */
export interface FileSender {
  taxpayer: string
  key: string
  signal: AbortSignal
  /** Only what is proven matters to him: text in pictures, which proves nothing, is not read. */
  provenOnly?: boolean
  /** Hears what was found so far, before each step that may take too long. */
  partly?: (codes: FileCodes) => void
}
/** Looks for codes in a file. @throws FileProblem */
export type CodeReader = (bytes: Uint8Array, type: PictureType, sender?: FileSender) => Promise<FileCodes>

export type FileProblemCode = 'file-unreadable' | 'file-encrypted' | 'file-too-complex'

/** A file that cannot be looked through. */
export class FileProblem extends SpokenError {
  override readonly name = 'FileProblem'
  readonly code: FileProblemCode

  constructor(code: FileProblemCode, detail: Said) {
    super(detail)
    this.code = code
  }
}

/** Pages that are looked through: of a longer file the first and the last, where codes stand. */
export const maxPages = 20
/** Pixels of one picture: an A4 page at 500 dpi has 24 million. */
export const maxPixels = 30_000_000

/** Texts of codes gathered from a file: links to documents in KSeF stay, each once. */
export class FoundLinks {
  readonly #found = new Map<string, string>()
  /** Kinds of the codes that were read. */
  readonly kinds = new Set<QrLink['code']>()

  get links(): string[] {
    return [...this.#found.values()]
  }

  add(texts: Iterable<string>): QrLink['code'][] {
    const kinds: QrLink['code'][] = []
    for (const text of texts) {
      const link = parseQrLink(text)
      if (link === null && !isKsefLink(text)) continue
      if (link !== null) kinds.push(link.code)
      if (link !== null) this.kinds.add(link.code)
      const isWhole = link !== null && link.hash !== null
      const key = isWhole ? JSON.stringify({ ...link, certificateSerial: null }) : text.trim()
      if (!this.#found.has(key)) this.#found.set(key, text.trim().slice(0, maxLink))
    }
    return kinds
  }
}

/** Characters kept of a link: one with the longest signature has some 900. */
const maxLink = 2000
