import { createHash, createSign, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

/** X.509 certificates made for tests: just enough DER (ITU-T X.690) for what the service and the stand-in read. */

const tlv = (tag: number, ...parts: (Buffer | Uint8Array)[]): Buffer => {
  const body = Buffer.concat(parts)
  if (body.length < 128) return Buffer.concat([Buffer.from([tag, body.length]), body])
  const length = Buffer.from(body.length.toString(16).padStart(body.length > 255 ? 4 : 2, '0'), 'hex')
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, body])
}
const sequence = (...parts: Buffer[]) => tlv(0x30, ...parts)
const oid = (dotted: string): Buffer => {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const bytes = rest.flatMap((arc) => {
    const digits = [arc & 0x7f]
    for (let left = arc >> 7; left > 0; left >>= 7) digits.unshift((left & 0x7f) | 0x80)
    return digits
  })
  return tlv(0x06, Buffer.from([first * 40 + second, ...bytes]))
}
const utf8 = (text: string) => tlv(0x0c, Buffer.from(text))
const time = (date: Date) =>
  tlv(0x17, Buffer.from(`${date.toISOString().slice(2, 19).replaceAll(/[-:T]/g, '')}Z`))
const integer = (value: bigint): Buffer => {
  const hex = value.toString(16)
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')
  return tlv(0x02, (bytes[0] ?? 0) > 127 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes)
}

const attributes: Record<string, string> = {
  CN: '2.5.4.3',
  SN: '2.5.4.4',
  serialNumber: '2.5.4.5',
  C: '2.5.4.6',
  O: '2.5.4.10',
  G: '2.5.4.42',
  organizationIdentifier: '2.5.4.97',
}
const nameOf = (name: Record<string, string>) =>
  sequence(
    ...Object.entries(name).map(([type, value]) =>
      tlv(0x31, sequence(oid(attributes[type] ?? type), utf8(value))),
    ),
  )

export interface TestCertificate {
  der: Buffer
  pem: string
  privateKey: KeyObject
  publicKey: KeyObject
  privateKeyPem: string
  /** Base64 SHA-256 of the DER, and of its SubjectPublicKeyInfo. */
  fingerprint: string
  keyId: string
}

/** A self-signed certificate. `usage`: signing in (digitalSignature), or marking offline invoices (nonRepudiation). */
export function testCertificate(options: {
  key: 'rsa' | 'rsa-1024' | 'P-256' | 'P-384'
  subject?: Record<string, string>
  nip?: string
  from?: string
  to?: string
  usage?: 'authentication' | 'offline'
  serial?: bigint
}): TestCertificate {
  const { key, nip = '9376032788', usage = 'authentication', serial = 0x0fa1b2c3d4e5f607n } = options
  const subject = options.subject ?? {
    O: 'Modrzew Handel sp. z o.o.',
    organizationIdentifier: `VATPL-${nip}`,
    CN: 'Modrzew Handel',
    C: 'PL',
  }
  const { privateKey, publicKey } = key.startsWith('rsa')
    ? generateKeyPairSync('rsa', { modulusLength: key === 'rsa' ? 2048 : 1024 })
    : generateKeyPairSync('ec', { namedCurve: key })
  const rsa = key.startsWith('rsa')
  const algorithm = rsa
    ? sequence(oid('1.2.840.113549.1.1.11'), Buffer.from([5, 0]))
    : sequence(oid('1.2.840.10045.4.3.2'))
  const bits = usage === 'authentication' ? 0x80 : 0x40
  const keyUsage = sequence(
    oid('2.5.29.15'),
    Buffer.from([1, 1, 0xff]),
    tlv(0x04, tlv(0x03, Buffer.from([6, bits]))),
  )
  const body = sequence(
    tlv(0xa0, Buffer.from([2, 1, 2])),
    integer(serial),
    algorithm,
    nameOf(subject),
    sequence(time(new Date(options.from ?? '2026-01-01')), time(new Date(options.to ?? '2028-01-01'))),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, sequence(keyUsage)),
  )
  const signature = rsa
    ? createSign('sha256').update(body).sign(privateKey)
    : sign('sha256', body, privateKey)
  const der = sequence(body, algorithm, tlv(0x03, Buffer.from([0]), signature))
  const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('base64')
  return {
    der,
    pem: `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replaceAll(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----\n`,
    privateKey,
    publicKey,
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    fingerprint: hash(der),
    keyId: hash(publicKey.export({ type: 'spki', format: 'der' })),
  }
}
