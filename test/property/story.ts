import fc from 'fast-check'

/** What happens in one run, as plain data: a counterexample prints as a story that a human can retell. */

/** An invoice as its seller made it; evidence below only tells of it. Few of everything, so that invoices collide. */
export interface InvoiceSpec {
  seller: 'A' | 'B'
  number: (typeof numbers)[number]
  day: (typeof days)[number]
  kind: 'VAT' | 'UPR' | 'ROZ' | 'ZAL' | 'KOR'
  net: '100.00' | '200.00' | '-100.00'
  taxPointDay: string | null
  /** The invoices a correction names, by their place in the story. */
  corrects: { invoice: number; by: 'ksef-number' | 'number' | 'number-spelled-oddly' | 'paper-number' }[]
  /** Two KSeF numbers may be given to what is on paper one invoice. */
  versions: [VersionSpec, VersionSpec]
}

/** One document in KSeF. */
export interface VersionSpec {
  acceptedAt: (typeof acceptances)[number]
  /** It replaces a first file that KSeF had refused (hashOfCorrectedInvoice). */
  technicalCorrection: boolean
  addressee: 'buyer' | 'third-party' | 'third-party-in-xml-only' | 'somebody-else'
}

export type EvidenceSpec = KsefSpec | CopySpec

/** KSeF hands over a version: its metadata row, with the XML or without; `restated` is a row that says otherwise. */
export interface KsefSpec {
  type: 'ksef'
  invoice: number
  version: 0 | 1
  withXml: boolean
  restated: boolean
}

/** A document received outside KSeF. `file` is the XML it shows or is: of a version, or the one KSeF refused. */
export interface CopySpec {
  type: 'copy'
  invoice: number
  as: 'json' | 'xml'
  seller: 'its own' | 'foreign'
  document: (typeof documentClasses)[number]
  spelling: 0 | 1 | 2 | 3
  paperNumber: boolean
  kindKnown: boolean
  otherGross: boolean
  receivedAfterDays: 0 | 1 | 4 | 40
  file: 0 | 1 | 'refused'
  codes: 'none' | 'KOD I' | 'both'
  printedNumber: 0 | 1 | null
  buyerCategory: '106gb-4-2' | null
  declaredMode: 'emergency' | null
  taxPointDate: string | null
}

export interface SupplierSpec {
  seller: 'A' | 'B' | 'foreign'
  duty: 'obliged' | 'art-145m' | 'foreign' | null
  delivery: 'ksef' | 'outside-ksef' | null
}

export interface TaxpayerSpec {
  settlement: 'monthly' | 'quarterly'
  cashMethod: boolean
  buyerCategory: 'domestic' | '106gb-4-2'
  policy: Record<string, string>
}

/** A notice as it finally stands, and how it stood before: with another end, or not withdrawn. */
export interface OutageSpec {
  kind: 'maintenance' | 'failure' | 'total-failure'
  start: string
  end: string | null
  announcedAt: string
  before: { end: string | null } | null
  withdrawn: boolean
}

export interface Story {
  invoices: InvoiceSpec[]
  evidence: EvidenceSpec[]
  /** So many further copies of seller A, of one amount and day: near the number where equal amounts say nothing any more. */
  crowd: 0 | 3 | 4 | 5
  suppliers: SupplierSpec[]
  taxpayer: TaxpayerSpec | null
  outages: OutageSpec[]
  arrival: ArrivalSpec
}

/** The order of arrival: a place in the queue for each delivery and repetition, and which neighbours travel together. */
export interface ArrivalSpec {
  places: number[]
  repeated: boolean[]
  rowsToo: boolean[]
  glued: boolean[]
  queue: 'mixed' | 'one-kind-after-the-other'
}

export const numbers = ['FV/12/06/2026', 'FV/I2/06/2026', 'FV/7/2026'] as const
export const days = ['2026-06-29', '2026-06-30', '2026-07-03'] as const
/** Days and hours after P_1 (UTC) at which KSeF accepted: at once, at midnight in Warsaw, late, much later. */
export const acceptances = [
  { days: 0, time: '10:00:00' },
  { days: 0, time: '21:59:59' },
  { days: 1, time: '09:00:00.25' },
  { days: 4, time: '09:00:00' },
  { days: 40, time: '09:00:00' },
] as const
export const documentClasses = [
  'invoice',
  'offline-invoice',
  'numbered-visualisation',
  'transaction-confirmation',
  'fiscal-receipt',
  'not-an-invoice',
] as const

const one = fc.constantFrom
const often = <T>(usual: T, ...others: T[]) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, ...others.map((v) => fc.constant(v)))

const version: fc.Arbitrary<VersionSpec> = fc.record({
  acceptedAt: one(...acceptances),
  technicalCorrection: often(false, true),
  addressee: fc.oneof(
    { weight: 12, arbitrary: fc.constant('buyer' as const) },
    one('third-party' as const, 'third-party-in-xml-only' as const, 'somebody-else' as const),
  ),
})

const reference = fc.record({
  invoice: fc.nat(3),
  by: one(
    'ksef-number' as const,
    'number' as const,
    'number-spelled-oddly' as const,
    'paper-number' as const,
  ),
})

