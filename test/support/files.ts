import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { crc32, deflateSync } from 'node:zlib'
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer'

/** Small files that a copy may come as: pictures and PDFs with QR codes, made anew each time. */

const wasm = createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm')
prepareZXingModule({ overrides: { wasmBinary: readFileSync(wasm) as never } })

type Bytes = Uint8Array<ArrayBuffer>
/** A picture in grey: one byte for a pixel, 0 is black. */
export interface Grey {
  width: number
  height: number
  data: Uint8Array
}

/** The QR code of a text, one pixel for a module, with a white border. */
export async function qrCode(text: string): Promise<Grey> {
  const { symbol } = await writeBarcode(text, { format: 'QRCode' })
  const { width, height, data } = symbol
  return enlarged({ width, height, data: Uint8Array.from(data) }, 1, 4)
}

/** A picture enlarged, with so many white pixels around it. */
export function enlarged(from: Grey, scale: number, border: number): Grey {
  const [width, height] = [from.width * scale + 2 * border, from.height * scale + 2 * border]
  const data = new Uint8Array(width * height).fill(255)
  for (let y = 0; y < from.height * scale; y++) {
    for (let x = 0; x < from.width * scale; x++) {
      const module = Math.floor(y / scale) * from.width + Math.floor(x / scale)
      data[(y + border) * width + x + border] = from.data[module] as number
    }
  }
  return { width, height, data }
}

/** Pictures side by side, on white. */
export function beside(...pictures: Grey[]): Grey {
  const width = pictures.reduce((sum, p) => sum + p.width, 0)
  const height = Math.max(...pictures.map((p) => p.height))
  const data = new Uint8Array(width * height).fill(255)
  let left = 0
  for (const picture of pictures) {
    for (let y = 0; y < picture.height; y++)
      data.set(picture.data.subarray(y * picture.width, (y + 1) * picture.width), y * width + left)
    left += picture.width
  }
  return { width, height, data }
}

const text = (value: string): Bytes => new TextEncoder().encode(value)
export const joined = (...parts: Uint8Array[]): Bytes => Uint8Array.from(Buffer.concat(parts))

function chunk(type: string, data: Uint8Array): Bytes {
  const body = joined(text(type), data)
  const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  crc.writeUInt32BE(crc32(body))
  return joined(length, body, crc)
}

/** A PNG; `declared` is the size that its header says, `packed` its pixel data, when they should lie. */
export function png(
  picture: Grey,
  lies: { width?: number; height?: number; packed?: Uint8Array } = {},
): Bytes {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(lies.width ?? picture.width, 0)
  header.writeUInt32BE(lies.height ?? picture.height, 4)
  header[8] = 8
  const rows = Array.from({ length: picture.height }, (_, y) =>
    joined(Uint8Array.of(0), picture.data.subarray(y * picture.width, (y + 1) * picture.width)),
  )
  const packed = lies.packed ?? deflateSync(joined(...rows))
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
  return joined(signature, chunk('IHDR', header), chunk('IDAT', packed), chunk('IEND', new Uint8Array()))
}

const segment = (marker: number, ...data: number[]): number[] => [
  0xff,
  marker,
  (data.length + 2) >> 8,
  (data.length + 2) & 255,
  ...data,
]

/** A grey JPEG with a block of 8 by 8 pixels for every pixel given: no more than the mean of a block has to be coded. */
export function jpeg({ width, height, data }: Grey): Bytes {
  const size = (n: number) => [(n * 8) >> 8, (n * 8) & 255]
  const head = [
    0xff,
    0xd8,
    ...segment(0xdb, 0, ...Array(64).fill(8)),
    ...segment(0xc0, 8, ...size(height), ...size(width), 1, 1, 0x11, 0),
    // Codes of four bits for the twelve lengths of a difference, and one of one bit for "nothing more in this block".
    ...segment(0xc4, 0x00, 0, 0, 0, 12, ...Array(12).fill(0), ...Array(12).keys()),
    ...segment(0xc4, 0x10, 1, ...Array(15).fill(0), 0),
    ...segment(0xda, 1, 1, 0x00, 0, 63, 0),
  ]
  let bits = ''
  let before = 0
  for (const value of data) {
    const mean = value - 128
    const difference = mean - before
    before = mean
    const length = difference === 0 ? 0 : Math.floor(Math.log2(Math.abs(difference))) + 1
    const coded = difference < 0 ? difference + 2 ** length - 1 : difference
    bits += `${length.toString(2).padStart(4, '0')}${length ? coded.toString(2).padStart(length, '0') : ''}0`
  }
  const body = (bits.padEnd(Math.ceil(bits.length / 8) * 8, '1').match(/.{8}/g) ?? []).flatMap((byte) => {
    const value = Number.parseInt(byte, 2)
    return value === 255 ? [255, 0] : [value]
  })
  return Uint8Array.from([...head, ...body, 0xff, 0xd9])
}
