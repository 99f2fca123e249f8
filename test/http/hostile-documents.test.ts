import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  codesIn,
  createStage,
  imported,
  ksef,
  ledgerOf,
  postRows,
  postXml,
  refused,
  type Stage,
  seller,
  steadily,
  utf8,
} from '../support/hostile.ts'
import { corpus, deep, ubl, within } from '../support/hostile-xml.ts'

/** Hostile XML copies and metadata lists: copies are refused; of a list, only the bad rows are. */

let stage: Stage
let before: string[]
beforeAll(async () => {
  stage = await createStage()
  before = await ledgerOf(stage.api)
})
afterAll(() => stage.close())

describe('an XML copy with', () => {
  afterEach(async () => {
    const [earlier, after] = [before, await ledgerOf(stage.api)]
    before = after
    expect(after).toEqual(earlier)
  })

  it.each(corpus)('%s', async (_, code, edit) => {
    const { xml } = ksef('X/1', { xml: edit })
    const answer = await steadily(stage.api, () => postXml(stage.api, xml as BodyInit))
    refused(answer, { status: 422, code })
  })

  it('a number longer than the 256 characters of P_2', async () => {
    const { xml } = ksef('X/0', { xml: (text) => within(text, 'P_2', '9'.repeat(10_000)) })
    refused(await postXml(stage.api, xml), { status: 422, code: 'xml-bad-value' })
  })

  it('a UBL document, whose facts it cannot read', async () => {
    const answer = await postXml(stage.api, ubl)
    expect(refused(answer, { status: 422, code: 'xml-unknown-form' }).detail).toMatch(/metadata/)
  })

  it.each<[string, string, string, number, string?]>([
    ['', '/receivedOn', 'required', 400],
    ['receivedOn=2026-06-11', '/document', 'required', 400],
    ['receivedOn=2026-06-31&document=invoice', '/receivedOn', 'invalid-day', 400],
    ['receivedOn=2026-06-11&document=fax', '/document', 'invalid-value', 400],
    ['receivedOn=2026-06-11&document=invoice&gross=1', '/gross', 'unknown-property', 400],
    ['receivedOn=2026-06-11&document=invoice&__proto__=1', '/__proto__', 'unknown-property', 400],
    ['receivedOn=2026-06-11&document=invoice&qrCodes=x', '/qrCodes/0', 'qr-unreadable', 422],
    ['receivedOn=2026-06-11&document=invoice&ksefNumber=x', '/ksefNumber', 'ksef-number-invalid', 422],
  ])('the parameters "%s"', async (query, pointer, error, status) => {
    const answer = await postXml(stage.api, ksef('X/2').xml, query)
    refused(answer, { status, code: status === 400 ? 'invalid-request' : error, pointer, error })
  })

  it('a wrong check digit of the seller', async () => {
    const { xml } = ksef('X/3', { more: { seller: { nip: '5265877636' } } })
    refused(await postXml(stage.api, xml), { status: 422, code: 'nip-checksum', pointer: '/seller/nip' })
  })
})

describe('no list at all:', () => {
  it.each(['', 'nonsense', '{}', '"x"', '{"invoices":null}', '{"a":'.repeat(deep), '{"__proto__":[]}'])(
    'metadata %s',
    async (body) => {
      const answer = await steadily(stage.api, () => postRows(stage.api, body))
      refused(answer, { status: 400, code: 'metadata-not-a-list' })
    },
  )
})

describe('metadata with', () => {
  const row = JSON.stringify(ksef('M/1').metadata)
  const bad = (row: object) => JSON.stringify(ksef('M/2', { row }).metadata)
  it.each<[string, string | Uint8Array, number]>([
    ['a row 100,000 levels deep', `[${'['.repeat(deep)}${']'.repeat(deep)},ROW]`, 2],
    ['a row that is no object', '[1,ROW]', 2],
    [
      'a row of invalid UTF-8',
      Buffer.concat([Buffer.from('[{"a":"'), Buffer.from([0xff]), Buffer.from(`"},${row}]`)]),
      2,
    ],
    ['a row cut off', '[ROW,{"ksefNumber":"52', 3],
    ['control characters in the number', `[${bad({ invoiceNumber: 'M\u0000\u001b[2J/1' })},ROW]`, 2],
    ['control characters in a name', `[${bad({ seller: { nip: seller, name: 'A\u0000B' } })},ROW]`, 2],
    ['half a character', `[${bad({ invoiceNumber: 'M\ud800/1' })},ROW]`, 2],
    ['a number of 10,000 characters', `[${bad({ invoiceNumber: '9'.repeat(10_000) })},ROW]`, 2],
    ['a __proto__', '[{"__proto__":{"ksefNumber":"x"}},ROW]', 2],
  ])('%s: the other row goes in', async (_, body, received) => {
    const bytes = typeof body === 'string' ? utf8(body.replace('ROW', row)) : new Uint8Array(body)
    const result = imported(await steadily(stage.api, () => postRows(stage.api, bytes)))
    expect(result.received).toBe(received)
    expect(result.new + result.unchanged).toBe(1)
    expect(new Set(codesIn(result))).toEqual(new Set(['metadata-invalid']))
  })
})
