import { randomBytes } from 'node:crypto'
import { corpus } from '../test/support/hostile-xml.ts'
import { faXml, nip } from '../test/support/ksef.ts'
import { nested, pdf, written } from '../test/support/pdf.ts'
import { bombs, formOf, fullPackage, metadataLists, textPages } from './noise-bodies.ts'

/** What one key sends that does its worst: within the limits of the contract, or beyond them. */

/** One request of noise. */
export interface Shot {
  method: string
  path: string
  body: Uint8Array | string
  headers: Record<string, string>
}

export type Shots = (n: number) => Shot

export interface Kind {
  name: string
  /** Makes the bodies, and answers the n-th request; null: none is sent. */
  shots: () => Shots | null
}

export const noisyNip = nip('noise sender')
const home = `/v1/taxpayers/${noisyNip}`
const megabyte = 1024 * 1024

const post =
  (path: string, type: string) =>
  (body: Uint8Array | string, headers = {}): Shot => ({
    ...{ method: 'POST', path: `${home}/${path}`, body },
    headers: { 'content-type': type, 'content-length': String(Buffer.byteLength(body)), ...headers },
  })
const xml = post('copies?receivedOn=2026-06-11&document=invoice', 'application/xml')
const copyJson = post('copies', 'application/json')
const check = post('posting-checks', 'application/json')
const batch = post('copies/batch', 'application/json')
const list = post('ksef/imports', 'application/json')
const pack = post('ksef/imports', 'application/zip')
const form = (body: Uint8Array) => post('copies', 'multipart/form-data; boundary=limit')(body)

const inTurn =
  <T>(all: readonly T[], shot: (one: T) => Shot): Shots =>
  (n) =>
    shot(all[n % all.length] as T)

/** An FA(3) of almost 3 MB; each has a number of its own. */
const largeXml = (number: string): Uint8Array =>
  faXml({
    ...{ seller: { nip: nip('noise seller') }, buyer: { nip: noisyNip }, number, issueDay: '2026-06-10' },
    ...{ amounts: { net: '11000.00' }, lines: 11_000 },
  })

/** The same bytes with another number in the same place: to make them anew would keep the sender busy. */
function renumbered(make: (number: string) => Uint8Array): (n: number) => Uint8Array {
  const first = 'NOISE/0000000'
  const bytes = Buffer.from(make(first))
  const at = bytes.indexOf(first)
  return (n) => {
    const copy = Buffer.from(bytes)
    copy.write(`NOISE/${String(n).padStart(7, '0')}`, at)
    return copy
  }
}

/** XML that takes long to refuse: each trouble stands at the end of 3 MB, or is as often there as it may. */
function badXml(): Uint8Array[] {
  const sound = Buffer.from(largeXml('NOISE/1')).toString()
  const attributes = ` ${Array.from({ length: 999 }, (_, n) => `a${n}="${n}"`).join(' ')}`
  const texts = [
    sound.slice(0, -40),
    sound.replace('</Faktura>', `${'<a/>'.repeat(10_000)}</Faktura>`),
    `<a>${'<b/>'.repeat(199_990)}</a>`,
    `<a>${`<b${attributes}/>`.repeat(100)}</a>`,
    `<a>${'&amp;'.repeat(600_000)}</a>`,
    `<a>${'<!--x-->'.repeat(360_000)}</a>`,
    `<a b="${'&#x20;'.repeat(480_000)}"/>`,
    `<a>${'<a>'.repeat(90)}${'<![CDATA[x]]>'.repeat(220_000)}${'</a>'.repeat(90)}</a>`,
    ...corpus.map(([, , edit]) => edit(sound.slice(0, 400_000) + sound.slice(-400_000))),
  ]
  return texts.map((text) => (typeof text === 'string' ? Buffer.from(text) : text))
}

const numberedCopy = (n: number, more: object = {}): object => ({
  ...{ seller: { nip: nip('noise batch') }, number: `BATCH/${n}`, issueDate: '2026-06-10' },
  ...{ gross: (100 + n / 100).toFixed(2), currency: 'PLN', receivedOn: '2026-06-11', document: 'invoice' },
  ...more,
})
/** A thousand copies of so many characters each. */
function batchOf(from: number, more: (n: number) => object): string {
  const items = Array.from({ length: 1000 }, (_, n) => numberedCopy(from + n, more(from + n)))
  return JSON.stringify({ items })
}
const code = (n: number): string =>
  `https://qr.ksef.mf.gov.pl/invoice/5265877635/10-06-2026/${'x'.repeat(900)}${n}`
const codes = (n: number) => ({ qrCodes: Array.from({ length: 10 }, (_, i) => code(n * 10 + i)) })
const corrections = (n: number) => ({
  kind: 'KOR',
  corrects: Array.from({ length: 100 }, (_, i) => ({ number: `C/${n}/${i}`, issueDate: '2026-05-10' })),
})
const batches = (): string[] => [
  ...Array.from({ length: 12 }, (_, i) => batchOf(i * 1000, () => ({}))),
  ...Array.from({ length: 12 }, (_, i) => batchOf(100_000 + i * 1000, codes)),
  ...Array.from({ length: 6 }, (_, i) => batchOf(200_000 + i * 1000, corrections)),
  ...Array.from({ length: 4 }, (_, i) => batchOf(300_000 + i * 1000, () => ({ number: 'SAME' }))),
]

