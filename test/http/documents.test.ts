import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../support/api.ts'
import { onEdge } from '../support/app.ts'
import { png } from '../support/files.ts'
import {
  at,
  buyer,
  copy,
  createStage,
  document,
  ksef,
  refused,
  type Stage,
  seller,
} from '../support/hostile.ts'
import { faXml, qrI, qrII } from '../support/ksef.ts'
import { pdf, written } from '../support/pdf.ts'

/** What is read of a document before it is recorded. */

let stage: Stage
beforeAll(async () => {
  stage = await createStage()
})
afterAll(() => stage.close())

const path = `${at}/documents/read`
const formOf = (file: Uint8Array<ArrayBuffer>, name = 'file'): FormData => {
  const form = new FormData()
  form.append(name, new Blob([file]), 'faktura.bin')
  return form
}
const read = (file: Uint8Array<ArrayBuffer>, language = 'en'): Promise<Answer> =>
  stage.api.send('POST', `${path}?lang=${language}`, formOf(file))
const values = (body: Answer['body']) =>
  Object.fromEntries(Object.entries(body.fields as object).map(([name, { value }]) => [name, value]))
const proof = (body: Answer['body']) => [
  ...new Set(
    Object.values(body.fields as Record<string, { confidence: string; source: string }>).map(
      (f) => `${f.confidence} ${f.source}`,
    ),
  ),
]

/** Files are looked through on Node alone. */
const looking = it.skipIf(onEdge)

