import { createHash, verify, X509Certificate } from 'node:crypto'
import { all, attribute, canonical, type Element, parseTree, textOf } from './c14n.ts'

/** What a signed AuthTokenRequest says, once its signature was found good. */
export interface SignedRequest {
  challenge: string
  nip: string
  certificate: X509Certificate
}

/** Refused with a code of KSeF (API notes, section 3). */
export class SignatureRefused extends Error {
  readonly code: number
  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

const namespaces = ['http://ksef.mf.gov.pl/auth/token/2.0', 'http://ksef.mf.gov.pl/auth/token/2.1']
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#'
const hash = (text: string | Buffer) => createHash('sha256').update(text).digest('base64')

/**
 * Verifies an enveloped XAdES signature as KSeF does at least: one signature, last child of the root, both references,
 * the value under the certificate's key, and the reference to the signing certificate.
 * @throws SignatureRefused
 */
export function verifyRequest(xml: string): SignedRequest {
  const root = readable(xml)
  if (root.local !== 'AuthTokenRequest' || !namespaces.includes(root.uri))
    refuse(21401, 'not an AuthTokenRequest')
  const signatures = all(root, 'Signature')
  const [signature] = signatures
  if (signature === undefined) throw new SignatureRefused(9102, 'no signature')
  if (signatures.length > 1) refuse(9103, 'too many signatures')
  if (root.children.at(-1) !== signature) refuse(9105, 'the signature is not the last child')
  const certificate = new X509Certificate(Buffer.from(text(signature, 'X509Certificate'), 'base64'))
  checkDigests(root, signature)
  checkValue(signature, certificate)
  checkCertificateReference(signature, certificate)
  return {
    challenge: text(root, 'Challenge'),
    nip: text(only(root, 'ContextIdentifier'), 'Nip'),
    certificate,
  }
}

function readable(xml: string): Element {
  try {
    return parseTree(xml)
  } catch (error) {
    throw new SignatureRefused(21001, (error as Error).message)
  }
}

function checkDigests(root: Element, signature: Element): void {
  const properties = only(signature, 'SignedProperties')
  const references = all(signature, 'Reference')
  const targets = references.map((r) => attribute(r, 'URI'))
  if (JSON.stringify(targets) !== JSON.stringify(['', `#${attribute(properties, 'Id')}`]))
    refuse(9105, `references ${targets}`)
  for (const reference of references) {
    const whole = attribute(reference, 'URI') === ''
    const transforms = all(reference, 'Transform').map((t) => attribute(t, 'Algorithm'))
    const wanted = whole ? ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', exclusive] : [exclusive]
    if (JSON.stringify(transforms) !== JSON.stringify(wanted)) refuse(9105, `transforms ${transforms}`)
    const canonicalText = whole ? canonical(root, signature) : canonical(properties)
    if (hash(canonicalText) !== text(reference, 'DigestValue')) refuse(9105, 'a digest is wrong')
  }
  if (attribute(references[1] as Element, 'Type') !== 'http://uri.etsi.org/01903#SignedProperties')
    refuse(9105, 'the reference to SignedProperties has no type')
}

function checkValue(signature: Element, certificate: X509Certificate): void {
  const info = only(signature, 'SignedInfo')
  const method = attribute(only(info, 'SignatureMethod'), 'Algorithm')
  const { asymmetricKeyType } = certificate.publicKey
  const expected = `http://www.w3.org/2001/04/xmldsig-more#${asymmetricKeyType === 'rsa' ? 'rsa' : 'ecdsa'}-sha256`
  if (method !== expected) refuse(9105, `method ${method}`)
  const value = Buffer.from(text(signature, 'SignatureValue'), 'base64')
  const key = { key: certificate.publicKey, dsaEncoding: 'ieee-p1363' as const }
  if (!verify('sha256', Buffer.from(canonical(info)), key, value)) refuse(9105, 'the value is wrong')
}

function checkCertificateReference(signature: Element, certificate: X509Certificate): void {
  const reference = only(signature, 'SigningCertificate')
  if (text(reference, 'DigestValue') !== hash(certificate.raw))
    refuse(21115, 'the certificate digest is wrong')
  const serial = BigInt(text(reference, 'X509SerialNumber'))
  if (serial !== BigInt(`0x${certificate.serialNumber}`)) refuse(21115, 'the serial number is wrong')
}

const only = (element: Element, local: string): Element =>
  all(element, local)[0] ?? refuse(21401, `${local} is missing`)
const text = (element: Element, local: string): string => textOf(only(element, local))

function refuse(code: number, message: string): never {
  throw new SignatureRefused(code, message)
}
