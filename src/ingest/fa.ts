import { say } from '../texts/say.ts'
import { type Day, laterOf, parseDay } from '../values/day.ts'
import { type InvoiceKind, invoiceKinds } from '../values/invoice-kind.ts'
import { type Grosze, parseMoney } from '../values/money.ts'
import { isOneOf } from '../values/tables.ts'
import {
  type FaAmounts,
  isReverseCharge,
  type LineChange,
  readAmounts,
  readExchangeRates,
  readLineChange,
} from './fa-amounts.ts'
import {
  badValue,
  DocumentProblem,
  each,
  first,
  isYes,
  need,
  needDay,
  needElement,
  needMoney,
  needText,
  optionalDay,
  token,
} from './fa-fields.ts'
import { type PartyId, readBuyer, readSeller, readThirdParty } from './fa-parties.ts'
import type { XmlNode } from './xml.ts'

export { DocumentProblem } from './fa-fields.ts'
export type { PartyId } from './fa-parties.ts'

/** An invoice named by a correction. `ksefNumber` is as written: its checksum may be wrong. */
export type CorrectedRef = { number: string; issueDay: Day; ksefNumber: string | null; outsideKsef: boolean }

/**
 * What the register needs of an invoice. Amounts of a correction are signed differences; `rates` holds each total
 * under its published name; days are as printed on the invoice.
 */
export type FaFacts = FaAmounts & {
  form: 'FA (3)' | 'FA (2)' | 'FA_RR (1)'
  kind: InvoiceKind
  seller: { nip: string; name: string | null }
  buyer: { id: PartyId; name: string | null }
  thirdParties: { id: PartyId; name: string | null; role: number | null }[]
  number: string
  issueDay: Day
  currency: string
  grossGrosze: Grosze
  reverseCharge: boolean
  taxPointDay: Day | null
  taxPointFrom: 'P_6' | 'OkresFa' | 'P_6A' | 'P_4A' | null
  sellerCashMethod: boolean
  selfBilling: boolean
  splitPayment: boolean
  marginScheme: boolean
  exchangeRates: string[]
  corrects: CorrectedRef[]
  correctedNumber: string | null
  advances: { ksefNumber: string | null; number: string | null }[]
  /** Several payments of one advance invoice; absent where there are none, and in facts read before they were asked for. */
  partPayments?: { day: Day; grosze: Grosze }[]
  /** By how much a correction changes its lines; absent where it does not state them as they were before. */
  lineChange?: LineChange
}

type TaxPoint = Pick<FaFacts, 'taxPointDay' | 'taxPointFrom'>

/**
 * Elements that no fact is read from: pass as `skip` to readXml when only readFa follows. The totals of FA_RR
 * (P_11_1, P_12_1) are named otherwise than the fields of lines (P_11, P_12), so one set serves all forms.
 */
export const faSkip: ReadonlySet<string> = new Set(
  (
    'Naglowek Stopka Zalacznik Platnosc WarunkiTransakcji Adres AdresKoresp DaneKontaktowe Rozliczenie Zamowienie ' +
    'DodatkowyOpis Podmiot1K Podmiot2K PodmiotUpowazniony WZ DokumentZaplaty NrWierszaFa UU_ID P_5 P_6B P_6C P_7 ' +
    'P_8 P_8A P_8B P_9 P_9A P_9B P_10 P_11Vat P_12 P_12_XII P_12_Zal_15 P_12_2 Indeks GTIN PKWiU CN PKOB ' +
    'KwotaAkcyzy GTU Procedura'
  ).split(' '),
)

const forms: Record<string, FaFacts['form']> = {
  'http://crd.gov.pl/wzor/2025/06/25/13775/': 'FA (3)',
  'http://crd.gov.pl/wzor/2023/06/29/12648/': 'FA (2)',
  'http://crd.gov.pl/wzor/2026/03/06/14189/': 'FA_RR (1)',
}

/** Whether the root is that of a PEF document (Peppol UBL invoice or credit note). */
export function isUblRoot(root: XmlNode): boolean {
  if (root.name !== 'Invoice' && root.name !== 'CreditNote') return false
  return root.ns === `urn:oasis:names:specification:ubl:schema:xsd:${root.name}-2`
}

