import { parseNip } from '../values/nip.ts'
import type { FileRow } from './file-row.ts'

/** Greece has a code of its own for tax numbers, and another everywhere else. */
const sameCountry: Readonly<Record<string, string>> = { EL: 'GR', GR: 'EL' }

type Supplier = Pick<FileRow, 'country' | 'supplier'>

/**
 * The ids under which a supplier of a row may be known: his NIP, or country and number. The country may stand in its own
 * field, before the number, or in both; none where the row names nobody.
 */
export function sellerIdsOf({ country, supplier }: Supplier): string[] {
  const nip = parseNip(supplier)
  if (nip !== null && (country === null || country === 'PL')) return [nip]
  const number = supplier.toUpperCase().replace(/[^0-9A-Z]/g, '')
  const written = country === null ? /^([A-Z]{2})(?=.*\d)/.exec(number)?.[1] : country
  if (written === undefined || number === '' || number === 'BRAK') return []
  const codes = [written, sameCountry[written]].filter((code) => code !== undefined)
  const prefix = codes.find((code) => number.startsWith(code) && /\d/.test(number.slice(2)))
  const bare = prefix === undefined ? number : number.slice(prefix.length)
  return [...new Set(codes.flatMap((code) => [`${code}${bare}`, `${code}${number}`]))]
}

/** Is he the seller of that id? A number written with its country twice is the same. */
export const isSellerOf = (row: Supplier, sellerId: string): boolean =>
  sellerIdsOf(row).includes(sellerId) ||
  sellerIdsOf(splitId(sellerId)).some((id) => sellerIdsOf(row).includes(id))

const splitId = (id: string): Supplier =>
  /^\d/.test(id) ? { country: null, supplier: id } : { country: id.slice(0, 2), supplier: id.slice(2) }
