import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  at,
  buyer,
  copy,
  createStage,
  document,
  jsonType,
  ledgerOf,
  refused,
  type Stage,
  seller,
  steadily,
  utf8,
} from '../support/hostile.ts'
import { faXml, qrI, qrII } from '../support/ksef.ts'

/** Hostile requests: each is refused with a stable code and a pointer, and the ledger stays as it was. */

let stage: Stage
let before: string[]
beforeAll(async () => {
  stage = await createStage()
  before = await ledgerOf(stage.api)
})
afterAll(() => stage.close())
afterEach(async () => {
  const [earlier, after] = [before, await ledgerOf(stage.api)]
  before = after
  expect(after).toEqual(earlier)
})

const send = (method: string, path: string, body: BodyInit, headers: Record<string, string> = jsonType) =>
  stage.api.send(method, path, body, headers)
const short = (value: unknown): string => JSON.stringify(value)?.slice(0, 40) ?? 'nothing'

/** A copy with the value at a JSON Pointer replaced; undefined takes the property out. */
function copyWith(pointer: string, value: unknown): Record<string, unknown> {
  const body = copy({ corrects: [{ number: 'X', issueDate: '2026-05-01' }] })
  const path = pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  const last = path.pop() as string
  const parent = path.reduce((found, key) => found[key] as Record<string, unknown>, body)
  Object.defineProperty(parent, last, { value, enumerable: true, configurable: true, writable: true })
  return body
}