/** What the metadata row says of the fields that stand in an FA document, and which of them it has to stand in for. */
export interface StandIn {
  row: Pick<FaFacts, 'seller' | 'buyer' | 'number' | 'issueDay' | 'currency'> & {
    kind: InvoiceKind | null
    grossGrosze: Grosze | null
  }
  /** Published paths of the fields that could not be read. */
  unread: string[]
}

/** Reads a field; where it cannot be read, `instead` answers, unless nothing stands in: then the document is refused. */
type Reading = <T>(read: () => T, instead: (row: StandIn['row']) => T | undefined) => T

const readingWith =
  (standIn: StandIn | null): Reading =>
  (read, instead) => {
    try {
      return read()
    } catch (error) {
      if (standIn === null || !(error instanceof DocumentProblem)) throw error
      const value = instead(standIn.row)
      if (value === undefined) throw error
      standIn.unread.push(error.path)
      return value
    }
  }

/** No total can be read: the row states its own, and an absent one is never zero. */
const noAmounts: FaAmounts = {
  netGrosze: null,
  vatGrosze: null,
  vatPlnGrosze: null,
  deductibleVatGrosze: null,
  rates: {},
}
const noTaxPoint: TaxPoint = { taxPointDay: null, taxPointFrom: null }

/**
 * Reads the facts of an FA(3), FA(2) or FA_RR(1) document; the namespace of the root decides which.
 * @param standIn of a document of KSeF: its row answers for single fields that are missing or outside their type
 * @throws DocumentProblem for any other document, a required field that is missing, a value outside its type
 */
export function readFa(root: XmlNode, standIn: StandIn | null = null): FaFacts {
  const form = root.name === 'Faktura' && Object.hasOwn(forms, root.ns) ? forms[root.ns]! : null
  if (form === null) throw unknownForm(root)
  const or = readingWith(standIn)
  const bodyName = form === 'FA_RR (1)' ? 'FakturaRR' : 'Fa'
  const at = `/Faktura/${bodyName}`
  const body = needElement(root, '/Faktura', bodyName)
  const lines = each(body, form === 'FA_RR (1)' ? 'FakturaRRWiersz' : 'FaWiersz')
  const notes = first(body, 'Adnotacje')
  const currency = or(
    () => readCurrency(body, at),
    (row) => row.currency,
  )
  const amounts = or(
    () => readAmounts(body, at, currency),
    () => noAmounts,
  )
  const partPayments = readPartPayments(body)
  const lineChange = readLineChange(lines)
  return {
    form,
    kind: or(
      () => readKind(body, at),
      (row) => row.kind ?? undefined,
    ),
    seller: or(
      () => readSeller(root),
      (row) => row.seller,
    ),
    buyer: or(
      () => readBuyer(root),
      (row) => row.buyer,
    ),
    thirdParties: each(root, 'Podmiot3').map(readThirdParty),
    currency,
    ...amounts,
    ...readHead(body, at, form === 'FA_RR (1)' ? rrHead : faHead, or),
    ...or(
      () => (form === 'FA_RR (1)' ? readRrTaxPoint(body, at) : readTaxPoint(body, at, lines)),
      () => noTaxPoint,
    ),
    reverseCharge: isReverseCharge(notes, amounts.rates),
    sellerCashMethod: isYes(notes, 'P_16'),
    selfBilling: isYes(notes, 'P_17'),
    splitPayment: isYes(notes, 'P_18A'),
    marginScheme: isYes(first(notes, 'PMarzy'), 'P_PMarzy'),
    exchangeRates: readExchangeRates(body, lines),
    ...readReferences(body, at, or),
    ...(partPayments.length > 0 ? { partPayments } : {}),
    ...(lineChange === null ? {} : { lineChange }),
  }
}

/** The invoices that it corrects or settles. */
function readReferences(body: XmlNode, at: string, or: ReturnType<typeof readingWith>) {
  return {
    corrects: each(body, 'DaneFaKorygowanej').flatMap((entry) =>
      or(
        () => [readCorrectedRef(entry, `${at}/DaneFaKorygowanej`)],
        () => [],
      ),
    ),
    correctedNumber: token(body, 'NrFaKorygowany'),
    advances: each(body, 'FakturaZaliczkowa').map((advance) => ({
      ksefNumber: token(advance, 'NrKSeFFaZaliczkowej'),
      number: token(advance, 'NrFaZaliczkowej'),
    })),
  }
}

