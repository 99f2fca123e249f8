import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import type { PictureType } from '../../src/ingest/file-codes.ts'
import { codeReader } from '../../src/ingest/read-file.ts'
import { beside, enlarged, type Grey, jpeg, png, qrCode } from '../support/files.ts'
import { faXml, qrI, qrII } from '../support/ksef.ts'
import { drawn, type PdfPage, pdf, written } from '../support/pdf.ts'

const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
const read = codeReader(async () => readFileSync(wasm))
const seller = '5265877635'
const xml = faXml({
  seller: { nip: seller },
  buyer: { nip: '9376032788' },
  number: 'FV/1',
  issueDay: '2026-06-10',
})
const [one, two] = [qrI(seller, '2026-06-10', xml), qrII(seller, xml)]
const payment = '||PL|12345678901234567890123456|000123|||'
const [codeI, codeII, other] = await Promise.all([one, two, payment].map(qrCode))
const codes = beside(codeI!, codeII!, other!)

const size = ({ width, height }: Grey, scale = 1) => `/Width ${width * scale}/Height ${height * scale}`
const grey = (of: Grey, scale: number) => `${size(of, scale)}/ColorSpace/DeviceGray/BitsPerComponent 8`
/** One bit a pixel, rows in whole bytes. */
function bits({ width, height, data }: Grey): Uint8Array {
  const row = Math.ceil(width / 8)
  const packed = new Uint8Array(row * height)
  for (const [at, value] of data.entries()) {
    const [x, y] = [at % width, Math.floor(at / width)]
    if (value !== 0) packed[y * row + (x >> 3)]! |= 0x80 >> (x & 7)
  }
  return packed
}
const flipped = (code: Grey) =>
  `q 1 0 0 -1 60 720 cm ${drawn(code, 0, 0).replaceAll(' f\n', '\n').replace(/Q\n$/, 'f Q')} Q`

const linksIn = async (bytes: Uint8Array, type: PictureType = 'application/pdf') =>
  (await read(bytes, type)).links.toSorted()

describe('codes are found', () => {
  const both = [one, two].toSorted()
  it.each<[string, Uint8Array, PictureType, string[]]>([
    ['in a PNG', png(enlarged(codes, 3, 20)), 'image/png', both],
    ['in a JPEG', jpeg(codes), 'image/jpeg', both],
  ])('%s', async (_, bytes, type, expected) => {
    expect(await read(bytes, type)).toMatchObject({ pages: null, complete: true })
    expect(await linksIn(bytes, type)).toEqual(expected)
  })
  const third = Math.floor(one.length / 3)
  it.each<[string, PdfPage, string[]]>([
    ['in links', { links: [one, 'https://example.com/', two] }, both],
    ['in a line of text', { content: written('Faktura', one, 'OFFLINE') }, [one]],
    [
      'in text broken over lines',
      { content: written(one.slice(0, third), one.slice(third, 2 * third), one.slice(2 * third), 'OFFLINE') },
      [one],
    ],
    ['in pictures', { pictures: [enlarged(codeI!, 4, 0), enlarged(codeII!, 3, 0)] }, both],
    ['in tiny pictures', { pictures: [codeI!, other!] }, [one]],
    ['in a JPEG inside', { encoded: [[`${grey(codeI!, 8)}/Filter/DCTDecode`, jpeg(codeI!)]] }, [one]],
    [
      'in a stencil',
      { encoded: [[`${size(codeI!)}/ImageMask true/BitsPerComponent 1`, bits(codeI!)]] },
      [one],
    ],
    [
      'in black and white',
      { encoded: [[`${size(codeI!)}/ColorSpace/DeviceGray/BitsPerComponent 1`, bits(codeI!)]] },
      [one],
    ],
    ['drawn upside down in one path', { content: flipped(codeI!) }, [one]],
    [
      'drawn on white on a dark page',
      { content: `0.2 g 0 0 595 842 re f 1 g 50 500 300 300 re f ${drawn(codeI!, 60, 600)}` },
      [one],
    ],
    ['drawn', { content: drawn(codeI!, 60, 600) + drawn(codeII!, 300, 600) }, both],
    ['one linked, the other drawn', { links: [one], content: drawn(codeII!, 300, 600) }, both],
    ['not where none are', { content: written('Faktura FV/1') }, []],
  ])('%s', async (_, page, expected) => {
    expect(await linksIn(pdf([page]))).toEqual(expected)
    expect(await read(pdf([page]), 'application/pdf')).toMatchObject({ pages: 1, complete: true })
  })
})

it('says that a picture could not be read, and reads the others', async () => {
  const page = {
    pictures: [codeI!],
    encoded: [[`${grey(codeII!, 1)}/Filter/DCTDecode`, bits(codeII!)]],
  } as PdfPage
  expect(await read(pdf([page]), 'application/pdf')).toEqual({ pages: 1, links: [one], complete: false })
})
