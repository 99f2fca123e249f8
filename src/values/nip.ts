/** NIP, the Polish tax number. */

import { present } from './present.ts'

declare const brand: unique symbol

/** Ten digits in the form the FA schemas allow. Its checksum is a separate question. */
export type Nip = string & { readonly [brand]: 'Nip' }

const schemaForm = /^[1-9](?:\d[1-9]|[1-9]\d)\d{7}$/
/** As people write it: `PL` in front, spaces or dashes (any of Unicode, the minus sign too) between the digits. */
const writtenForm = /^(?:PL[\s\p{Pd}\u2212]*)?(\d(?:[\s\p{Pd}\u2212]*\d){9})$/iu
/** Soft hyphens, zero-width characters, marks of direction: nobody sees them, and copied text is full of them. */
const invisible = /\p{Cf}+/gu
const weights = [6, 5, 7, 2, 3, 4, 5, 6, 7]

/**
 * The taxpayer under this number is an example, never a firm. Numbers of ten equal digits have a right check digit and are
 * nobody's; the Ministry of Finance prints this one on its specimens of invoices.
 */
export const exampleNip: Nip = present(parseNip('9999999999'))

/**
 * Reads a NIP, dropping outer spaces, inner spaces and dashes, characters that nobody sees and a `PL` prefix. Null when
 * what is left is not ten digits of the form in the FA schemas (type TNrNIP). The checksum is not judged: see `hasNipChecksum`.
 */
export function parseNip(text: string): Nip | null {
  if (isNip(text)) return text
  const written = writtenForm.exec(text.replace(invisible, '').trim())
  if (written === null) return null
  const digits = written[1]!.replace(/\D/g, '')
  return isNip(digits) ? digits : null
}

function isNip(text: string): text is Nip {
  return schemaForm.test(text)
}

/** Whether the last digit is the weighted sum of the first nine modulo 11; a remainder of 10 is never valid. */
export function hasNipChecksum(nip: Nip): boolean {
  let sum = 0
  for (let i = 0; i < weights.length; i += 1) sum += weights[i]! * (nip.charCodeAt(i) - 48)
  return sum % 11 === nip.charCodeAt(9) - 48
}

/**
 * Whether a seller's id is of another country: such begins with the letters of that country, one of here is ten digits.
 * Statements ask the same by `sellerOfOtherCountry` (store/candidates.ts).
 */
export const isForeignId = (sellerId: string): boolean => sellerId >= 'A'
