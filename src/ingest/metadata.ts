import { z } from 'zod'
import { type Day, parseDay } from '../values/day.ts'
import { type Instant, parseInstant } from '../values/instant.ts'
import type { InvoiceKind } from '../values/invoice-kind.ts'
import { type KsefNumber, parseKsefNumber } from '../values/ksef-number.ts'
import { type Grosze, parsePublishedAmount } from '../values/money.ts'
import { parseNip } from '../values/nip.ts'
import { collapse } from './fa-fields.ts'
import type { PartyId } from './fa-parties.ts'

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

export type MetadataRow =
  | { ok: true; metadata: KsefMetadata }
  | {
      ok: false
      ksefNumber: string | null
      code: 'metadata-invalid' | 'ksef-number-invalid' | 'ksef-number-checksum'
      message: string
    }

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

// Line ends and tabs are white space of XML and collapse; other control characters are in no document of KSeF.
const sound = (text: string) => !/[^\P{Cc}\t\n\r]/u.test(text) && text.isWellFormed()
const name = z.string().refine(sound, 'expected text without control characters').nullish()
const identifier = z.object({ type: z.string(), value: z.string().nullish() })
const hash = z.string().regex(/^[A-Za-z0-9+/]{43}=$/, 'expected a SHA-256 in Base64 (44 characters)')

/**
 * InvoiceMetadata of the KSeF API; properties not listed are ignored. Shapes only: days, instants, NIP and amounts
 * are read afterwards, which is ten times as fast as transforms inside the schema.
 */
const invoiceMetadata = z.object({
  ksefNumber: z.string(),
  invoiceNumber: z.string().max(256).refine(sound, 'expected text without control characters'),
  issueDate: z.string(),
  invoicingDate: z.string(),
  acquisitionDate: z.string(),
  permanentStorageDate: z.string(),
  seller: z.object({ nip: z.string(), name }),
  buyer: z.object({ identifier, name }),
  thirdSubjects: z.array(z.object({ identifier, name, role: z.int().nullish() })).nullish(),
  netAmount: z.number(),
  grossAmount: z.number(),
  vatAmount: z.number(),
  currency: z.string().regex(/^[A-Z]{3}$/, 'expected a currency code of three letters'),
  invoicingMode: z.enum(['Online', 'Offline']),
  invoiceType: z.string(),
  formCode: z.object({ value: z.string() }),
  isSelfInvoicing: z.boolean(),
  invoiceHash: hash,
  hashOfCorrectedInvoice: hash.nullish(),
})

/**
 * Reads one row of KSeF metadata. Unknown properties are ignored; an unknown invoiceType gives `kind: null`.
 * A KSeF number that KSeF itself hands out must have a right checksum (KSeF number specification).
 */
export function readMetadataRow(value: unknown): MetadataRow {
  const written = (value as { ksefNumber?: unknown } | null | undefined)?.ksefNumber
  const ksefNumber = typeof written === 'string' ? written.slice(0, 100) : null
  const number = ksefNumber === null ? null : parseKsefNumber(ksefNumber)
  if (ksefNumber !== null && number === null)
    return refusal(ksefNumber, 'ksef-number-invalid', `"${ksefNumber}" has not the form of a KSeF number.`)
  if (ksefNumber !== null && number?.checksumOk === false)
    return refusal(ksefNumber, 'ksef-number-checksum', `The checksum of KSeF number ${ksefNumber} is wrong.`)
  const parsed = invoiceMetadata.safeParse(value)
  if (!parsed.success || number === null)
    return refusal(ksefNumber, 'metadata-invalid', unusable(faultsOf(parsed.error)))
  const faults: string[] = []
  const metadata = convert(number.number, parsed.data, faults)
  return faults.length === 0
    ? { ok: true, metadata }
    : refusal(ksefNumber, 'metadata-invalid', unusable(faults))
}

/** A value that cannot be read is reported in `faults`, and the result then not used. */
function convert(
  ksefNumber: KsefNumber,
  row: z.output<typeof invoiceMetadata>,
  faults: string[],
): KsefMetadata {
  function must<T>(value: T | null, property: string, expected: string): T {
    if (value === null) faults.push(`${property}: expected ${expected}`)
    return value as T
  }
  const instant = (property: 'invoicingDate' | 'acquisitionDate' | 'permanentStorageDate') =>
    must(parseInstant(row[property]), property, 'a date and time with an offset')
  const amount = (property: 'netAmount' | 'grossAmount' | 'vatAmount') =>
    must(parsePublishedAmount(row[property]), property, 'an amount with at most two decimals')
  return {
    ksefNumber,
    number: must(collapse(row.invoiceNumber) || null, 'invoiceNumber', 'a number'),
    issueDay: must(parseDay(row.issueDate), 'issueDate', 'a calendar day as YYYY-MM-DD'),
    acceptedAt: instant('invoicingDate'),
    numberedAt: instant('acquisitionDate'),
    storedAt: instant('permanentStorageDate'),
    seller: {
      nip: must(parseNip(row.seller.nip), 'seller/nip', 'a NIP of ten digits'),
      name: nameOf(row.seller),
    },
    buyer: { id: partyId(row.buyer.identifier), name: nameOf(row.buyer) },
    thirdParties: (row.thirdSubjects ?? []).map((third) => ({
      id: partyId(third.identifier),
      name: nameOf(third),
      role: third.role ?? null,
    })),
    currency: row.currency,
    netGrosze: amount('netAmount'),
    grossGrosze: amount('grossAmount'),
    vatPlnGrosze: amount('vatAmount'),
    invoicingMode: row.invoicingMode,
    kind: Object.hasOwn(invoiceTypes, row.invoiceType) ? invoiceTypes[row.invoiceType]! : null,
    formCode: row.formCode.value,
    selfInvoicing: row.isSelfInvoicing,
    invoiceHash: row.invoiceHash,
    hashOfCorrectedInvoice: row.hashOfCorrectedInvoice ?? null,
  }
}

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

function refusal(
  ksefNumber: string | null,
  code: Exclude<MetadataRow, { ok: true }>['code'],
  message: string,
) {
  return { ok: false, ksefNumber, code, message } as const
}

function faultsOf(error: z.ZodError | undefined): string[] {
  return (error?.issues ?? []).map((issue) => `${issue.path.join('/') || 'row'}: ${issue.message}`)
}

function unusable(faults: string[]): string {
  const more = faults.length > 3 ? ` and ${faults.length - 3} more` : ''
  return `The metadata row cannot be used. ${faults.slice(0, 3).join('; ')}${more}.`
}
