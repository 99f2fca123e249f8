import type { CopyEvidence, Evidence, KsefEvidence } from '../../src/ingest/evidence.ts'
import type { FaFacts } from '../../src/ingest/fa.ts'
import { completePolicy, type Policy } from '../../src/law/policy.ts'
import { inOrder, type OutageNotice, windowOf } from '../../src/outages/windows.ts'
import { verdictOn } from '../../src/receipt/as-of.ts'
import { type Context, factsOf, type Supplier } from '../../src/receipt/facts.ts'
import type { Inputs } from '../../src/receipt/inputs.ts'
import type { Original } from '../../src/receipt/original.ts'
import { decide } from '../../src/receipt/verdict.ts'
import type { Day } from '../../src/values/day.ts'
import { type Instant, parseInstant, warsawDay } from '../../src/values/instant.ts'
import { ksefNumber, nip } from './ksef.ts'
import { findingInEnglish, inEnglish } from './words.ts'

/** One purchase, decided by the pure core alone: what is left out is an ordinary domestic invoice of 123.00 PLN. */
export interface Case {
  /** P_1. */
  issued: string
  /** Documents that came outside KSeF: `kind day`, the kind as the API names it. */
  copies?: (string | [document: string, day: string, said: Partial<Record<keyof CopyEvidence, unknown>>])[]
  /** Instants of KSeF, with an offset; `sent` is the number's unless given. */
  sent?: string
  numbered?: string
  kind?: string
  gross?: number
  /** Facts of the XML of the KSeF document. */
  fa?: Partial<Record<keyof FaFacts, unknown>>
  country?: string
  duty?: Supplier['ksefDuty'][number]['status'] | null
  delivery?: Supplier['delivery']
  buyer?: Context['buyerCategory']
  agreed?: boolean
  settlement?: 'monthly' | 'quarterly'
  cash?: boolean
  policy?: Partial<Policy>
  /** `kind start/end`, open without an end; `@` before an instant of its own announcement. */
  outages?: string[]
  inputs?: object
  originals?: Original[]
  asOf?: string
}

const seller = nip('decided seller')

function copyOf(c: Case, [document, day, said]: readonly [string, string, object]): CopyEvidence {
  return {
    ...{ type: 'copy', seller: { id: sellerId(c), country: c.country ?? 'PL', name: null }, number: 'FV/1' },
    ...{ issueDay: c.issued, kind: c.kind ?? null, currency: 'PLN', ...amounts(c) },
    ...{ receivedDay: day, recordedDay: '2027-12-31', channel: null, document, hashes: [] },
    ...{ offlineCode: false, ksefNumber: null, taxPointDay: null, buyerCategory: null },
    ...{ deliveryAgreed: null, selfBilling: false, sellerCashMethod: false, corrects: [] },
    ...{ declaredMode: null, externalId: null, addressee: 'buyer', fa: null },
    ...said,
  } as unknown as CopyEvidence
}

const sellerId = (c: Case): string => (c.country ? `${c.country}123456789` : seller)
const amounts = ({ gross = 12_300 }: Case) => {
  const netGrosze = Math.round(gross / 1.23)
  return { netGrosze, vatGrosze: gross - netGrosze, grossGrosze: gross, vatPlnGrosze: gross - netGrosze }
}

function ksefOf(c: Case, numbered: string): KsefEvidence {
  const numberedAt = parseInstant(numbered) as Instant
  const acceptedAt = parseInstant(c.sent ?? numbered) as Instant
  const acceptedDay = warsawDay(acceptedAt)
  const metadata = {
    ...{ ksefNumber: ksefNumber(seller, acceptedDay, 'decided'), number: 'FV/1', issueDay: c.issued },
    ...{ acceptedAt, numberedAt, storedAt: numberedAt, seller: { nip: seller, name: null } },
    ...{ buyer: { id: { type: 'Nip', value: nip('buyer') }, name: null }, thirdParties: [] },
    ...{ currency: 'PLN', ...amounts(c), kind: c.kind ?? 'VAT', invoiceHash: 'hash' },
    ...{ invoicingMode: acceptedDay === c.issued ? 'Online' : 'Offline', hashOfCorrectedInvoice: null },
    ...{ selfInvoicing: false },
  }
  const fa = c.fa && {
    ...{ rates: {}, deductibleVatGrosze: null, taxPointDay: null, taxPointFrom: null, exchangeRates: [] },
    ...{
      sellerCashMethod: false,
      selfBilling: false,
      corrects: [],
      marginScheme: false,
      seller: { name: null },
    },
    ...{ kind: c.kind ?? 'VAT', currency: 'PLN', ...amounts(c) },
    ...c.fa,
  }
  return {
    type: 'ksef',
    metadata,
    addressee: 'buyer',
    hasXml: true,
    fa: fa ?? null,
  } as unknown as KsefEvidence
}

