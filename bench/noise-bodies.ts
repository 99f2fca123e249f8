import { deflateSync } from 'node:zlib'
import { zip } from '../test/ingest/zip-builder.ts'
import { faXml, ksefDocument, metadataFor, nip, packageOf } from '../test/support/ksef.ts'
import { pdf, written } from '../test/support/pdf.ts'
import { metadataRow } from './register.ts'

/** The larger bodies of noise. */

const megabyte = 1024 * 1024
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Lists of KSeF metadata for a buyer, of almost 10 MB each: with new rows each time, and such as take long to refuse. */
export function metadataLists(buyer: string) {
  const row = (n: number): object =>
    metadataRow({ buyer, seller: nip(`noise list ${n % 300}`), n, day: '2026-05-11' })
  const rowsInList = Math.floor((9.9 * megabyte) / JSON.stringify(row(1_000_000)).length) - 100
  const listOf = (rows: readonly unknown[]): Uint8Array => utf8(JSON.stringify({ invoices: rows }))
  return {
    good: (count: number): Uint8Array[] =>
      Array.from({ length: count }, (_, i) =>
        listOf(Array.from({ length: rowsInList }, (_, n) => row(i * rowsInList + n))),
      ),
    bad: (): Uint8Array[] => [
      utf8(`[${'{},'.repeat(49_000)}{}]`),
      utf8(`[${'{},'.repeat(3_400_000)}{}]`),
      utf8(`[${'{"a":[['.repeat(1_000_000)}`),
      utf8(`{"x":"${'x'.repeat(10 * megabyte - 40)}"}`),
      listOf(Array.from({ length: rowsInList }, (_, n) => ({ ...row(n), issueDate: '2026-02-30' }))),
      listOf(Array.from({ length: rowsInList }, (_, n) => ({ ...row(n), ksefNumber: 'x' }))),
      listOf(Array.from({ length: 9 }, () => ({ ...row(1), thirdSubjects: Array(9000).fill({ a: 1 }) }))),
      utf8(`[${`{"ksefNumber":"${'\\u00e9'.repeat(160_000)}"},`.repeat(10)}{}]`),
    ],
  }
}

/** A package of invoices of almost 3 MB each, stored without deflating: as many as a body may hold. */
export function fullPackage(buyer: string, howMany: number): Uint8Array {
  const facts = (number: string) => ({
    ...{ seller: { nip: nip('noise package') }, buyer: { nip: buyer }, number, issueDay: '2026-05-11' },
    ...{ numberedAt: '2026-05-11T10:00:00+02:00', amounts: { net: '11000.00' }, lines: 11_000 },
  })
  const first = Buffer.from(faXml(facts('PACK/00')))
  const at = first.indexOf('PACK/00')
  const files: Record<string, Uint8Array | string> = {}
  const invoices = Array.from({ length: howMany }, (_, n) => {
    const number = `PACK/${String(n).padStart(2, '0')}`
    const xml = Uint8Array.from(first)
    xml.set(utf8(number), at)
    const row = metadataFor(xml, facts(number))
    files[`${row.ksefNumber}.xml`] = xml
    return row
  })
  return zip({ '_metadata.json': JSON.stringify({ invoices }), ...files }, 0)
}

/** Packages that unpack to far more than they are, or that hold as much as they may of what is none. */
export function bombs(buyer: string): Uint8Array[] {
  const large = ' '.repeat(60 * megabyte)
  const names = Array.from({ length: 60_000 }, (_, n) => [`${n}.xml`, 'x'])
  const padding = utf8(' '.repeat(2_900_000))
  const documents = Array.from({ length: 60 }, (_, n) => {
    const document = ksefDocument({
      ...{ seller: { nip: nip('noise bomb') }, buyer: { nip: buyer }, number: `BOMB/${n}` },
      ...{ issueDay: '2026-05-11', numberedAt: '2026-05-11T10:00:00+02:00', amounts: { net: `${1 + n}.00` } },
    })
    return { ...document, xml: Uint8Array.from(Buffer.concat([document.xml, padding])) }
  })
  return [
    zip({ '_metadata.json': large }),
    zip({ '_metadata.json': '[]', 'a.xml': large }),
    zip({ '_metadata.json': '[]', ...Object.fromEntries(names) }, 0),
    zip({ '_metadata.json': `{"invoices":[${'{},'.repeat(49_000)}{}]}` }),
    packageOf(documents),
    deflateSync(Buffer.alloc(megabyte)),
  ]
}

/** A PDF of so many pages, each full of text. */
export const textPages = (count: number): Uint8Array =>
  pdf(
    Array.from({ length: count }, (_, n) => ({
      content: written(...Array(60).fill(`Strona ${n} z faktury`)),
    })),
  )

/** A form with these parts; its boundary is `limit`. */
export function formOf(parts: Record<string, string | Uint8Array>): Uint8Array {
  const pieces = Object.entries(parts).flatMap(([name, content]) => [
    utf8(`--limit\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`),
    typeof content === 'string' ? utf8(content) : content,
    utf8('\r\n'),
  ])
  return Buffer.concat([...pieces, utf8('--limit--\r\n')])
}
