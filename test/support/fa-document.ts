/** What a generated document says, and the amounts that follow from it. */

export type Kind = 'VAT' | 'KOR' | 'ZAL' | 'ROZ' | 'UPR' | 'KOR_ZAL' | 'KOR_ROZ' | 'VAT_RR' | 'KOR_VAT_RR'

/** A seller or buyer. `vatUe` is a country code and number (`DE123456789`); with neither id a buyer is BrakID. */
export type Party = { nip?: string; vatUe?: string; name?: string }

/** A corrected invoice; `ksefNumber` null prints NrKSeFN = 1 (issued outside KSeF). */
export type Corrected = { number: string; issueDay: string; ksefNumber: string | null }

export type FaDocument = {
  form?: 'FA (3)' | 'FA_RR'
  seller: Party & { nip: string }
  buyer: Party
  thirdParties?: (Party & { role: number })[]
  number: string
  /** P_1 (FA_RR: P_4B), YYYY-MM-DD. */
  issueDay: string
  kind?: Kind
  currency?: string
  /** KursWaluty of the lines, or KursWalutyZ of an advance; FA(3) only. */
  exchangeRate?: string
  /** Decimal strings; net defaults to 100.00, vat to 23 % of net, gross to their sum. */
  amounts?: { net?: string; vat?: string; gross?: string; vatPln?: string }
  /** P_13_… and P_14_… by published name, instead of one net and VAT at 23 %. */
  rates?: Record<string, string>
  /** P_6 (FA_RR: P_4A). */
  taxPointDay?: string
  /** P_16 = 1. */
  sellerCashMethod?: boolean
  /** P_17 = 1. */
  selfBilling?: boolean
  corrects?: Corrected[]
  /** Number of lines, 1 by default; about ten give a document of 4 to 5 KB. */
  lines?: number
}

/** Integer hundredths of a decimal string. */
export const grosze = (text: string): number => Math.round(Number(text) * 100)
export const decimal = (amount: number): string => (amount / 100).toFixed(2)
export const sumOf = (texts: string[]): string => decimal(texts.reduce((sum, text) => sum + grosze(text), 0))

/** The amounts that the document prints, decimal strings; `rates` by published name (FA(3) only). */
export function amountsOf(document: FaDocument) {
  const given = document.amounts ?? {}
  if (document.rates) {
    const entries = Object.entries(document.rates)
    const pick = (test: RegExp) =>
      sumOf(entries.filter(([name]) => test.test(name)).map(([, amount]) => amount))
    const [net, vat] = [pick(/^P_13_/), pick(/^P_14_\d$/)]
    const vatPln = entries.some(([name]) => name.endsWith('W')) ? pick(/W$/) : vat
    return { net, vat, gross: given.gross ?? sumOf([net, vat]), vatPln, rates: document.rates }
  }
  const net = given.net ?? '100.00'
  const vat = given.vat ?? decimal(Math.round(grosze(net) * 0.23))
  const rates: Record<string, string> = { P_13_1: net, P_14_1: vat }
  if (given.vatPln !== undefined) rates.P_14_1W = given.vatPln
  return { net, vat, gross: given.gross ?? sumOf([net, vat]), vatPln: given.vatPln ?? vat, rates }
}
