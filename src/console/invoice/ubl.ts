import { childrenOf, find, isFilled, type Layout, type Way } from './layout.ts'
import type { DocumentElement, ReadableInvoice, Section } from './model.ts'

const head: readonly Way[] = [
  ...[
    'InvoiceTypeCode',
    'CreditNoteTypeCode',
    'ID',
    'IssueDate',
    'TaxPointDate',
    'DueDate',
    'DocumentCurrencyCode',
  ],
  ...['InvoicePeriod/StartDate', 'InvoicePeriod/EndDate', 'BuyerReference', 'OrderReference/ID', 'Note'],
]
const parties = [
  ['AccountingSupplierParty', 'AccountingSupplierParty/Party'],
  ['AccountingCustomerParty', 'AccountingCustomerParty/Party'],
  ['PayeeParty', 'PayeeParty'],
  ['TaxRepresentativeParty', 'TaxRepresentativeParty'],
] as const
const ofParty: readonly Way[] = [
  ...[
    'PartyLegalEntity/RegistrationName',
    'PartyName/Name',
    'PartyTaxScheme/CompanyID',
    'PartyLegalEntity/CompanyID',
  ],
  ...['PostalAddress/StreetName', 'PostalAddress/AdditionalStreetName', 'PostalAddress/PostalZone'],
  ...['PostalAddress/CityName', 'PostalAddress/Country/IdentificationCode'],
]
const columns = (quantity: string): readonly Way[] => [
  ...['ID', 'Item/Name', 'Item/Description', quantity, `${quantity}@unitCode`, 'Price/PriceAmount'],
  ...['Item/ClassifiedTaxCategory/ID', 'Item/ClassifiedTaxCategory/Percent', 'LineExtensionAmount'],
]
const rates = [
  'TaxCategory/ID',
  'TaxCategory/Percent',
  'TaxableAmount',
  'TaxAmount',
  'TaxCategory/TaxExemptionReason',
]

/** A Peppol document (PEF): an invoice or credit note in UBL. What has no place of its own follows under its UBL name. */
export function readableUbl(root: DocumentElement, layout: Layout): ReadableInvoice {
  const said = (name: string): string | null => find(root, name)?.text.trim() || null
  const [number, currency] = [said('ID'), said('DocumentCurrencyCode')]
  const kind = said('InvoiceTypeCode') ?? said('CreditNoteTypeCode')
  const isCredit = root.name === 'CreditNote'
  const lines = childrenOf(root, isCredit ? 'CreditNoteLine' : 'InvoiceLine')
  const inDocumentCurrency = childrenOf(root, 'TaxTotal')
  takeCurrency(root, currency, layout)
  const part = (name: string, content: Partial<Section>): Section => ({
    ...{ name: layout.label(name), fields: [], tables: [], parts: [] },
    ...content,
  })
  const sections = [
    part('head', { fields: layout.fields(root, head) }),
    part('parties', {
      parts: parties.flatMap(([name, way]) => {
        const found = find(root, way)
        return found ? [part(name, { fields: layout.fields(found, ofParty) })] : []
      }),
    }),
    part('correction', {
      tables: layout.table(
        'BillingReference',
        childrenOf(root, 'BillingReference').flatMap((r) => find(r, 'InvoiceDocumentReference') ?? []),
        ['ID', 'IssueDate'],
      ),
    }),
    part('lines', {
      tables: layout.table('Line', lines, columns(isCredit ? 'CreditedQuantity' : 'InvoicedQuantity')),
    }),
    part('rates', {
      tables: layout.table(
        'TaxSubtotal',
        inDocumentCurrency.flatMap((t) => childrenOf(t, 'TaxSubtotal')),
        rates,
      ),
      fields: inDocumentCurrency.flatMap((t) => layout.fields(t, ['TaxAmount'])),
    }),
    part('total', {
      fields: layout.fields(find(root, 'LegalMonetaryTotal'), [
        ...['LineExtensionAmount', 'TaxExclusiveAmount', 'TaxInclusiveAmount', 'PrepaidAmount'],
        ...['PayableRoundingAmount', 'PayableAmount'],
      ]),
    }),
    ...['PaymentMeans', 'PaymentTerms'].flatMap((name) =>
      childrenOf(root, name).map((e) => layout.everything(e)),
    ),
    layout.last(root),
  ]
  return { form: 'ubl', number, kind, currency, sections: sections.filter(isFilled) }
}

/** An amount in the currency of the document needs no currency beside it; another one keeps it. */
function takeCurrency(element: DocumentElement, currency: string | null, layout: Layout): void {
  if (element.attributes.currencyID === currency) layout.take(element, 'currencyID')
  for (const child of element.children) takeCurrency(child, currency, layout)
}