/** JSON that no batch is: read as a whole before anybody can say so. */
const badBatches = (): string[] => [
  ' '.repeat(10 * megabyte),
  `{"items":[${'{},'.repeat(100_000)}{}]}`,
  `{"items":[${'1,'.repeat(1000)}1]}`,
  `{"items":${'['.repeat(60)}"${'x'.repeat(10 * megabyte - 200)}"${']'.repeat(60)}}`,
  `{"items":["${'\\u0041'.repeat(1_700_000)}"]}`,
  `{"items":["${'\\"'.repeat(5_000_000)}"]`,
  batchOf(0, () => Object.fromEntries(Array.from({ length: 180 }, (_, i) => [`unknown ${i}`, i]))),
  batchOf(0, () => ({ seller: {}, number: 'x'.repeat(9000), gross: 'x', issueDate: 'x' })),
  batchOf(0, () => ({ qrCodes: Array(180).fill('x'.repeat(40)) })),
  '['.repeat(10 * megabyte),
]

/** One thing said at too great a length, in 1 MB. */
const badJson = (): string[] => [
  `${'[{"a":'.repeat(150_000)}`,
  `{"number":"${'x'.repeat(megabyte - 20)}"}`,
  `{${Array.from({ length: 20_000 }, (_, i) => `"unknown ${i}":{"a":0}`).join()}}`,
  JSON.stringify(numberedCopy(1, corrections(1))).replace('"C/', `${' '.repeat(900_000)}"C/`),
  `[${'0,'.repeat(500_000)}0]`,
  '{"number":"\\ud800"}',
]

const endless = (): Uint8Array => pdf([{ content: '/F11 Do' }], { forms: nested(12, 10) })

function forms(): Uint8Array[] {
  const metadata = JSON.stringify(numberedCopy(1))
  return [
    formOf({ metadata, file: Buffer.alloc(10 * megabyte - 4000, '\r\n--limi') }),
    formOf(Object.fromEntries(Array.from({ length: 90_000 }, (_, n) => [`part ${n}`, '']))),
    formOf({ metadata, file: largeXml('NOISE/form') }),
    formOf({ metadata: ' '.repeat(9 * megabyte), file: '%PDF-1.7' }),
    Buffer.alloc(10 * megabyte, '--limit\r\n'),
  ]
}

const kinds: (Kind & { shots: () => Shots })[] = [
  { name: 'copies', shots: () => (n) => copyJson(JSON.stringify(numberedCopy(n))) },
  {
    name: 'xml',
    shots: () => {
      const bytes = renumbered(largeXml)
      return (n) => xml(bytes(n))
    },
  },
  { name: 'bad-xml', shots: () => inTurn(badXml(), xml) },
  { name: 'metadata', shots: () => inTurn(metadataLists(noisyNip).good(10), list) },
  { name: 'bad-metadata', shots: () => inTurn(metadataLists(noisyNip).bad(), list) },
  { name: 'batches', shots: () => inTurn(batches(), batch) },
  { name: 'bad-batches', shots: () => inTurn(badBatches(), batch) },
  {
    name: 'repeated',
    shots: () => {
      const body = batchOf(0, codes)
      return () => batch(body, { 'idempotency-key': 'the same' })
    },
  },
  {
    name: 'bad-json',
    shots: () => {
      const bodies = badJson()
      return (n) => (n % 2 === 0 ? copyJson : check)(bodies[n % bodies.length] as string)
    },
  },
  { name: 'packages', shots: () => inTurn([fullPackage(noisyNip, 32)], pack) },
  { name: 'zip-bombs', shots: () => inTurn(bombs(noisyNip), pack) },
  {
    name: 'pages',
    shots: () => {
      const file = textPages(300)
      return (n) => form(formOf({ metadata: JSON.stringify(numberedCopy(n)), file }))
    },
  },
  {
    name: 'pdf-bombs',
    shots: () => {
      const files = [endless(), pdf([{ content: written('x'.repeat(1000)).repeat(5000) }])]
      return (n) =>
        form(formOf({ metadata: JSON.stringify(numberedCopy(n)), file: files[n % 2] as Uint8Array }))
    },
  },
  { name: 'forms', shots: () => inTurn(forms(), form) },
  { name: 'bytes', shots: () => inTurn([randomBytes(3 * megabyte), randomBytes(10 * megabyte)], pack) },
]

/** Nothing, every kind, and all of them in turn. */
export const kindsOfNoise: readonly Kind[] = [
  { name: 'nothing', shots: () => null },
  ...kinds,
  {
    name: 'mixed',
    shots: () => {
      const all = kinds.map((kind) => kind.shots())
      return (n) => (all[n % all.length] as Shots)(Math.floor(n / all.length))
    },
  },
]
