import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { verifyRequest } from '../../scripts/ksef-stand-in/xades.ts'
import { signedAuthRequest } from '../../src/ksef/auth-request.ts'
import { signerOf } from '../../src/ksef/credential.ts'
import type { Instant } from '../../src/values/instant.ts'
import { testCertificate } from '../support/certificates.ts'

const hasXmlsec = spawnSync('xmlsec1', ['--version']).status === 0
const request = {
  challenge: '20261120-CR-226FB7B000-3ACF9BE4C0-10',
  nip: '9376032788',
  at: '2026-11-20T08:14:30.1234567Z' as Instant,
}
const awkward = { CN: 'Jan "Ą" & <Syn>, s.c. \\ #1; +', O: '#a', C: 'PL' }
const made = (key: 'rsa' | 'P-256' | 'P-384', subject?: Record<string, string>) => {
  const { pem, privateKeyPem } = testCertificate({ key, ...(subject ? { subject } : {}) })
  return { certificatePem: pem, privateKeyPem }
}
const signed = async (key: 'rsa' | 'P-256' | 'P-384', subject?: Record<string, string>) =>
  signedAuthRequest(request, await signerOf(made(key, subject)))

const folder = mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function xmlsec(xml: string): boolean {
  const file = join(folder, 'request.xml')
  writeFileSync(file, xml)
  const id = 'http://uri.etsi.org/01903/v1.3.2#:SignedProperties'
  try {
    execFileSync('xmlsec1', ['--verify', '--insecure', '--id-attr:Id', id, file], { stdio: 'pipe' })
    return true
  } catch {
    return false
  }
}

describe.each([
  ['rsa', undefined],
  ['P-256', undefined],
  ['P-384', undefined],
  ['P-256', awkward],
] as const)('a request signed with %s %o', (key, subject) => {
  it('is accepted by a verifier that canonicalizes by itself', async () => {
    const xml = await signed(key, subject)
    expect(verifyRequest(xml)).toMatchObject({ challenge: request.challenge, nip: request.nip })
    expect(() => verifyRequest(xml.replace('>9376032788<', '>9376032787<'))).toThrow('digest')
  })
  it.skipIf(!hasXmlsec)(
    `verifies with xmlsec1${hasXmlsec ? '' : ' (skipped: xmlsec1 is not here)'}`,
    async () => {
      const xml = await signed(key, subject)
      expect(xmlsec(xml)).toBe(true)
      for (const [before, after] of [
        ['>9376032788<', '>9376032787<'],
        ['08:14:30Z', '08:14:31Z'],
        ['certificateSubject', 'certificateFingerprint'],
        ['<ds:SignatureValue>', '<ds:SignatureValue>A'],
      ] as const) {
        expect(xml).toContain(before)
        expect(xmlsec(xml.replace(before, after)), after).toBe(false)
      }
    },
  )
})
