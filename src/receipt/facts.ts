import {
  type CopyEvidence,
  type Evidence,
  type InvoiceIdentity,
  identityOf,
  type KsefEvidence,
} from '../ingest/evidence.ts'
import type { FaFacts } from '../ingest/fa.ts'
import { type BuyerCategory, buyerTable } from '../law/buyer.ts'
import type { Settlement } from '../law/deduction.ts'
import { type DutyEntry, type DutyRow, dutyOn } from '../law/duty.ts'
import type { Policy } from '../law/policy.ts'
import type { Channel } from '../law/receipt-question.ts'
import { leavesTaxToBuyer } from '../law/reverse-charge.ts'
import type { OutageWindow } from '../outages/windows.ts'
import { type Day, earlierOf } from '../values/day.ts'
import { compareInstants, type Instant, warsawDay } from '../values/instant.ts'
import { type KindGroup, kindGroup } from '../values/invoice-kind.ts'
import type { Grosze } from '../values/money.ts'
import { present } from '../values/present.ts'
import { type CopyFacts, copyFacts } from './copy-facts.ts'
import type { Inputs } from './inputs.ts'
import { type KsefDoubts, ksefDoubts } from './ksef-doubts.ts'
import { polishVat, type TaxPoint, taxPoint } from './tax.ts'

/** Evidence with the hash of its content, by which equal evidence is known. */
export interface EvidenceRecord {
  id: string
  contentHash: string
  evidence: Evidence
}

/** What is recorded of a supplier. */
export interface Supplier {
  name: string | null
  ksefDuty: DutyEntry[]
  delivery: {
    channel: 'ksef' | 'outside-ksef'
    from: Day
    to: Day | null
    agreedOn: Day | null
    note: string | null
  }[]
  /** What holds for his purchases unless the accountant states otherwise of one. */
  defaults: { deductibleShare?: string | undefined; fixedAsset?: boolean | undefined }
}

/** What a verdict depends on besides the purchase's own evidence. */
export interface Context {
  settlement: Settlement
  cashMethod: boolean
  buyerCategory: BuyerCategory
  policy: Policy
  /** Invoices issued before it are not looked for here; null where the ledger has no opening day. */
  ledgerFrom: Day | null
  supplier: Supplier | null
  outages: readonly OutageWindow[]
}

/** The KSeF document of a purchase: its days are Warsaw days. */
export interface KsefFacts {
  number: string
  numberedDay: Day
  numberedAt: Instant
  acceptedAt: Instant
  storedAt: Instant
  invoiceHash: string
  invoicingMode: 'Online' | 'Offline'
  technicalCorrection: boolean
}

/** Everything a verdict on one purchase is taken from, besides its relations to other purchases. */
export interface Facts extends InvoiceIdentity, TaxPoint {
  group: KindGroup | null
  ksef: KsefFacts | null
  /** Number printed on a copy while KSeF's own document is not in hand, and the day the first such copy came. */
  printedNumber: string | null
  printedDay: Day | null
  copies: readonly CopyFacts[]
  doubts: KsefDoubts
  ours: boolean
  thirdParty: boolean
  foreign: boolean
  duty: DutyRow
  dutyRecorded: boolean
  category: BuyerCategory
  listed: boolean
  channel: Channel
  paidDay: Day | null
  cashSeller: boolean
  selfBilling: boolean
  taxedByBuyer: boolean
  /** Polish tax on the invoice in hundredths of its currency; null when not known. */
  polishVatGrosze: Grosze | null
  /** The XML that speaks first; null where there is none. */
  fa: FaFacts | null
  /** The deductible share of the tax, "0" to "1". */
  share: string
  fixedAsset: boolean
  corrects: readonly { number: string; issueDay: Day; ksefNumber: string | null; outsideKsef: boolean }[]
  inputs: Inputs
}

