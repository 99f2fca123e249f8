import { z } from 'zod'
import { say } from '../texts/say.ts'
import { isSaid, readSentence, type Said } from '../texts/sentence.ts'
import { type Day, parseDay } from '../values/day.ts'
import { fault } from '../values/faults.ts'
import { type Instant, parseInstant, warsawDay } from '../values/instant.ts'
import type { InvoiceKind } from '../values/invoice-kind.ts'
import { type KsefNumber, parseKsefNumber } from '../values/ksef-number.ts'
import { type Grosze, parsePublishedAmount } from '../values/money.ts'
import { parseNip } from '../values/nip.ts'
import { propertyOf } from '../values/record.ts'
import { collapse, isLonger } from './fa-fields.ts'
import type { PartyId } from './fa-parties.ts'
import { sha256 } from './hash.ts'

export { metadataRows, type RowOrder } from './metadata-rows.ts'

/**
 * One row of KSeF metadata. `acceptedAt` is invoicingDate (accepted for processing), `numberedAt` acquisitionDate
 * (number assigned), `storedAt` permanentStorageDate. `netGrosze` and `grossGrosze` are in `currency`, `vatPlnGrosze`
 * always in PLN. A kind that is not known here is null.
 */
export type KsefMetadata = {
  ksefNumber: KsefNumber
  number: string
  issueDay: Day
  acceptedAt: Instant
  numberedAt: Instant
  storedAt: Instant
  seller: { nip: string; name: string | null }
  buyer: { id: PartyId; name: string | null }
  thirdParties: { id: PartyId; name: string | null; role: number | null }[]
  currency: string
  netGrosze: Grosze | null
  grossGrosze: Grosze | null
  vatPlnGrosze: Grosze | null
  invoicingMode: 'Online' | 'Offline'
  kind: InvoiceKind | null
  formCode: string
  selfInvoicing: boolean
  invoiceHash: string
  hashOfCorrectedInvoice: string | null
}

/** `doubts`: what could not be read of a row that says enough to be an invoice. */
export type MetadataRow =
  | { ok: true; metadata: KsefMetadata; doubts: RowDoubt[] }
  | {
      ok: false
      ksefNumber: string | null
      code: 'metadata-invalid' | 'ksef-number-invalid' | 'ksef-number-checksum'
      message: Said
    }

/**
 * The same metadata, however it was written, is the same content; with its doubts, where it has any. The number comes
 * first, so that keys lie together.
 */
export const contentHashOf = ({ metadata, doubts }: Extract<MetadataRow, { ok: true }>): string =>
  `ksef ${metadata.ksefNumber} ${sha256(JSON.stringify(doubts.length === 0 ? metadata : { metadata, doubts }))}`

const invoiceTypes: Record<string, InvoiceKind> = {
  Vat: 'VAT',
  Zal: 'ZAL',
  Kor: 'KOR',
  Roz: 'ROZ',
  Upr: 'UPR',
  KorZal: 'KOR_ZAL',
  KorRoz: 'KOR_ROZ',
  VatPef: 'VAT_PEF',
  VatPefSp: 'VAT_PEF_SP',
  KorPef: 'KOR_PEF',
  VatRr: 'VAT_RR',
  KorVatRr: 'KOR_VAT_RR',
}

// Other control characters below U+0020 are in no document of KSeF: XML 1.0 forbids them.
const sound = (text: string) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are meant
  !/[\x00-\x08\x0b\x0c\x0e-\x1f]/.test(text) && text.isWellFormed()
const expectedSound = fault(say('expected.sound-text'))
const name = z.string().refine(sound, expectedSound).nullish()
const identifier = z.object({ type: z.string(), value: z.string().nullish() })
const hash = z.string().regex(/^[A-Za-z0-9+/]{43}=$/, fault(say('expected.sha256')))
const number = z
  .string()
  .refine((text) => !isLonger(text, 256), fault(say('expected.characters', { most: 256 })))
  .refine(sound, expectedSound)
const thirdSubjects = z.array(z.object({ identifier, name, role: z.int().nullish() })).nullish()

/**
 * What of InvoiceMetadata of the KSeF API makes a row an invoice; properties not listed are ignored. Shapes only: days,
 * instants, NIP and amounts are read afterwards, which is ten times as fast as transforms inside the schema.
 */