function readCurrency(body: XmlNode, at: string): string {
  const currency = need(body, at, 'KodWaluty')
  if (/^[A-Z]{3}$/.test(currency)) return currency
  throw badValue(`${at}/KodWaluty`, currency, say('expected.currency'))
}

const faHead = { number: 'P_2', issueDay: 'P_1', gross: 'P_15' }
const rrHead = { number: 'P_4C', issueDay: 'P_4B', gross: 'P_12_1' }

function readHead(body: XmlNode, at: string, names: typeof faHead, or: Reading) {
  return {
    number: or(
      () => needText(body, at, names.number, 256),
      (row) => row.number,
    ),
    issueDay: or(
      () => needDay(body, at, names.issueDay),
      (row) => row.issueDay,
    ),
    grossGrosze: or(
      () => needMoney(body, at, names.gross),
      (row) => row.grossGrosze ?? undefined,
    ),
  }
}

/** In FA_RR the buyer issues the document as a rule, which is no self-billing (P_17) and is not marked as such. */
function readRrTaxPoint(body: XmlNode, at: string): TaxPoint {
  const purchaseDay = optionalDay(body, at, 'P_4A')
  return { taxPointDay: purchaseDay, taxPointFrom: purchaseDay === null ? null : 'P_4A' }
}

/** The day of supply printed for the whole invoice, else the end of its period, else the latest day of a line. */
function readTaxPoint(body: XmlNode, at: string, lines: XmlNode[]): TaxPoint {
  const common = optionalDay(body, at, 'P_6')
  if (common !== null) return { taxPointDay: common, taxPointFrom: 'P_6' }
  const periodEnd = optionalDay(first(body, 'OkresFa'), `${at}/OkresFa`, 'P_6_Do')
  if (periodEnd !== null) return { taxPointDay: periodEnd, taxPointFrom: 'OkresFa' }
  let latest: Day | null = null
  for (const line of lines) {
    // StanPrzed marks a line as it was before the correction.
    if (!isYes(line, 'StanPrzed')) latest = laterOf(latest, optionalDay(line, `${at}/FaWiersz`, 'P_6A'))
  }
  return { taxPointDay: latest, taxPointFrom: latest === null ? null : 'P_6A' }
}

/** None where one of them lacks its day or amount: no fact of theirs is required, and a part of them would be no sum. */
function readPartPayments(body: XmlNode): { day: Day; grosze: Grosze }[] {
  const read = each(body, 'ZaliczkaCzesciowa').map((payment) => ({
    day: parseDay(token(payment, 'P_6Z') ?? ''),
    grosze: parseMoney(token(payment, 'P_15Z') ?? ''),
  }))
  const whole = read.flatMap(({ day, grosze }) => (day === null || grosze === null ? [] : [{ day, grosze }]))
  return whole.length === read.length ? whole : []
}

function readKind(body: XmlNode, at: string): InvoiceKind {
  const kind = need(body, at, 'RodzajFaktury')
  if (!isOneOf(invoiceKinds, kind))
    throw badValue(`${at}/RodzajFaktury`, kind, say('expected.one-of', { values: [...invoiceKinds] }))
  return kind
}

/** NrKSeF is only the flag "has a number"; the number itself stands in NrKSeFFaKorygowanej. */
function readCorrectedRef(entry: XmlNode, at: string): CorrectedRef {
  return {
    number: needText(entry, at, 'NrFaKorygowanej', 256),
    issueDay: needDay(entry, at, 'DataWystFaKorygowanej'),
    ksefNumber: token(entry, 'NrKSeFFaKorygowanej'),
    outsideKsef: isYes(entry, 'NrKSeFN'),
  }
}

function unknownForm(root: XmlNode): DocumentProblem {
  return new DocumentProblem(
    'xml-unknown-form',
    '/',
    say('xml.unknown-form', { element: root.name.slice(0, 60), namespace: root.ns.slice(0, 120) }),
    isUblRoot(root) ? say('xml.peppol') : say('xml.forms'),
  )
}
