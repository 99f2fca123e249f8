/** Seller, buyer and third parties of an FA document (Podmiot1, Podmiot2, Podmiot3). */
import { say } from '../texts/say.ts'
import { parseNip } from '../values/nip.ts'
import { badValue, first, isYes, need, needElement, token } from './fa-fields.ts'
import type { XmlNode } from './xml.ts'

/** An identifier under the names of KSeF's metadata. VatUe carries its country prefix (`DE123456789`). */
export type PartyId = { type: 'Nip' | 'VatUe' | 'Other' | 'InternalId' | 'None'; value: string | null }

const idPath = '/Faktura/Podmiot1/DaneIdentyfikacyjne'

/** The seller; its NIP must have the form of the schema, the checksum is judged elsewhere. */
export function readSeller(root: XmlNode): { nip: string; name: string | null } {
  const id = needElement(
    needElement(root, '/Faktura', 'Podmiot1'),
    '/Faktura/Podmiot1',
    'DaneIdentyfikacyjne',
  )
  const written = need(id, idPath, 'NIP')
  const nip = parseNip(written)
  if (nip === null) throw badValue(`${idPath}/NIP`, written, say('expected.nip'))
  return { nip, name: token(id, 'Nazwa') }
}

export function readBuyer(root: XmlNode): { id: PartyId; name: string | null } {
  const id = needElement(
    needElement(root, '/Faktura', 'Podmiot2'),
    '/Faktura/Podmiot2',
    'DaneIdentyfikacyjne',
  )
  return { id: readId(id), name: token(id, 'Nazwa') }
}

/** `role` is Rola; 0 for a role in words (RolaInna), as in KSeF's metadata; null when neither is given. */
export function readThirdParty(node: XmlNode): { id: PartyId; name: string | null; role: number | null } {
  const id = first(node, 'DaneIdentyfikacyjne')
  const role = token(node, 'Rola')
  return {
    id: readId(id),
    name: token(id, 'Nazwa'),
    role: role !== null && /^\d{1,2}$/.test(role) ? Number(role) : isYes(node, 'RolaInna') ? 0 : null,
  }
}

/** A malformed NIP of a party other than the seller is kept as written: it then is nobody's. */
function readId(id: XmlNode | null): PartyId {
  const nip = token(id, 'NIP')
  if (nip !== null) return { type: 'Nip', value: parseNip(nip) ?? nip }
  const vatNumber = token(id, 'NrVatUE')
  if (vatNumber !== null)
    return { type: 'VatUe', value: `${token(id, 'KodUE') ?? ''}${vatNumber}`.toUpperCase() }
  const internal = token(id, 'IDWew')
  if (internal !== null) return { type: 'InternalId', value: internal }
  const other = token(id, 'NrID')
  return other === null ? { type: 'None', value: null } : { type: 'Other', value: other }
}
