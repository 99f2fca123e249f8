import { type CodeReader, FoundLinks } from './file-codes.ts'
import { readPdf } from './pdf-codes.ts'
import { type Decode, qrDecoder, readPicture } from './picture-codes.ts'

/** A reader of codes with the WebAssembly of the QR decoder; libraries are loaded when the first file needs them. */
export function codeReader(wasm: () => Promise<Uint8Array>): CodeReader {
  let decoder: Promise<Decode> | null = null
  const decode = () => {
    decoder ??= wasm().then(qrDecoder)
    return decoder
  }
  return async (bytes, type) => {
    const found = new FoundLinks()
    if (type === 'application/pdf') {
      const { pages, complete } = await readPdf(bytes, decode, found)
      return { pages, links: found.links, complete }
    }
    const picture = bytes as Uint8Array<ArrayBuffer>
    const complete = await readPicture(picture, type, await decode(), found)
    return { pages: null, links: found.links, complete }
  }
}