const invoiceMetadata = z.object({
  ksefNumber: z.string(),
  invoiceNumber: number,
  issueDate: z.string(),
  invoicingDate: z.string(),
  acquisitionDate: z.string(),
  permanentStorageDate: z.string(),
  seller: z.object({ nip: z.string(), name }),
  buyer: z.object({ identifier, name }),
  grossAmount: z.number(),
  currency: z.string(),
  invoiceHash: hash,
})

/** Properties without which a row still is an invoice: read one by one, so that a bad one spoils nothing. */
const furtherShapes = {
  thirdSubjects,
  netAmount: z.number(),
  vatAmount: z.number(),
  invoicingMode: z.enum(['Online', 'Offline']),
  invoiceType: z.string(),
  formCode: z.object({ value: z.string() }),
  isSelfInvoicing: z.boolean(),
  hashOfCorrectedInvoice: hash.nullish(),
}
type Further = { [Property in keyof typeof furtherShapes]: z.output<(typeof furtherShapes)[Property]> }
const furtherMetadata: { readonly [Property in keyof Further]: z.ZodType<Further[Property]> } = furtherShapes

/**
 * Reads one row of KSeF metadata. Unknown properties are ignored; an unknown invoiceType gives `kind: null`; a property
 * that is no part of what an invoice is known by may be missing or bad, which is told in `doubts`.
 * A KSeF number that KSeF itself hands out must have a right checksum (KSeF number specification).
 * @param isLossy the row holds bytes that are no UTF-8
 */
export function readMetadataRow(value: unknown, isLossy = false): MetadataRow {
  const written = propertyOf(value, 'ksefNumber')
  const ksefNumber = typeof written === 'string' ? written.slice(0, 100) : null
  const number = ksefNumber === null ? null : parseKsefNumber(ksefNumber)
  if (ksefNumber !== null && number === null)
    return refusal(ksefNumber, 'ksef-number-invalid', say('metadata.number-invalid', { ksefNumber }))
  if (ksefNumber !== null && number?.checksumOk === false)
    return refusal(ksefNumber, 'ksef-number-checksum', say('metadata.number-checksum', { ksefNumber }))
  const parsed = invoiceMetadata.safeParse(value)
  if (!parsed.success || number === null)
    return refusal(ksefNumber, 'metadata-invalid', unusable(faultsOf(parsed.error)))
  const faults: Said[] = []
  const doubts: RowDoubt[] = isLossy
    ? [{ property: 'its text, which is not UTF-8', taken: 'U+FFFD for what is none', byXml: false }]
    : []
  const metadata = convert(number.number, parsed.data, value, { faults, doubts })
  return metadata === null
    ? refusal(ksefNumber, 'metadata-invalid', unusable(faults))
    : { ok: true, metadata, doubts }
}

/** Reads the properties of a row; what cannot be read goes into `faults` where it must be there, else into `doubts`. */
function propertiesOf(
  row: z.output<typeof invoiceMetadata>,
  whole: unknown,
  { faults, doubts }: { faults: Said[]; doubts: RowDoubt[] },
) {
  function must<T>(value: T | null, property: string, expected: Said): T | null {
    if (value === null) faults.push(say('metadata.fault', { property, expected }))
    return value
  }
  const instant = (property: 'invoicingDate' | 'acquisitionDate' | 'permanentStorageDate') =>
    must(parseInstant(row[property]), property, say('expected.instant'))
  /** A further property, or null and a doubt. */
  function further<K extends keyof Further>(property: K, taken: string, byXml = true): Further[K] | null {
    const read = furtherMetadata[property].safeParse(propertyOf(whole, property))
    if (read.success) return read.data
    doubts.push({ property, taken, byXml })
    return null
  }
  function amount(property: 'netAmount' | 'vatAmount'): Grosze | null {
    const published = further(property, 'nothing')
    const read = parsePublishedAmount(published)
    if (read === null && published !== null) doubts.push({ property, taken: 'nothing', byXml: true })
    return read
  }
  return { must, instant, further, amount }
}

