import { createHash, generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { base64, base64Sha256, fromBase64, joinedBytes, sha256Bytes, utf8 } from '../../src/ksef/bytes.ts'
import { readCertificate, readPublicKey } from '../../src/ksef/certificate.ts'
import { type CredentialProblem, checkCredential } from '../../src/ksef/credential.ts'
import { der, derValue, derValues, oidText, wholeNumber } from '../../src/ksef/der.ts'
import type { Instant } from '../../src/values/instant.ts'

/** Certificates byte by byte (ITU-T X.690, RFC 5280, RFC 4514), written by hand. */

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'))
const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
/** A value with its length in the shortest form, as DER asks. */
function tlv(tag: string, ...parts: string[]): string {
  const body = parts.join('').replaceAll(' ', '')
  const length = body.length / 2
  const short = length.toString(16).padStart(length > 255 ? 4 : 2, '0')
  return tag + (length < 128 ? '' : length < 256 ? '81' : '82') + short + body
}

describe('DER', () => {
  it('values stand one after the other, each with what is inside it', () => {
    const values = derValues(hex('04 01 aa  30 03 02 01 05  05 00'))
    expect(values.map(({ tag, body, whole }) => [tag, toHex(body), toHex(whole)])).toEqual([
      [0x04, 'aa', '0401aa'],
      [0x30, '020105', '3003020105'],
      [0x05, '', '0500'],
    ])
    expect(derValues(new Uint8Array())).toEqual([])
  })
  it.each([
    ['one byte', '04 7f', 127],
    ['a byte of its own', '04 81 80', 128],
    ['two', '04 82 01 00', 256],
    ['three, with a zero in front', '04 83 00 01 02', 258],
    ['four', '04 84 00 01 00 01', 65_537],
  ])('a length in %s', (_, head, length) => {
    const [value, ...more] = derValues(joinedBytes(hex(head), new Uint8Array(length).fill(7)))
    expect([value?.body.length, more.length]).toEqual([length, 0])
  })
  it.each([
    ['no length', '04', /ends early/],
    ['a body that is cut off', '04 02 00', /ends early/],
    ['a length that is cut off', '04 82 00', /ends early/],
    ['a tag of several bytes', '1f 01 00', /ends early/],
    ['such a tag that is constructed', 'bf 01 00', /ends early/],
    ['a length without end', '30 80 00 00', /length that DER does not have/],
    ['a length in five bytes', '04 85 00 00 00 00 01 aa', /length that DER does not have/],
  ])('refuses %s', (_, bytes, why) => {
    expect(() => derValues(hex(bytes))).toThrow(why)
  })
  it('one value is neither none nor two', () => {
    expect(derValue(hex('05 00')).tag).toBe(5)
    expect(() => derValue(hex(''))).toThrow(RangeError)
    expect(() => derValue(hex('05 00 05 00'))).toThrow(RangeError)
  })
  it.each([
    [0, '0400'],
    [1, '040107'],
    [127, '047f'],
    [128, '048180'],
    [255, '0481ff'],
    [256, '04820100'],
    [65_536, '0483010000'],
  ])('%i bytes are wrapped with the shortest length', (length, head) => {
    const wrapped = der(4, new Uint8Array(length).fill(7))
    expect(toHex(wrapped).startsWith(head)).toBe(true)
    expect(derValue(wrapped).body.length).toBe(length)
  })
  it('wraps parts in their order', () => {
    expect(toHex(der(0x30, hex('020105'), hex('0500')))).toBe('30050201050500')
  })
  it.each([
    ['2a 86 48 86 f7 0d 01 01 01', '1.2.840.113549.1.1.1'],
    ['55 1d 0f', '2.5.29.15'],
    ['09 92 26 89 93 f2 2c 64 01 19', '0.9.2342.19200300.100.1.25'],
    ['4f', '1.39'],
    ['28', '1.0'],
    ['27', '0.39'],
    ['50', '2.0'],
    // The example of X.690, 8.19.5.
    ['81 34 03', '2.100.3'],
  ])('the object identifier %s is %s', (body, text) => {
    expect(oidText(derValue(hex(tlv('06', body))))).toBe(text)
  })
  it('a whole number may have any length', () => {
    expect(wholeNumber(derValue(hex('02 01 00')))).toBe(0n)
    expect(wholeNumber(derValue(hex('02 02 00 80')))).toBe(128n)
    expect(wholeNumber(derValue(hex('02 09 01 00 00 00 00 00 00 00 02')))).toBe(2n ** 64n + 2n)
  })
})

describe('bytes', () => {
  it('are Base64 in any length', () => {
    for (const length of [0, 1, 2, 3, 8191, 8192, 8193, 20_000]) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 7 + (i >> 8)) % 256)
      expect(base64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
      expect(Buffer.compare(fromBase64(base64(bytes)), bytes)).toBe(0)
    }
    expect(() => fromBase64('*')).toThrow()
  })
  it('are joinedBytes in their order, and hashed as KSeF writes hashes', async () => {
    expect(joinedBytes()).toEqual(new Uint8Array())
    expect(joinedBytes(hex('01'), hex(''), hex('02 03'))).toEqual(hex('01 02 03'))
    expect(await base64Sha256(utf8('zażółć'))).toBe(createHash('sha256').update('zażółć').digest('base64'))
    expect((await sha256Bytes(utf8(''))).length).toBe(32)
  })
})

