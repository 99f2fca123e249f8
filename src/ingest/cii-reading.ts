import { fieldsOf, type ReadClass, type Reading } from '../paper/reading.ts'
import { say } from '../texts/say.ts'
import { type Day, parseDay } from '../values/day.ts'
import type { InvoiceKind } from '../values/invoice-kind.ts'
import { formatMoney, type Grosze, negated, parseMoney } from '../values/money.ts'
import { hasNipChecksum, parseNip } from '../values/nip.ts'
import type { XmlNode } from './xml.ts'

/**
 * Reads a Cross Industry Invoice, as Factur-X and ZUGFeRD (1.0 and later) carry it inside a PDF. Source: EN 16931-1 and
 * its syntax binding to UN/CEFACT CII; names of ZUGFeRD 1.0 stand beside those of today.
 */

export const isCii = ({ name }: XmlNode): boolean =>
  name === 'CrossIndustryInvoice' || name === 'CrossIndustryDocument'

/** The element below, whatever prefix its namespace has: the parts of one invoice are of several namespaces. */
function below(node: XmlNode | null, ...names: string[]): XmlNode | null {
  let at = node
  for (const name of names) at = at?.children.find((child) => name.split('|').includes(child.name)) ?? null
  return at
}
const textOf = (node: XmlNode | null): string | null => node?.text.trim().replace(/\s+/g, ' ') || null

/** Amounts may have zeros behind the cents. */
function moneyOf(node: XmlNode | null): Grosze | null {
  const text = textOf(node)
  return text === null ? null : parseMoney(text.replace(/(\.\d\d)0+$/, '$1'))
}

/** A day as `20260410`; ZUGFeRD writes no other form. */
function dayOf(node: XmlNode | null): Day | null {
  const [, year, month, day] = /^(\d{4})-?(\d\d)-?(\d\d)/.exec(textOf(node) ?? '') ?? []
  return year === undefined ? null : parseDay(`${year}-${month}-${day}`)
}

/** UNTDID 1001. A credit note has amounts without sign, which lower what is owed. */
const kinds: Readonly<Record<string, InvoiceKind>> = {
  '380': 'VAT',
  '389': 'VAT',
  '326': 'VAT',
  '381': 'KOR',
  '384': 'KOR',
  '386': 'ZAL',
}
const creditNote = '381'
const proForma = '325'

/** Profiles that have no lines and no sums of the rates: what they say is not proven by itself. */
const isWhole = (profile: string): boolean => /basic|en16931|comfort|extended|xrechnung/i.test(profile)

function taxIds(party: XmlNode | null): { nip: string | null; vatId: string | null } {
  const ids = (party?.children ?? [])
    .filter(({ name }) => name === 'SpecifiedTaxRegistration')
    .flatMap((registration) => below(registration, 'ID') ?? [])
  const vat = textOf(ids.find(({ attributes }) => attributes.schemeID === 'VA') ?? null)
  const id = vat?.toUpperCase().replace(/[^0-9A-Z]/g, '') ?? null
  if (id === null || !/^[A-Z]{2}[0-9A-Z]{2,13}$/.test(id)) return { nip: null, vatId: null }
  if (!id.startsWith('PL')) return { nip: null, vatId: id }
  const nip = parseNip(id)
  return { nip: nip !== null && hasNipChecksum(nip) ? nip : null, vatId: null }
}

/** What such an invoice says; certain where its profile is whole, and net and VAT make its gross amount. */
export function readingOfCii(root: XmlNode): Reading {
  const profile = textOf(
    below(
      root,
      'ExchangedDocumentContext|SpecifiedExchangedDocumentContext',
      'GuidelineSpecifiedDocumentContextParameter',
      'ID',
    ),
  )
  const head = below(root, 'ExchangedDocument|HeaderExchangedDocument')
  const trade = below(root, 'SupplyChainTradeTransaction|SpecifiedSupplyChainTradeTransaction')
  const agreement = below(trade, 'ApplicableHeaderTradeAgreement|ApplicableSupplyChainTradeAgreement')
  const delivery = below(trade, 'ApplicableHeaderTradeDelivery|ApplicableSupplyChainTradeDelivery')
  const settlement = below(trade, 'ApplicableHeaderTradeSettlement|ApplicableSupplyChainTradeSettlement')
  const seller = below(agreement, 'SellerTradeParty')
  const code = textOf(below(head, 'TypeCode')) ?? ''
  const sums = sumsOf(settlement, code === creditNote)
  const adds = sums.net !== null && sums.vat !== null && sums.net + sums.vat === sums.gross
  const reference = below(settlement, 'InvoiceReferencedDocument')
  const corrected = kinds[code] === 'KOR' ? textOf(below(reference, 'IssuerAssignedID|ID')) : null
  const amount = (grosze: Grosze | null) => (grosze === null ? null : formatMoney(grosze))
  const ids = taxIds(seller)
  const fields = fieldsOf(
    {
      'seller.nip': ids.nip,
      'seller.vatId': ids.vatId,
      'seller.name': textOf(below(seller, 'Name')),
      'buyer.nip': taxIds(below(agreement, 'BuyerTradeParty')).nip,
      number: textOf(below(head, 'ID')),
      issueDate: dayOf(below(head, 'IssueDateTime', 'DateTimeString')),
      taxPointDate: dayOf(
        below(delivery, 'ActualDeliverySupplyChainEvent', 'OccurrenceDateTime', 'DateTimeString'),
      ),
      kind: kinds[code] ?? null,
      currency: sums.currency,
      net: amount(sums.net),
      vat: amount(sums.vat),
      vatPln: amount(sums.vatPln),
      gross: amount(sums.gross),
      'corrects.number': corrected,
    },
    isWhole(profile ?? '') && adds ? 'certain' : 'likely',
    'embedded-xml',
  )
  const issueDate = dayOf(below(reference, 'FormattedIssueDateTime|IssueDateTime', 'DateTimeString'))
  return {
    fields,
    document: classOf(code),
    corrects: corrected === null ? [] : [{ number: corrected, issueDate }],
    warnings: adds || sums.gross === null ? [] : [say('reading.xml-sums')],
  }
}

const classOf = (code: string): ReadClass =>
  code === proForma
    ? { value: 'not-an-invoice', confidence: 'likely', because: say('reading.is-pro-forma') }
    : { value: 'invoice', confidence: 'likely', because: say('reading.is-cii') }

function sumsOf(settlement: XmlNode | null, lowers: boolean) {
  const names = 'SpecifiedTradeSettlementHeaderMonetarySummation|SpecifiedTradeSettlementMonetarySummation'
  const sums = below(settlement, names)
  const currency = textOf(below(settlement, 'InvoiceCurrencyCode'))?.toUpperCase() ?? null
  const signed = (grosze: Grosze | null) => (grosze === null || !lowers ? grosze : negated(grosze))
  const taxes = (sums?.children ?? []).filter(({ name }) => name === 'TaxTotalAmount')
  const inCurrency = (code: string | null) =>
    taxes.find(({ attributes }) => attributes.currencyID === code) ?? null
  const own =
    inCurrency(currency) ?? taxes.find(({ attributes }) => attributes.currencyID === undefined) ?? null
  return {
    currency,
    net: signed(moneyOf(below(sums, 'TaxBasisTotalAmount'))),
    vat: signed(moneyOf(own)),
    vatPln: currency === 'PLN' ? null : signed(moneyOf(inCurrency('PLN'))),
    gross: signed(moneyOf(below(sums, 'GrandTotalAmount'))),
  }
}
