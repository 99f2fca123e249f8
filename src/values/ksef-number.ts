/** The number KSeF gives to an invoice. Source: KSeF number specification of the Ministry of Finance. */
import type { Day } from './day.ts'
import { parseDay } from './day.ts'

declare const brand: unique symbol

/** `NIP-YYYYMMDD-HHHHHHHHHHHH-CC`; numbers of KSeF 1.0 have one more hyphen inside the hexadecimal part. */
export type KsefNumber = string & { readonly [brand]: 'KsefNumber' }

const shape =
  /^([1-9](?:\d[1-9]|[1-9]\d)\d{7})-(20[2-9]\d|2[1-9]\d{2}|[3-9]\d{3})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])-[0-9A-F]{6}-?[0-9A-F]{6}-([0-9A-F]{2})$/

/** Remainders of CRC-8 with the polynomial x^8 + x^2 + x + 1 (0x07), one for each byte. */
const remainders = Uint8Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte
  for (let bit = 0; bit < 8; bit += 1) remainder = (remainder << 1) ^ (remainder & 0x80 ? 0x107 : 0)
  return remainder
})

/**
 * Reads a KSeF number exactly as written (35 characters, or 36 of KSeF 1.0, kept in their form). Null when it has
 * another form or its day does not exist. A wrong checksum is reported, not refused: numbers that come from KSeF or
 * from a user must pass, numbers quoted inside invoices are known to fail and deserve a warning only.
 */
export function parseKsefNumber(
  text: string,
): { number: KsefNumber; sellerNip: string; acceptedDay: Day; checksumOk: boolean } | null {
  const match = shape.exec(text)
  if (match === null) return null
  const acceptedDay = parseDay(`${match[2]}-${match[3]}-${match[4]}`)
  if (acceptedDay === null) return null
  const checksumOk = ksefChecksum(text.slice(0, -3)) === match[5]
  return { number: text as KsefNumber, sellerNip: match[1]!, acceptedDay, checksumOk }
}

/**
 * CRC-8 (polynomial 0x07, initial value 0, no reflection, no final XOR) of the ASCII characters before the last
 * hyphen, 32 of them in a number of KSeF 2.0, as two upper-case hexadecimal digits.
 */
export function ksefChecksum(first32: string): string {
  let crc = 0
  for (let i = 0; i < first32.length; i += 1) crc = remainders[crc ^ (first32.charCodeAt(i) & 0xff)]!
  return `${crc < 16 ? '0' : ''}${crc.toString(16).toUpperCase()}`
}
