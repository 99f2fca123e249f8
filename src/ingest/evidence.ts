import type { BuyerCategory } from '../law/buyer.ts'
import type { Mode } from '../law/mode-names.ts'
import type { FieldName } from '../paper/reading.ts'
import type { Sentence } from '../texts/sentence.ts'
import type { Day } from '../values/day.ts'
import type { DocumentClass } from '../values/document-class.ts'
import type { InvoiceKind } from '../values/invoice-kind.ts'
import type { Grosze } from '../values/money.ts'
import type { DoubtfulCode } from './copy-codes.ts'
import type { CorrectedRef, FaFacts, PartyId } from './fa.ts'
import type { KsefMetadata, RowDoubt } from './metadata.ts'

export const copyChannels = ['email', 'paper', 'portal', 'edi', 'other'] as const
export type CopyChannel = (typeof copyChannels)[number]

/** The seller: a NIP, or a country code and the number in that country (`id` is then `DE123456789`). */
export interface Seller {
  id: string
  country: string
  name: string | null
}

/**
 * A document received outside KSeF, immutable. Amounts are hundredths of `currency`; `null` is "not stated".
 * `hashes` are the SHA-256 (Base64) of the invoice XML as told by KOD I or KOD II, or by the file itself.
 */
export interface CopyEvidence extends InvoiceIdentity {
  type: 'copy'
  grossGrosze: Grosze
  receivedDay: Day
  /** The service's day of recording: a later `receivedDay` is a finding. */
  recordedDay: Day
  channel: CopyChannel | null
  document: DocumentClass
  hashes: string[]
  /** A KOD II link is there: an invoice issued offline. */
  offlineCode: boolean
  /** Hash of codes whose day is not P_1, and the codes that are not used; left out where there are none. */
  doubtfulHashes?: string[]
  doubtfulCodes?: DoubtfulCode[]
  ksefNumber: string | null
  taxPointDay: Day | null
  buyerCategory: BuyerCategory | null
  deliveryAgreed: boolean | null
  selfBilling: boolean
  sellerCashMethod: boolean
  corrects: CorrectedRef[]
  declaredMode: Mode | null
  externalId: string | null
  /** The buyer named in the XML of the copy, when there is one. */
  addressee: Addressee
  fa: FaFacts | null
  /** The PDF or picture it came as, with its SHA-256 (Base64); left out where none came, as content hashes have it. */
  file?: { mediaType: string; hash: string }
  /** What that file proves to be otherwise than stated; left out where it proves nothing of the kind. */
  fileSays?: FileSays[]
}

/** A value that was stated of a copy, and what its file proves instead, as the contract writes them. */
export interface FileSays {
  field: FieldName | 'document'
  stated: string
  read: string
}

/** A KSeF document: its metadata row, and the facts of its XML once that is in hand. */
export interface KsefEvidence {
  type: 'ksef'
  metadata: KsefMetadata
  addressee: Addressee
  /** The XML is in hand; without `fa` it is of a form that is registered from its metadata (PEF), or doubtful. */
  hasXml: boolean
  fa: FaFacts | null
  /** What is doubtful about its XML; left out where nothing is. */
  xmlDoubt?: XmlDoubt
  /** Properties of the metadata row that could not be read, and what was taken instead; left out where there are none. */
  rowDoubt?: RowDoubt[]
}

/** What is doubtful about the XML of a KSeF document, which counts all the same: KSeF gave it a number. */
export interface XmlDoubt {
  /** Why it is no XML as it stands, in a sentence; null where it is. */
  broken: Sentence | null
  /** Published paths of fields that could not be read: the row stands in where it states them. */
  unread: string[]
  /** On what it contradicts its row, each with both values. */
  contradicts: Sentence[]
  /** Amounts of which its row says something else, each with both values: those of the XML count. */
  amounts: Sentence[]
}

/** How much is known from the XML of a document: it is not there, was read whole, or can perhaps be read better. */
export type XmlStanding = 'none' | 'read' | 'doubtful'

export const xmlStanding = (evidence: Evidence): XmlStanding => {
  if (evidence.type === 'copy') return evidence.fa === null ? 'none' : 'read'
  if (!evidence.hasXml) return 'none'
  return evidence.xmlDoubt === undefined ? 'read' : 'doubtful'
}

export type Evidence = CopyEvidence | KsefEvidence

/** How a document names the taxpayer: as buyer, as a third party in a buyer's role, not at all, or it names no buyer. */
export type Addressee = 'buyer' | 'third-party' | 'nobody-here' | 'not-stated'

/** Roles of Podmiot3 that buy: recipient, additional buyer, recipients in local government and VAT groups, employee. */
const buyingRoles: readonly number[] = [2, 4, 8, 10, 11]

interface Parties {
  buyer: { id: PartyId }
  thirdParties: readonly { id: PartyId; role: number | null }[]
}

const names = (id: PartyId, nip: string): boolean =>
  (id.type === 'Nip' && id.value === nip) ||
  (id.type === 'InternalId' && id.value?.startsWith(`${nip}-`) === true)

/** Is the document addressed to the taxpayer: as Podmiot2, or as Podmiot3 in a buyer's role? */
export function addresseeOf(parties: Parties, nip: string): Addressee {
  if (names(parties.buyer.id, nip)) return 'buyer'
  const third = parties.thirdParties.some(
    (p) => p.role !== null && buyingRoles.includes(p.role) && names(p.id, nip),
  )
  return third ? 'third-party' : 'nobody-here'
}

/** The facts of a document that both kinds of evidence state, the XML before the metadata. */
export interface InvoiceIdentity {
  seller: Seller
  number: string
  issueDay: Day
  kind: InvoiceKind | null
  currency: string
  netGrosze: Grosze | null
  vatGrosze: Grosze | null
  grossGrosze: Grosze | null
  vatPlnGrosze: Grosze | null
}

/** What one piece of evidence says the invoice is. */
export function identityOf(evidence: Evidence): InvoiceIdentity {
  if (evidence.type === 'copy') {
    const { seller, number, issueDay, kind, currency, netGrosze, vatGrosze, grossGrosze, vatPlnGrosze } =
      evidence
    return { seller, number, issueDay, kind, currency, netGrosze, vatGrosze, grossGrosze, vatPlnGrosze }
  }
  const { metadata, fa } = evidence
  const inPln = metadata.currency === 'PLN'
  return {
    seller: { id: metadata.seller.nip, country: 'PL', name: metadata.seller.name ?? fa?.seller.name ?? null },
    number: metadata.number,
    issueDay: metadata.issueDay,
    kind: metadata.kind ?? fa?.kind ?? null,
    currency: metadata.currency,
    netGrosze: fa?.netGrosze ?? metadata.netGrosze,
    // The tax amount of metadata is in PLN whatever the currency: it is not the tax in a foreign currency.
    vatGrosze: fa?.vatGrosze ?? (inPln ? metadata.vatPlnGrosze : null),
    grossGrosze: fa?.grossGrosze ?? metadata.grossGrosze,
    vatPlnGrosze: fa?.vatPlnGrosze ?? metadata.vatPlnGrosze,
  }
}