export function noticeOf(text: string, index = 0): OutageNotice {
  const [, kind = '', start = '', end = '', announced = ''] =
    /^(\S+) ([^/\s]+)\/(\S*)(?: @(\S+))?$/.exec(text) ?? []
  const moment = (said: string) => parseInstant(said) ?? (said as Day)
  return {
    ...{ id: `${index}`, kind: kind as OutageNotice['kind'], start: moment(start) },
    ...{ end: end ? moment(end) : null, announcedAt: moment(announced || start) },
    ...{ source: 'bip', reference: null, text: null, withdrawn: false },
  }
}

const stated = (c: Case): Supplier => ({
  name: null,
  ksefDuty: c.duty === null ? [] : [{ status: c.duty ?? 'obliged', from: '2025-01-01' as Day, to: null }],
  delivery: c.delivery ?? [],
  defaults: {},
})

/** The facts of the case and what they are judged by. */
export function partsOf(c: Case) {
  const copies = (c.copies ?? []).map((said) => {
    const [document = '', day = ''] = typeof said === 'string' ? said.split(' ') : said
    return copyOf(c, [document, day, typeof said === 'string' ? {} : said[2]])
  })
  const evidence: Evidence[] = [...copies, ...(c.numbered ? [ksefOf(c, c.numbered)] : [])]
  const context: Context = {
    settlement: c.settlement ?? 'monthly',
    cashMethod: c.cash ?? false,
    buyerCategory: c.buyer ?? 'domestic',
    policy: completePolicy(c.policy ?? {}),
    supplier: stated(c),
    ledgerFrom: null,
    outages: inOrder((c.outages ?? []).map((text, i) => windowOf(noticeOf(text, i)))),
  }
  const inputs = { ...(c.agreed === undefined ? {} : { deliveryAgreed: c.agreed }), ...c.inputs } as Inputs
  const records = evidence.map((e, i) => ({ id: `${i}`, contentHash: `${i}`, evidence: e }))
  return { facts: factsOf(records, inputs, () => context), context }
}

/** The verdict on a day, flat. `codes`: open findings, those that only inform last. */
export function decided(c: Case) {
  const { facts, context } = partsOf(c)
  const verdict = decide(
    facts,
    context,
    (c.originals ?? []).map((found) => ({ found })),
    [],
    [],
  )
  const onDay = verdictOn(verdict, (c.asOf ?? '2027-12-31') as Day)
  const codes = onDay.findings.map(({ code }) => code as string)
  const isInfo = (code: string) => code.startsWith('INFO_')
  return {
    mode: verdict.mode,
    status: verdict.status,
    due: verdict.resend.deadline,
    overdue: onDay.overdue,
    received: verdict.receipt.date,
    source: verdict.receipt.source,
    basis: verdict.receipt.legalBasis,
    resendBasis: verdict.resend.legalBasis,
    deductionBasis: onDay.deduction.legalBasis,
    from: verdict.deduction.from,
    until: verdict.deduction.until,
    why: inEnglish(verdict.deduction.explanation),
    alternatives: verdict.receipt.alternatives.map(({ policy, date }) => `${policy} ${date}`),
    marker: onDay.marker.value,
    correction: onDay.marker.correction,
    correctionDue: onDay.marker.correctionDue,
    review: codes.filter((code) => !isInfo(code)),
    info: codes.filter(isInfo),
    messages: Object.fromEntries(onDay.findings.map((f) => [f.code, findingInEnglish(f)])),
    rows: verdict.record.entries.map((e) => `${e.month} ${e.amounts?.K_43 ?? e.amounts?.K_41 ?? 0}`),
    verdict,
  }
}
