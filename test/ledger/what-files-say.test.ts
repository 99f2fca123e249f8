import { describe, expect, it } from 'vitest'
import type { CopyEvidence } from '../../src/ingest/evidence.ts'
import type { Fields } from '../../src/paper/reading.ts'
import { bodyOf } from '../../src/queries/copy-body.ts'
import { provenBody } from '../../src/queries/file-body.ts'
import { saidOtherwise } from '../../src/queries/file-says.ts'
import type { DocumentReading } from '../../src/queries/read-document.ts'

/** What a file that was read gives to a copy, and where it contradicts one. */

const us = '9376032788'
/** Fields that all stand for certain, but for what is said otherwise. */
const fieldsOf = (values: Record<string, string>, more: Record<string, object> = {}): Fields =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      { value, confidence: 'certain', source: 'text', ...more[name] },
    ]),
  ) as Fields

const said = {
  ...{ number: 'FV/1/06/2026', issueDate: '2026-06-10', taxPointDate: '2026-06-09', kind: 'VAT' },
  ...{ currency: 'EUR', net: '100.00', vat: '23.00', vatPln: '98.90', gross: '123.00' },
  ksefNumber: '2583101965-20260610-0100A0B1C2D3-8F',
}
const invoice = { value: 'invoice', confidence: 'certain', because: null } as never

describe('the body of a copy that a file gives', () => {
  it('has each field under its own name', () => {
    const fields = fieldsOf({ ...said, 'seller.nip': '2583101965', 'seller.name': 'Drewpol S.A.' })
    expect(bodyOf(invoice, fields, [], ['https://one'])).toEqual({
      ...said,
      document: 'invoice',
      seller: { nip: '2583101965', name: 'Drewpol S.A.' },
      qrCodes: ['https://one'],
    })
  })
  it('names a foreign seller by country and number', () => {
    const { seller } = bodyOf(invoice, fieldsOf({ 'seller.vatId': 'DE123456789' }), [], [])
    expect(seller).toEqual({ country: 'DE', vatId: '123456789' })
  })
  it('has nothing doubtful, no reference without its day, and ten codes at most', () => {
    const doubtful = { gross: { confidence: 'doubtful' } }
    const corrects = [
      { number: 'FV/0', issueDate: '2026-05-10' },
      { number: 'FV/X', issueDate: null },
    ] as never
    const links = Array.from({ length: 12 }, (_, n) => `https://${n}`)
    const guessed = { value: 'invoice', confidence: 'doubtful', because: null } as never
    expect(bodyOf(guessed, fieldsOf({ number: 'A', gross: '1.00' }, doubtful), corrects, links)).toEqual({
      number: 'A',
      corrects: [{ number: 'FV/0', issueDate: '2026-05-10' }],
      qrCodes: links.slice(0, 10),
    })
    expect(bodyOf(guessed, {}, [], [])).toEqual({})
  })
})

describe('what a file proves of a copy', () => {
  const names = { 'seller.nip': '2583101965', 'seller.name': 'Drewpol S.A.' }
  const corrects = [{ number: 'FV/0', issueDate: '2026-05-10' }] as never
  const proven = (fields: Fields, more: Partial<DocumentReading> = {}) => {
    const document = more.document ?? invoice
    const copy = bodyOf(document, fields, corrects, ['https://one'])
    return provenBody({ fields, document, copy, knownPurchase: null, ...more } as DocumentReading)
  }
  it('is all that is certain, without its codes and what it corrects', () => {
    const seller = { nip: '2583101965', name: 'Drewpol S.A.' }
    expect(proven(fieldsOf({ ...said, ...names }))).toEqual({ ...said, document: 'invoice', seller })
  })
  it.each([...Object.keys(said), 'seller.name'])(
    'has no %s that is only likely, or said by a code',
    (name) => {
      const without = proven(
        fieldsOf({ ...said, ...names, [name]: '' }, { [name]: { confidence: 'likely' } }),
      )
      const { [name]: _, ...rest } = said as Record<string, string>
      const seller = { nip: '2583101965', ...(name === 'seller.name' ? {} : { name: 'Drewpol S.A.' }) }
      expect(without).toEqual({ ...rest, document: 'invoice', seller })
      const coded = { [name]: { source: 'code' } }
      expect(proven(fieldsOf({ ...said, ...names, [name]: '' }, coded))).toEqual(without)
    },
  )
  it('has a seller only where his number is proven, here or abroad', () => {
    const likely = { confidence: 'likely' }
    expect(proven(fieldsOf(names, { 'seller.nip': likely })).seller).toBeUndefined()
    const abroad = { ...fieldsOf({ 'seller.vatId': 'DE123456789' }) }
    expect(proven(abroad).seller).toEqual({ country: 'DE', vatId: '123456789' })
    expect(proven(fieldsOf({ 'seller.vatId': 'DE123456789' }, { 'seller.vatId': likely })).seller).toBe(
      undefined,
    )
  })
  it('is no document that is only likely', () => {
    const likely = { value: 'invoice', confidence: 'likely', because: null } as never
    expect(proven(fieldsOf({ number: 'A' }), { document: likely })).toEqual({ number: 'A' })
  })
  it('has what it corrects only where it is known here, by its own number', () => {
    const known = (source: string, confidence: string, knownPurchase: string | null) =>
      proven(fieldsOf({ number: 'A' }, { number: { source, confidence } }), { knownPurchase }).corrects
    expect(known('document', 'certain', 'p')).toEqual([{ number: 'FV/0', issueDate: '2026-05-10' }])
    expect(known('document', 'certain', null)).toBeUndefined()
    expect(known('document', 'likely', 'p')).toBeUndefined()
    expect(known('text', 'certain', 'p')).toBeUndefined()
  })
  it('has a KSeF number that stands on it, or on what it shows', () => {
    const { ksefNumber } = said
    const numbered = (source: string, document: string) =>
      proven(fieldsOf({ ksefNumber }, { ksefNumber: { source } }), {
        document: { value: document, confidence: 'certain', because: null } as never,
      }).ksefNumber
    expect(numbered('text', 'invoice')).toBe(ksefNumber)
    expect(numbered('document', 'numbered-visualisation')).toBe(ksefNumber)
    expect(numbered('document', 'invoice')).toBeUndefined()
  })
})

