import { say } from '../texts/say.ts'
import type { Day } from '../values/day.ts'
import { isKsefLink, parseQrLink, type QrEnvironment, type QrLink } from '../values/qr.ts'
import { refusedAt } from '../values/refusal.ts'

/**
 * What the codes of a copy say, and which of them say nothing that may be relied on. A code that a caller states must
 * be one of this invoice; one that was read from a file refuses nothing, since the file came as it is.
 */

/**
 * Why a code is not used: no part of it, or not its hash, can be read; its day is not P_1; it is of another seller or
 * another environment; or the copy has codes of several invoices.
 */
export type Doubt = 'unreadable' | 'hash' | 'day' | 'seller' | 'environment' | 'several'
export interface DoubtfulCode {
  why: Doubt
  /** The link as it was read. */
  link: string
}

/** What a copy carries of its codes; the parts about doubt are left out where there is none. */
interface CopyCodes {
  /** SHA-256 (Base64) of the XML of the invoice, each once. */
  hashes: string[]
  /** Hash of codes whose day is not P_1: of this invoice only where a document of KSeF says so. */
  doubtfulHashes?: string[]
  /** A KOD II of this seller is there: an invoice issued offline. */
  offlineCode: boolean
  doubtfulCodes?: DoubtfulCode[]
}

/** The invoice on which codes stand, and the environment that the service takes. */
interface CodePlace {
  sellerId: string
  issueDay: Day
  environment: QrEnvironment
}

/** A code with its link where it has one, and the reason not to use it. */
interface Judged {
  text: string
  link: QrLink | null
  why: Doubt | null
}

/**
 * Judges the codes of a copy: those that the caller states, and those found in its file. `own` are hashes that need no
 * code: of the XML that the copy is.
 * @throws Refusal qr-unreadable, qr-environment, qr-mismatch for a stated code that is none of this seller's
 */
export function codesOf(
  stated: readonly string[],
  inFile: readonly string[],
  place: CodePlace,
  own: readonly string[] = [],
): CopyCodes {
  const judged = [
    ...stated.map((text, index) => judgeStated(text, `/qrCodes/${index}`, place)),
    ...inFile.map((text) => judge(text, place)),
  ]
  const ofOtherDays = hashesOf(judged.filter(({ why }) => why === 'day'))
  // KOD II has no day: it is of the invoice whose KOD I has its hash.
  const onDay = judged.filter(({ link, why }) => why === null && !ofOtherDays.includes(link?.hash ?? ''))
  const hashes = hashesOf(onDay)
  const several = hashes.length > 1
  const doubtful = judged.flatMap(({ text, why }): DoubtfulCode[] => (why ? [{ why, link: text }] : []))
  if (several) doubtful.push(...onDay.map(({ text }) => ({ why: 'several' as const, link: text })))
  const known = [...new Set([...(several ? [] : hashes), ...own])].sort()
  return {
    hashes: known,
    ...(hashes.length === 0 && own.length === 0 && ofOtherDays.length === 1
      ? { doubtfulHashes: ofOtherDays }
      : {}),
    offlineCode: judged.some((one) => isOfSeller(one) && mayBeOf(one.link, hashes)),
    ...(doubtful.length > 0 ? { doubtfulCodes: eachOnce(doubtful) } : {}),
  }
}

/** The seller made the code, be its hash unreadable. */
const isOfSeller = ({ why }: Judged): boolean => why === null || why === 'hash'

/** A KOD II that is no other invoice's than that of the hashes that are sure. */
const mayBeOf = (link: QrLink | null, hashes: readonly string[]): boolean =>
  link?.code === 'II' && (hashes.length === 0 || link.hash === null || hashes.includes(link.hash))

const hashesOf = (judged: readonly Judged[]): string[] =>
  [...new Set(judged.flatMap(({ link }) => link?.hash ?? []))].sort()

/** Sorted, so that a copy is known again in whatever order its codes are told. */
function eachOnce(codes: readonly DoubtfulCode[]): DoubtfulCode[] {
  const told = new Map(codes.map((code) => [`${code.why} ${code.link}`, code]))
  return [...told].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, code]) => code)
}

function judge(text: string, place: CodePlace): Judged {
  const link = parseQrLink(text)
  if (link === null) return { text, link, why: 'unreadable' }
  return { text, link, why: doubtAbout(link, place) }
}

function doubtAbout(link: QrLink, { sellerId, issueDay, environment }: CodePlace): Doubt | null {
  if (link.environment !== environment) return 'environment'
  if (link.sellerNip !== sellerId) return 'seller'
  if (link.hash === null) return 'hash'
  return link.issueDay !== null && link.issueDay !== issueDay ? 'day' : null
}

function judgeStated(text: string, pointer: string, place: CodePlace): Judged {
  const link = readQrLink(text, pointer, place.environment)
  const why = doubtAbout(link, place)
  if (why !== 'seller') return { text: text.trim(), link, why }
  const message = say('code.other-seller', { seller: link.sellerNip, document: place.sellerId })
  throw refusedAt(pointer, 'qr-mismatch', message)
}

/** @throws Refusal for what is no KSeF link, or a link of another environment */
export function readQrLink(code: string, pointer: string, environment: QrEnvironment): QrLink {
  const link = parseQrLink(code)
  if (link === null) {
    const message = isKsefLink(code) ? say('code.incomplete') : say('code.foreign')
    throw refusedAt(pointer, 'qr-unreadable', message)
  }
  if (link.environment !== environment) {
    const message = say('code.other-environment', { environment: link.environment, taken: environment })
    throw refusedAt(pointer, 'qr-environment', message)
  }
  return link
}

/** What the codes of a file say of a copy whose metadata leave it out; nothing where they contradict each other. */
interface SaidByCodes {
  sellerNip: string | null
  issueDay: Day | null
  /** KOD I and KOD II of one invoice are there: it was issued offline. */
  offline: boolean
}

/** Reads what codes say, those of `sellerNip` where it is known. Codes of other environments say nothing. */
export function saidByCodes(
  texts: readonly string[],
  environment: QrEnvironment,
  sellerNip: string | null,
): SaidByCodes {
  const links = texts
    .flatMap((text) => parseQrLink(text) ?? [])
    .filter((link) => link.environment === environment && (sellerNip ?? link.sellerNip) === link.sellerNip)
  const hashesOfCode = (code: QrLink['code']) =>
    links.flatMap((link) => (link.code === code && link.hash !== null ? [link.hash] : []))
  const sealed = hashesOfCode('II')
  return {
    sellerNip: theOnly(links.map((link) => link.sellerNip)),
    issueDay: theOnly(links.flatMap((link) => link.issueDay ?? [])),
    offline: hashesOfCode('I').some((hash) => sealed.includes(hash)),
  }
}

function theOnly<T>(values: readonly T[]): T | null {
  const [only, ...others] = new Set(values)
  return only === undefined || others.length > 0 ? null : only
}
