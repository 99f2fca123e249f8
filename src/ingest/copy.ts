import type { BuyerCategory } from '../law/buyer.ts'
import type { Mode } from '../law/mode-names.ts'
import { say } from '../texts/say.ts'
import type { Day } from '../values/day.ts'
import type { DocumentClass } from '../values/document-class.ts'
import type { InvoiceKind } from '../values/invoice-kind.ts'
import { parseKsefNumber } from '../values/ksef-number.ts'
import type { Grosze } from '../values/money.ts'
import { hasNipChecksum, parseNip } from '../values/nip.ts'
import type { QrEnvironment } from '../values/qr.ts'
import { Refusal, refusedAt } from '../values/refusal.ts'
import { codesOf } from './copy-codes.ts'
import { addresseeOf, type CopyChannel, type CopyEvidence, type Seller } from './evidence.ts'
import { DocumentProblem, type FaFacts, faSkip, readFa } from './fa.ts'
import { sha256 } from './hash.ts'
import { packed } from './packed.ts'
import type { RawDocument } from './source.ts'
import { readXml, XmlProblem } from './xml.ts'

/** Who the seller is, as the caller writes it: a Polish NIP, or a country and the number there. */
interface SellerInput {
  nip?: string | undefined
  country?: string | undefined
  vatId?: string | undefined
  name?: string | null | undefined
}

/** What is stated of a copy besides what the invoice itself says. */
export interface HandOverInput {
  receivedOn: Day
  document: DocumentClass
  channel: CopyChannel | null
  qrCodes: readonly string[]
  ksefNumber: string | null
  taxPointDate: Day | null
  buyerCategory: BuyerCategory | null
  deliveryAgreed: boolean | null
  selfBilling: boolean
  sellerCashMethod: boolean
  declaredMode: Mode | null
  externalId: string | null
}

/** What the invoice says, as typed in. Amounts in hundredths of the currency. */
interface InvoiceInput {
  seller: SellerInput
  number: string
  issueDate: Day
  kind: InvoiceKind | null
  currency: string
  net: Grosze | null
  vat: Grosze | null
  gross: Grosze
  vatPln: Grosze | null
  corrects: readonly { number: string; issueDate: Day; ksefNumber?: string | null | undefined }[]
}

/** The PDF or picture that a copy came as, its SHA-256 in Base64, and the links of KSeF found in it. */
export interface FoundInFile {
  mediaType: string
  hash: string
  links: readonly string[]
}

/** Where and when a copy is recorded. */
export interface CopyDesk {
  nip: string
  today: Day
  qrEnvironment: QrEnvironment
}

/** Makes evidence of a typed-in copy. @throws Refusal for a wrong check digit or a code of another invoice */
export function copyFromInput(
  invoice: InvoiceInput,
  handOver: HandOverInput,
  desk: CopyDesk,
  found?: FoundInFile,
): CopyEvidence {
  const seller = sellerOf(invoice.seller)
  const handed = handOverFacts(
    handOver,
    { seller, issueDay: invoice.issueDate },
    desk,
    found?.links ?? [],
    [],
  )
  return {
    type: 'copy',
    seller,
    number: invoice.number,
    issueDay: invoice.issueDate,
    kind: invoice.kind,
    currency: invoice.currency,
    netGrosze: invoice.net,
    vatGrosze: invoice.vat,
    grossGrosze: invoice.gross,
    vatPlnGrosze: invoice.vatPln,
    ...handed,
    selfBilling: handOver.selfBilling,
    sellerCashMethod: handOver.sellerCashMethod,
    corrects: invoice.corrects.map((c) => ({
      number: c.number,
      issueDay: c.issueDate,
      // As the document quotes it: a quoted number may be wrong, and then finds no original.
      ksefNumber: c.ksefNumber ?? null,
      outsideKsef: false,
    })),
    addressee: 'not-stated',
    fa: null,
    ...(found ? { file: { mediaType: found.mediaType, hash: found.hash } } : {}),
  }
}

/** A copy that was read from its XML, and the XML as it is kept. */
export interface ReadCopy {
  copy: CopyEvidence
  raw: RawDocument
}

/** How the XML of a copy is read: here, or beside the event loop, which takes its bytes over. */
export type CopySource = (...of: Parameters<typeof copyFromXml>) => ReadCopy | Promise<ReadCopy>

/** Reads a batch of copies: a few at a time, each with its evidence or with why it has none. */
export type BatchSource = (
  bytes: Uint8Array,
  desk: CopyDesk,
) => AsyncIterable<(CopyEvidence | Refusal)[]> | Iterable<(CopyEvidence | Refusal)[]>

