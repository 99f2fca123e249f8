import { readText } from '../paper/read-page.ts'
import type { Reading } from '../paper/reading.ts'
import { say } from '../texts/say.ts'
import { readEmbedded } from './embedded.ts'
import { type CodeReader, type FileCodes, FileProblem, FoundLinks, type PictureType } from './file-codes.ts'
import { pdfReader } from './pdf-codes.ts'
import { qrDecoder, readPicture } from './picture-codes.ts'
import { readScans, Scans } from './scans.ts'
import { orientationOf, type See } from './upright.ts'

/**
 * A reader of codes with the WebAssembly of the QR decoder, and of text with what sees it in pictures, null for nothing;
 * its libraries are loaded when the first file comes.
 */
export function codeReader(
  wasm: () => Promise<Uint8Array<ArrayBuffer>>,
  seeing: () => Promise<See | null> = async () => null,
): CodeReader {
  const load = async () => {
    const decode = await qrDecoder(await wasm())
    return { decode, readPdf: await pdfReader(decode) }
  }
  let tools: ReturnType<typeof load> | null = null
  let sight: Promise<See | null> | null = null
  const lost = () => {
    sight = null
  }
  const look = async (
    bytes: Uint8Array,
    type: PictureType,
    ours: string,
    scans: Scans | null,
  ): Promise<FileCodes> => {
    tools ??= load()
    const { decode, readPdf } = await tools
    const found = new FoundLinks()
    if (type === 'application/pdf') {
      const { pages, complete, text, files } = await readPdf(bytes, found, scans)
      const { readings, hashes } = readEmbedded(files)
      if (text.items.length > 0) readings.push(readText(text.items, { ours, ...text }))
      return { pages, links: found.links, complete, readings, hashes }
    }
    const complete = await readPicture(bytes as Uint8Array<ArrayBuffer>, type, decode, found)
    const orientation = type === 'image/jpeg' ? orientationOf(bytes) : 1
    if (complete) scans?.add({ page: 1, picture: bytes, pixelsPerPoint: 1, orientation })
    return { pages: null, links: found.links, complete }
  }
  return async (bytes, type, sender) => {
    const ours = sender?.taxpayer ?? ''
    const scans = sender?.provenOnly ? null : new Scans()
    let codes: FileCodes
    try {
      codes = await look(bytes, type, ours, scans)
    } catch (error) {
      if (error instanceof FileProblem) throw error
      // A file that breaks a library says nothing more; and the library is not trusted with the next one.
      tools = null
      throw new FileProblem('file-unreadable', say('file.unreadable'))
    }
    if (scans === null || scans.count === 0 || tellsAll(codes.readings ?? [])) return codes
    // What cannot start here, as without its packages, reads nothing here.
    sight ??= seeing().catch(() => null)
    const see = await sight
    if (see === null) return { ...codes, scans: { pages: scans.count, read: 0, unread: 'not-here' } }
    return readScans(codes, scans, { see, lost, ours, partly: sender?.partly })
  }
}

/** Text or XML of a file says what its pictures could at best: they are an annex of it. */
const tellsAll = (readings: readonly Reading[]): boolean =>
  readings.some(({ fields: { number, gross } }) => number !== undefined && gross !== undefined)
