import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, it } from 'vitest'
import type { FileCodes, FileSender } from '../../src/ingest/file-codes.ts'
import { codeReader } from '../../src/ingest/read-file.ts'
import type { See } from '../../src/ingest/upright.ts'
import type { SeenLine } from '../../src/paper/scanned.ts'
import { enlarged, png } from '../support/files.ts'
import { type PdfPage, pdf, written } from '../support/pdf.ts'

// Which pages are looked at as pictures, and what becomes of what is seen there. What sees is invented.

const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
const dot = enlarged({ width: 1, height: 1, data: Uint8Array.of(0) }, 2, 1)
/** A page that is covered by a picture of 72 pixels. */
const scanned: PdfPage = { pictures: [enlarged(dot, 1, 34)], content: 'q 595 0 0 842 0 0 cm /P0 Do Q ' }
const withText = (...lines: string[]): PdfPage => ({
  ...scanned,
  content: scanned.content + written(...lines),
})

const hidden: PdfPage = {
  ...scanned,
  content: `${scanned.content}BT 3 Tr /F 8 Tf 40 300 Td (FAKTURA VAT) Tj ET`,
}

const line = (text: string, y: number): SeenLine => {
  const word = { text, sure: 95, box: { x0: 10, y0: y - 8, x1: 10 + text.length * 5, y1: y } }
  return { words: [word], size: 10, base: { x0: 10, y0: y, x1: word.box.x1, y1: y } }
}
/** What is written on each picture, one after the other; an error breaks what sees. */
function reading(...pictures: (string[] | Error)[]) {
  const heads: string[] = []
  let made = 0
  const see: See = (picture) => {
    heads.push(/^P5\n\d+ \d+|PNG/.exec(Buffer.from(picture).toString('latin1'))?.[0] ?? 'unknown')
    const lines = pictures.shift() ?? []
    if (lines instanceof Error) throw lines
    return lines.map((text, at) => line(text, 20 + at * 14))
  }
  const read = codeReader(
    async () => readFileSync(wasm),
    async () => {
      made++
      return see
    },
  )
  return { read, heads, count: () => made }
}
const sender: FileSender = { taxpayer: '1999604117', key: '', signal: new AbortController().signal }
const invoice = ['FAKTURA', 'Numer: FV/1/2026', 'Razem', 'brutto: 123,00']
const numberIn = ({ readings = [] }: FileCodes) => readings.map(({ fields }) => fields.number)

it('reads a page that is a picture, and says where', async () => {
  const { read, heads } = reading(invoice)
  const found = await read(pdf([scanned]), 'application/pdf', sender)
  expect(heads).toEqual(['P5\n214 303'])
  expect(found.scans).toEqual({ pages: 1, read: 1, unread: null })
  const [number] = numberIn(found)
  expect(number).toMatchObject({ value: 'FV/1/2026', confidence: 'likely', source: 'ocr', page: 1 })
  // It is painted 200 points wide as well: 72 pixels. The second base line is 34 pixels down, letters begin 8 above it.
  const pixel = 200 / 72
  expect(number?.box).toEqual([10, 26, 80, 10].map((count) => Math.round(count * pixel * 10) / 10))
})

it('reads a picture that is no PDF, in its pixels', async () => {
  const { read, heads } = reading(invoice)
  const found = await read(png(dot), 'image/png', sender)
  expect([heads, found.scans]).toEqual([['PNG'], { pages: 1, read: 1, unread: null }])
  expect(numberIn(found)[0]).toMatchObject({ page: 1, box: [10, 26, 80, 10] })
})

it.each<[string, PdfPage, boolean]>([
  ['whose text is a stamp alone', withText('Zeskanowano w programie, strona 1 z 1'), true],
  ['that has text of its own', withText('Regulamin '.repeat(10)), false],
  ['with a logo alone', { pictures: [dot] }, false],
  ['whose text lies behind the picture', hidden, false],
])('looks, or does not, at a page %s', async (_, page, isSeen) => {
  const { read, heads } = reading(invoice)
  const { scans } = await read(pdf([page]), 'application/pdf', sender)
  expect([heads.length, scans !== undefined]).toEqual([Number(isSeen), isSeen])
})

it('leaves pictures alone where text tells the number and the sum, or only what is proven matters', async () => {
  const { read, heads } = reading()
  const told = { content: written('Faktura VAT nr FV/2/2026', 'Razem brutto: 123,00 PLN') }
  expect(await read(pdf([told, scanned]), 'application/pdf', sender)).not.toHaveProperty('scans')
  expect(await read(pdf([scanned]), 'application/pdf', { ...sender, provenOnly: true })).not.toHaveProperty(
    'scans',
  )
  expect(heads).toEqual([])
})

it('reads the first and the last pages of many, and tells what it has before each', async () => {
  const { read, heads } = reading(invoice, [], [], ['NIP 3066552935'])
  const partly: (FileCodes['scans'] | undefined)[] = []
  const file = pdf(Array(6).fill(scanned))
  const found = await read(file, 'application/pdf', { ...sender, partly: ({ scans }) => partly.push(scans) })
  expect([heads.length, found.scans]).toEqual([4, { pages: 6, read: 4, unread: 'too-many' }])
  expect(found.readings?.[0]?.fields['seller.nip']).toMatchObject({ value: '3066552935', page: 6 })
  expect(partly).toEqual([0, 1, 2, 3].map((read) => ({ pages: 6, read, unread: 'too-long' })))
})

it('keeps what it read before a picture that breaks what sees, and makes that anew', async () => {
  const { read, count } = reading(invoice, new Error('out of memory'), invoice)
  const broken = await read(pdf([scanned, scanned]), 'application/pdf', sender)
  expect([broken.scans, numberIn(broken)[0]?.value]).toEqual([
    { pages: 2, read: 1, unread: 'too-long' },
    'FV/1/2026',
  ])
  expect((await read(png(dot), 'image/png', sender)).scans?.read).toBe(1)
  expect(count()).toBe(2)
})

it('says that nothing here reads pictures, also where what should cannot start', async () => {
  const broken = () => Promise.reject(new Error('no SIMD'))
  for (const seeing of [undefined, broken]) {
    const read = codeReader(async () => readFileSync(wasm), seeing)
    const { scans, readings } = await read(pdf([scanned]), 'application/pdf', sender)
    expect([scans, readings]).toEqual([{ pages: 1, read: 0, unread: 'not-here' }, []])
  }
})
