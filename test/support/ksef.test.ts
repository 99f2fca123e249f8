import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import {
  checksumOf,
  type FaDocument,
  faXml,
  ksefDocument,
  ksefNumber,
  nip,
  packageOf,
  qrI,
  qrII,
  warsawDay,
} from './ksef.ts'
import { whyNoXsd, xsdProblems } from './xsd.ts'

const seller = { nip: nip('seller'), name: 'Stalmex & Syn <Hurt> sp. z o.o.' }
const buyer = { nip: nip('buyer') }
const invoice: FaDocument = { seller, buyer, number: 'FV/12/06/2026', issueDay: '2026-06-10' }
const original = { number: 'FV/1/05/2026', issueDay: '2026-05-15' }
const numbered = { ...original, ksefNumber: ksefNumber(seller.nip, '2026-05-15', 1) }

const documents: Record<string, FaDocument> = {
  'a plain invoice': invoice,
  'an invoice of ten lines': { ...invoice, lines: 10 },
  'an invoice without lines': { ...invoice, lines: 0 },
  'cash method, self-billing and a tax point': {
    ...invoice,
    taxPointDay: '2026-05-31',
    sellerCashMethod: true,
    selfBilling: true,
  },
  'euro with VAT in PLN': { ...invoice, currency: 'EUR', amounts: { vatPln: '97.75' } },
  'euro with its exchange rate': {
    ...invoice,
    currency: 'EUR',
    exchangeRate: '4.2719',
    amounts: { vatPln: '97.75' },
  },
  'several rates': { ...invoice, rates: { P_13_8: '1.00', P_14_2: '8.00', P_13_2: '100.00', P_13_7: '5.5' } },
  'reverse charge': { ...invoice, rates: { P_13_10: '100.00' } },
  'a factor and a recipient': {
    ...invoice,
    thirdParties: [
      { nip: nip(3), role: 1 },
      { nip: nip(4), role: 2 },
    ],
  },
  'a foreign buyer': { ...invoice, buyer: { vatUe: 'DE123456789' } },
  'a buyer without an id': { ...invoice, buyer: {} },
  'an advance invoice': { ...invoice, kind: 'ZAL', lines: 3 },
  'a correction of a structured invoice': {
    ...invoice,
    kind: 'KOR',
    amounts: { net: '-100.00' },
    corrects: [numbered],
  },
  'a correction of an invoice outside KSeF': {
    ...invoice,
    kind: 'KOR',
    corrects: [{ ...original, ksefNumber: null }],
  },
  'a correction of an advance': { ...invoice, kind: 'KOR_ZAL', corrects: [numbered] },
}

const farmer: FaDocument = { ...invoice, form: 'FA_RR', amounts: { net: '100.00', vat: '7.00' } }
const documentsRr: Record<string, FaDocument> = {
  'a farmer invoice': {
    ...farmer,
    taxPointDay: '2026-06-09',
    lines: 4,
    thirdParties: [{ nip: nip(3), role: 1 }],
  },
  'a correction of a farmer invoice': { ...farmer, kind: 'KOR_VAT_RR', corrects: [numbered] },
}

const reason = whyNoXsd()
const skipped = reason ? ` (skipped: ${reason})` : ''

describe(`generated documents against the published schema${skipped}`, () => {
  it.skipIf(reason).each(Object.entries(documents))('%s is a valid FA(3)', (_, document) => {
    expect(xsdProblems('FA (3)', [faXml(document)])).toBe('')
  })
  it.skipIf(reason).each(Object.entries(documentsRr))('%s is a valid FA_RR(1)', (_, document) => {
    expect(xsdProblems('FA_RR', [faXml(document)])).toBe('')
  })
})

