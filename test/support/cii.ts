interface Cii {
  profile?: string
  code?: string
  seller?: string
  vat?: string
  gross?: string
  more?: string
}
/** An invoice by the European standard, as a Factur-X or ZUGFeRD file has it inside: 100 EUR and 19 % VAT of a German seller. */
export const cii = ({
  profile = 'urn:cen.eu:en16931:2017',
  code = '380',
  seller = 'DE136695976',
  vat = '<ram:TaxTotalAmount currencyID="EUR">19.00</ram:TaxTotalAmount>',
  gross = '119.00',
  more = '',
}: Cii = {}) =>
  new TextEncoder().encode(`<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
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
