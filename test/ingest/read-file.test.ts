import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { PictureType } from '../../src/ingest/file-codes.ts'
import { fillInPlatform } from '../../src/ingest/pdf-platform.ts'
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
const spoilt = { encoded: encodeURIComponent(one), cut: one.slice(0, -5) }
const [codeI, codeII, other, encoded, cut] = await Promise.all(
  [one, two, payment, spoilt.encoded, spoilt.cut].map(qrCode),
)
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
    [
      'drawn behind text in several fonts',
      {
        content:
          written('Faktura FV/1') + drawn(codeI!, 60, 600) + written('OFFLINE') + drawn(codeII!, 300, 600),
      },
      both,
    ],
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
  expect(await read(pdf([page]), 'application/pdf')).toMatchObject({
    pages: 1,
    links: [one],
    complete: false,
  })
})

it('reads codes of forms where the matrices of these put them, also one in another', async () => {
  // A form of a point or two that its matrix enlarges: without it there is nothing to be seen.
  const inForm = (matrix: string): [string, string] => [drawn(codeI!, 0, 0, 1), `/Matrix[${matrix}]`]
  const read = (forms: (string | [string, string])[]) =>
    linksIn(pdf([{ content: `/F${forms.length - 1} Do` }], { forms }))
  expect(await read([inForm('120 0 0 120 60 600')])).toEqual([one])
  expect(await read([inForm('12 0 0 12 0 0'), ['/F0 Do', '/Matrix[10 0 0 10 60 600]']])).toEqual([one])
  // What follows a form stands where it stood.
  const forms = [inForm('2 0 0 2 0 0')]
  const after = `/F0 Do ${drawn(codeI!, 60, 600)}`
  expect(await linksIn(pdf([{ content: after }], { forms }))).toEqual([one])
})

describe('links are read as they are printed', () => {
  const app = one.replace('qr.ksef.mf.gov.pl', 'api.ksef.mf.gov.pl/client-app')
  it.each<[string, PdfPage, string[]]>([
    ['of the app, padded, in a line', { content: written(`Zobacz ${app}= tutaj`) }, [`${app}=`]],
    ['encoded padding, in a link', { links: [`${app}%3D`] }, [`${app}%3D`]],
    ['the whole link encoded, as a code', { pictures: [encoded!] }, [spoilt.encoded]],
    [
      'broken over lines, in capitals',
      { content: written(app.slice(0, 60).replace('https', 'HTTPS'), `${app.slice(60)}=`) },
      [`${app.replace('https', 'HTTPS')}=`],
    ],
    ['cut off, as a code', { pictures: [cut!] }, [spoilt.cut]],
    ['cut off in the text: not told', { content: written(one.slice(0, -5)) }, []],
  ])('%s', async (_, page, expected) => {
    expect(await linksIn(pdf([page]))).toEqual(expected)
  })

  it('from broken lines only where no other page tells the code', async () => {
    const torn = written(two.slice(0, 40), one.slice(0, 70), 'Faktura', one.slice(70))
    expect(await linksIn(pdf([{ content: torn }, { content: drawn(codeI!, 60, 600) }]))).toEqual([one])
  })
})

describe('what could not be read is said', () => {
  const both = { content: written('Faktura') + drawn(codeI!, 60, 600) }
  const tooLarge = `/Width 6000/Height 6000/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode`
  it.each<[string, PdfPage[]]>([
    ['a form that is not there', [{ content: `/Nope Do ${both.content}` }]],
    ['a state that is not there', [{ content: `/Nope gs ${both.content}` }]],
    ['a picture beyond the limit', [{ ...both, encoded: [[tooLarge, deflateSync(new Uint8Array(99))]] }]],
  ])('%s: the code beside it is found, and the file is not complete', async (_, pages) => {
    expect(await read(pdf(pages), 'application/pdf')).toMatchObject({
      pages: pages.length,
      links: [one],
      complete: false,
    })
  })
})

describe('a platform without what pdf.js needs', () => {
  const name = 'transferToFixedLength'
  const own = Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, name)
  const on = async (value: unknown) => {
    Reflect.deleteProperty(ArrayBuffer.prototype, name)
    if (value) Object.defineProperty(ArrayBuffer.prototype, name, { value, configurable: true })
    try {
      const reader = codeReader(async () => readFileSync(wasm))
      return await reader(pdf([{ content: written('Faktura') + drawn(codeI!, 60, 600) }]), 'application/pdf')
    } finally {
      Reflect.deleteProperty(ArrayBuffer.prototype, name)
      if (own) Object.defineProperty(ArrayBuffer.prototype, name, own)
    }
  }

  it('is given it: codes behind a font are found', async () => {
    expect(await on(null)).toMatchObject({ pages: 1, links: [one], complete: true })
  })

  it('says that not everything was read, where something else is wrong with it', async () => {
    const broken = () => {
      throw new TypeError('not here')
    }
    expect(await on(broken)).toMatchObject({ pages: 1, links: [], complete: false })
  })

  it('gets bytes that moved: longer, shorter, and away from where they were', () => {
    Reflect.deleteProperty(ArrayBuffer.prototype, name)
    fillInPlatform()
    for (const [length, expected] of [
      [undefined, [1, 2, 3]],
      [2, [1, 2]],
      [5, [1, 2, 3, 0, 0]],
    ] as const) {
      const from = Uint8Array.of(1, 2, 3).buffer as ArrayBuffer & Record<string, (n?: number) => ArrayBuffer>
      expect([...new Uint8Array(from[name]!(length))]).toEqual(expected)
      expect(from.byteLength).toBe(0)
    }
    Reflect.deleteProperty(ArrayBuffer.prototype, name)
    if (own) Object.defineProperty(ArrayBuffer.prototype, name, own)
  })
})
