import { deflateSync } from 'node:zlib'
import { type Grey, joined } from './files.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** What stands on a page: painting operators, and where wanted links, pictures and other entries of its dictionary. */
export interface PdfPage {
  content?: string
  links?: string[]
  pictures?: Grey[]
  /** Pictures in any form: entries of their dictionary, and their data. */
  encoded?: [entries: string, data: Uint8Array][]
  more?: string
}

const text = (value: string): Bytes => Uint8Array.from(Buffer.from(value, 'latin1'))

/**
 * A PDF; `catalog` and `trailer` are added to the dictionaries of these names, `forms` may be drawn as /F0, /F1, …, each
 * by the matrix of the dictionary entries with it; `files` lie in it.
 */
export function pdf(
  pages: PdfPage[],
  more: {
    catalog?: string
    trailer?: string
    forms?: (string | [content: string, entries: string])[]
    files?: Record<string, Uint8Array>
  } = {},
): Bytes {
  const objects: Uint8Array[] = [text(''), text('')]
  const add = (...parts: (string | Uint8Array)[]): number =>
    objects.push(joined(...parts.map((p) => (typeof p === 'string' ? text(p) : p))))
  const stream = (dictionary: string, data: Uint8Array): number =>
    add(`<<${dictionary}/Length ${data.length}>>stream\n`, data, '\nendstream')
  const encoding = add(`<</Type/Encoding/BaseEncoding/WinAnsiEncoding/Differences[128${glyphs}]>>`)
  const [font, fixed] = ['Helvetica', 'Courier'].map((name) =>
    add(`<</Type/Font/Subtype/Type1/BaseFont/${name}/Encoding ${encoding} 0 R>>`),
  )
  // Each form may draw the one before it.
  const forms: string[] = []
  for (const [index, said] of (more.forms ?? []).entries()) {
    const [content, entries] = typeof said === 'string' ? [said, ''] : said
    const resources = `/Resources<</XObject<<${forms.join('')}>>>>${entries}`
    const form = stream(`/Type/XObject/Subtype/Form/BBox[0 0 9 9]${resources}`, text(content))
    forms.push(`/F${index} ${form} 0 R`)
  }
  const kids = pages.map((page) => {
    const { content = '', links = [], pictures = [], encoded = [], more: entries = '' } = page
    const plain = pictures.map((p): [string, Uint8Array] => [pictureOf(p), deflateSync(p.data)])
    const names = [...plain, ...encoded].map(
      ([kind, data], i) => `/P${i} ${stream(`/Type/XObject/Subtype/Image${kind}`, data)} 0 R`,
    )
    const shown = names.map((_, i) => `q 200 0 0 200 ${60 + i * 220} 400 cm /P${i} Do Q\n`)
    const painted = stream('/Filter/FlateDecode', deflateSync(text(shown.join('') + content)))
    const annotations = links.map(
      (url) => `${add(`<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(${url})>>>>`)} 0 R`,
    )
    return add(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents ${painted} 0 R/Annots[${annotations.join(' ')}]`,
      `/Resources<</Font<</F ${font} 0 R/C ${fixed} 0 R>>/XObject<<${[...names, ...forms].join('')}>>>>${entries}>>`,
    )
  })
  const files = Object.entries(more.files ?? {}).map(([name, data]) => {
    const file = stream('/Type/EmbeddedFile', data)
    return `(${name}) ${add(`<</Type/Filespec/F(${name})/UF(${name})/EF<</F ${file} 0 R>>>>`)} 0 R`
  })
  const named = files.length === 0 ? '' : `/Names<</EmbeddedFiles<</Names[${files.join('')}]>>>>`
  objects[0] = text(`<</Type/Catalog/Pages 2 0 R${named}${more.catalog ?? ''}>>`)
  objects[1] = text(`<</Type/Pages/Count ${kids.length}/Kids[${kids.map((k) => `${k} 0 R`).join(' ')}]>>`)
  return assembled(objects, more.trailer ?? '')
}

/** Letters from code 128 on: ąćęłńśźżĄĆĘŁŃŚŹŻ–„”€řčžěůŘČŽňšĚŠ. */
const glyphs =
  '/aogonek/cacute/eogonek/lslash/nacute/sacute/zacute/zdotaccent/Aogonek/Cacute/Eogonek/Lslash/Nacute/Sacute/Zacute/Zdotaccent/endash/quotedblbase/quotedblright/Euro/rcaron/ccaron/zcaron/ecaron/uring/Rcaron/Ccaron/Zcaron/ncaron/scaron/Ecaron/Scaron'

const pictureOf = ({ width, height }: Grey): string =>
  `/Width ${width}/Height ${height}/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode`

function assembled(objects: readonly Uint8Array[], trailer: string): Bytes {
  const parts: Uint8Array[] = [text('%PDF-1.7\n')]
  const offsets: string[] = []
  let size = 9
  for (const [index, body] of objects.entries()) {
    const object = joined(text(`${index + 1} 0 obj\n`), body, text('\nendobj\n'))
    offsets.push(`${String(size).padStart(10, '0')} 00000 n \n`)
    parts.push(object)
    size += object.length
  }
  const count = objects.length + 1
  const table = `xref\n0 ${count}\n0000000000 65535 f \n${offsets.join('')}`
  parts.push(text(`${table}trailer<</Size ${count}/Root 1 0 R${trailer}>>\nstartxref\n${size}\n%%EOF`))
  return joined(...parts)
}

/** Operators that write lines of text. */
export const written = (...lines: string[]): string =>
  `BT /F 8 Tf 40 300 Td ${lines.map((line) => `(${line}) Tj 0 -10 Td `).join('')}ET\n`

/** Operators that draw a QR code as rectangles, one for each dark module, as some programs do. */
export function drawn(code: Grey, x: number, y: number, points = 120): string {
  const module = points / code.width
  const boxes = [...code.data.keys()].flatMap((at) => {
    if (code.data[at] !== 0) return []
    const [column, row] = [at % code.width, Math.floor(at / code.width)]
    return [`${column * module} ${(code.height - 1 - row) * module} ${module} ${module} re f\n`]
  })
  return `q 1 0 0 1 ${x} ${y} cm 0 g\n${boxes.join('')}Q\n`
}

/** Forms that draw the one before them so many times, so many levels deep; the last one draws them all. */
export const nested = (levels: number, times: number): string[] =>
  Array.from({ length: levels }, (_, level) =>
    level === 0 ? '0 0 1 1 re f' : `/F${level - 1} Do `.repeat(times),
  )

/** Makes a PDF that opens with a password only. */
export const locked = `/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<${'41'.repeat(32)}>/U<${'42'.repeat(32)}>>>`
