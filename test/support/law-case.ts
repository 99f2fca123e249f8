import type { FaDocument } from './fa-document.ts'
import { faXml, type KsefDocument, qrI, qrII } from './ksef.ts'
import {
  buyer,
  documentOf,
  foreignSeller,
  inKsef,
  isCorrection,
  isForeign,
  known,
  originalInKsef,
  originalIsOutside,
  originalOf,
  sellerOf,
  type Telling,
} from './law-documents.ts'
import type { LawRow } from './law-rows.ts'

/** A worked case of the law pack as the requests that would bring it about. Pure: the same row, the same steps. */

export type Step =
  | { phase: 'taxpayer'; body: object }
  | { phase: 'supplier'; sellerId: string; body: object }
  | { phase: 'outage'; body: object }
  | { phase: 'original' | 'copy'; send: 'copy'; body: object }
  | { phase: 'original' | 'copy'; send: 'copy-xml'; xml: Uint8Array; facts: Record<string, string> }
  | { phase: 'original' | 'ksef'; send: 'package'; documents: KsefDocument[] }
  | { phase: 'patch'; body: object }

export type Phase = Step['phase']

const duties: Record<string, string> = {
  obliged: 'obliged',
  obliged_breach: 'obliged',
  transitional_145l: 'art-145l',
  transitional_145m: 'art-145m',
  transitional_145n: 'art-145n',
  excluded_106ga2: 'art-106ga-2',
  foreign: 'foreign',
}

const outageKinds: Record<string, { kind: string; source: string }> = {
  MAINTENANCE: { kind: 'maintenance', source: 'bip' },
  FAILURE: { kind: 'failure', source: 'bip' },
  TOTAL_FAILURE: { kind: 'total-failure', source: 'mass-media' },
}

function taxpayer(row: LawRow, telling: Telling, hasCopy: boolean): Step {
  const [knob = '', value = ''] = row.policy === 'default' ? [] : row.policy.split('=')
  const name = knob.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
  const category = telling === 'in-documents' && hasCopy ? null : categoryOf(row)
  const body = {
    name: buyer.name,
    settlement: row.buyer_period === 'Q' ? 'quarterly' : 'monthly',
    cashMethod: row.buyer_cash_method === 'Y',
    ...(category ? { buyerCategory: category } : {}),
    policy: knob ? { [name]: value.replaceAll('_', '-') } : {},
  }
  return { phase: 'taxpayer', body }
}

const categoryOf = (row: LawRow): string | null =>
  row.buyer_category === 'DOMESTIC_NIP' ? null : row.buyer_category.replace('GB4_', '106gb-4-')

function supplier(row: LawRow): Step {
  const channel = { Y: 'outside-ksef', N: 'ksef' }[row.agreed_non_ksef]
  const from = row.p1_date < '2026-04-01' ? '2026-02-01' : '2026-04-01'
  const agreement = { channel, agreedOn: '2026-02-01', from: '2026-02-01', to: null }
  const body = {
    name: isForeign(row) ? foreignSeller.name : sellerOf(row).name,
    ksefDuty: [{ status: known(duties, row.seller_status, row), from, to: null }],
    delivery: channel ? [agreement] : [],
  }
  const sellerId = isForeign(row) ? `${foreignSeller.country}${foreignSeller.vatId}` : sellerOf(row).nip
  return { phase: 'supplier', sellerId, body }
}

function outages(row: LawRow): Step[] {
  const events = row.system_events.split(';').map((event) => event.trim())
  return events.filter(Boolean).map((event, i) => {
    const [word = '', period = ''] = event.split(' ')
    const [start, end] = period.split('/')
    const body = {
      ...known(outageKinds, word, row),
      start,
      end: end || null,
      reference: `${row.case_id}/${i + 1}`,
    }
    return { phase: 'outage', body }
  })
}

/** Kind of document and channel, as the dictionary reads `outside_doc_type`. */
function handedOver(type: string, row: LawRow): { document: string; channel: string } {
  const isOffline = ['OFFLINE24', 'MAINTENANCE', 'EMERGENCY'].includes(row.issue_mode)
  const types: Record<string, { document: string; channel: string }> = {
    invoice_two_qr: { document: 'offline-invoice', channel: 'email' },
    paper_invoice: { document: isOffline ? 'offline-invoice' : 'invoice', channel: 'paper' },
    invoice_no_qr: { document: 'invoice', channel: 'email' },
    transaction_confirmation: { document: 'transaction-confirmation', channel: 'email' },
    visualisation_one_qr: { document: 'numbered-visualisation', channel: 'email' },
    fiscal_receipt_nip: { document: 'fiscal-receipt', channel: 'paper' },
  }
  return known(types, type, row)
}

