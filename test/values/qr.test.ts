import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDay } from '../../src/values/day.ts'
import {
  isKsefLink,
  parseQrLink,
  qrLinkI,
  qrLinksIn,
  toBase64Url,
  toPlainBase64,
} from '../../src/values/qr.ts'

const official =
  'https://qr-test.ksef.mf.gov.pl/invoice/1111111111/01-02-2026/UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE'
const hashOfAbc = 'ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='
const hashOfAbcInUrl = 'ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0'
const serial = '01F20A5D352AE590'
const linkII = `https://qr.ksef.mf.gov.pl/certificate/Nip/1111111111/5265877635/${serial}/${hashOfAbcInUrl}/c2lnbmF0dXJl-_8`

describe('Base64 alphabets', () => {
  it('turns SHA-256 of "abc" both ways', () => {
    expect(toPlainBase64(hashOfAbcInUrl)).toBe(hashOfAbc)
    expect(toBase64Url(hashOfAbc)).toBe(hashOfAbcInUrl)
  })

  it('agrees with the platform for bytes of any length', async () => {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode('abc')))
    expect(btoa(String.fromCharCode(...digest))).toBe(hashOfAbc)
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
        const plain = btoa(String.fromCharCode(...bytes))
        expect(toBase64Url(plain)).toMatch(/^[A-Za-z0-9_-]*$/)
        expect(toPlainBase64(toBase64Url(plain))).toBe(plain)
      }),
    )
  })
})

describe('KOD I', () => {
  it('reads the official example', () => {
    expect(parseQrLink(official)).toEqual({
      code: 'I',
      environment: 'test',
      sellerNip: '1111111111',
      issueDay: '2026-02-01',
      hash: 'UtQp9Gpc51y+u3xApZjIjgkpZ01js+J8KflSPW8WzIE=',
    })
  })

  it('accepts a final slash and tells the environments apart', () => {
    expect(parseQrLink(`${official}/`)).toEqual(parseQrLink(official))
    expect(parseQrLink(official.replace('qr-test', 'qr'))?.environment).toBe('production')
    expect(parseQrLink(official.replace('qr-test', 'qr-demo'))?.environment).toBe('demo')
  })

  it('prints the official example', () => {
    const hash = 'UtQp9Gpc51y+u3xApZjIjgkpZ01js+J8KflSPW8WzIE='
    expect(qrLinkI('test', '1111111111', parseDay('2026-02-01')!, hash)).toBe(official)
  })

  it('reads what it prints', () => {
    const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 })
    const environment = fc.constantFrom('production' as const, 'test' as const, 'demo' as const)
    const days = fc.integer({ min: 0, max: 36_000 }).map((n) => {
      return parseDay(new Date(Date.UTC(2000, 0, 1 + n)).toISOString().slice(0, 10))!
    })
    fc.assert(
      fc.property(environment, days, bytes, (where, issueDay, sha256) => {
        const hash = btoa(String.fromCharCode(...sha256))
        const link = qrLinkI(where, '5265877635', issueDay, hash)
        expect(parseQrLink(link)).toEqual({
          code: 'I',
          environment: where,
          sellerNip: '5265877635',
          issueDay,
          hash,
        })
      }),
    )
  })

  const read = parseQrLink(official)
  const coded = encodeURIComponent
  it.each([
    ['the app of the Ministry', official.replace('.pl/', '.pl/client-app/')],
    [
      'the app on the host before',
      official.replace('qr-test.ksef.mf.gov.pl/', 'ksef-test.mf.gov.pl/client-app/'),
    ],
    ['the host before', official.replace('qr-test.ksef', 'ksef-test')],
    ['the interface', official.replace('qr-test', 'api-test')],
    [
      'the app, as telephones print it',
      official.replace('qr-test.ksef.mf.gov.pl', 'api-test.ksef.mf.gov.pl/client-app'),
    ],
    ['a padded hash', `${official}=`],
    ['a hash padded twice', `${official}==`],
    ['padding that is encoded', `${official}%3D`],
    ['padding and a final slash', `${official}%3d/`],
    ['a link that is encoded as a whole', coded(official)],
    ['a padded link that is encoded as a whole', coded(`${official}%3D`)],
    ['a scheme in capitals', official.replace('https', 'HTTPS')],
    ['a host in capitals', official.replace('qr-test.ksef.mf.gov.pl', 'QR-Test.KSeF.MF.gov.PL')],
    ['a path in capitals', official.replace('/invoice/', '/Invoice/')],
    ['a port', official.replace('.pl/', '.pl:443/')],
    ['a query', `${official}?utm_source=mail&b=/x`],
    ['a fragment', `${official}#x`],
    ['a query after a slash', `${official}/?a=1#b`],
    ['outer space', `\t ${official}\r\n`],
    ['lines', `${official.slice(0, 50)}\n   ${official.slice(50, 90)}\r\n${official.slice(90)}`],
    [
      'soft hyphens and joiners',
      `\ufeff${official.slice(0, 60)}\u00ad${official.slice(60, 95)}\u200b${official.slice(95)}`,
    ],
    ['a no-break space', `${official.slice(0, 60)}\u00a0${official.slice(60)}`],
    ['a hash in the plain alphabet', official.replaceAll('y-u', 'y+u').replaceAll('s-J', 's+J')],
  ])('is read from %s', (_, url) => {
    expect(parseQrLink(url)).toEqual(read)
    expect(isKsefLink(url)).toBe(true)
  })

  it('tells the environments apart on every host', () => {
    const environments = ['', '-test', '-demo'].flatMap((suffix) =>
      [`qr${suffix}.ksef`, `ksef${suffix}`, `api${suffix}.ksef`].map(
        (host) => parseQrLink(official.replace('qr-test.ksef', host))?.environment,
      ),
    )
    expect(environments).toEqual(['production', 'test', 'demo'].flatMap((e) => [e, e, e]))
  })

  it.each([
    ['cut off', official.slice(0, -1)],
    ['cut off early', official.slice(0, -30)],
    ['too long', `${official}A`],
    ['of characters that no 32 bytes encode to', `${official.slice(0, -1)}F`],
    ['with another character', official.replace('y-u', 'y*u')],
    ['in capitals, as the whole link', official.toUpperCase()],
    ['in small letters', official.toLowerCase()],
  ])('has no hash where it is %s; seller and day are read', (_, url) => {
    expect(parseQrLink(url)).toEqual({ ...read, hash: null })
  })

  it.each([
    ['empty', ''],
    ['without TLS', official.replace('https', 'http')],
    ['another host', official.replace('ksef.mf.gov.pl', 'ksef.mf.gov.pl.example.com')],
    ['a host that only ends alike', official.replace('qr-test.', 'qr-testx')],
    ['a host with a user', official.replace('https://', 'https://qr.ksef.mf.gov.pl@')],
    ['a host in a query', `https://example.com/?u=${official}`],
    ['an unknown environment', official.replace('qr-test', 'qr-prod')],
    ['the host of messages', official.replace('qr-test', 'api-latarnia')],
    ['an unreal day', official.replace('01-02-2026', '30-02-2026')],
    ['a day in ISO order', official.replace('01-02-2026', '2026-02-01')],
    ['a short day', official.replace('01-02-2026', '1-2-2026')],
    ['digits of another script', official.replace('01-02-2026', '0١-02-2026')],
    ['a NIP with a leading zero', official.replace('1111111111', '0111111111')],
    ['no hash', official.slice(0, official.lastIndexOf('/') + 1)],
    ['a link of KSeF 1.0', 'https://ksef.mf.gov.pl/web/verify/1111111111-20250901-AB-CD-01/xyz%3D'],
  ])('refuses %s', (_, url) => {
    expect(parseQrLink(url)).toBeNull()
  })
})

