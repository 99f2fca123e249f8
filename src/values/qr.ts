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
  /**
   * SHA-256 of the XML in plain Base64, 44 characters: comparable with the `invoiceHash` of KSeF metadata. Null where
   * it cannot be read: cut off, of characters that encode no 32 bytes, or printed in capitals or small letters alone.
   */
  hash: string | null
  /** Hexadecimal serial number of the issuer's Offline certificate, as written; KOD II only. */
  certificateSerial?: string
}

const hostSuffix: Readonly<Record<QrEnvironment, string>> = { production: '', test: '-test', demo: '-demo' }
/** The hosts of codes, of the Ministry's app that printed them before, and of its interface, in each environment. */
const hosts = String.raw`(?:qr(?:-test|-demo)?\.ksef|ksef(?:-test|-demo)?|api(?:-test|-demo)?\.ksef)\.mf\.gov\.pl`
const start = String.raw`https://${hosts}\.?(?::\d{0,5})?/+(?:client-app/+)?`
const hash43 = '[A-Za-z0-9+/_-]{43}'
const padding = '(?:=|%3D){0,2}'
const contexts = '(?:Nip|InternalId|NipVatUe|PeppolId)'

const beginning = new RegExp(`^${start}`, 'i')
const codeI = /^invoice\/([1-9]\d{9})\/(\d\d)-(\d\d)-(20\d\d)\/(.+)$/i
// The specification says 16 digits of serial number; X.509 allows 20 bytes, and a longer serial is no reason to fail.
const codeII = new RegExp(
  String.raw`^certificate/${contexts}/[^/]+/([1-9]\d{9})/([0-9A-Fa-f]{1,40})/(?:(${hash43})={0,2}|[^/]+)/[A-Za-z0-9+/=_-]+$`,
  'i',
)

/**
 * Reads a KOD I or KOD II link as KSeF and official programs print them: on the hosts of today and of before, with or
 * without the path of the app, with padding, port, query or fragment, percent-encoded or broken over lines; null for
 * any other text. The signature of KOD II is not verified.
 */
export function parseQrLink(text: string): QrLink | null {
  const url = unfolded(text)
  const found = beginning.exec(url)
  if (found === null) return null
  const environment = environmentOf(found[0])
  const path = url.slice(found[0].length).replace(/[?#].*$/, '')
  const rest = path.replace(/\/+$/, '')
  const one = codeI.exec(rest)
  if (one !== null) {
    const issueDay = parseDay(`${one[4]}-${one[3]}-${one[2]}`)
    if (issueDay === null) return null
    return { code: 'I', environment, sellerNip: one[1]!, issueDay, hash: readHash(one[5]!, path) }
  }
  const two = codeII.exec(rest)
  if (two === null) return null
  return {
    code: 'II',
    environment,
    sellerNip: two[1]!,
    issueDay: null,
    hash: readHash(two[3] ?? '', path),
    certificateSerial: two[2]!,
  }
}

const page = new RegExp(
  String.raw`^https?://${hosts}\.?(?::\d{0,5})?/.*\b(?:invoice|certificate|verify)/.`,
  'i',
)

/** Does a text lead to an invoice or a certificate in KSeF, be it in a form that nobody can read any more? */
export const isKsefLink = (text: string): boolean => page.test(unfolded(text))

const printed = new RegExp(
  String.raw`${start}(?:invoice/[1-9]\d{9}/\d\d-\d\d-20\d\d/${hash43}${padding}|certificate/${contexts}/[^/\s]{1,40}/[1-9]\d{9}/[0-9A-F]{1,40}/${hash43}${padding}/[A-Za-z0-9+/_-]+)`,
  'gi',
)

/** The links of KOD I and KOD II that stand whole in a text, as they stand there. */
export const qrLinksIn = (text: string): string[] => text.match(printed) ?? []

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

/** Characters that no link has, though texts that were broken, copied or indented have them. */
const foldings = /[\s\p{Default_Ignorable_Code_Point}]/gu

/** A text without white space and characters that nobody sees. */
export const unbroken = (text: string): string => text.replace(foldings, '')

/** A link as it was meant: in one line, and no more percent-encoded than a link that was encoded as a whole twice. */
function unfolded(text: string): string {
  let url = unbroken(text)
  for (let round = 0; round < 3 && url.includes('%'); round++)
    url = url.replace(/%([0-7][0-9a-f])/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
  return unbroken(url)
}

/** 32 bytes are 43 characters, the last of which carries four bits. */
const whole = /^([A-Za-z0-9+/_-]{42}[AEIMQUYcgkosw048])={0,2}$/

/** The hash in plain Base64; `path` tells whether the link was printed in letters of one case alone. */
function readHash(text: string, path: string): string | null {
  const hash = whole.exec(text)?.[1]
  if (hash === undefined || isOneCase(hash, path)) return null
  return toPlainBase64(hash.replaceAll('+', '-').replaceAll('/', '_'))
}

/** Some 40 letters of which none is small, or none a capital, are no chance: the case got lost, and the hash with it. */
function isOneCase(hash: string, path: string): boolean {
  const varied = new Set(hash).size > 12
  if (/[a-z]/.test(hash)) return varied && !/[A-Z]/.test(hash)
  return varied || !/[a-z]/.test(path)
}

function environmentOf(beginning: string): QrEnvironment {
  const host = beginning.toLowerCase()
  if (host.includes('-test.')) return 'test'
  return host.includes('-demo.') ? 'demo' : 'production'
}