const invoice: fc.Arbitrary<InvoiceSpec> = fc
  .record({
    seller: often<'A' | 'B'>('A', 'B'),
    number: fc.oneof({ weight: 4, arbitrary: fc.constant(numbers[0]) }, one(...numbers)),
    day: fc.oneof({ weight: 4, arbitrary: fc.constant(days[0]) }, one(...days)),
    kind: one<InvoiceSpec['kind'][]>('VAT', 'VAT', 'VAT', 'UPR', 'ROZ', 'ZAL', 'KOR', 'KOR', 'KOR'),
    net: often<InvoiceSpec['net']>('100.00', '200.00', '-100.00'),
    taxPointDay: often(null, '2026-05-31', '2026-08-03'),
    references: fc.array(reference, { minLength: 1, maxLength: 3 }),
    versions: fc.tuple(version, version),
  })
  .map(({ references, ...said }) => ({ ...said, corrects: said.kind === 'KOR' ? references : [] }))

const ksef: fc.Arbitrary<KsefSpec> = fc.record({
  type: fc.constant('ksef' as const),
  invoice: fc.nat(3),
  version: often<0 | 1>(0, 1),
  withXml: fc.boolean(),
  restated: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, fc.constant(true)),
})

const copy: fc.Arbitrary<CopySpec> = fc.record({
  type: fc.constant('copy' as const),
  invoice: fc.nat(3),
  as: often<'json' | 'xml'>('json', 'xml'),
  seller: fc.oneof(
    { weight: 6, arbitrary: fc.constant('its own' as const) },
    fc.constant('foreign' as const),
  ),
  document: one('invoice' as const, 'offline-invoice' as const, ...documentClasses),
  spelling: one<(0 | 1 | 2 | 3)[]>(0, 0, 1, 2, 3),
  paperNumber: often(false, true),
  kindKnown: fc.boolean(),
  otherGross: often(false, true),
  receivedAfterDays: one<(0 | 1 | 4 | 40)[]>(0, 1, 4, 40),
  file: one<(0 | 1 | 'refused')[]>(0, 0, 1, 'refused'),
  codes: one<('none' | 'KOD I' | 'both')[]>('none', 'none', 'KOD I', 'both'),
  printedNumber: often<0 | 1 | null>(null, 0, 1),
  buyerCategory: often<'106gb-4-2' | null>(null, '106gb-4-2'),
  declaredMode: often<'emergency' | null>(null, 'emergency'),
  taxPointDate: often(null, '2026-05-31', '2026-08-03'),
})

const supplier: fc.Arbitrary<SupplierSpec> = fc.record({
  seller: one<('A' | 'B' | 'foreign')[]>('A', 'A', 'B', 'foreign'),
  duty: one('obliged' as const, 'art-145m' as const, 'foreign' as const, null),
  delivery: one('ksef' as const, 'outside-ksef' as const, null),
})

const taxpayer: fc.Arbitrary<TaxpayerSpec> = fc.record({
  settlement: often<'monthly' | 'quarterly'>('monthly', 'quarterly'),
  cashMethod: often(false, true),
  buyerCategory: often<'domestic' | '106gb-4-2'>('domestic', '106gb-4-2'),
  policy: one<Record<string, string>[]>(
    {},
    { breachReceipt: 'statute-number' },
    { earlyCopy: 'kis-actual', irregularOfflineHandover: 'mf-1-8-actual' },
    { overtakenOffline24: 'emergency-rule', overtakenMarker: 'OFF' },
    { gb4DualDelivery: 'earliest', breachNumberAfterFiling: 'correct-14-days' },
    { euEarlyDeduction: 'on', foreignInvoiceMarker: 'DI' },
  ),
})

const end = one('2026-06-29', '2026-06-30', '2026-07-01', '2026-07-08', null)
const outage: fc.Arbitrary<OutageSpec> = fc.record({
  kind: one<OutageSpec['kind'][]>('failure', 'failure', 'maintenance', 'total-failure'),
  start: one('2026-06-28', '2026-06-29', '2026-06-29T16:00:00+02:00'),
  end,
  announcedAt: one('2026-06-28', '2026-06-29', '2026-06-30', '2026-07-01T12:00:00+02:00', '2026-07-06'),
  before: fc.option(fc.record({ end })),
  withdrawn: often(false, true),
})

const flags = fc.array(fc.boolean(), { minLength: 1, maxLength: 30 })
const arrival: fc.Arbitrary<ArrivalSpec> = fc.record({
  places: fc.array(fc.nat(99), { minLength: 1, maxLength: 40 }),
  repeated: flags,
  rowsToo: flags,
  glued: flags,
  queue: often<ArrivalSpec['queue']>('mixed', 'one-kind-after-the-other'),
})

/** One to four invoices told of by up to seven documents, in circumstances that become known whenever they do. */
export const stories: fc.Arbitrary<Story> = fc.record({
  invoices: fc.array(invoice, { minLength: 1, maxLength: 4 }),
  evidence: fc.array(fc.oneof(ksef, copy), { minLength: 1, maxLength: 7 }),
  crowd: fc.oneof(
    { weight: 15, arbitrary: fc.constant(0 as const) },
    one(3 as const, 4 as const, 5 as const),
  ),
  suppliers: fc.uniqueArray(supplier, { maxLength: 2, selector: (s) => s.seller }),
  taxpayer: fc.option(taxpayer),
  outages: fc.oneof(
    { weight: 3, arbitrary: fc.constant<OutageSpec[]>([]) },
    { weight: 2, arbitrary: fc.array(outage, { minLength: 1, maxLength: 2 }) },
  ),
  arrival,
})
