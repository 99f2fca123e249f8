/** Verification links in the QR codes of KSeF. Source: KSeF QR code specification of the Ministry of Finance. */
import type { Day } from './day.ts'
import { parseDay } from './day.ts'

export type QrEnvironment = 'production' | 'test' | 'demo'

/** What a QR code on a visualisation of an invoice says. */
export type QrLink = {
  /** KOD I leads to the invoice; KOD II, on offline documents only, to the issuer's certificate. */
  code: 'I' | 'II'
  environment: QrEnvironment
  /** Ten digits; the checksum is not judged. */
  sellerNip: string
  /** P_1 of the invoice; null for KOD II, which does not carry it. */
  issueDay: Day | null
  /** SHA-256 of the XML in plain Base64, 44 characters: comparable with the `invoiceHash` of KSeF metadata. */
  hash: string
  /** Hexadecimal serial number of the issuer's Offline certificate, as written; KOD II only. */
  certificateSerial?: string
}

const hostSuffix: Readonly<Record<QrEnvironment, string>> = { production: '', test: '-test', demo: '-demo' }
const codeI =
  /^https:\/\/qr(-test|-demo)?\.ksef\.mf\.gov\.pl\/invoice\/([1-9]\d{9})\/(\d\d)-(\d\d)-(20\d\d)\/([A-Za-z0-9_-]{42}[AEIMQUYcgkosw048])\/?$/
// The specification says 16 digits of serial number; X.509 allows 20 bytes, and a longer serial is no reason to fail.
const codeII =
  /^https:\/\/qr(-test|-demo)?\.ksef\.mf\.gov\.pl\/certificate\/(?:Nip|InternalId|NipVatUe|PeppolId)\/[^/]+\/([1-9]\d{9})\/([0-9A-Fa-f]{1,40})\/([A-Za-z0-9_-]{43})\/[A-Za-z0-9_-]+\/?$/

/** Reads a KOD I or KOD II link; null for any other text. The signature of KOD II is not verified. */
export function parseQrLink(url: string): QrLink | null {
  const one = codeI.exec(url)
  if (one !== null) {
    const issueDay = parseDay(`${one[5]}-${one[4]}-${one[3]}`)
    if (issueDay === null) return null
    const environment = environmentOf(one[1])
    return { code: 'I', environment, sellerNip: one[2]!, issueDay, hash: toPlainBase64(one[6]!) }
  }
  const two = codeII.exec(url)
  if (two === null) return null
  return {
    code: 'II',
    environment: environmentOf(two[1]),
    sellerNip: two[2]!,
    issueDay: null,
    hash: toPlainBase64(two[4]!),
    certificateSerial: two[3]!,
  }
}

/** Prints the KOD I link. `sha256Base64` is the hash of the XML in plain Base64, as `invoiceHash` of the metadata. */
export function qrLinkI(
  environment: QrEnvironment,
  sellerNip: string,
  issueDay: Day,
  sha256Base64: string,
): string {
  const [year, month, day] = issueDay.split('-')
  const host = `qr${hostSuffix[environment]}.ksef.mf.gov.pl`
  return `https://${host}/invoice/${sellerNip}/${day}-${month}-${year}/${toBase64Url(sha256Base64)}`
}

/** From the URL alphabet without padding to the plain alphabet with padding. */
export function toPlainBase64(base64Url: string): string {
  const plain = base64Url.replaceAll('-', '+').replaceAll('_', '/')
  return plain.padEnd(Math.ceil(plain.length / 4) * 4, '=')
}

/** From the plain alphabet to the URL alphabet without padding. */
export function toBase64Url(plain: string): string {
  return plain.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

function environmentOf(suffix: string | undefined): QrEnvironment {
  if (suffix === '-test') return 'test'
  return suffix === '-demo' ? 'demo' : 'production'
}