describe('numbers', () => {
  it('has check digits that hold, and another NIP for another seed', () => {
    const nips = Array.from({ length: 500 }, (_, seed) => nip(seed))
    expect(new Set(nips).size).toBe(500)
    for (const each of nips) {
      const sum = [6, 5, 7, 2, 3, 4, 5, 6, 7].reduce(
        (total, weight, i) => total + weight * Number(each[i]),
        0,
      )
      expect(each).toMatch(/^[1-9]((\d[1-9])|([1-9]\d))\d{7}$/)
      expect(sum % 11).toBe(Number(each[9]))
    }
  })

  it('prints the seller, the day of acceptance and a checksum of a KSeF number', () => {
    const number = ksefNumber('5265877635', '2026-06-11', 7)
    expect(number).toMatch(/^5265877635-20260611-[0-9A-F]{12}-[0-9A-F]{2}$/)
    expect(ksefNumber('5265877635', '2026-06-11', 7)).toBe(number)
    expect(ksefNumber('5265877635', '2026-06-11', 8)).not.toBe(number)
  })

  it.each([
    '5265877635-20250826-0100001AF629-AF',
    '5555555555-20250828-010080615740-E4',
    '6511153259-20251015-010020140418-0D',
  ])('computes the published checksum of %s', (number) => {
    expect(checksumOf(number.slice(0, 32))).toBe(number.slice(33))
  })

  it('takes the Warsaw day of an instant', () => {
    expect(warsawDay('2026-06-30T22:30:00+00:00')).toBe('2026-07-01')
    expect(warsawDay('2026-11-30T22:59:59Z')).toBe('2026-11-30')
  })
})

describe('metadata and packages', () => {
  it('prints four to five kilobytes for ten lines', () => {
    const { length } = faXml({ ...invoice, lines: 10 })
    expect(length).toBeGreaterThan(4_000)
    expect(length).toBeLessThan(5_120)
  })

  it('gives the mode that KSeF gives, from P_1 and the Warsaw day of acceptance', () => {
    const late = ksefDocument({ ...invoice, numberedAt: '2026-06-11T00:10:00+02:00' })
    const sameDay = ksefDocument({
      ...invoice,
      acceptedAt: '2026-06-10T21:59:00Z',
      numberedAt: '2026-06-11T00:10:00+02:00',
    })
    expect(late.metadata).toMatchObject({ invoicingMode: 'Offline', invoiceType: 'Vat', vatAmount: 23 })
    expect(sameDay.metadata.invoicingMode).toBe('Online')
    expect(sameDay.metadata.ksefNumber).toContain('-20260610-')
  })

  it('names the types as KSeF does', () => {
    const typeOf = (options: Partial<FaDocument>) =>
      ksefDocument({ ...invoice, ...options, numberedAt: '2026-06-10T10:00:00Z' }).metadata.invoiceType
    expect([typeOf({ kind: 'KOR_ZAL' }), typeOf({ form: 'FA_RR' }), typeOf({ kind: 'ROZ' })]).toEqual([
      'KorZal',
      'VatRr',
      'Roz',
    ])
  })

  it('packs the same documents into the same bytes, rows beside files', () => {
    const document = ksefDocument({ ...invoice, numberedAt: '2026-06-10T10:00:00Z' })
    const zip = packageOf([document, { xml: document.xml, name: 'alone.xml' }])
    expect(packageOf([document, { xml: document.xml, name: 'alone.xml' }])).toEqual(zip)
    const files = unzipSync(zip)
    expect(Object.keys(files)).toEqual(['_metadata.json', `${document.metadata.ksefNumber}.xml`, 'alone.xml'])
    expect(JSON.parse(strFromU8(files['_metadata.json']!))).toEqual({ invoices: [document.metadata] })
    expect(files['alone.xml']).toEqual(document.xml)
  })
})

describe('QR links', () => {
  const abc = new TextEncoder().encode('abc')
  const hash = 'ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0'

  it('prints KOD I and KOD II', () => {
    expect(qrI('5265877635', '2026-06-10', abc, 'test')).toBe(
      `https://qr-test.ksef.mf.gov.pl/invoice/5265877635/10-06-2026/${hash}`,
    )
    expect(qrII('5265877635', abc)).toMatch(
      new RegExp(
        `^https://qr\\.ksef\\.mf\\.gov\\.pl/certificate/Nip/5265877635/5265877635/[0-9A-F]{16}/${hash}/[\\w-]{86}$`,
      ),
    )
  })
})