/** Null where a value that must be there cannot be read, which is reported in `faults`. */
function convert(
  ksefNumber: KsefNumber,
  row: z.output<typeof invoiceMetadata>,
  whole: unknown,
  { faults, doubts }: { faults: Said[]; doubts: RowDoubt[] },
): KsefMetadata | null {
  const { must, instant, further, amount } = propertiesOf(row, whole, { faults, doubts })
  const issueDay = must(parseDay(row.issueDate), 'issueDate', say('expected.day'))
  const acceptedAt = instant('invoicingDate')
  const invoiceNumber = must(collapse(row.invoiceNumber) || null, 'invoiceNumber', say('expected.number'))
  const numberedAt = instant('acquisitionDate')
  const storedAt = instant('permanentStorageDate')
  const sellerNip = must(parseNip(row.seller.nip), 'seller/nip', say('expected.nip'))
  const currency = must(currencyOf(row.currency), 'currency', say('expected.currency'))
  const grossGrosze = must(parsePublishedAmount(row.grossAmount), 'grossAmount', say('expected.amount'))
  if (issueDay === null || acceptedAt === null || numberedAt === null || storedAt === null) return null
  if (invoiceNumber === null || sellerNip === null || currency === null || grossGrosze === null) return null
  const invoiceType = further('invoiceType', 'nothing') ?? ''
  return {
    ksefNumber,
    number: invoiceNumber,
    issueDay,
    acceptedAt,
    numberedAt,
    storedAt,
    seller: { nip: sellerNip, name: nameOf(row.seller) },
    buyer: { id: partyId(row.buyer.identifier), name: nameOf(row.buyer) },
    thirdParties: (further('thirdSubjects', 'no third party') ?? []).map((third) => ({
      id: partyId(third.identifier),
      name: nameOf(third),
      role: third.role ?? null,
    })),
    currency,
    netGrosze: amount('netAmount'),
    grossGrosze,
    vatPlnGrosze: amount('vatAmount'),
    invoicingMode:
      further('invoicingMode', 'the mode that follows from P_1 and the day of acceptance', false) ??
      derivedMode(issueDay, acceptedAt),
    kind: Object.hasOwn(invoiceTypes, invoiceType) ? invoiceTypes[invoiceType]! : null,
    // Nothing is decided by it: the XML shows its form itself.
    formCode: furtherMetadata.formCode.safeParse(propertyOf(whole, 'formCode')).data?.value ?? '',
    selfInvoicing: further('isSelfInvoicing', 'no self-billing') ?? false,
    invoiceHash: row.invoiceHash,
    hashOfCorrectedInvoice: further('hashOfCorrectedInvoice', 'no technical correction', false) ?? null,
  }
}

/** KSeF marks as Offline what was accepted after the day of its P_1 (its documentation of the offline modes). */
const derivedMode = (issueDay: Day, acceptedAt: Instant): KsefMetadata['invoicingMode'] =>
  issueDay < warsawDay(acceptedAt) ? 'Offline' : 'Online'

const currencyOf = (text: string): string | null =>
  /^\s*([a-z]{3})\s*$/i.exec(text)?.[1]?.toUpperCase() ?? null

/** A type of identifier that KSeF may add later is some other identifier. */
function partyId({ type, value }: z.output<typeof identifier>): PartyId {
  const written = value?.trim() || null
  switch (type) {
    case 'Nip':
      return { type, value: written && (parseNip(written) ?? written) }
    case 'VatUe':
      return { type, value: written?.toUpperCase() ?? null }
    case 'InternalId':
    case 'None':
      return { type, value: written }
    default:
      return { type: 'Other', value: written }
  }
}

function nameOf(party: { name?: string | null | undefined }): string | null {
  return collapse(party.name ?? '') || null
}

function refusal(ksefNumber: string | null, code: Exclude<MetadataRow, { ok: true }>['code'], message: Said) {
  return { ok: false, ksefNumber, code, message } as const
}

const faultsOf = (error: z.ZodError | undefined): Said[] =>
  (error?.issues ?? []).map((issue) =>
    say('metadata.fault', { property: issue.path.join('/'), expected: expectedBy(issue) }),
  )

/** What the rows of KSeF's published form have where these are wrong. */
const kinds: Readonly<Record<string, Said>> = {
  string: say('expected.text'),
  number: say('expected.figure'),
  object: say('expected.object'),
}
function expectedBy(issue: z.core.$ZodIssue): Said {
  const written = readSentence(issue.message)
  if (isSaid(written)) return written
  return (issue.code === 'invalid_type' ? kinds[issue.expected] : undefined) ?? say('expected.known-value')
}

const unusable = (faults: readonly Said[]): Said =>
  say('metadata.unusable', { faults: faults.slice(0, 3), more: Math.max(0, faults.length - 3) })

/** `byXml`: no matter once the XML says it. */
export interface RowDoubt {
  property: string
  taken: string
  byXml: boolean
}