const utf8Text = (text: string) => tlv('0c', Buffer.from(text).toString('hex'))
const pair = (oid: string, text = utf8Text('x')) => tlv('30', tlv('06', oid), text)
const one = (oid: string, text?: string) => tlv('31', pair(oid, text))
const name = (...sets: string[]) => tlv('30', ...sets)
const utcTime = (text: string) => tlv('17', Buffer.from(text).toString('hex'))
const generalizedTime = (text: string) => tlv('18', Buffer.from(text).toString('hex'))
const [cn, c] = ['55 04 03', '55 04 06']
const [rsaOid, ecOid] = ['2a 86 48 86 f7 0d 01 01 01', '2a 86 48 ce 3d 02 01']
const rsaKey = (modulus: string) =>
  tlv(
    '30',
    tlv('30', tlv('06', rsaOid), '0500'),
    tlv('03', '00', tlv('30', tlv('02', modulus), tlv('02', '010001'))),
  )
const otherKey = (oid: string, parameter = '') =>
  tlv('30', tlv('30', tlv('06', oid), parameter), tlv('03', '00 04 05'))
const keyUsage = (bits: string, critical = '0101ff') =>
  tlv('30', tlv('06', '55 1d 0f'), critical, tlv('04', tlv('03', bits)))
/** subjectKeyIdentifier: says nothing about what the key may do. */
const keyIdentifier = tlv('30', tlv('06', '55 1d 0e'), tlv('04', tlv('04', '80 80')))

interface Said {
  version: string
  serial: string
  issuer: string
  from: string
  to: string
  subject: string
  key: string
  extensions: string[] | null
}
function bytesOf(said: Partial<Said> = {}) {
  const all: Said = {
    version: 'a003020102',
    serial: '0a',
    issuer: name(one(c, utf8Text('PL')), one(cn, utf8Text('CA'))),
    from: utcTime('260101000000Z'),
    to: utcTime('280101000000Z'),
    subject: name(one(cn, utf8Text('Jan'))),
    key: rsaKey(`00 80${'00'.repeat(255)}`),
    extensions: null,
    ...said,
  }
  const extensions = all.extensions === null ? '' : tlv('a3', tlv('30', ...all.extensions))
  const algorithm = tlv('30', tlv('06', '2a 86 48 86 f7 0d 01 01 0b'))
  const body = tlv(
    '30',
    all.version,
    tlv('02', all.serial),
    algorithm,
    all.issuer,
    tlv('30', all.from, all.to),
    all.subject,
    all.key,
    extensions,
  )
  return hex(tlv('30', body, algorithm, tlv('03', '00 01')))
}
const certificate = (said: Partial<Said> = {}) => readCertificate(bytesOf(said))

