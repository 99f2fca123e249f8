import { describe, expect, it } from 'vitest'
import { readMetadataRow } from '../../src/ingest/metadata.ts'
import { tell } from '../../src/texts/tell.ts'
import { SpokenError } from '../../src/values/refusal.ts'

/** A row as the published specification shows it. */
const row = {
  ksefNumber: '5265877635-20250826-0100001AF629-AF',
  invoiceNumber: ' FV/12/06/2026 ',
  issueDate: '2025-08-25',
  invoicingDate: '2025-08-26T09:22:13.3881234+00:00',
  acquisitionDate: '2025-08-26T01:22:56.3881234+02:00',
  permanentStorageDate: '2025-08-26T09:23:01.388123+00:00',
  seller: { nip: '5265877635', name: 'Sprzedawca  S.A.' },
  buyer: { identifier: { type: 'Nip', value: '9376032788' }, name: null },
  netAmount: 35260.63,
  grossAmount: 43370.57,
  vatAmount: -0.5,
  currency: 'EUR',
  invoicingMode: 'Offline',
  invoiceType: 'KorZal',
  formCode: { systemCode: 'FA (3)', schemaVersion: '1-0E', value: 'FA' },
  isSelfInvoicing: true,
  hasAttachment: false,
  invoiceHash: 'mkht+3m5trnfxlTYhq3QFn74LkEO69MFNlsMAkCDSPA=',
  hashOfCorrectedInvoice: 'o+nMBU8n8TAhy6EjbcdYdHSZVbUspqmCKqOPLhy3zIQ=',
  thirdSubjects: [
    { identifier: { type: 'InternalId', value: '9376032788-12345' }, name: 'Oddział', role: 2 },
    { identifier: { type: 'None' }, role: 0 },
  ],
}

function metadata(change: object = {}) {
  const read = readMetadataRow({ ...row, ...change })
  if (!read.ok) throw new SpokenError(read.message)
  return read.metadata
}

function refusal(change: object) {
  const read = readMetadataRow({ ...row, ...change })
  if (read.ok) throw new Error('the row was accepted')
  return read
}

describe('a row that can be used', () => {
  it('gives every value under our names', () => {
    expect(metadata()).toEqual({
      ksefNumber: '5265877635-20250826-0100001AF629-AF',
      number: 'FV/12/06/2026',
      issueDay: '2025-08-25',
      acceptedAt: '2025-08-26T09:22:13.3881234Z',
      numberedAt: '2025-08-25T23:22:56.3881234Z',
      storedAt: '2025-08-26T09:23:01.388123Z',
      seller: { nip: '5265877635', name: 'Sprzedawca S.A.' },
      buyer: { id: { type: 'Nip', value: '9376032788' }, name: null },
      thirdParties: [
        { id: { type: 'InternalId', value: '9376032788-12345' }, name: 'Oddział', role: 2 },
        { id: { type: 'None', value: null }, name: null, role: 0 },
      ],
      currency: 'EUR',
      netGrosze: 3526063,
      grossGrosze: 4337057,
      vatPlnGrosze: -50,
      invoicingMode: 'Offline',
      kind: 'KOR_ZAL',
      formCode: 'FA',
      selfInvoicing: true,
      invoiceHash: row.invoiceHash,
      hashOfCorrectedInvoice: row.hashOfCorrectedInvoice,
    })
  })

  it('needs only what is required, and takes null for the rest', () => {
    const { thirdSubjects, hashOfCorrectedInvoice, ...required } = row
    const nulls = { thirdSubjects: null, hashOfCorrectedInvoice: null, authorizedSubject: null }
    for (const lean of [required, { ...required, ...nulls }]) {
      const read = readMetadataRow(lean)
      expect(read).toMatchObject({ ok: true, metadata: { thirdParties: [], hashOfCorrectedInvoice: null } })
    }
  })

  it('ignores unknown properties and knows every published type', () => {
    expect(metadata({ addedIn2027: { x: 1 } })).toEqual(metadata())
    const types = 'Vat Zal Kor Roz Upr KorZal KorRoz VatPef VatPefSp KorPef VatRr KorVatRr'.split(' ')
    const kinds = 'VAT ZAL KOR ROZ UPR KOR_ZAL KOR_ROZ VAT_PEF VAT_PEF_SP KOR_PEF VAT_RR KOR_VAT_RR'.split(
      ' ',
    )
    expect(types.map((invoiceType) => metadata({ invoiceType }).kind)).toEqual(kinds)
  })

  it('tolerates values that were added later where they do no harm', () => {
    expect(metadata({ invoiceType: 'VatXyz' }).kind).toBeNull()
    expect(metadata({ invoiceType: 'toString' }).kind).toBeNull()
    expect(metadata({ formCode: { value: 'FA_NEXT' } }).formCode).toBe('FA_NEXT')
    const buyer = { identifier: { type: 'Passport', value: 'X1' } }
    expect(metadata({ buyer }).buyer.id).toEqual({ type: 'Other', value: 'X1' })
  })

  it('reads the identifiers of buyers', () => {
    const id = (type: string, value?: string | null) =>
      metadata({ buyer: { identifier: { type, value } } }).buyer.id
    expect(id('VatUe', 'de123456789')).toEqual({ type: 'VatUe', value: 'DE123456789' })
    expect(id('Nip', '123')).toEqual({ type: 'Nip', value: '123' })
    expect([id('None'), id('None', null), id('Other', ' ')].map(({ value }) => value)).toEqual([
      null,
      null,
      null,
    ])
  })

  it('keeps a seller whose check digit is wrong: KSeF accepted it', () => {
    expect(metadata({ seller: { nip: '5265877636' } }).seller).toEqual({ nip: '5265877636', name: null })
  })
})