/** The codes printed on the document: both on offline invoices and confirmations, KOD I on visualisations. */
function codesOn(type: string, document: FaDocument): string[] {
  const xml = faXml(document)
  const first = qrI(document.seller.nip, document.issueDay, xml)
  if (type === 'visualisation_one_qr') return [first]
  return ['invoice_two_qr', 'transaction_confirmation'].includes(type)
    ? [first, qrII(document.seller.nip, xml)]
    : []
}

function amountsOnCopy(row: LawRow, document: FaDocument): { net: string; vat: string; gross: string } {
  if (document.rates) return { net: '100.00', vat: '0.00', gross: '100.00' }
  if (row.extra_facts === 'outside_gross=differs') return { net: '200.00', vat: '46.00', gross: '246.00' }
  return { net: '100.00', vat: '23.00', gross: '123.00' }
}

function copy(row: LawRow, telling: Telling, type: string, receivedOn: string): Step {
  const document = documentOf(row, telling)
  const facts = { receivedOn, ...handedOver(type, row), externalId: `${row.case_id} ${type} ${receivedOn}` }
  // The codes of an XML file are its own hash; a correction names its original only in the file.
  if (isCorrection(row)) return { phase: 'copy', send: 'copy-xml', xml: faXml(document), facts }
  const qrCodes = codesOn(type, document)
  const category = telling === 'in-documents' ? categoryOf(row) : null
  const claim = /^claimed_mode=(.+)$/.exec(row.extra_facts)?.[1]
  const body = {
    seller: isForeign(row) ? foreignSeller : document.seller,
    number: document.number,
    issueDate: document.issueDay,
    kind: document.kind,
    currency: 'PLN',
    ...amountsOnCopy(row, document),
    ...facts,
    ...(qrCodes.length > 0 ? { qrCodes } : {}),
    ...(type === 'visualisation_one_qr' ? { ksefNumber: inKsef(row, telling).metadata.ksefNumber } : {}),
    ...(document.taxPointDay ? { taxPointDate: document.taxPointDay } : {}),
    ...(category ? { buyerCategory: category } : {}),
    ...(claim ? { declaredMode: claim } : {}),
  }
  return { phase: 'copy', send: 'copy', body }
}

function copies(row: LawRow, telling: Telling): Step[] {
  const first =
    row.outside_doc_type === 'none' ? [] : [copy(row, telling, row.outside_doc_type, row.outside_received_on)]
  const [, type, day] = /^second_copy=(\w+) (\S+)$/.exec(row.extra_facts) ?? []
  return type && day ? [...first, copy(row, telling, type, day)] : first
}

function originals(row: LawRow): Step[] {
  if (!isCorrection(row)) return []
  if (!originalIsOutside(row))
    return [{ phase: 'original', send: 'package', documents: [originalInKsef(row)] }]
  const { seller, number, issueDay } = originalOf(row)
  const body = {
    ...{ seller, number, issueDate: issueDay, kind: 'VAT', currency: 'PLN' },
    ...{ net: '1000.00', vat: '230.00', gross: '1230.00' },
    ...{ receivedOn: issueDay, document: 'invoice', channel: 'email' },
  }
  return [{ phase: 'original', send: 'copy', body }]
}

function patches(row: LawRow, telling: Telling): Step[] {
  const body = {
    // A blank column states nothing.
    ...(telling === 'by-hand' && row.tax_point_date ? { taxPointDate: row.tax_point_date } : {}),
    ...(row.payment_date ? { payments: [{ date: row.payment_date, amount: '123.00' }] } : {}),
    ...(row.original_deduct_period ? { originalDeductedIn: row.original_deduct_period } : {}),
  }
  return Object.keys(body).length > 0 ? [{ phase: 'patch', body }] : []
}

const mappedFacts =
  /^(|hashOfCorrectedInvoice=.+|claimed_mode=\w+|original=outside copy .+NrKSeFN=1|second_copy=\w+ \S+|outside_gross=differs)$/

/** Every request that the row asks for, in no particular order of arrival. Throws on a fact that it cannot map. */
export function requestsFor(row: LawRow, telling: Telling = 'in-documents'): Step[] {
  if (!mappedFacts.test(row.extra_facts)) throw new Error(`${row.case_id}: cannot map ${row.extra_facts}`)
  const outside = copies(row, telling)
  const inside: Step[] = row.ksef_number_assigned_at
    ? [{ phase: 'ksef', send: 'package', documents: [inKsef(row, telling)] }]
    : []
  return [
    taxpayer(row, telling, outside.length > 0),
    supplier(row),
    ...outages(row),
    ...originals(row),
    ...outside,
    ...inside,
    ...patches(row, telling),
  ]
}

/** The same invoice getting its number at `numberedAt`, for rows that ask what a number would change. */
export function lateNumber(row: LawRow, telling: Telling, numberedAt: string): Step {
  return { phase: 'ksef', send: 'package', documents: [inKsef(row, telling, { numberedAt })] }
}