describe('a file contradicts its copy', () => {
  const copy = {
    seller: { country: 'PL', id: '2583101965' },
    ...{
      number: 'FV/1/06/2026',
      issueDay: '2026-06-10',
      taxPointDay: '2026-06-09',
      kind: 'VAT',
      currency: 'EUR',
    },
    ...{ netGrosze: 10_000, vatGrosze: 2300, vatPlnGrosze: 9890, grossGrosze: 12_300 },
    ...{ ksefNumber: said.ksefNumber, document: 'invoice' },
  } as unknown as CopyEvidence
  const against = (fields: Fields, document: unknown = invoice) =>
    saidOtherwise(copy, { fields, document } as DocumentReading, us)
  it('in nothing that both say alike, however the number is written', () => {
    const fields = fieldsOf({ ...said, 'seller.nip': '2583101965', 'buyer.nip': us })
    expect(against({ ...fields, ...fieldsOf({ number: 'fv 1 / 06 / 2026' }) })).toEqual([])
  })
  it.each([
    ['seller.nip', '2583101965', '5213017228'],
    ['buyer.nip', us, '5213017228'],
    ['number', 'FV/1/06/2026', 'FV/2/06/2026'],
    ['issueDate', '2026-06-10', '2026-06-11'],
    ['taxPointDate', '2026-06-09', '2026-06-10'],
    ['kind', 'VAT', 'KOR'],
    ['currency', 'EUR', 'PLN'],
    ['net', '100.00', '101.00'],
    ['vat', '23.00', '24.00'],
    ['vatPln', '98.90', '98.91'],
    ['gross', '123.00', '124.00'],
  ])('in its %s, by both values', (field, stated, read) => {
    expect(against(fieldsOf({ [field]: read }))).toEqual([{ field, stated, read }])
    // What is only likely contradicts nothing, and of what a code says there are findings of their own.
    expect(against(fieldsOf({ [field]: read }, { [field]: { confidence: 'likely' } }))).toEqual([])
    expect(against(fieldsOf({ [field]: read }, { [field]: { source: 'code' } }))).toEqual([])
  })
  it('in the number of its seller by where he is registered: one abroad has no NIP to contradict', () => {
    const foreign = { ...copy, seller: { country: 'DE', id: '123456789' } } as CopyEvidence
    const abroad = (fields: Fields) =>
      saidOtherwise(foreign, { fields, document: invoice } as unknown as DocumentReading, us)
    expect(abroad(fieldsOf({ 'seller.nip': '5213017228' }))).toEqual([])
    const vatId = { field: 'seller.vatId', stated: '123456789', read: '987654321' }
    expect(abroad(fieldsOf({ 'seller.vatId': '987654321' }))).toEqual([vatId])
    expect(against(fieldsOf({ 'seller.vatId': '987654321' }))).toEqual([])
  })
  it('not in its buyer where the invoice is known here', () => {
    const known = { 'buyer.nip': { source: 'document' } }
    expect(against(fieldsOf({ 'buyer.nip': '5213017228' }, known))).toEqual([])
    const number = { field: 'number', stated: 'FV/1/06/2026', read: 'FV/2/06/2026' }
    expect(against(fieldsOf({ number: 'FV/2/06/2026' }, { number: { source: 'document' } }))).toEqual([
      number,
    ])
  })
  it('by being no invoice, for certain', () => {
    const none = { value: 'not-an-invoice', confidence: 'certain', because: null }
    expect(against({}, none)).toEqual([{ field: 'document', stated: 'invoice', read: 'not-an-invoice' }])
    expect(against({}, { ...none, confidence: 'likely' })).toEqual([])
  })
  it('not in its class where it was stated to be no invoice either', () => {
    const none = { value: 'not-an-invoice', confidence: 'certain', because: null }
    const stated = (document: CopyEvidence['document']) =>
      saidOtherwise(
        { ...copy, document },
        { fields: {} as Fields, document: none } as unknown as DocumentReading,
        us,
      )
    for (const document of ['transaction-confirmation', 'fiscal-receipt', 'not-an-invoice'] as const)
      expect(stated(document)).toEqual([])
    for (const document of ['offline-invoice', 'numbered-visualisation'] as const)
      expect(stated(document)).toEqual([{ field: 'document', stated: document, read: 'not-an-invoice' }])
  })
})
