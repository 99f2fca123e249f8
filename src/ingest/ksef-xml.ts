import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import { numberKey } from '../values/invoice-number.ts'
import { formatMoney } from '../values/money.ts'
import { parseNip } from '../values/nip.ts'
import { type Addressee, addresseeOf, type XmlDoubt } from './evidence.ts'
import { DocumentProblem, type FaFacts, faSkip, isUblRoot, type PartyId, readFa } from './fa.ts'
import type { KsefMetadata } from './metadata.ts'
import { readSoftXml, unreadable } from './soft-xml.ts'
import { XmlProblem } from './xml.ts'

/** The facts of a KSeF document's XML, null where its row speaks alone, and what is doubtful about them. */
export interface KsefXml {
  fa: FaFacts | null
  doubt: XmlDoubt | null
}

/**
 * Reads XML whose hash is that of its row, so KSeF has numbered it: it is never refused. What cannot be read is left to
 * the row, and told; so is a row that it contradicts. A contradiction on what an invoice is known by sets the XML aside,
 * whose amounts must not be mixed with another invoice's.
 */
export function readKsefXml(bytes: Uint8Array, row: KsefMetadata): KsefXml {
  let broken: Said | null = null
  try {
    const { root, problem } = readSoftXml(bytes, { skip: faSkip })
    if (problem !== null) broken = problem.what
    if (isUblRoot(root)) return { fa: null, doubt: doubtOf({ broken }) }
    const unread: string[] = []
    const read = readFa(root, { row, unread })
    const fa = { ...read, buyer: readableBuyer(read, row, unread) }
    const { identity, further, amounts } = differences(fa, row)
    const contradicts = [...identity, ...further]
    const doubt = doubtOf({ broken, unread: [...new Set(unread)], contradicts, amounts })
    return { fa: identity.length > 0 ? null : fa, doubt }
  } catch (error) {
    if (!(error instanceof XmlProblem || error instanceof DocumentProblem)) throw error
    return { fa: null, doubt: doubtOf({ broken: error.what }) }
  }
}

function doubtOf(found: Partial<XmlDoubt>): XmlDoubt | null {
  const doubt = { broken: null, unread: [], contradicts: [], amounts: [], ...found }
  const { broken, unread, contradicts, amounts } = doubt
  return broken === null && unread.length + contradicts.length + amounts.length === 0 ? null : doubt
}

/** A NIP that is none is nobody's: it neither names the taxpayer nor contradicts a row that does. */
function readableBuyer({ buyer }: FaFacts, row: KsefMetadata, unread: string[]): FaFacts['buyer'] {
  const { id } = buyer
  const isNone = id.type === 'Nip' && id.value !== row.buyer.id.value && parseNip(id.value ?? '') === null
  if (!isNone) return buyer
  unread.push('/Faktura/Podmiot2/DaneIdentyfikacyjne/NIP')
  return { ...buyer, id: row.buyer.id }
}

/**
 * Where XML and row say different things, each with both values: what an invoice is known by, the rest, and the gross
 * amount, of which nothing published says that a row has it from P_15 for every kind.
 */
function differences(fa: FaFacts, row: KsefMetadata): { identity: Said[]; further: Said[]; amounts: Said[] } {
  const told = (what: Contradicted, written: string, stated: string, isSame = written === stated): Said[] =>
    isSame ? [] : [say(`contradiction.${what}`, { xml: written, row: stated })]
  const gross = row.grossGrosze
  const [written, stated] = [fa.buyer.id, row.buyer.id]
  return {
    identity: [
      ...told('seller', fa.seller.nip, row.seller.nip),
      ...told('number', fa.number, row.number, isSameNumber(fa.number, row.number)),
      ...told('issue-day', fa.issueDay, row.issueDay),
      ...told('currency', fa.currency, row.currency),
    ],
    further: [
      ...told('kind', fa.kind, row.kind ?? fa.kind),
      ...told('buyer', written.value ?? '', stated.value ?? '', !isOtherNip(written, stated)),
    ],
    amounts: gross === null ? [] : told('gross', formatMoney(fa.grossGrosze), formatMoney(gross)),
  }
}

type Contradicted = 'seller' | 'number' | 'issue-day' | 'currency' | 'kind' | 'buyer' | 'gross'

/** Whether both are a NIP, and not the same one. */
const isOtherNip = (a: PartyId, b: PartyId): boolean =>
  a.type === 'Nip' && b.type === 'Nip' && a.value !== b.value

/** What could not be read of a number contradicts nothing. */
const isSameNumber = (a: string, b: string): boolean =>
  numberKey(a) === numberKey(b) || `${a}${b}`.includes(unreadable)

/** Metadata may leave out third parties that the XML names; where it names another buyer, the invoice is his. */
export function addresseeOfBoth(metadata: KsefMetadata, fa: FaFacts | null, nip: string): Addressee {
  const stated = addresseeOf(metadata, nip)
  if (fa === null || (stated !== 'nobody-here' && !isOtherNip(fa.buyer.id, metadata.buyer.id))) return stated
  return addresseeOf(fa, nip)
}