describe('a certificate', () => {
  it('says who, by whom, from when to when; the version may be left out', () => {
    for (const version of ['a003020102', ''])
      expect(certificate({ version })).toMatchObject({
        issuer: 'CN=CA,C=PL',
        subject: 'CN=Jan',
        serial: '10',
        validFrom: '2026-01-01T00:00:00Z',
        validTo: '2028-01-01T00:00:00Z',
        publicKey: { kind: 'RSA', bits: 2048 },
        mayAuthenticate: true,
      })
  })
  it.each([
    [utcTime('260203040506Z'), '2026-02-03T04:05:06Z'],
    [utcTime('491231235959Z'), '2049-12-31T23:59:59Z'],
    [utcTime('991231235959Z'), '1999-12-31T23:59:59Z'],
    [generalizedTime('20500101000000Z'), '2050-01-01T00:00:00Z'],
    [generalizedTime('21001231235959Z'), '2100-12-31T23:59:59Z'],
    [generalizedTime('21010101000000Z'), '2100-12-31T00:00:00Z'],
    [generalizedTime('99991231235959Z'), '2100-12-31T00:00:00Z'],
  ])('ends at the time %s: %s', (to, expected) => {
    expect(certificate({ to }).validTo).toBe(expected)
  })
  it.each([
    ['without seconds', utcTime('2601010000Z'), /certificates do not have/],
    ['with an offset', utcTime('260101000000+0100'), /certificates do not have/],
    ['of two digits for the year in the long form', generalizedTime('260101000000Z'), /do not have/],
    ['on a day that does not exist', utcTime('260230000000Z'), /does not exist/],
    ['of the last century', utcTime('500101000000Z'), /does not exist/],
  ])('is refused with a time %s', (_, from, why) => {
    expect(() => certificate({ from })).toThrow(why)
  })
  it.each([
    ['55 04 03', 'CN'],
    ['55 04 07', 'L'],
    ['55 04 08', 'ST'],
    ['55 04 0a', 'O'],
    ['55 04 0b', 'OU'],
    ['55 04 06', 'C'],
    ['55 04 09', 'STREET'],
    ['09 92 26 89 93 f2 2c 64 01 19', 'DC'],
    ['09 92 26 89 93 f2 2c 64 01 01', 'UID'],
    ['55 04 61', '2.5.4.97'],
  ])('names the attribute %s as %s', (oid, expected) => {
    expect(certificate({ subject: name(one(oid)) }).subject).toBe(`${expected}=x`)
  })
  it.each([
    ['a,b+c"d\\e<f>g;h', 'a\\,b\\+c\\"d\\\\e\\<f\\>g\\;h'],
    [' a b ', '\\ a b\\ '],
    ['#a#', '\\#a#'],
    ['a=b', 'a=b'],
    ['a\nb\u007f', 'a\\0Ab\\7F'],
    ['Żółć', 'Żółć'],
  ])('writes the text %j as %s', (text, expected) => {
    expect(certificate({ subject: name(one(cn, utf8Text(text))) }).subject).toBe(`CN=${expected}`)
  })
  it('reads text of two bytes for each letter, and several attributes in one part', () => {
    expect(certificate({ subject: name(one(cn, tlv('1e', '017b 0061'))) }).subject).toBe('CN=Ża')
    const both = name(one(c, utf8Text('PL')), tlv('31', pair(cn, utf8Text('a')), pair('55 04 0a')))
    expect(certificate({ subject: both }).subject).toBe('CN=a+O=x,C=PL')
  })
  it.each<[string, string[] | null, boolean]>([
    ['says nothing on its use', null, true],
    ['says something else', [keyIdentifier], true],
    ['is for digital signatures', [keyUsage('07 80')], true],
    ['is for these among others', [keyUsage('05 a0')], true],
    ['is for proofs of origin and signatures', [keyUsage('06 c0')], true],
    ['is for proofs of origin alone', [keyUsage('06 40')], false],
    ['is for all but signatures', [keyUsage('00 7f')], false],
    ['is for nothing', [keyUsage('00')], false],
    ['says so behind something else', [keyIdentifier, keyUsage('06 40')], false],
    ['says so before something else', [keyUsage('06 40'), keyIdentifier], false],
    ['says so without weight', [keyUsage('06 40', '')], false],
  ])('that %s may sign in: %#', (_, extensions, expected) => {
    expect(certificate({ extensions }).mayAuthenticate).toBe(expected)
  })
  it('is none where something is missing', () => {
    expect(() => readCertificate(hex('30 00'))).toThrow(/missing/)
    expect(() => readCertificate(hex('30 02 30 00'))).toThrow(/missing/)
    expect(() => certificate({ key: '' })).toThrow(RangeError)
  })
})

