import type { Instant } from '../values/instant.ts'
import { base64, base64Sha256, utf8 } from './bytes.ts'
import type { Signer } from './credential.ts'

/**
 * The signed AuthTokenRequest (API notes, section 3): XAdES enveloped, exclusive canonicalization, SHA-256.
 *
 * The document has one fixed shape, so no canonicalizer is needed: every piece that is digested or signed is written in
 * its exclusive-canonical form at once (Exclusive XML Canonicalization 1.0: double quotes, no empty-element tags,
 * attributes in order, each namespace declared on the element that first uses its prefix) and stands in the document
 * letter by letter. Declarations that the document repeats for that are allowed and change nothing.
 */

const requestNs = 'http://ksef.mf.gov.pl/auth/token/2.1'
const ds = 'xmlns:ds="http://www.w3.org/2000/09/xmldsig#"'
const xades = 'xmlns:xades="http://uri.etsi.org/01903/v1.3.2#"'
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#'
const enveloped = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature'
const sha256Uri = 'http://www.w3.org/2001/04/xmlenc#sha256'

/** Text of an element in canonical form. */
const text = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#xD;')
const empty = (name: string, algorithm: string, ns = '') =>
  `<ds:${name}${ns} Algorithm="${algorithm}"></ds:${name}>`

/** Signs a request to act for a taxpayer. `at`: the time of signing; a minute before now, for clocks differ. */
export async function signedAuthRequest(
  request: { challenge: string; nip: string; at: Instant },
  { certificate, sign }: Signer,
): Promise<string> {
  const [start, end] = documentAround(request)
  const properties = await signedProperties(request.at, certificate)
  const algorithm = certificate.publicKey.kind === 'RSA' ? 'rsa' : 'ecdsa'
  const info = [
    `<ds:SignedInfo ${ds}>`,
    empty('CanonicalizationMethod', exclusive),
    empty('SignatureMethod', `http://www.w3.org/2001/04/xmldsig-more#${algorithm}-sha256`),
    reference('URI=""', [enveloped, exclusive], await base64Sha256(utf8(start + end))),
    reference(
      'Type="http://uri.etsi.org/01903#SignedProperties" URI="#SignedProperties"',
      [exclusive],
      await base64Sha256(utf8(properties)),
    ),
    '</ds:SignedInfo>',
  ].join('')
  const signature = [
    `<ds:Signature ${ds} Id="Signature">`,
    info,
    `<ds:SignatureValue>${base64(await sign(utf8(info)))}</ds:SignatureValue>`,
    `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${base64(certificate.bytes)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`,
    `<ds:Object><xades:QualifyingProperties ${xades} Target="#Signature">${properties}</xades:QualifyingProperties></ds:Object>`,
    '</ds:Signature>',
  ].join('')
  return `<?xml version="1.0" encoding="utf-8"?>\n${start}${signature}${end}`
}

/** The document before and after its signature; together its canonical form without one. */
const documentAround = ({ challenge, nip }: { challenge: string; nip: string }): [string, string] => [
  [
    `<AuthTokenRequest xmlns="${requestNs}">`,
    `<Challenge>${text(challenge)}</Challenge>`,
    `<ContextIdentifier><Nip>${text(nip)}</Nip></ContextIdentifier>`,
    '<SubjectIdentifierType>certificateSubject</SubjectIdentifierType>',
  ].join(''),
  '</AuthTokenRequest>',
]

const reference = (attributes: string, transforms: string[], digest: string): string =>
  [
    `<ds:Reference ${attributes}><ds:Transforms>`,
    ...transforms.map((algorithm) => empty('Transform', algorithm)),
    `</ds:Transforms>${empty('DigestMethod', sha256Uri)}`,
    `<ds:DigestValue>${digest}</ds:DigestValue></ds:Reference>`,
  ].join('')

async function signedProperties(
  at: Instant,
  { bytes, issuer, serial }: Signer['certificate'],
): Promise<string> {
  return [
    `<xades:SignedProperties ${xades} Id="SignedProperties"><xades:SignedSignatureProperties>`,
    `<xades:SigningTime>${at.replace(/\.\d+/, '')}</xades:SigningTime>`,
    '<xades:SigningCertificate><xades:Cert><xades:CertDigest>',
    `${empty('DigestMethod', sha256Uri, ` ${ds}`)}<ds:DigestValue ${ds}>${await base64Sha256(bytes)}</ds:DigestValue>`,
    '</xades:CertDigest><xades:IssuerSerial>',
    `<ds:X509IssuerName ${ds}>${text(issuer)}</ds:X509IssuerName>`,
    `<ds:X509SerialNumber ${ds}>${serial}</ds:X509SerialNumber>`,
    '</xades:IssuerSerial></xades:Cert></xades:SigningCertificate>',
    '</xades:SignedSignatureProperties></xades:SignedProperties>',
  ].join('')
}