/** Gathers the facts. The order of `records` does not matter: every choice is by content. */
export function factsOf(
  records: readonly EvidenceRecord[],
  inputs: Inputs,
  contextOf: (sellerId: string) => Context,
): Facts {
  const ordered = records.length === 1 ? records : [...records].sort(bySpeakingOrder)
  const copies = ordered.flatMap(({ evidence }) => (evidence.type === 'copy' ? [copyFacts(evidence)] : []))
  const ksef = ordered.flatMap(({ evidence }) => (evidence.type === 'ksef' ? [evidence] : []))
  const fas = ordered.flatMap(({ evidence }) => evidence.fa ?? [])
  const identity = combinedIdentity(ordered)
  const context = contextOf(identity.seller.id)
  const { country } = identity.seller
  const category =
    inputs.buyerCategory ?? firstStated(copies, (c) => c.buyerCategory) ?? context.buyerCategory
  const duties = context.supplier?.ksefDuty ?? []
  const duty = dutyOn(duties, country !== 'PL', identity.issueDay)
  const addressees = ordered.filter(({ evidence }) => ksef.length === 0 || evidence.type === 'ksef')
  const point = taxPoint({ inputs, copies, fas, identity })
  // Every field by name: one shape for all facts, which an import makes by the ten thousand.
  return {
    seller: identity.seller,
    number: identity.number,
    issueDay: identity.issueDay,
    kind: identity.kind,
    currency: identity.currency,
    netGrosze: identity.netGrosze,
    vatGrosze: identity.vatGrosze,
    grossGrosze: identity.grossGrosze,
    vatPlnGrosze: identity.vatPlnGrosze,
    group: identity.kind === null ? null : kindGroup(identity.kind),
    ksef: ksefFacts(ksef),
    printedNumber: firstStated(copies, (c) => c.ksefNumber),
    printedDay: earlierOf(...copies.map((c) => (c.copy.ksefNumber === null ? null : c.receivedDay))),
    copies,
    doubts: ksefDoubts(ksef),
    ours: addressees.every(({ evidence }) => evidence.addressee !== 'nobody-here'),
    thirdParty: addressees.some(({ evidence }) => evidence.addressee === 'third-party'),
    foreign: country !== 'PL' || duty.status === 'foreign',
    duty,
    dutyRecorded: duty.status !== 'not-recorded',
    category,
    listed: buyerTable[category].listed,
    channel: channelOf(inputs, copies, context.supplier, identity.issueDay),
    taxPointDay: point.taxPointDay,
    taxPointFrom: point.taxPointFrom,
    taxPointAssumed: point.taxPointAssumed,
    taxPointIsPayment: point.taxPointIsPayment,
    taxPointParts: point.taxPointParts,
    paidDay: earlierOf(...(inputs.payments ?? []).map((p) => p.date)),
    cashSeller: fas.some((fa) => fa.sellerCashMethod) || copies.some((c) => c.copy.sellerCashMethod),
    selfBilling: isSelfBilled(fas, ksef, copies),
    taxedByBuyer: inputs.selfAssessed ?? leavesTax(inputs, country, fas),
    polishVatGrosze: polishVat(identity, fas[0] ?? null),
    fa: fas[0] ?? null,
    share: inputs.deductibleShare ?? context.supplier?.defaults.deductibleShare ?? '1',
    fixedAsset: inputs.fixedAsset ?? context.supplier?.defaults.fixedAsset ?? false,
    corrects: correctedIn(inputs, fas, copies),
    inputs,
  }
}

const isSelfBilled = (
  fas: readonly FaFacts[],
  ksef: readonly KsefEvidence[],
  copies: readonly CopyFacts[],
): boolean =>
  fas.some((fa) => fa.selfBilling) ||
  ksef.some((k) => k.metadata.selfInvoicing) ||
  copies.some((c) => c.copy.selfBilling)

/** The customs document shows the tax of imported goods. */
const leavesTax = ({ importOfGoods }: Inputs, country: string, fas: readonly FaFacts[]): boolean =>
  importOfGoods !== true && (country !== 'PL' || fas.some(leavesTaxToBuyer))