const deep = 100_000
const noJson: [string, BodyInit][] = [
  ['arrays 100,000 levels deep', '['.repeat(deep) + ']'.repeat(deep)],
  ['objects 100,000 levels deep', `${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`],
  ['100,000 open brackets', `{"items":${'['.repeat(deep)}`],
  ['truncated JSON', JSON.stringify(copy()).slice(0, 60)],
  ['invalid UTF-8', Uint8Array.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
  ['UTF-16', new Uint8Array(Buffer.from(JSON.stringify(copy()), 'utf16le'))],
  ['nothing', ''],
  ['two values', `${JSON.stringify(copy())}{}`],
  ['a bare NaN', '{"gross":NaN}'],
]

describe.each([
  ['a copy', 'POST', `${at}/copies`],
  ['a batch', 'POST', `${at}/copies/batch`],
  ['a taxpayer', 'PUT', at],
  ['a supplier', 'PUT', `${at}/suppliers/${seller}`],
  ['a statement', 'PATCH', `${at}/purchases/x`],
  ['an outage', 'POST', '/v1/outages'],
])('as %s', (_, method, path) => {
  it.each(noJson)('%s', async (_, body) => {
    const answer = await steadily(stage.api, () => send(method, path, body))
    refused(answer, { status: 400, code: 'malformed-json' })
  })

  it.each(['__proto__', 'constructor', 'prototype', 'hasOwnProperty'])('the property %s', async (name) => {
    const answer = await send(method, path, `{"${name}":{"polluted":true}}`)
    const error = { pointer: `/${name}`, error: 'unknown-property' }
    refused(answer, { status: 400, code: 'invalid-request', ...error })
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  it.each(['text/plain', 'application/jsonp', 'multipart/mixed; boundary=x', ''])(
    'the media type "%s"',
    async (type) => {
      const answer = await send(method, path, utf8('{}'), type ? { 'content-type': type } : {})
      refused(answer, { status: 415, code: 'media-type' })
    },
  )
})

const long = '9'.repeat(10_000)
const controls = ['a\u0000b', 'a\nb', 'a\u001b[31mb', 'a\u007fb']
const halves = ['a\ud800b', 'a\udc00b']
const badAmounts = [
  '1,5',
  '1.234',
  '1e400',
  '+1',
  ' 1',
  '',
  '0x10',
  '--1',
  '1 000',
  '١٢٣',
  '90071992547409.92',
  long,
]
const badDays = [
  '2026-02-30',
  '2026-13-01',
  '0000-00-00',
  '10.06.2026',
  '2026-06-10T00:00:00Z',
  '2026-6-1',
  '9999-12-31',
  '',
]
const xml = faXml(document('QR'))
const code = qrI(seller, '2026-06-10', xml)
const wrong: [pointer: string, error: string, values: unknown[]][] = [
  ['/gross', 'invalid-value', [123, 1.5, null, true, ['1'], {}]],
  ['/gross', 'invalid-amount', badAmounts],
  ['/vatPln', 'invalid-amount', ['1,5', long]],
  ['/issueDate', 'invalid-day', badDays],
  ['/receivedOn', 'invalid-day', ['2026-06-31']],
  ['/corrects/0/issueDate', 'invalid-day', ['2025-02-29']],
  ...['/seller', '/number', '/issueDate', '/gross', '/currency', '/receivedOn', '/document'].map(
    (pointer): [string, string, unknown[]] => [pointer, 'required', [undefined]],
  ),
  ['/seller', 'invalid-value', [{ name: 'X' }, { nip: seller, country: 'DE', vatId: '1' }, 'x', []]],
  ['/seller/nip', 'invalid-value', ['ABCDEFGHIJ', '', 5265877635, long]],
  ['/seller/x', 'unknown-property', [1]],
  ['/seller/__proto__', 'unknown-property', [{ nip: seller }]],
  ['/grss', 'unknown-property', ['1']],
  ['/a~1b~0c', 'unknown-property', [1]],
  ['/corrects/0/grss', 'unknown-property', ['1']],
  ['/number', 'invalid-value', ['', '  ', 7, long, ...controls, ...halves]],
  ['/seller/name', 'invalid-value', [...controls, ...halves, long]],
  ['/externalId', 'invalid-value', [long, ...controls]],
  ['/ksefNumber', 'invalid-value', [long, 1]],
  ['/currency', 'invalid-value', ['złoty', 'pln', 'PL', 'PLN\n']],
  ['/document', 'invalid-value', ['fax', 'constructor', '__proto__', null]],
  ['/declaredMode', 'invalid-value', ['__proto__']],
  ['/buyerCategory', 'invalid-value', ['toString']],
  ['/deliveryAgreed', 'invalid-value', ['true', 1]],
  ['/qrCodes', 'invalid-value', [Array(11).fill(code), code]],
  ['/qrCodes/0', 'invalid-value', []],
  ['/corrects', 'invalid-value', [Array(1001).fill({ number: 'X', issueDate: '2026-05-01' })]],
]
const faults = wrong.flatMap(([pointer, error, values]) =>
  values.map((value): [string, string, unknown] => [pointer, error, value]),
)

describe('a copy with', () => {
  it.each(faults.map((fault) => [fault[0], short(fault[2]), ...fault] as const))(
    '%s %s',
    async (...fault) => {
      const [, , pointer, error, value] = fault
      const body = copyWith(pointer, value)
      const answer = await send('POST', `${at}/copies`, JSON.stringify(body))
      refused(answer, { status: 400, code: 'invalid-request', pointer, error })
      const batch = await send('POST', `${at}/copies/batch`, JSON.stringify({ items: [body] }))
      expect(batch.body.results).toEqual([answer.body])
    },
  )

  it('the amount 1e400 as a JSON number', async () => {
    const answer = await send('POST', `${at}/copies`, JSON.stringify(copy()).replace('"123.00"', '1e400'))
    refused(answer, { status: 400, code: 'invalid-request', pointer: '/gross' })
  })

  const production = 'ksef.mf.gov.pl'
  it.each<[string, string, Record<string, unknown>, string?]>([
    ['nip-checksum', '/seller/nip', { seller: { nip: '5265877636' } }],
    ['nip-checksum', '/seller/vatId', { seller: { country: 'PL', vatId: '5265877636' } }],
    ['qr-environment', '/qrCodes/0', { qrCodes: [qrI(seller, '2026-06-10', xml, 'test')] }],
    ['qr-environment', '/qrCodes/0', { qrCodes: [qrII(seller, xml, 'demo')] }],
    ['qr-mismatch', '/qrCodes/0', { qrCodes: [qrI(buyer, '2026-06-10', xml)] }, 'another seller'],
    ['qr-mismatch', '/qrCodes/1', { qrCodes: [code, qrII(buyer, xml)] }, 'another seller'],
    ['qr-unreadable', '/qrCodes/0', { qrCodes: [qrI(seller, '2026-06-31', xml)] }, 'a day that never was'],
    ['qr-unreadable', '/qrCodes/0', { qrCodes: [code.replace('https', 'http')] }, 'no TLS'],
    ['qr-unreadable', '/qrCodes/0', { qrCodes: [code.replace(production, `${production}.example.com`)] }],
    ['qr-unreadable', '/qrCodes/0', { qrCodes: ['%00javascript:alert(1)'] }],
    ['qr-unreadable', '/qrCodes/0', { qrCodes: [code.slice(0, -43)] }, 'cut off'],
    ['ksef-number-invalid', '/ksefNumber', { ksefNumber: 'x' }],
    ['ksef-number-checksum', '/ksefNumber', { ksefNumber: '9999999999-20230908-76B2B580D4DC-80' }],
  ])('%s at %s', async (code, pointer, change) => {
    const answer = await send('POST', `${at}/copies`, JSON.stringify(copy(change)))
    refused(answer, { status: 422, code, pointer, error: code })
  })

  it('an external id that came before with other content', async () => {
    const answer = await send('POST', `${at}/copies`, JSON.stringify(copy({ externalId: 'known-1' })))
    refused(answer, { status: 409, code: 'external-id-reused', pointer: '/externalId' })
  })
})

describe('a batch', () => {
  it('of 1,001 items is refused as a whole', async () => {
    const answer = await send(
      'POST',
      `${at}/copies/batch`,
      JSON.stringify({ items: Array(1001).fill(copy()) }),
    )
    refused(answer, { status: 400, code: 'invalid-request', pointer: '/items' })
  })

  it('of no copies at all gives one problem for each, in order', async () => {
    const items = [1, null, [], 'x', {}, { __proto__: null }]
    const { status, body } = await send('POST', `${at}/copies/batch`, JSON.stringify({ items }))
    expect(status).toBe(200)
    expect(body.results.map((r: { code: string }) => r.code)).toEqual(items.map(() => 'invalid-request'))
  })
})
