import { deflateSync } from 'node:zlib'
import { codesHere } from '../../src/hosts/node/files.ts'
import { FileProblem } from '../../src/ingest/file-codes.ts'
import { locked, nested, type PdfPage, pdf, written } from '../../test/support/pdf.ts'
import type { Chance } from './chance.ts'
import type { Kind } from './kinds.ts'
import { type Bytes, changedBytes } from './mutations.ts'

/** PDFs made to cost time or memory, or to have something done: each kind in sizes of chance. */

const labels = [
  'Razem brutto',
  'NIP',
  'Sprzedawca:',
  'Data wystawienia',
  'Faktura nr',
  'Do zaplaty',
  'A A A A',
]
const page: PdfPage = { content: written('Faktura nr FV/1', 'NIP 5265877635', 'Razem 100,00 23,00 123,00') }

/** Text at places of chance, with figures behind some labels. */
function crowded(chance: Chance, most: number): PdfPage {
  const count = 1 + chance.below(most)
  const pieces = Array.from({ length: count }, () => {
    const value = chance.once(2) ? ` ${chance.below(1e6)},${10 + chance.below(90)}` : ''
    return `1 0 0 1 ${chance.below(590)} ${chance.below(840)} Tm (${chance.one(labels)}${value}) Tj`
  })
  return { content: `BT /F ${1 + chance.below(12)} Tf ${pieces.join('\n')} ET` }
}

/** A table of objects whose part before it is itself. */
function looped(bytes: Bytes): Bytes {
  const text = Buffer.from(bytes).toString('latin1')
  const at = /startxref\n(\d+)/.exec(text)?.[1] ?? '0'
  return Uint8Array.from(Buffer.from(text.replace('/Root', `/Prev ${at}/Root`), 'latin1'))
}

const script = '<</S/JavaScript/JS(while\\(true\\){app.alert\\(1\\)})>>'
const bomb = `<!DOCTYPE a [${Array.from({ length: 9 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(9)}">`).join('')}]><a>&e9;</a>`
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

const makers: readonly ((chance: Chance) => Bytes)[] = [
  scanned,
  (chance) => pdf([page]).subarray(0, chance.below(1500)),
  (_) => looped(pdf([page])),
  (chance) => pdf([{ content: '0 0 m 9 9 l S\n'.repeat(chance.below(100_000)) }]),
  (chance) =>
    pdf([{ content: `/F${chance.below(5)} Do` }], {
      forms: nested(2 + chance.below(12), 1 + chance.below(4)),
    }),
  (chance) => pdf([crowded(chance, 20_000)]),
  (chance) =>
    pdf([
      {
        content: `BT /F ${chance.one(['1e9', '-8', '0', '1e-9', 'NaN', '99999999999'])} Tf (Razem brutto 1,00) Tj ET`,
      },
    ]),
  (chance) => pdf(Array.from({ length: chance.below(2000) }, () => page)),
  (_) =>
    pdf([{ ...page, more: `/AA<</O ${script}>>` }], { catalog: `/OpenAction ${script}/AA<</WC ${script}>>` }),
  (_) =>
    pdf([page], { catalog: '/AcroForm<</XFA[(template) 1 0 R]/Fields[1 0 R 2 0 R]/NeedAppearances true>>' }),
  (_) => pdf([page], { trailer: locked }),
  (chance) =>
    pdf([page], {
      files: {
        'faktura.xml': utf8(bomb),
        'b.xml': utf8('<a>'.repeat(chance.below(50_000))),
        'c.pdf': pdf([page]),
        [`${'x'.repeat(chance.below(60_000))}.xml`]: utf8('<Faktura/>'),
      },
    }),
  (chance) => {
    const [width, height] = [1 + chance.below(50_000), 1 + chance.below(50_000)]
    const said = `/Width ${width}/Height ${height}/ColorSpace/DeviceGray/BitsPerComponent ${chance.one([1, 8, 16])}`
    return pdf([
      { encoded: [[`${said}/Filter/FlateDecode`, deflateSync(new Uint8Array(chance.below(3_000_000)))]] },
    ])
  },
  (chance) => {
    const filters = '/ASCIIHexDecode'.repeat(1 + chance.below(30))
    return pdf([
      {
        encoded: [
          [`/Width 9/Height 9/ColorSpace/DeviceGray/BitsPerComponent 8/Filter[${filters}]`, utf8('41>')],
        ],
      },
    ])
  },
]

/** Pages as scanners write them, with their pictures anywhere, turned, flat, or finer than anybody needs. */
function scanned(chance: Chance): Bytes {
  const numbers = () =>
    chance.one(['0', '1', '-595', '842', '1e9', '-1e-9', '300.5', String(chance.below(2000))])
  const places = Array.from({ length: 1 + chance.below(30) }, () => {
    const matrix = chance.once(2) ? '595 0 0 842 0 0' : Array.from({ length: 6 }, numbers).join(' ')
    return `q ${matrix} cm /P0 Do Q`
  })
  const side = 1 + chance.below(2500)
  const kind = chance.one(['/ImageMask true/BitsPerComponent 1', ...grey])
  const data = deflateSync(new Uint8Array(chance.below(side * side)))
  const box = chance.one(['', '/Rotate 90', '/MediaBox[0 0 1e7 1e7]', '/MediaBox[0 0 1 1]', '/UserUnit 1e6'])
  const encoded: PdfPage['encoded'] = [[`/Width ${side}/Height ${side}${kind}/Filter/FlateDecode`, data]]
  return pdf([{ encoded, content: places.join('\n'), more: box }])
}
const grey = [1, 8].map((bits) => `/ColorSpace/DeviceGray/BitsPerComponent ${bits}`)

/** PDFs of people who mean harm; every third is damaged besides. */
export const hostilePdf: Kind = {
  name: 'hostile pdf',
  share: 500,
  make: (chance) => {
    const bytes = chance.one(makers)(chance)
    return chance.once(3) && bytes.length > 0 ? changedBytes(bytes, chance) : bytes
  },
  read: (bytes: Bytes) => codesHere(bytes, 'application/pdf'),
  refuses: (error) => error instanceof FileProblem,
}
