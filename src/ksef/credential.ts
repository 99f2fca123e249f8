import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import { compareInstants, type Instant } from '../values/instant.ts'
import { SpokenError } from '../values/refusal.ts'
import { type Bytes, fromBase64 } from './bytes.ts'
import { type Certificate, readCertificate } from './certificate.ts'
import { der } from './der.ts'

/** How a taxpayer signs in: with a KSeF token, or with a certificate and its private key. */
export type Credential =
  | { type: 'token'; token: string }
  | { type: 'certificate'; certificatePem: string; privateKeyPem: string }

type CredentialProblemCode =
  | 'token-white-space'
  | 'certificate-unreadable'
  | 'certificate-key-weak'
  | 'certificate-not-for-signing-in'
  | 'certificate-expired'
  | 'certificate-not-yet-valid'
  | 'key-unreadable'
  | 'key-encrypted'
  | 'key-does-not-fit'

/** A credential that cannot work; `field` names what must be changed. */
export class CredentialProblem extends SpokenError {
  readonly code: CredentialProblemCode
  readonly field: string
  constructor(code: CredentialProblemCode, field: string, detail: Said) {
    super(detail)
    this.code = code
    this.field = field
  }
}

/** A certificate with its key, ready to sign: SHA-256 with RSA (PKCS#1 v1.5) or with ECDSA, as R||S. */
export interface Signer {
  certificate: Certificate
  sign: (data: Bytes) => Promise<Bytes>
}

const leastRsaBits = 2048

/**
 * Judges a credential without asking KSeF: what it says, whether the key fits the certificate, whether it is in force.
 * @throws CredentialProblem
 */
export async function checkCredential(credential: Credential, now: Instant): Promise<Certificate | null> {
  if (credential.type === 'token') {
    if (/\s/.test(credential.token)) {
      throw new CredentialProblem('token-white-space', 'token', say('credential.token-white-space'))
    }
    return null
  }
  const { certificate } = await signerOf(credential)
  if (compareInstants(certificate.validTo, now) <= 0) {
    const message = say('credential.certificate-expired', { at: certificate.validTo })
    throw new CredentialProblem('certificate-expired', 'certificatePem', message)
  }
  if (compareInstants(certificate.validFrom, now) > 0) {
    const message = say('credential.certificate-not-yet-valid', { from: certificate.validFrom })
    throw new CredentialProblem('certificate-not-yet-valid', 'certificatePem', message)
  }
  return certificate
}

/** Reads a certificate and its key. @throws CredentialProblem */
export async function signerOf(pair: { certificatePem: string; privateKeyPem: string }): Promise<Signer> {
  const certificate = certificateOf(pair.certificatePem)
  const { kind } = certificate.publicKey
  const rsa = kind === 'RSA'
  const importing = rsa ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } : { name: 'ECDSA', namedCurve: kind }
  const signing = rsa ? { name: 'RSASSA-PKCS1-v1_5' } : { name: 'ECDSA', hash: 'SHA-256' }
  const key = await importKey(privateKeyOf(pair.privateKeyPem, kind), importing, rsa)
  const sign = async (data: Bytes) => new Uint8Array(await crypto.subtle.sign(signing, key, data))
  const { bytes } = certificate.publicKey
  const publicKey = await crypto.subtle.importKey('spki', bytes, importing, false, ['verify'])
  const sample = new Uint8Array(32)
  if (!(await crypto.subtle.verify(signing, publicKey, await sign(sample), sample))) throw mismatch()
  return { certificate, sign }
}

const mismatch = () =>
  new CredentialProblem('key-does-not-fit', 'privateKeyPem', say('credential.key-of-another'))

async function importKey(
  pkcs8: Bytes,
  algorithm: { name: string; hash?: string; namedCurve?: string },
  rsa: boolean,
): Promise<CryptoKey> {
  try {
    return await crypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign'])
  } catch {
    const message = say('credential.key-of-another-kind', { kind: rsa ? 'RSA' : 'EC' })
    throw new CredentialProblem('key-does-not-fit', 'privateKeyPem', message)
  }
}

function certificateOf(pem: string): Certificate {
  const refuse = (code: CredentialProblemCode, message: Said) =>
    new CredentialProblem(code, 'certificatePem', message)
  const block = blockOf(pem)
  let certificate: Certificate
  try {
    if (block?.label !== 'CERTIFICATE') throw new RangeError(block?.label)
    certificate = readCertificate(block.bytes)
  } catch {
    throw refuse('certificate-unreadable', say('credential.certificate-unreadable'))
  }
  const { kind, bits } = certificate.publicKey
  if (kind === 'other' || (kind === 'RSA' && (bits ?? 0) < leastRsaBits)) {
    throw refuse('certificate-key-weak', say('credential.certificate-key-weak', { bits: leastRsaBits }))
  }
  if (!certificate.mayAuthenticate) {
    throw refuse('certificate-not-for-signing-in', say('credential.certificate-not-for-signing-in'))
  }
  return certificate
}

/** What stands before a key in PKCS#8: the algorithm, and the curve of an elliptic one. */
const ecKey = [0x06, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1]
const algorithms: Record<string, readonly number[]> = {
  RSA: [0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1, 5, 0],
  'P-256': [...ecKey, 0x06, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7],
  'P-384': [...ecKey, 0x06, 5, 0x2b, 0x81, 4, 0, 0x22],
  'P-521': [...ecKey, 0x06, 5, 0x2b, 0x81, 4, 0, 0x23],
}

/** A private key as PKCS#8; the older PEM forms of OpenSSL are wrapped (RFC 5958, section 2). */
function privateKeyOf(pem: string, kind: string): Bytes {
  const block = blockOf(pem)
  const refuse = (code: CredentialProblemCode, message: Said) =>
    new CredentialProblem(code, 'privateKeyPem', message)
  if (block?.label === 'ENCRYPTED PRIVATE KEY' || pem.includes('Proc-Type: 4,ENCRYPTED')) {
    const command = 'openssl pkcs8 -topk8 -nocrypt -in key.pem'
    throw refuse('key-encrypted', say('credential.key-encrypted', { command }))
  }
  if (block?.label === 'PRIVATE KEY') return block.bytes
  if (block?.label === (kind === 'RSA' ? 'RSA PRIVATE KEY' : 'EC PRIVATE KEY')) {
    const zero = Uint8Array.from([2, 1, 0])
    return der(0x30, zero, der(0x30, Uint8Array.from(algorithms[kind] ?? [])), der(0x04, block.bytes))
  }
  throw refuse(
    'key-unreadable',
    say('credential.key-unreadable', { command: 'openssl pkcs8 -topk8 -nocrypt' }),
  )
}

/** The first PEM block (RFC 7468) that is no list of parameters. */
function blockOf(pem: string): { label: string; bytes: Bytes } | null {
  for (const [, label, body] of pem.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/g)) {
    if (label === undefined || body === undefined || label.endsWith('PARAMETERS')) continue
    try {
      return { label, bytes: fromBase64(body.replaceAll(/\s/g, '')) }
    } catch {
      return { label, bytes: new Uint8Array() }
    }
  }
  return null
}