/** What a correction corrects: what a person stated before what the XML says, and that before copies. */
function correctedIn(
  inputs: Inputs,
  fas: readonly FaFacts[],
  copies: readonly CopyFacts[],
): Facts['corrects'] {
  const stated = inputs.corrects?.map((c) => ({
    number: c.number,
    issueDay: c.issueDate,
    ksefNumber: c.ksefNumber ?? null,
    outsideKsef: false,
  }))
  return (
    stated ??
    fas[0]?.corrects ??
    firstStated(copies, (c) => (c.corrects.length > 0 ? c.corrects : null)) ??
    []
  )
}

/** KSeF documents before copies, those with XML before those without, invoices before other papers, then by day and content. */
function bySpeakingOrder(a: EvidenceRecord, b: EvidenceRecord): number {
  const rank = ({ evidence, contentHash }: EvidenceRecord): string => {
    const withXml = evidence.fa === null ? '1' : '0'
    if (evidence.type === 'ksef') return `0${evidence.metadata.numberedAt}${withXml}${contentHash}`
    const other = copyFacts(evidence).counts === 'nothing' ? '1' : '0'
    return `1${other}${withXml}${evidence.receivedDay}${contentHash}`
  }
  const [x, y] = [rank(a), rank(b)]
  return x < y ? -1 : x > y ? 1 : 0
}

function firstStated<T>(copies: readonly CopyFacts[], read: (copy: CopyEvidence) => T | null): T | null {
  for (const { copy } of copies) {
    const value = read(copy)
    if (value !== null) return value
  }
  return null
}

/** The first speaker's statements; what it leaves open is taken from others that agree with it on the gross amount. */
function combinedIdentity(ordered: readonly EvidenceRecord[]): InvoiceIdentity {
  const [speaker, ...others] = ordered.map(({ evidence }) => identityOf(evidence))
  const first = present(speaker)
  const agreeing = others.filter((o) => o.grossGrosze === first.grossGrosze && o.currency === first.currency)
  const filled = { ...first }
  for (const other of agreeing) {
    filled.kind ??= other.kind
    filled.netGrosze ??= other.netGrosze
    filled.vatGrosze ??= other.vatGrosze
    filled.vatPlnGrosze ??= other.vatPlnGrosze
  }
  if (filled.seller.name === null) {
    filled.seller = {
      ...filled.seller,
      name: others.find((o) => o.seller.name !== null)?.seller.name ?? null,
    }
  }
  return filled
}

/** Two numbers in one purchase exist only by a human decision: the earlier one counts. */
function ksefFacts(ksef: readonly Extract<Evidence, { type: 'ksef' }>[]): KsefFacts | null {
  const [first] = [...ksef].sort((a, b) => compareInstants(a.metadata.numberedAt, b.metadata.numberedAt))
  if (!first) return null
  const { metadata } = first
  return {
    number: metadata.ksefNumber,
    numberedDay: warsawDay(metadata.numberedAt),
    numberedAt: metadata.numberedAt,
    acceptedAt: metadata.acceptedAt,
    storedAt: metadata.storedAt,
    invoiceHash: metadata.invoiceHash,
    invoicingMode: metadata.invoicingMode,
    technicalCorrection: metadata.hashOfCorrectedInvoice !== null,
  }
}

function channelOf(
  inputs: Inputs,
  copies: readonly CopyFacts[],
  supplier: Supplier | null,
  issueDay: Day,
): Channel {
  const stated = inputs.deliveryAgreed ?? firstStated(copies, (c) => c.deliveryAgreed)
  if (stated !== null) return stated ? 'outside-ksef' : 'ksef'
  const agreed = (supplier?.delivery ?? []).filter(
    (d) => d.from <= issueDay && (d.to === null || issueDay <= d.to),
  )
  return agreed.at(-1)?.channel ?? 'unknown'
}
