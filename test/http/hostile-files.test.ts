import { deflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readForm } from '../../src/http/endpoint/form.ts'
import type { Answer } from '../support/api.ts'
import { onEdge } from '../support/app.ts'
import { beside, enlarged, joined, png, qrCode } from '../support/files.ts'
import {
  at,
  buyer,
  copy,
  createStage,
  document,
  ledgerOf,
  refused,
  type Stage,
  seller,
  utf8,
} from '../support/hostile.ts'
import { faXml, qrI } from '../support/ksef.ts'
import { locked, type PdfPage, pdf, written } from '../support/pdf.ts'

/** Forms and files from anywhere: refused with a reason, or kept; never believed, never run. */

let stage: Stage
beforeAll(async () => {
  stage = await createStage()
})
afterAll(() => stage.close())

type Bytes = Uint8Array<ArrayBuffer>
const boundary = 'limit'
const typed = { 'content-type': `multipart/form-data; boundary=${boundary}` }
const part = (name: string, content: string | Uint8Array, more = ''): Uint8Array =>
  joined(
    utf8(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n`),
    typeof content === 'string' ? utf8(content) : content,
    utf8('\r\n'),
  )
const form = (...parts: Uint8Array[]): Bytes => joined(...parts, utf8(`--${boundary}--\r\n`))
const sent = (body: Bytes, headers: Record<string, string> = typed, query = ''): Promise<Answer> =>
  stage.api.send('POST', `${at}/copies${query}`, body, headers)
const metadata = (more: object = {}) => part('metadata', JSON.stringify(copy({ number: 'H/1', ...more })))
const file = (bytes: string | Uint8Array) => part('file', bytes, '; filename="f"')
const upload = (bytes: string | Uint8Array, more: object = {}) => sent(form(file(bytes), metadata(more)))

const page: PdfPage = { content: written('Faktura') }
const fine = pdf([page])
const blank = { width: 1, height: 1, data: Uint8Array.of(255) }
const xml = faXml(document('H/1'))
const other = faXml(document('H/2'))

describe('forms', () => {
  const bad = '{"number'
  it.each<[string, () => Bytes, { status: number; code: string; pointer?: string; error?: string }]>([
    [
      'no file',
      () => form(metadata()),
      { status: 400, code: 'invalid-request', pointer: '/file', error: 'required' },
    ],
    ['no metadata', () => form(file(fine)), { status: 400, code: 'invalid-request', pointer: '/metadata' }],
    [
      'two files',
      () => form(file(fine), file(fine), metadata()),
      { status: 400, code: 'invalid-request', pointer: '/file' },
    ],
    [
      'an unknown part',
      () => form(file(fine), metadata(), part('note', 'x')),
      { status: 400, code: 'invalid-request', pointer: '/note', error: 'unknown-property' },
    ],
    [
      'metadata that is no JSON',
      () => form(file(fine), part('metadata', bad)),
      { status: 400, code: 'malformed-json' },
    ],
    [
      'metadata in another encoding',
      () => form(file(fine), part('metadata', Uint8Array.of(0x22, 0xb9, 0x22))),
      { status: 400, code: 'malformed-json' },
    ],
    [
      'metadata that is a list',
      () => form(file(fine), part('metadata', '[]')),
      { status: 400, code: 'invalid-request' },
    ],
    [
      'metadata with an unknown property',
      () => form(file(fine), metadata({ total: '1.00' })),
      { status: 400, code: 'invalid-request', pointer: '/total', error: 'unknown-property' },
    ],
    [
      'metadata without what no file of this kind says',
      () => form(file(fine), metadata({ gross: undefined })),
      { status: 400, code: 'invalid-request', pointer: '/gross', error: 'required' },
    ],
    ['nothing', () => utf8(''), { status: 400, code: 'malformed-form' }],
    [
      'a form that is cut off',
      () => form(file(fine), metadata()).slice(0, -20),
      { status: 400, code: 'malformed-form' },
    ],
    [
      'a part without a name',
      () => form(utf8(`--${boundary}\r\n\r\nx\r\n`)),
      { status: 400, code: 'malformed-form' },
    ],
    [
      'a part in Base64',
      () =>
        form(
          utf8(
            `--${boundary}\r\nContent-Disposition: form-data; name="file"\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n`,
          ),
        ),
      { status: 400, code: 'malformed-form' },
    ],
    [
      'very many parts',
      () => form(...Array.from({ length: 21 }, () => file('x'))),
      { status: 400, code: 'malformed-form' },
    ],
    [
      'metadata beyond 1 MB',
      () => form(file(fine), metadata({ number: 'x'.repeat(1024 * 1024) })),
      { status: 413, code: 'body-too-large' },
    ],
    [
      'a body beyond 10 MB',
      () => form(file(new Uint8Array(10 * 1024 * 1024)), metadata()),
      { status: 413, code: 'body-too-large' },
    ],
  ])('with %s are refused', async (_, body, expected) => {
    const before = await ledgerOf(stage.api)
    refused(await sent(body()), expected)
    expect(await ledgerOf(stage.api)).toEqual(before)
  })

  it('are refused without a boundary, and with a query', async () => {
    const body = form(file(fine), metadata())
    const bare = { 'content-type': 'multipart/form-data' }
    refused(await sent(body, bare), { status: 400, code: 'malformed-form' })
    refused(await sent(body, typed, '?receivedOn=2026-06-11'), { status: 400, code: 'invalid-request' })
  })

  it('are read with all that the standard allows', () => {
    const head = 'content-disposition: FORM-DATA; filename="a; name=b.pdf"; name=file\r\nX: y\r\n\r\n'
    const body = utf8(
      `preamble\r\n--b c  \r\n${head}\r\n--b\r\n\r\n--b c\r\nContent-Disposition: form-data; name="ą"\r\n\r\n\r\n--b c--epilogue`,
    )
    const parts = readForm(body, 'multipart/form-data; charset=utf-8; boundary="b c"')
    expect(parts.map((p) => [p.name, p.filename, new TextDecoder().decode(p.bytes)])).toEqual([
      ['file', 'a; name=b.pdf', '\r\n--b\r\n'],
      ['ą', null, ''],
    ])
  })
})

/** Codes are looked for in files on Node alone. */
const looking = it.skipIf(onEdge)

async function refusing(_: string, bytes: string | Uint8Array, expected: { status: number; code: string }) {
  const before = await ledgerOf(stage.api)
  refused(await upload(bytes), expected)
  expect(await ledgerOf(stage.api)).toEqual(before)
}

describe('files', () => {
  const picture = png(enlarged({ width: 8, height: 8, data: new Uint8Array(64) }, 10, 10))
  it.each<[string, string | Uint8Array, { status: number; code: string }]>([
    ['of another kind', 'Faktura FV/1', { status: 415, code: 'file-type' }],
    ['that are empty', '', { status: 415, code: 'file-type' }],
    ['of a kind that only their name says', utf8('GIF89a'), { status: 415, code: 'file-type' }],
    ['that are XML of another kind', '<html><body/></html>', { status: 422, code: 'xml-unknown-form' }],
    [
      'that are XML beyond 3 MB',
      `<a>${' '.repeat(3 * 1024 * 1024)}</a>`,
      { status: 413, code: 'xml-too-large' },
    ],
  ])('%s are refused', refusing)

  looking.each<[string, string | Uint8Array, { status: number; code: string }]>([
    ['with the first bytes of a PDF alone', '%PDF-1.7\n', { status: 422, code: 'file-unreadable' }],
    [
      'with the first bytes of a JPEG alone',
      Uint8Array.of(0xff, 0xd8, 0xff, 0xe0),
      { status: 422, code: 'file-unreadable' },
    ],
    ['with the first bytes of a PNG alone', picture.slice(0, 8), { status: 422, code: 'file-unreadable' }],
    ['that are half a PNG', picture.slice(0, picture.length / 2), { status: 422, code: 'file-unreadable' }],
    ['that open with a password', pdf([page], { trailer: locked }), { status: 422, code: 'file-encrypted' }],
    [
      'that unpack to more than they say',
      png(blank, { packed: deflateSync(new Uint8Array(1_000_000)) }),
      { status: 422, code: 'file-too-complex' },
    ],
  ])('%s are refused', refusing)

  const script = '/OpenAction<</S/JavaScript/JS(app.alert\\(1\\); while\\(true\\){})>>'
  looking.each<[string, Bytes, object]>([
    ['the smallest PNG', png(blank), { complete: true, pages: null }],
    [
      'a PNG that says it is huge',
      png(blank, { width: 60_000, height: 60_000 }),
      { complete: false, pages: null },
    ],
    ['a PDF with a script', pdf([page], { catalog: script }), { complete: true, pages: 1 }],
    ['a PDF of 1,000 pages', pdf(Array.from({ length: 1000 }, () => page)), { complete: false, pages: 1000 }],
    ['a PDF that calls itself XML behind its head', joined(fine, utf8('<Faktura/>')), { pages: 1 }],
    ['a PDF with something before its head', joined(utf8('\n'), fine), { pages: 1 }],
    ['a PDF that lost its end', fine.slice(0, -16), { pages: 1 }],
  ])('%s is kept', async (name, bytes, expected) => {
    const amount = (name.length * 7.31).toFixed(2)
    const { status, body } = await upload(bytes, { number: `H/${name}`, gross: amount })
    expect([status, body.code]).toEqual([201, undefined])
    expect(body.file).toMatchObject({ ...expected, qrCodes: [] })
  })

  looking.each<[string, string, string[], object]>([
    ['QR_OTHER_ENVIRONMENT', 'another environment', [qrI(seller, '2026-06-10', xml, 'test')], {}],
    ['QR_OTHER_SELLER', 'another seller', [qrI(buyer, '2026-06-10', xml)], {}],
    ['QR_DAY_DIFFERS', 'another day', [qrI(seller, '2026-06-09', xml)], {}],
    ['INFO_QR_UNREADABLE', 'half a hash', [qrI(seller, '2026-06-10', xml).slice(0, -9)], {}],
    ['INFO_QR_UNREADABLE', 'a link of KSeF 1.0', ['https://ksef.mf.gov.pl/web/verify/1-2-3/x%3D'], {}],
    [
      'QR_SEVERAL_INVOICES',
      'several invoices',
      [qrI(seller, '2026-06-10', xml), qrI(seller, '2026-06-10', other)],
      {},
    ],
    [
      'QR_SEVERAL_INVOICES',
      'another invoice than the metadata',
      [qrI(seller, '2026-06-10', xml)],
      { qrCodes: [qrI(seller, '2026-06-10', other)] },
    ],
  ])(
    '%s is opened by codes of %s, linked and as pictures; the file is kept',
    async (code, what, links, more) => {
      const codes = await Promise.all(links.map(qrCode))
      const files = [pdf([{ links }]), png(enlarged(beside(...codes), 3, 10))]
      for (const [index, bytes] of files.entries()) {
        const said = { number: `H/${what} ${index}`, gross: `${what.length * 9 + index}.30`, ...more }
        const { status, body } = await upload(bytes, said)
        expect([status, body.code]).toEqual([201, undefined])
        expect(body.file.qrCodes.toSorted()).toEqual(links.toSorted())
        const severity = code.startsWith('INFO') ? 'info' : 'review'
        expect(body.purchase.findings).toContainEqual(expect.objectContaining({ code, severity, open: true }))
      }
    },
  )

  looking('with links that only look like codes are kept without them', async () => {
    const links = [
      'https://qr.ksef.mf.gov.pl.evil.example/invoice/5265877635/10-06-2026/x',
      qrI(seller, '2026-06-10', xml).replace('qr.ksef', 'qr-ksef'),
      'javascript:alert(1)',
    ]
    const { body } = await upload(pdf([{ links, content: written(...links) }]), {
      number: 'H/links',
      gross: '9.99',
    })
    expect(body.file).toMatchObject({ qrCodes: [], complete: true })
  })
})