describe('a public key', () => {
  const kindOf = (key: string) => {
    const { kind, bits } = readPublicKey(hex(key))
    return [kind, bits]
  }
  it.each<[string, string, string, number | null]>([
    ['RSA of 2048 bits', rsaKey(`00 80${'00'.repeat(255)}`), 'RSA', 2048],
    ['RSA of 2047 bits', rsaKey(`7f${'ff'.repeat(255)}`), 'RSA', 2047],
    ['the curve P-256', otherKey(ecOid, tlv('06', '2a 86 48 ce 3d 03 01 07')), 'P-256', null],
    ['the curve P-384', otherKey(ecOid, tlv('06', '2b 81 04 00 22')), 'P-384', null],
    ['the curve P-521', otherKey(ecOid, tlv('06', '2b 81 04 00 23')), 'P-521', null],
    ['a curve that KSeF does not take', otherKey(ecOid, tlv('06', '2b 81 04 00 0a')), 'other', null],
    ['a curve that is spelt out', otherKey(ecOid, tlv('30', tlv('06', '2b 81 04 00 22'))), 'other', null],
    ['a curve as another kind of value', otherKey(ecOid, tlv('04', '2b 81 04 00 22')), 'other', null],
    ['no curve', otherKey(ecOid), 'other', null],
    ['Ed25519', otherKey('2b 65 70'), 'other', null],
  ])('is %s', (_, key, kind, bits) => {
    expect(kindOf(key)).toEqual([kind, bits])
    expect(toHex(readPublicKey(hex(key)).bytes)).toBe(key)
  })
})

describe('a certificate for signing in', () => {
  const refusedFor = async (key: string) => {
    const pem = (label: string, bytes: Uint8Array) =>
      `-----BEGIN ${label}-----\n${base64(bytes)}\n-----END ${label}-----`
    const credential = {
      type: 'certificate' as const,
      certificatePem: pem('CERTIFICATE', bytesOf({ key })),
      privateKeyPem: pem('PRIVATE KEY', hex('05 00')),
    }
    const refused = await checkCredential(credential, '2026-11-20T08:00:00Z' as Instant).catch(
      (e: unknown) => e,
    )
    return (refused as CredentialProblem).code
  }
  // A key that is strong enough is asked for its private half next, which is none here.
  it.each<[string, string, string]>([
    ['RSA of 2048 bits', rsaKey(`00 80${'00'.repeat(255)}`), 'key-does-not-fit'],
    ['RSA of 2047 bits', rsaKey(`7f${'ff'.repeat(255)}`), 'certificate-key-weak'],
    ['the curve P-521', otherKey(ecOid, tlv('06', '2b 81 04 00 23')), 'key-does-not-fit'],
    ['a curve that KSeF does not take', otherKey(ecOid, tlv('06', '2b 81 04 00 0a')), 'certificate-key-weak'],
    ['Ed25519', otherKey('2b 65 70'), 'certificate-key-weak'],
  ])('with %s is judged by its key', async (_, key, code) => {
    expect(await refusedFor(key)).toBe(code)
  })
})

describe('a key of an elliptic curve', () => {
  it.each(['P-256', 'P-384', 'P-521'])(
    '%s is taken in its own form and in the common one',
    async (namedCurve) => {
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve })
      const der = bytesOf({ key: toHex(publicKey.export({ type: 'spki', format: 'der' })) })
      const certificatePem = `-----BEGIN CERTIFICATE-----\n${base64(der)}\n-----END CERTIFICATE-----`
      for (const type of ['sec1', 'pkcs8'] as const) {
        const privateKeyPem = privateKey.export({ type, format: 'pem' }) as string
        const credential = { type: 'certificate' as const, certificatePem, privateKeyPem }
        const taken = await checkCredential(credential, '2026-11-20T08:00:00Z' as Instant)
        expect(taken?.publicKey.kind).toBe(namedCurve)
      }
    },
  )
})

describe('the time in which a certificate is in force', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const der = bytesOf({ key: toHex(publicKey.export({ type: 'spki', format: 'der' })) })
  const credential = {
    type: 'certificate' as const,
    certificatePem: `-----BEGIN CERTIFICATE-----\n${base64(der)}\n-----END CERTIFICATE-----`,
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  }
  it.each([
    ['2025-12-31T23:59:59Z', 'certificate-not-yet-valid'],
    ['2026-01-01T00:00:00Z', null],
    ['2027-12-31T23:59:59Z', null],
    ['2028-01-01T00:00:00Z', 'certificate-expired'],
  ])('at %s: %s', async (now, code) => {
    const refused = await checkCredential(credential, now as Instant).then(
      () => null,
      (e: CredentialProblem) => e,
    )
    expect(refused?.code ?? null).toBe(code)
    if (refused) expect(refused.field).toBe('certificatePem')
  })
})
