import { say } from '../texts/say.ts'
import { present } from '../values/present.ts'
import { thrown } from '../values/thrown.ts'
import { FileProblem, maxPixels } from './file-codes.ts'
import type { Painting, Pixels, Placed } from './pdf-marks.ts'
import { type Matrix, matrixIn } from './pdf-matrix.ts'

/** The part of a PDF library's document that is used here. */
export interface Document {
  numPages: number
  getPage(number: number): Promise<Page>
  getAttachments(): Promise<Record<string, { content?: Uint8Array }> | null>
  destroy(): Promise<void>
  /** Inside the library: what carries its lists of operators, piece by piece. */
  _transport: { messageHandler: { sendWithStream(...message: unknown[]): Pieces } }
}
/** Part of what pdf.js says of a run of text. */
interface Run {
  str: string
  /** Places the text on the page: size and direction, then its left end on the base line, from the bottom left. */
  transform: readonly number[]
  width: number
}
/** Where something begins or ends in the text. */
interface Mark {
  type: string
}
export type TextPart = Run | Mark
interface Pieces {
  getReader(...options: unknown[]): { closed: Promise<unknown> }
}
export interface Page {
  view: number[]
  getViewport(options: { scale: number }): {
    transform: readonly number[]
    width: number
    height: number
  }
  objs: Objects
  commonObjs: Objects
  getAnnotations(): Promise<{ url?: string; unsafeUrl?: string }[]>
  getTextContent(options: object): Promise<{ items: readonly TextPart[] }>
  getOperatorList(options: object): Promise<Painting>
  cleanup(): boolean
}
interface Objects {
  get(id: string, callback: (value: Pixels | null | undefined) => void): unknown
}

/** A page as it is shown: what places things on it, and its size in points. */
export function viewOf(page: Page): { transform: Matrix; width: number; height: number } {
  const { transform, width, height } = page.getViewport({ scale: 1 })
  return { transform: present(matrixIn(transform)), width, height }
}

/** Nothing of a file is run, and nothing is fetched for it. */
const settings = {
  verbosity: 0,
  isEvalSupported: false,
  enableXfa: false,
  useSystemFonts: false,
  disableFontFace: true,
  isOffscreenCanvasSupported: false,
  isImageDecoderSupported: false,
  maxImageSize: maxPixels,
}

/**
 * A PDF that says when something of it could not be read. By itself the library swallows errors and goes on without
 * what it could not read. So it is told to stop at them, and what it stops at is asked of it once more as it likes.
 */
export class PdfDocument {
  /** Nothing was left out of an answer so far. */
  whole = true
  readonly #open: (settings: object) => Promise<Document>
  #document: Promise<Document>
  #failed = false

  constructor(open: (settings: object) => Promise<Document>) {
    this.#open = open
    this.#document = open({ ...settings, stopAtErrors: true }).then((document) => this.#listen(document))
  }

  /** @throws FileProblem file-encrypted for a file that opens with a password alone, file-unreadable for no answer */
  async ask<T>(question: (document: Document) => Promise<T>): Promise<T> {
    if (this.whole) {
      try {
        const answer = await this.#document.then(question)
        if (!this.#failed) return answer
      } catch (error) {
        if (needsPassword(error)) throw refusal(error)
      }
      this.whole = false
      await this.close()
      this.#document = this.#open(settings)
    }
    return this.#document.then(question).catch((error) => {
      throw refusal(error)
    })
  }

  async close(): Promise<void> {
    await this.#document.then((document) => document.destroy()).catch(() => {})
  }

  /** Also where it stops the library hands out a list of operators as if it were whole: only its stream tells. */
  #listen(document: Document): Document {
    const { messageHandler } = document._transport
    const send = messageHandler.sendWithStream.bind(messageHandler)
    messageHandler.sendWithStream = (...message) => {
      const stream = send(...message)
      const getReader = stream.getReader.bind(stream)
      stream.getReader = (...options) => {
        const reader = getReader(...options)
        reader.closed.catch(() => {
          this.#failed = true
        })
        return reader
      }
      return stream
    }
    return document
  }
}

const needsPassword = (error: unknown): boolean => thrown(error).name === 'PasswordException'

function refusal(error: unknown): FileProblem {
  if (needsPassword(error)) {
    return new FileProblem('file-encrypted', say('file.encrypted'))
  }
  return new FileProblem('file-unreadable', say('file.pdf-damaged'))
}

/** The pixels of a picture; null when it could not be decoded. Those used on several pages have names of their own. */
export function pixelsOf(page: Page, placed: Placed): Promise<Pixels | null> {
  if (typeof placed !== 'string') return Promise.resolve(placed)
  const objects = placed.startsWith('g_') ? page.commonObjs : page.objs
  return new Promise((resolve) => objects.get(placed, (value) => resolve(value ?? null)))
}
