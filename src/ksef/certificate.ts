import { type Instant, parseInstant } from '../values/instant.ts'
import { present } from '../values/present.ts'
import type { Bytes } from './bytes.ts'
import { type Der, derValue, derValues, oidText, wholeNumber } from './der.ts'

/** What signing and encrypting need of an X.509 certificate (RFC 5280). */
export interface Certificate {
  bytes: Bytes
  /** Issuer and serial number as XML signatures name a certificate: RFC 4514 text and decimal. */
  issuer: string
  subject: string
  serial: string
  validFrom: Instant
  validTo: Instant
  publicKey: PublicKey
  /** Whether its key may sign documents that prove who signs in; true where it says nothing on usage. */
  mayAuthenticate: boolean
}

interface PublicKey {
  /** SubjectPublicKeyInfo in DER. */
  bytes: Bytes
  kind: 'RSA' | 'P-256' | 'P-384' | 'P-521' | 'other'
  /** Length of an RSA modulus. */
  bits: number | null
}

const keyUsageOid = '2.5.29.15'
const curves: Record<string, PublicKey['kind']> = {
  '1.2.840.10045.3.1.7': 'P-256',
  '1.3.132.0.34': 'P-384',
  '1.3.132.0.35': 'P-521',
}
/** Names that RFC 4514 (section 3) gives; other attributes stand with their dotted number. */
const attributeNames: Record<string, string> = {
  '2.5.4.3': 'CN',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.6': 'C',
  '2.5.4.9': 'STREET',
  '0.9.2342.19200300.100.1.25': 'DC',
  '0.9.2342.19200300.100.1.1': 'UID',
}

/** Reads a certificate in DER. @throws RangeError when it is none */
export function readCertificate(bytes: Bytes): Certificate {
  const [body] = inside(derValue(bytes))
  const fields = inside(body)
  // The version is optional and tagged [0]; everything after it has its place.
  const [serial, , issuer, validity, subject, key] = fields[0]?.tag === 0xa0 ? fields.slice(1) : fields
  const [from, to] = inside(validity)
  const extensions = fields.find(({ tag }) => tag === 0xa3)
  return {
    bytes,
    issuer: nameText(issuer),
    subject: nameText(subject),
    serial: String(wholeNumber(value(serial))),
    validFrom: timeOf(from),
    validTo: timeOf(to),
    publicKey: readPublicKey(value(key).whole),
    mayAuthenticate: extensions === undefined || mayAuthenticate(extensions),
  }
}

/** Reads a SubjectPublicKeyInfo in DER. @throws RangeError when it is none */
export function readPublicKey(bytes: Bytes): PublicKey {
  const [algorithm, bits] = inside(derValue(bytes))
  const [oid, parameter] = inside(algorithm)
  const type = oidText(value(oid))
  if (type === '1.2.840.10045.2.1') {
    const curve = parameter?.tag === 0x06 ? curves[oidText(parameter)] : undefined
    return { bytes, kind: curve ?? 'other', bits: null }
  }
  if (type !== '1.2.840.113549.1.1.1') return { bytes, kind: 'other', bits: null }
  const [modulus] = inside(derValue(value(bits).body.slice(1)))
  return { bytes, kind: 'RSA', bits: wholeNumber(value(modulus)).toString(2).length }
}

function value(der: Der | undefined): Der {
  if (der === undefined) throw new RangeError('a part of the certificate is missing')
  return der
}
const inside = (der: Der | undefined): Der[] => derValues(value(der).body)

function mayAuthenticate(extensions: Der): boolean {
  for (const extension of inside(inside(extensions)[0])) {
    const parts = inside(extension)
    if (oidText(value(parts[0])) !== keyUsageOid) continue
    // The first bit is digitalSignature; marking offline invoices has nonRepudiation alone.
    return ((derValue(value(parts.at(-1)).body).body[1] ?? 0) & 0x80) !== 0
  }
  return true
}

/** UTCTime or GeneralizedTime (RFC 5280, 4.1.2.5). */
function timeOf(der: Der | undefined): Instant {
  const { tag, body } = value(der)
  const text = new TextDecoder().decode(body)
  const century = Number(text.slice(0, 2)) < 50 ? '20' : '19'
  const full = tag === 0x17 ? century + text : text
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(full) ?? []
  if (year === undefined) throw new RangeError('a time that certificates do not have')
  // A certificate "without end" names the year 9999, beyond the days that are served.
  if (Number(year) > 2100) return present(parseInstant('2100-12-31T00:00:00Z'))
  const instant = parseInstant(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  if (instant === null) throw new RangeError('a time that does not exist')
  return instant
}

/** A distinguished name, the last part first (RFC 4514, section 2.1). */
function nameText(name: Der | undefined): string {
  const parts = inside(name).map((set) =>
    inside(set)
      .map((pair) => {
        const [type, text] = derValues(pair.body)
        const oid = oidText(value(type))
        return `${attributeNames[oid] ?? oid}=${escaped(textOf(value(text)))}`
      })
      .join('+'),
  )
  return parts.reverse().join(',')
}

const textOf = ({ tag, body }: Der): string =>
  tag === 0x1e ? new TextDecoder('utf-16be').decode(body) : new TextDecoder().decode(body)

/** RFC 4514, section 2.4; control characters as XML signatures ask for them (XMLDSig, section 4.5.4). */
const escaped = (text: string): string =>
  text
    .replaceAll(/[,+"\\<>;]/g, '\\$&')
    .replaceAll(/^[ #]| $/g, '\\$&')
    .replaceAll(/\p{Cc}/gu, (c) => `\\${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
