import { say } from '../texts/say.ts'
import { present } from '../values/present.ts'
import { FileProblem, type FoundLinks, maxPixels } from './file-codes.ts'

/** Finds the texts of QR codes in an encoded picture: PNG, JPEG, or portable pixmaps. Null: it is no such picture. */
export type Decode = (picture: Uint8Array<ArrayBuffer>) => Promise<string[] | null>

/** A decoder of QR codes; its WebAssembly comes from the caller, never from a network. */
export async function qrDecoder(wasm: Uint8Array<ArrayBuffer>): Promise<Decode> {
  const { prepareZXingModule, purgeZXingModule, readBarcodes } = await import('zxing-wasm/reader')
  purgeZXingModule()
  prepareZXingModule({ overrides: { wasmBinary: wasm } })
  return async (picture) => {
    const found = await readBarcodes(picture, {
      formats: ['QRCode'],
      maxNumberOfSymbols: 20,
      textMode: 'Plain',
    })
    if (found.some((code) => code.error.startsWith('Failed to load'))) return null
    return found.filter((code) => code.isValid).map((code) => code.text)
  }
}

/**
 * Looks for codes in a PNG or JPEG; false when it has more pixels than are looked through.
 * @throws FileProblem file-unreadable, or file-too-complex for a PNG that unpacks to more than it declares
 */
export async function readPicture(
  bytes: Uint8Array<ArrayBuffer>,
  type: 'image/png' | 'image/jpeg',
  decode: Decode,
  found: FoundLinks,
): Promise<boolean> {
  const size = type === 'image/png' ? pngSize(bytes) : jpegSize(bytes)
  if (size === null || size.width === 0 || size.height === 0) throw unreadable()
  if (size.width * size.height > maxPixels) return false
  if (type === 'image/png') await checkPixels(bytes, size)
  const texts = await decode(bytes)
  if (texts === null) throw unreadable()
  found.add(texts)
  return true
}

const unreadable = (): FileProblem => new FileProblem('file-unreadable', say('file.picture-damaged'))

interface Size {
  width: number
  height: number
}

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const pngHeaderEnd = 33

function pngSize(bytes: Uint8Array): Size | null {
  if (bytes.length < pngHeaderEnd) return null
  return { width: view(bytes).getUint32(16), height: view(bytes).getUint32(20) }
}

/** The pixel data of a PNG, chunk by chunk. */
function* pixelData(bytes: Uint8Array<ArrayBuffer>): Generator<Uint8Array<ArrayBuffer>> {
  const read = view(bytes)
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = read.getUint32(at)
    if (read.getUint32(at + 4) === 0x49444154) yield bytes.subarray(at + 8, at + 8 + length)
    at += 12 + length
  }
}

/** Pixels must unpack to what the header declares, before a decoder makes room for whatever they unpack to. */
async function checkPixels(bytes: Uint8Array<ArrayBuffer>, { width, height }: Size): Promise<void> {
  // Up to four channels of two bytes; interlacing adds filter bytes, never more than a row each.
  const most = (width * 8 + 1) * height * 2
  const unpacked = new Blob([...pixelData(bytes)]).stream().pipeThrough(new DecompressionStream('deflate'))
  let size = 0
  try {
    for await (const part of unpacked) {
      size += part.length
      if (size > most) break
    }
  } catch {
    throw unreadable()
  }
  if (size > most) {
    throw new FileProblem('file-too-complex', say('file.unpacks-to-more'))
  }
}

/** Frame headers of JPEG: SOF0 to SOF15 without the three other segments among them. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

function jpegSize(bytes: Uint8Array): Size | null {
  const read = view(bytes)
  for (let at = 2; at + 9 <= bytes.length; ) {
    const marker = present(bytes[at + 1])
    if (bytes[at] !== 0xff) return null
    if (marker === 0xff) at++
    else if (isFrame(marker)) return { width: read.getUint16(at + 7), height: read.getUint16(at + 5) }
    else at += 2 + read.getUint16(at + 2)
  }
  return null
}