describe('a document that is read', () => {
  it('says everything where it is FA XML, and nothing is stored', async () => {
    const xml = faXml(document('RD/1', { amounts: { net: '100.00', vat: '23.00', gross: '123.00' } }))
    const { status, body } = await read(xml)
    expect(status).toBe(200)
    expect(body.file).toEqual({ mediaType: 'application/xml', bytes: xml.length, pages: null })
    expect(values(body)).toMatchObject({
      'seller.nip': seller,
      'buyer.nip': buyer,
      number: 'RD/1',
      issueDate: '2026-06-10',
      kind: 'VAT',
      currency: 'PLN',
      net: '100.00',
      vat: '23.00',
      gross: '123.00',
    })
    expect(proof(body)).toEqual(['certain embedded-xml'])
    expect(body).toMatchObject({ complete: true, knownPurchase: null, warnings: [], codes: [] })
    expect(body.document).toMatchObject({ value: 'invoice', becauseCode: 'reading.is-fa' })
    expect(body.copy).toMatchObject({ seller: { nip: seller }, number: 'RD/1', gross: '123.00' })
    const { body: found } = await stage.api.send('GET', `${at}/purchases?number=RD/1`)
    expect(found.items).toEqual([])
  })

  it('of another buyer says so, in the language asked for', async () => {
    const xml = faXml(document('RD/2', { buyer: { nip: '5213017228' } }))
    const { body } = await read(xml, 'pl')
    expect(body.warnings).toEqual([
      {
        code: 'reading.other-buyer',
        message: expect.stringContaining('o NIP 5213017228, a nie tego podatnika'),
        params: { nip: '5213017228' },
      },
    ])
  })

  it('knows the purchase of the same XML', async () => {
    const { metadata, xml } = ksef('RD/3')
    await stage.api.importMetadata(buyer, [metadata])
    const [purchase] = (await stage.api.send('GET', `${at}/purchases?number=RD/3`)).body.items
    const { body } = await read(xml)
    expect(body.knownPurchase).toBe(purchase.id)
    expect(body.fields.ksefNumber).toMatchObject({
      value: metadata.ksefNumber,
      confidence: 'certain',
      source: 'document',
    })
    expect(body.fields.number.source).toBe('document')
  })

  looking('says by its codes who sold it, when, and that it was issued offline', async () => {
    const xml = faXml(document('RD/4'))
    const links = [qrI(seller, '2026-06-10', xml), qrII(seller, xml)]
    const { body } = await read(pdf([{ links }, {}]))
    expect(body.file).toMatchObject({ mediaType: 'application/pdf', pages: 2 })
    expect(values(body)).toEqual({ 'seller.nip': seller, issueDate: '2026-06-10' })
    expect(proof(body)).toEqual(['certain code'])
    expect(body.document).toMatchObject({ value: 'offline-invoice', confidence: 'certain' })
    expect(body.codes.map((c: { code: string }) => c.code)).toEqual(['I', 'II'])
    expect(body.copy).toMatchObject({ document: 'offline-invoice', qrCodes: links })
    expect(body.copy.number).toBeUndefined()
  })

  looking('says everything by the code of a document that is known here', async () => {
    const { metadata, xml } = ksef('RD/5')
    await stage.api.importMetadata(buyer, [metadata])
    const { body } = await read(pdf([{ links: [qrI(seller, '2026-06-10', xml)] }]))
    expect(body.knownPurchase).not.toBeNull()
    expect(body.document).toMatchObject({ value: 'numbered-visualisation', confidence: 'certain' })
    expect(values(body)).toMatchObject({
      number: 'RD/5',
      ksefNumber: metadata.ksefNumber,
      'buyer.nip': buyer,
    })
    expect(proof(body)).toEqual(['certain document'])
    expect(body.copy).toMatchObject({ ksefNumber: metadata.ksefNumber, document: 'numbered-visualisation' })
  })

  looking.each([
    ['a paper alone says what is likely', ['paper'], 'likely document', false],
    ['XML says more than a paper', ['xml', 'paper'], 'certain document', false],
    ['KSeF’s own row says more than XML from elsewhere', ['row', 'xml'], 'certain document', true],
  ] as const)('of those that are known by one code the best tells: %s', async (name, come, how, numbered) => {
    const { metadata, xml } = ksef(name, {
      more: { amounts: { net: '100.00', vat: '23.00', gross: '123.00' } },
    })
    const link = qrI(seller, '2026-06-10', xml)
    const bring = {
      paper: () => stage.api.postCopy(buyer, copy({ number: name, kind: 'VAT', qrCodes: [link] })),
      xml: () => stage.api.postCopyXml(buyer, xml, { receivedOn: '2026-06-11', document: 'invoice' }),
      row: () => stage.api.importMetadata(buyer, [metadata]),
    }
    for (const one of come) await bring[one]()
    const [purchase] = await stage.api.purchases(buyer, { number: name })
    expect(purchase?.evidence).toHaveLength(come.length)
    const { body } = await read(pdf([{ links: [link] }]))
    expect(body.knownPurchase).toBe(purchase?.id)
    const { confidence, source } = body.fields.gross
    expect([`${confidence} ${source}`, 'ksefNumber' in body.fields]).toEqual([how, numbered])
  })

  looking('knows no purchase by a code that stands on papers of several', async () => {
    const link = qrI(seller, '2026-06-10', faXml(document('RD/SHARED')))
    for (const [number, gross] of [
      ['RD/SHARED', '123.00'],
      ['RD/77', '500.00'],
    ])
      await stage.api.postCopy(buyer, copy({ number, gross, net: null, vat: null, qrCodes: [link] }))
    const { body } = await read(pdf([{ links: [link] }]))
    expect([body.knownPurchase, body.fields.number]).toEqual([null, undefined])
  })

  looking('with codes of several invoices, or of another environment, proves nothing by them', async () => {
    const several = [
      qrI(seller, '2026-06-10', faXml(document('RD/6'))),
      qrI(buyer, '2026-06-11', faXml(document('RD/7'))),
    ]
    const mixed = await read(pdf([{ links: several }]))
    expect(values(mixed.body)).toEqual({})
    expect(mixed.body.warnings.map((w: { code: string }) => w.code)).toContain('reading.several-codes')
    const elsewhere = qrI(seller, '2026-06-10', faXml(document('RD/6')), 'demo')
    const { body } = await read(pdf([{ links: [elsewhere] }]))
    expect([values(body), body.copy.qrCodes]).toEqual([{}, undefined])
    expect(body.warnings.map((w: { code: string }) => w.code)).toEqual(['reading.other-codes'])
    expect(body.document).toMatchObject({ value: null, becauseCode: 'reading.no-class' })
  })

  looking('says by its labels and sums what they prove together', async () => {
    const lines = [
      'Faktura VAT nr RD/9/2026',
      'Data wystawienia: 2026-06-10',
      `Sprzedawca: Stal sp. z o.o., NIP ${seller}`,
      `Nabywca: Odbiorca sp. z o.o., NIP ${buyer}`,
      'Razem 100,00 23,00 123,00',
      'Do zaplaty: 123,00 PLN',
    ]
    const { body } = await read(pdf([{ content: written(...lines) }]))
    expect(values(body)).toEqual({
      'seller.nip': seller,
      'seller.name': 'Stal sp. z o.o.',
      'buyer.nip': buyer,
      number: 'RD/9/2026',
      issueDate: '2026-06-10',
      kind: 'VAT',
      currency: 'PLN',
      net: '100.00',
      vat: '23.00',
      gross: '123.00',
    })
    expect(body.document).toMatchObject({ value: 'invoice', confidence: 'certain' })
    expect(body.fields.gross).toMatchObject({ confidence: 'certain', source: 'text', page: 1 })
    expect(body.copy).toMatchObject({ document: 'invoice', number: 'RD/9/2026', gross: '123.00' })
    // A code may stand in what could not be read: then it is no invoice for certain.
    const unread: [string, Uint8Array] = [
      '/Width 40/Height 40/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode',
      new Uint8Array(40),
    ]
    const { body: torn } = await read(pdf([{ content: written(...lines), encoded: [unread] }]))
    expect([torn.complete, torn.fields.gross.confidence]).toEqual([false, 'certain'])
    expect(torn.document).toMatchObject({ value: 'invoice', confidence: 'likely' })
  })

  looking('says what XML in it says, and knows it by its hash', async () => {
    const { metadata, xml } = ksef('RD/11')
    const file = pdf([{ content: written('Faktura nr RD/11') }], { files: { 'faktura.xml': xml } })
    const { body } = await read(file)
    expect(body.fields.number).toMatchObject({
      value: 'RD/11',
      confidence: 'certain',
      source: 'embedded-xml',
      page: 1,
    })
    expect([body.knownPurchase, body.fields.gross.source]).toEqual([null, 'embedded-xml'])
    await stage.api.importMetadata(buyer, [metadata])
    const again = await read(file)
    expect(again.body.knownPurchase).not.toBeNull()
    expect(again.body.fields.ksefNumber).toMatchObject({ value: metadata.ksefNumber, source: 'document' })
  })

  looking('with a code of another seller than its page says is certain of neither', async () => {
    const xml = faXml(document('RD/10'))
    const content = written('Faktura nr RD/10', 'Sprzedawca: Inny, NIP 1132853869', `Nabywca NIP ${buyer}`)
    const { body } = await read(pdf([{ content, links: [qrI(seller, '2026-06-10', xml)] }]))
    expect(body.fields['seller.nip']).toMatchObject({
      value: seller,
      confidence: 'likely',
      source: 'code',
      alternatives: [{ value: '1132853869', source: 'text' }],
    })
    expect(body.warnings.map((w: { code: string }) => w.code)).toContain('reading.contradiction')
  })

  it.skipIf(!onEdge)('is not looked through at the edge, which says so', async () => {
    const { status, body } = await read(pdf([{ content: written('FV') }]))
    expect([status, body.complete]).toEqual([200, false])
    expect(body.warnings.map((w: { code: string }) => w.code)).toEqual(['reading.not-here'])
  })

  looking('is a scan, and where nothing reads these that is said', async () => {
    const scan = png({ width: 2, height: 2, data: new Uint8Array(4) })
    const { status, body } = await read(scan)
    expect([status, body.complete, body.fields]).toEqual([200, true, {}])
    expect(body.warnings).toMatchObject([{ code: 'reading.scan-not-here' }])
    expect(body.warnings[0].message).toMatch(/is a scan.*Enter what stands on the document/)
    const polish = await read(scan, 'pl')
    expect(polish.body.warnings[0].message).toMatch(/jest skanem.*Wprowadź dane z dokumentu samodzielnie/)
  })

  it('is refused with what is wrong and what to do', async () => {
    const none = await read(new TextEncoder().encode('no invoice'))
    refused(none, { status: 415, code: 'file-type', pointer: '/file' })
    const other = await read(new TextEncoder().encode('<?xml version="1.0"?><UPO xmlns="x"/>'))
    refused(other, { status: 422, code: 'xml-unknown-form' })
    const named = await stage.api.send('POST', path, formOf(faXml(document('RD/8')), 'document'))
    refused(named, { status: 400, code: 'invalid-request', pointer: '/document', error: 'unknown-property' })
    refused(named, { status: 400, code: 'invalid-request', pointer: '/file', error: 'required' })
    expect(named.body.detail).toContain('Send one part: file.')
    const json = await stage.api.json('POST', path, {})
    refused(json, { status: 415, code: 'media-type' })
  })
})