describe('a row that says enough to be an invoice', () => {
  const doubts = (change: object, isLossy = false) => {
    const read = readMetadataRow({ ...row, ...change }, isLossy)
    if (!read.ok) throw new SpokenError(read.message)
    return { told: read.doubts.map((d) => d.property), metadata: read.metadata }
  }

  it.each<[string, unknown, object]>([
    ['netAmount', undefined, { netGrosze: null }],
    ['netAmount', '100.00', { netGrosze: null }],
    ['netAmount', 100.005, { netGrosze: null }],
    ['vatAmount', null, { vatPlnGrosze: null }],
    ['invoiceType', undefined, { kind: null }],
    ['isSelfInvoicing', 'no', { selfInvoicing: false }],
    ['thirdSubjects', {}, { thirdParties: [] }],
    ['hashOfCorrectedInvoice', 'abc', { hashOfCorrectedInvoice: null }],
    // Accepted on the day after P_1, in Warsaw.
    ['invoicingMode', 'Later', { invoicingMode: 'Offline' }],
    ['invoicingMode', undefined, { invoicingMode: 'Offline' }],
  ])('may have a bad %s: %j, and says so', (name, value, expected) => {
    const { told, metadata } = doubts({ [name]: value })
    expect(told).toEqual([name])
    expect(metadata).toMatchObject(expected)
  })

  it('takes the mode that KSeF gives by itself: Online on the day of acceptance, in Warsaw', () => {
    const change = { issueDate: '2025-08-26', invoicingMode: null }
    expect(doubts(change).metadata.invoicingMode).toBe('Online')
    const late = { ...change, invoicingDate: '2025-08-26T22:00:00Z' }
    expect(doubts(late).metadata.invoicingMode).toBe('Offline')
  })

  it('needs no form code: nothing is decided by it', () => {
    for (const formCode of [undefined, null, {}, { value: 7 }])
      expect(doubts({ formCode })).toMatchObject({ told: [], metadata: { formCode: '' } })
  })

  it('is told where its bytes were not UTF-8', () => {
    expect(doubts({}, true).told).toEqual([expect.stringContaining('UTF-8')])
  })

  it('keeps every character that XML 1.0 allows, and 256 of them in a number', () => {
    const name = 'SAMOOBS\u0139\u0081UGA \u007f\u0080\u0085\u009f\u{1f4c4}'
    const invoiceNumber = '\u{1d7d8}'.repeat(256)
    expect(metadata({ invoiceNumber, seller: { nip: '5265877635', name } })).toMatchObject({
      number: invoiceNumber,
      seller: { name },
    })
  })

  it('may write its currency in small letters and its amounts with the dust of binary sums', () => {
    const change = {
      currency: ' pln ',
      netAmount: 0.1 + 0.2,
      grossAmount: 2.3000000000000003,
      vatAmount: 1e-7,
    }
    expect(doubts(change)).toMatchObject({
      told: [],
      metadata: { currency: 'PLN', netGrosze: 30, grossGrosze: 230, vatPlnGrosze: 0 },
    })
  })
})

