import { describe, expect, it } from 'vitest'
import { readEmbedded } from '../../src/ingest/embedded.ts'
import type { Reading } from '../../src/paper/reading.ts'
import { faXml, sha256 } from '../support/ksef.ts'

/** Files inside a PDF: FA XML, and invoices by the European standard as Factur-X and ZUGFeRD have them. */

const bytes = (text: string) => new TextEncoder().encode(text)
interface Cii {
  profile?: string
  code?: string
  seller?: string
  vat?: string
  gross?: string
  more?: string
}
const cii = ({
  profile = 'urn:cen.eu:en16931:2017',
  code = '380',
  seller = 'DE136695976',
  vat = '<ram:TaxTotalAmount currencyID="EUR">19.00</ram:TaxTotalAmount>',
  gross = '119.00',
  more = '',
}: Cii = {}) =>
  bytes(`<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
 xmlns:ram="urn:ram" xmlns:udt="urn:udt"><rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter>
<ram:ID>${profile}</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
<rsm:ExchangedDocument><ram:ID>RE-1/2026</ram:ID><ram:TypeCode>${code}</ram:TypeCode>
<ram:IssueDateTime><udt:DateTimeString format="102">20260410</udt:DateTimeString></ram:IssueDateTime></rsm:ExchangedDocument>
<rsm:SupplyChainTradeTransaction><ram:ApplicableHeaderTradeAgreement><ram:SellerTradeParty><ram:Name>Bei  Spiel GmbH</ram:Name>
<ram:SpecifiedTaxRegistration><ram:ID schemeID="FC">201/113/40209</ram:ID></ram:SpecifiedTaxRegistration>
<ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">${seller}</ram:ID></ram:SpecifiedTaxRegistration></ram:SellerTradeParty>
</ram:ApplicableHeaderTradeAgreement><ram:ApplicableHeaderTradeSettlement><ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
<ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:TaxBasisTotalAmount>100.0000</ram:TaxBasisTotalAmount>${vat}
<ram:GrandTotalAmount>${gross}</ram:GrandTotalAmount><ram:DuePayableAmount>0.00</ram:DuePayableAmount>
</ram:SpecifiedTradeSettlementHeaderMonetarySummation>${more}</ram:ApplicableHeaderTradeSettlement></rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>`)

const told = (reading: Reading | undefined) =>
  Object.fromEntries(
    Object.entries(reading?.fields ?? {}).map(([name, f]) => [name, `${f.value} ${f.confidence}`]),
  )
const one = (file: Uint8Array) => readEmbedded([file]).readings[0]

describe('an invoice by the European standard', () => {
  it('is certain where net and VAT make the gross amount', () => {
    expect(told(one(cii()))).toEqual({
      'seller.vatId': 'DE136695976 certain',
      'seller.name': 'Bei Spiel GmbH certain',
      number: 'RE-1/2026 certain',
      issueDate: '2026-04-10 certain',
      kind: 'VAT certain',
      currency: 'EUR certain',
      net: '100.00 certain',
      vat: '19.00 certain',
      gross: '119.00 certain',
    })
  })
  it('whose sums do not add up, or whose profile has no sums of its own, is likely', () => {
    const wrong = one(cii({ gross: '119.10' }))
    expect(told(wrong).gross).toBe('119.10 likely')
    expect(wrong?.warnings).toEqual([{ said: 'reading.xml-sums' }])
    expect(told(one(cii({ profile: 'urn:factur-x.eu:1p0:minimum' }))).gross).toBe('119.00 likely')
  })
  it('tells the VAT in PLN apart from that in its own currency', () => {
    const vat =
      '<ram:TaxTotalAmount currencyID="PLN">81.40</ram:TaxTotalAmount><ram:TaxTotalAmount currencyID="EUR">19.00</ram:TaxTotalAmount>'
    expect(told(one(cii({ vat })))).toMatchObject({ vat: '19.00 certain', vatPln: '81.40 certain' })
  })
  it('of a Polish seller has his NIP, if its check digit is right', () => {
    expect(told(one(cii({ seller: 'PL3066552935' })))['seller.nip']).toBe('3066552935 certain')
    expect(told(one(cii({ seller: 'PL3066552936' })))['seller.nip']).toBeUndefined()
  })
  it('that is a credit note lowers, and names what it corrects', () => {
    const more =
      '<ram:InvoiceReferencedDocument><ram:IssuerAssignedID>RE-0/2026</ram:IssuerAssignedID><ram:FormattedIssueDateTime><udt:DateTimeString>20260301</udt:DateTimeString></ram:FormattedIssueDateTime></ram:InvoiceReferencedDocument>'
    const reading = one(cii({ code: '381', more }))
    expect(told(reading)).toMatchObject({
      kind: 'KOR certain',
      gross: '-119.00 certain',
      'corrects.number': 'RE-0/2026 certain',
    })
    expect(reading?.corrects).toEqual([{ number: 'RE-0/2026', issueDate: '2026-03-01' }])
  })
  it('that is pro forma is none', () => {
    expect(one(cii({ code: '325' }))?.document?.value).toBe('not-an-invoice')
  })
})

describe('other files', () => {
  it('FA XML is read, and known by its hash', () => {
    const xml = faXml({
      seller: { nip: '5265877635' },
      buyer: { nip: '9376032788' },
      number: 'FV/1',
      issueDay: '2026-06-10',
    })
    const { readings, hashes } = readEmbedded([xml])
    expect(told(readings[0])).toMatchObject({ number: 'FV/1 certain', 'seller.nip': '5265877635 certain' })
    expect(hashes).toEqual([sha256(xml)])
  })
  it('pictures, other XML and nothing say nothing', () => {
    const files = [bytes('%PDF-1.7'), bytes('<?xml version="1.0"?><UPO/>'), new Uint8Array()]
    expect(readEmbedded(files)).toEqual({ readings: [], hashes: [] })
  })
  it.each([
    ['cut off', '<?xml version="1.0"?><Faktura><Fa>'],
    ['with a DOCTYPE', '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><Faktura>&b;</Faktura>'],
    ['without what an invoice has', '<Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/"/>'],
  ])('XML that is %s is told, and proves nothing', (_, text) => {
    expect(readEmbedded([bytes(text)])).toMatchObject({
      readings: [{ fields: {}, warnings: [{ said: 'reading.xml-broken' }] }],
      hashes: [],
    })
  })
})
