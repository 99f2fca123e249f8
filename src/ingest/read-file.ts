import { readText } from '../paper/read-page.ts'
import { say } from '../texts/say.ts'
import { readEmbedded } from './embedded.ts'
import { type CodeReader, FileProblem, FoundLinks } from './file-codes.ts'
import { pdfReader } from './pdf-codes.ts'
import { qrDecoder, readPicture } from './picture-codes.ts'

/** A reader of codes with the WebAssembly of the QR decoder; its libraries are loaded when the first file comes. */
export function codeReader(wasm: () => Promise<Uint8Array>): CodeReader {
  const load = async () => {
    const decode = await qrDecoder(await wasm())
    return { decode, readPdf: await pdfReader(decode) }
  }
  let tools: ReturnType<typeof load> | null = null
  return async (bytes, type, sender) => {
    tools ??= load()
    const { decode, readPdf } = await tools
    const found = new FoundLinks()
    try {
      if (type === 'application/pdf') {
        const { pages, complete, text, files } = await readPdf(bytes, found)
        const embedded = readEmbedded(files)
        const ours = sender?.taxpayer ?? ''
        const readings = [
          ...embedded.readings,
          ...(text.items.length === 0 ? [] : [readText(text.items, { ours, ...text })]),
        ]
        return { pages, links: found.links, complete, readings, hashes: embedded.hashes }
      }
      const complete = await readPicture(bytes as Uint8Array<ArrayBuffer>, type, decode, found)
      return { pages: null, links: found.links, complete }
    } catch (error) {
      if (error instanceof FileProblem) throw error
      // A file that breaks a library says nothing more; and the library is not trusted with the next one.
      tools = null
      throw new FileProblem('file-unreadable', say('file.unreadable'))
    }
  }
}