describe('a row that cannot', () => {
  it('tells a malformed number from one with a wrong checksum, and repeats it', () => {
    const wrong = '5265877635-20250826-0100001AF629-AE'
    expect(refusal({ ksefNumber: wrong })).toMatchObject({ code: 'ksef-number-checksum', ksefNumber: wrong })
    for (const ksefNumber of [
      '',
      'FV/1',
      '5265877635-20250826-0100001af629-AF',
      '5265877635-20250230-0100001AF629-AF',
    ])
      expect(refusal({ ksefNumber })).toMatchObject({ code: 'ksef-number-invalid', ksefNumber })
  })

  it('without a number, or no object at all, is invalid', () => {
    expect(refusal({ ksefNumber: undefined })).toMatchObject({ code: 'metadata-invalid', ksefNumber: null })
    for (const value of [null, undefined, 1, 'x', [], [row], {}, true])
      expect(readMetadataRow(value)).toMatchObject({ ok: false, code: 'metadata-invalid', ksefNumber: null })
  })

  const required = (
    'invoiceNumber issueDate invoicingDate acquisitionDate permanentStorageDate seller buyer grossAmount currency ' +
    'invoiceHash'
  ).split(' ')
  it.each(required)('lacks %s', (name) => {
    const found = refusal({ [name]: undefined })
    expect(found).toMatchObject({ code: 'metadata-invalid', ksefNumber: row.ksefNumber })
    expect(tell(found.message, 'en')).toContain(name)
  })

  const changes: [string, object][] = [
    ['issueDate', { issueDate: '2025-02-30' }],
    ['invoicingDate', { invoicingDate: '2025-08-26T09:22:13' }],
    ['acquisitionDate', { acquisitionDate: '2025-08-26' }],
    ['permanentStorageDate', { permanentStorageDate: 'yesterday' }],
    ['seller/nip', { seller: { nip: '12' } }],
    ['grossAmount', { grossAmount: '100.00' }],
    ['grossAmount', { grossAmount: 100.005 }],
    ['grossAmount', { grossAmount: 1e300 }],
    ['grossAmount', { grossAmount: null }],
    ['currency', { currency: 'zł' }],
    ['invoiceHash', { invoiceHash: 'abc' }],
    ['invoiceNumber', { invoiceNumber: ' ' }],
    ['invoiceNumber', { invoiceNumber: 'x'.repeat(257) }],
    ['invoiceNumber', { invoiceNumber: '\u{1d7d8}'.repeat(257) }],
    ['invoiceNumber', { invoiceNumber: 'A\u0000' }],
    ['invoiceNumber', { invoiceNumber: 'A\ud800' }],
    ['seller/name', { seller: { nip: '5265877635', name: 'A\u0008' } }],
    ['buyer', { buyer: null }],
  ]
  it.each(changes)('has a bad %s: %o', (name, change) => {
    const found = refusal(change)
    expect(found.code).toBe('metadata-invalid')
    expect(tell(found.message, 'en')).toContain(name)
  })

  it('says what is wrong, in a sentence of bearable length', () => {
    expect(tell(refusal({ issueDate: 'x', grossAmount: 0.001 }).message, 'en')).toMatch(
      /issueDate: expected .*; grossAmount: expected/,
    )
    const all = Object.fromEntries(required.map((name) => [name, 7]))
    expect(tell(refusal(all).message, 'en')).toMatch(/ and \d+ more\.$/)
  })
})