/** Reads the XML of a copy here. @throws Refusal when it cannot be read */
export const readXmlCopy = (...of: Parameters<typeof copyFromXml>): ReadCopy => ({
  copy: copyFromXml(...of),
  raw: packed({ mediaType: 'application/xml', encoding: 'identity', bytes: of[0] }),
})

/** Makes evidence of an FA(3), FA(2) or FA_RR file received outside KSeF. @throws Refusal when it cannot be read */
export function copyFromXml(bytes: Uint8Array, handOver: HandOverInput, desk: CopyDesk): CopyEvidence {
  const fa = readForm(bytes)
  const seller = sellerOf({ nip: fa.seller.nip, name: fa.seller.name })
  return {
    type: 'copy',
    seller,
    number: fa.number,
    issueDay: fa.issueDay,
    kind: fa.kind,
    currency: fa.currency,
    netGrosze: fa.netGrosze,
    vatGrosze: fa.vatGrosze,
    grossGrosze: fa.grossGrosze,
    vatPlnGrosze: fa.vatPlnGrosze,
    ...handOverFacts(handOver, { seller, issueDay: fa.issueDay }, desk, [], [sha256(bytes)]),
    selfBilling: handOver.selfBilling || fa.selfBilling,
    sellerCashMethod: handOver.sellerCashMethod || fa.sellerCashMethod,
    corrects: fa.corrects,
    addressee: addresseeOf(fa, desk.nip),
    fa,
  }
}

function readForm(bytes: Uint8Array): FaFacts {
  try {
    return readFa(readXml(bytes, { skip: faSkip }))
  } catch (error) {
    if (error instanceof XmlProblem || error instanceof DocumentProblem)
      throw new Refusal(error.code, error.detail)
    throw error
  }
}

/** The seller with his id: the NIP, or country code and number. @throws Refusal nip-checksum */
export function sellerOf(input: SellerInput, pointer = '/seller/nip'): Seller {
  const name = input.name?.trim() || null
  if (input.nip !== undefined) {
    const nip = parseNip(input.nip)
    if (nip === null || !hasNipChecksum(nip)) {
      const message = say('number.seller-checksum', { nip: input.nip })
      throw refusedAt(pointer, 'nip-checksum', message)
    }
    return { id: nip, country: 'PL', name }
  }
  const country = (input.country ?? '').toUpperCase()
  const number = (input.vatId ?? '').toUpperCase().replace(/[^0-9A-Z]/g, '')
  if (country === 'PL') return sellerOf({ nip: number, name: input.name }, '/seller/vatId')
  return { id: `${country}${number}`, country, name }
}

type Handed = Pick<
  CopyEvidence,
  | 'receivedDay'
  | 'recordedDay'
  | 'channel'
  | 'document'
  | 'hashes'
  | 'offlineCode'
  | 'ksefNumber'
  | 'taxPointDay'
  | 'buyerCategory'
  | 'deliveryAgreed'
  | 'declaredMode'
  | 'externalId'
  | 'doubtfulHashes'
  | 'doubtfulCodes'
>

function handOverFacts(
  input: HandOverInput,
  invoice: { seller: Seller; issueDay: Day },
  desk: CopyDesk,
  linksInFile: readonly string[],
  fileHashes: readonly string[],
): Handed {
  const place = {
    sellerId: invoice.seller.id,
    issueDay: invoice.issueDay,
    environment: desk.qrEnvironment,
  }
  const codes = codesOf(input.qrCodes, linksInFile, place, fileHashes)
  return {
    receivedDay: input.receivedOn,
    recordedDay: desk.today,
    channel: input.channel,
    document: input.document,
    hashes: codes.hashes,
    offlineCode: codes.offlineCode,
    ksefNumber: input.ksefNumber === null ? null : readKsefNumber(input.ksefNumber),
    taxPointDay: input.taxPointDate,
    buyerCategory: input.buyerCategory,
    deliveryAgreed: input.deliveryAgreed,
    declaredMode: input.declaredMode,
    externalId: input.externalId,
    ...(codes.doubtfulHashes ? { doubtfulHashes: codes.doubtfulHashes } : {}),
    ...(codes.doubtfulCodes ? { doubtfulCodes: codes.doubtfulCodes } : {}),
  }
}

/** @throws Refusal for a number that is none, or that fails its checksum: it was misread or mistyped */
export function readKsefNumber(text: string, pointer = '/ksefNumber'): string {
  const parsed = parseKsefNumber(text.trim().toUpperCase())
  if (parsed === null) {
    throw refusedAt(
      pointer,
      'ksef-number-invalid',
      say('number.no-ksef-number', { number: text.slice(0, 100) }),
    )
  }
  if (!parsed.checksumOk) {
    const message = say('number.ksef-checksum', { number: text.slice(0, 100) })
    throw refusedAt(pointer, 'ksef-number-checksum', message)
  }
  return parsed.number
}
