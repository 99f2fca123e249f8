import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fromBase64 } from '../../src/ksef/bytes.ts'
import { readCertificate, readPublicKey } from '../../src/ksef/certificate.ts'
import { type Credential, CredentialProblem, checkCredential } from '../../src/ksef/credential.ts'
import type { Instant } from '../../src/values/instant.ts'
import { testCertificate } from '../support/certificates.ts'

const now = '2026-11-20T08:00:00Z' as Instant
const samples = join(import.meta.dirname, '../../../shared/ksef/samples-auth')
const rsa = testCertificate({ key: 'rsa' })
const ec = testCertificate({ key: 'P-256' })

describe('a certificate', () => {
  it('is read as another reader reads it', () => {
    for (const { der } of [rsa, ec]) {
      const mine = readCertificate(new Uint8Array(der))
      const other = new X509Certificate(der)
      expect(BigInt(mine.serial)).toBe(BigInt(`0x${other.serialNumber}`))
      expect(Date.parse(mine.validFrom)).toBe(Date.parse(other.validFrom))
      expect(Date.parse(mine.validTo)).toBe(Date.parse(other.validTo))
      const spki = other.publicKey.export({ type: 'spki', format: 'der' })
      expect(Buffer.from(mine.publicKey.bytes)).toEqual(spki)
      expect(readPublicKey(new Uint8Array(spki))).toEqual(mine.publicKey)
    }
    expect(readCertificate(new Uint8Array(rsa.der)).publicKey).toMatchObject({ kind: 'RSA', bits: 2048 })
  })

  it.skipIf(!existsSync(samples))('is named as in the signed samples', () => {
    for (const name of [
      'auth-token-request-2.0.signed-ecdsa-p256.xml',
      'auth-token-request-2.1.signed-rsa2048.xml',
    ]) {
      const xml = readFileSync(join(samples, name), 'utf8')
      const inside = (tag: string) => new RegExp(`<ds:${tag}>([^<]+)<`).exec(xml)?.[1] ?? ''
      const { issuer, serial } = readCertificate(fromBase64(inside('X509Certificate')))
      expect([issuer, serial]).toEqual([inside('X509IssuerName'), inside('X509SerialNumber')])
    }
  })
})

const pair = (certificate: { pem: string }, key: string): Credential => ({
  type: 'certificate',
  certificatePem: certificate.pem,
  privateKeyPem: key,
})
const pem = (type: 'pkcs1' | 'sec1') => {
  const { privateKey } = type === 'pkcs1' ? rsa : ec
  return privateKey.export({ type, format: 'pem' }) as string
}
const encrypted = rsa.privateKey.export({
  type: 'pkcs8',
  format: 'pem',
  cipher: 'aes-256-cbc',
  passphrase: 'x',
})
const expired = testCertificate({ key: 'P-256', to: '2026-11-01' })
const future = testCertificate({ key: 'P-256', from: '2026-12-01' })
const offline = testCertificate({ key: 'P-256', usage: 'offline' })
const weak = testCertificate({ key: 'rsa-1024' })
const { privateKey: strange } = generateKeyPairSync('ed25519')

describe('a credential', () => {
  it.each<[code: string, credential: Credential]>([
    ['token-white-space', { type: 'token', token: 'abc def' }],
    ['token-white-space', { type: 'token', token: 'abc\n' }],
    ['certificate-unreadable', pair({ pem: 'x' }, rsa.privateKeyPem)],
    ['certificate-unreadable', pair({ pem: rsa.privateKeyPem }, rsa.privateKeyPem)],
    ['certificate-unreadable', pair({ pem: rsa.pem.replace('MII', 'MIJ') }, rsa.privateKeyPem)],
    ['certificate-key-weak', pair(weak, weak.privateKeyPem)],
    ['certificate-not-for-signing-in', pair(offline, offline.privateKeyPem)],
    ['certificate-expired', pair(expired, expired.privateKeyPem)],
    ['certificate-not-yet-valid', pair(future, future.privateKeyPem)],
    ['key-unreadable', pair(rsa, rsa.pem)],
    ['key-unreadable', pair(rsa, '')],
    ['key-encrypted', pair(rsa, encrypted as string)],
    ['key-does-not-fit', pair(rsa, testCertificate({ key: 'rsa' }).privateKeyPem)],
    ['key-does-not-fit', pair(rsa, ec.privateKeyPem)],
    ['key-does-not-fit', pair(ec, strange.export({ type: 'pkcs8', format: 'pem' }) as string)],
  ])('is refused: %s', async (code, credential) => {
    const refused = await checkCredential(credential, now).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(CredentialProblem)
    expect(refused).toMatchObject({ code })
    expect((refused as Error).message).toMatch(/\. [A-Z]|: |this certificate/)
  })

  it('is taken as token, and as certificate with its key in the usual forms', async () => {
    expect(await checkCredential({ type: 'token', token: 'a|b|c' }, now)).toBeNull()
    expect((await checkCredential(pair(rsa, rsa.privateKeyPem), now))?.issuer).toBe(
      'C=PL,CN=Modrzew Handel,2.5.4.97=VATPL-9376032788,O=Modrzew Handel sp. z o.o.',
    )
    await checkCredential(pair(rsa, pem('pkcs1')), now)
    await checkCredential(pair(ec, ec.privateKeyPem), now)
    await checkCredential(pair(ec, pem('sec1')), now)
  })
})
