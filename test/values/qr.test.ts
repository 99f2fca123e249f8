import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDay } from '../../src/values/day.ts'
import { parseQrLink, qrLinkI, toBase64Url, toPlainBase64 } from '../../src/values/qr.ts'

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

  it.each([
    ['empty', ''],
    ['without TLS', official.replace('https', 'http')],
    ['another host', official.replace('ksef.mf.gov.pl', 'ksef.mf.gov.pl.example.com')],
    ['a host that only ends alike', official.replace('qr-test.', 'qr-testx')],
    ['a host with a user', official.replace('https://', 'https://qr.ksef.mf.gov.pl@')],
    ['an unknown environment', official.replace('qr-test', 'qr-prod')],
    ['a port', official.replace('.pl/', '.pl:443/')],
    ['a query', `${official}?a=1`],
    ['a fragment', `${official}#a`],
    ['outer space', ` ${official}`],
    ['a line break', `${official}\n`],
    ['an unreal day', official.replace('01-02-2026', '30-02-2026')],
    ['a day in ISO order', official.replace('01-02-2026', '2026-02-01')],
    ['a short day', official.replace('01-02-2026', '1-2-2026')],
    ['digits of another script', official.replace('01-02-2026', '0١-02-2026')],
    ['a NIP with a leading zero', official.replace('1111111111', '0111111111')],
    ['a short hash', official.slice(0, -1)],
    ['a long hash', `${official}A`],
    ['a hash no 32 bytes encode to', `${official.slice(0, -1)}F`],
    ['a hash in the plain alphabet', official.replace('y-u', 'y+u')],
    ['a padded hash', `${official}=`],
  ])('refuses %s', (_, url) => {
    expect(parseQrLink(url)).toBeNull()
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
    ['another kind of context', linkII.replace('/Nip/', '/Pesel/')],
    ['an empty context', linkII.replace('Nip/1111111111', 'Nip/')],
    ['no signature', linkII.slice(0, linkII.lastIndexOf('/'))],
    ['a serial that is not hexadecimal', linkII.replace(serial, '01F20A5D352AE59G')],
    ['a short hash', linkII.replace(hashOfAbcInUrl, hashOfAbcInUrl.slice(1))],
  ])('refuses %s', (_, url) => {
    expect(parseQrLink(url)).toBeNull()
  })
})