describe('links that lead to KSeF', () => {
  it.each([
    official.slice(0, -20),
    official.replace('https', 'http'),
    official.replace('01-02-2026', '1.2.26'),
    'https://ksef.mf.gov.pl/web/verify/1111111111-20250901-AB-CD-01/xyz%3D',
  ])('are known where they cannot be read: %s', (url) => {
    expect(isKsefLink(url)).toBe(true)
  })

  it.each([
    '',
    'https://ksef.mf.gov.pl/',
    'https://qr.ksef.mf.gov.pl.example.com/invoice/1',
    '||PL|12|000123|||',
  ])('are not "%s"', (url) => {
    expect(isKsefLink(url)).toBe(false)
  })

  it('are found whole in a text, with whatever stands around them', () => {
    const app = `${official.replace('qr-test.ksef.mf.gov.pl', 'KSEF-test.mf.gov.pl:443/client-app')}%3D`
    expect(qrLinksIn(`Sprawdź: ${official}. Lub (${app}), ${linkII}; ${official.slice(0, -4)}`)).toEqual([
      official,
      app,
      linkII,
    ])
  })
})

describe('KOD II', () => {
  it('reads seller, hash and certificate', () => {
    expect(parseQrLink(linkII)).toEqual({
      code: 'II',
      environment: 'production',
      sellerNip: '5265877635',
      issueDay: null,
      hash: hashOfAbc,
      certificateSerial: serial,
    })
  })

  it.each(['InternalId/1111111111-00001', 'NipVatUe/1111111111-DE123456789', 'PeppolId/PPL123456'])(
    'reads the context %s',
    (context) => {
      expect(parseQrLink(linkII.replace('Nip/1111111111', context))?.sellerNip).toBe('5265877635')
    },
  )

  it('reads longer serial numbers, up to the 20 bytes of X.509', () => {
    expect(parseQrLink(linkII.replace(serial, 'a'.repeat(40)))?.certificateSerial).toBe('a'.repeat(40))
    expect(parseQrLink(linkII.replace(serial, 'a'.repeat(41)))).toBeNull()
  })

  it.each([
    ['the app', linkII.replace('qr.ksef.mf.gov.pl', 'ksef.mf.gov.pl/client-app')],
    ['padding', linkII.replace(hashOfAbcInUrl, `${hashOfAbcInUrl}=`).concat('==')],
    ['a link encoded as a whole', encodeURIComponent(linkII)],
    [
      'port, query and capitals',
      `${linkII.replace('https://qr.ksef', 'HTTPS://QR.ksef').replace('.pl/', '.pl:443/')}/?a#b`,
    ],
  ])('is read from %s', (_, url) => {
    expect(parseQrLink(url)).toEqual(parseQrLink(linkII))
  })

  it('tells an offline invoice where its hash cannot be read', () => {
    const url = linkII.replace(hashOfAbcInUrl, hashOfAbcInUrl.slice(1))
    expect(parseQrLink(url)).toMatchObject({ code: 'II', sellerNip: '5265877635', hash: null })
  })

  it.each([
    ['another kind of context', linkII.replace('/Nip/', '/Pesel/')],
    ['an empty context', linkII.replace('Nip/1111111111', 'Nip/')],
    ['no signature', linkII.slice(0, linkII.lastIndexOf('/'))],
    ['a serial that is not hexadecimal', linkII.replace(serial, '01F20A5D352AE59G')],
  ])('refuses %s', (_, url) => {
    expect(parseQrLink(url)).toBeNull()
  })
})
