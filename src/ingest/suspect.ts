import { type Day, earlierOf, laterOf, type Month, monthOf, parseDay } from '../values/day.ts'
import { parseInstant, warsawDay } from '../values/instant.ts'
import { nearKey, numberKey } from '../values/invoice-number.ts'
import { parseKsefNumber } from '../values/ksef-number.ts'
import { parseNip } from '../values/nip.ts'
import { present } from '../values/present.ts'
import { isRecord } from '../values/record.ts'
import { sha256 } from './hash.ts'

/** What one half of a document says of the invoice, as far as it can be told; null where it cannot. */
interface SuspectSaid {
  sellerNip: string | null
  sellerName: string | null
  number: string | null
  issueDay: Day | null
}

/** What a document in quarantine may be: its row first, then its XML. Nothing is registered from it. */
export interface SuspectFacts {
  /** Of that form and with the right checksum; null where there is none. */
  ksefNumber: string | null
  numberedDay: Day | null
  said: SuspectSaid[]
  /** SHA-256 (Base64): the invoiceHash of the row, and that of the XML as it came. */
  hashes: string[]
}

/** A key under which an open document is met; `day`: the day of issue that it states with it, null when it states none. */
export interface SuspectKey {
  key: string
  day: Day | null
}

interface Kept {
  ksefNumber: string | null
  metadata: unknown
  bytes: Uint8Array | null
}

/**
 * Reads from what was refused all that can be told of it, each property for itself: it has to be found where people
 * decide, however little of it is whole. The NIP and the day in a KSeF number are the seller's and the day on which KSeF
 * accepted it (KSeF number specification).
 */
export function suspectOf({ ksefNumber: written, metadata, bytes }: Kept): SuspectFacts {
  const number = written === null ? null : parseKsefNumber(written.trim().toUpperCase())
  const row = object(metadata)
  const stated = [
    ...(row === null ? [] : [rowSaid(row)]),
    ...(bytes === null ? [] : [xmlSaid(new TextDecoder().decode(bytes))]),
  ]
  const said = stated
    .map((one) => ({ ...one, sellerNip: one.sellerNip ?? number?.sellerNip ?? null }))
    .filter((one) => one.number !== null || one.issueDay !== null || one.sellerNip !== null)
  const ownHash = row === null ? null : text(row.invoiceHash)
  const acquired = row === null ? null : parseInstant(text(row.acquisitionDate) ?? text(row.numberedAt) ?? '')
  return {
    ksefNumber: number?.checksumOk ? number.number : null,
    numberedDay: acquired === null ? (number?.acceptedDay ?? null) : warsawDay(acquired),
    said: said.length > 0 || number === null ? said : [nothingBut(number.sellerNip)],
    hashes: [
      ...(ownHash !== null && /^[A-Za-z0-9+/]{43}=$/.test(ownHash) ? [ownHash] : []),
      ...(bytes === null ? [] : [sha256(bytes)]),
    ],
  }
}

const nothingBut = (sellerNip: string): SuspectSaid => ({
  sellerNip,
  sellerName: null,
  number: null,
  issueDay: null,
})

const object = (value: unknown): Record<string, unknown> | null => (isRecord(value) ? value : null)
const text = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null
const short = (value: string | null): string | null => (value === null ? null : value.slice(0, 256))

/** A row as KSeF writes it, or, of a document that the database has no room for, as it was read. */
function rowSaid(row: Record<string, unknown>): SuspectSaid {
  const seller = object(row.seller)
  return {
    sellerNip: parseNip(text(seller?.nip) ?? ''),
    sellerName: short(text(seller?.name)),
    number: short(text(row.invoiceNumber) ?? text(row.number)),
    issueDay: parseDay(text(row.issueDate) ?? text(row.issueDay) ?? ''),
  }
}

/** Of FA(2), FA(3): P_2 and P_1; of FA_RR: P_4C and P_4B. Also of XML that was cut off or is not well-formed. */
function xmlSaid(xml: string): SuspectSaid {
  const seller = /<(?:[\w.-]+:)?Podmiot1[\s>][\s\S]{0,4000}?<(?:[\w.-]+:)?NIP>([^<]{1,40})</.exec(xml)?.[1]
  const element = (names: string) =>
    plain(new RegExp(`<(?:[\\w.-]+:)?(?:${names})>([^<]{1,300})<`).exec(xml)?.[1])
  return {
    sellerNip: parseNip(seller?.trim() ?? ''),
    sellerName: null,
    number: short(element('P_2|P_4C')),
    issueDay: parseDay(element('P_1|P_4B') ?? ''),
  }
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const plain = (raw: string | undefined): string | null =>
  text(raw?.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => present(entities[name])))

/** Under which keys a seller's number is met, whatever its day: as it is, and as it may have been misread. */
export const suspectNumberKey = (sellerId: string, key: string): string => `number:${sellerId} ${key}`
export const suspectNearKey = (sellerId: string, key: string): string => `near:${sellerId} ${nearKey(key)}`

/** The keys under which a document in quarantine is met: KSeF number, hashes, seller with number, also misread. */
export function suspectKeys({ ksefNumber, said, hashes }: SuspectFacts): SuspectKey[] {
  const strong = [
    ...(ksefNumber === null ? [] : [`ksef:${ksefNumber}`]),
    ...hashes.map((hash) => `hash:${hash}`),
  ]
  return [
    ...strong.map((key) => ({ key, day: null })),
    ...said.flatMap(({ sellerNip, number, issueDay }) =>
      sellerNip === null || number === null
        ? []
        : [
            { key: suspectNumberKey(sellerNip, numberKey(number)), day: issueDay },
            { key: suspectNearKey(sellerNip, numberKey(number)), day: issueDay },
          ],
    ),
  ]
}

/**
 * The months into which the invoice may fall: from that of its issue to that of its number, whichever is first. Null
 * where neither is known: it may fall into any.
 */
export function suspectMonths({ numberedDay, said }: SuspectFacts): { from: Month; to: Month } | null {
  const days = [numberedDay, ...said.map((one) => one.issueDay)]
  const [from, to] = [earlierOf(...days), laterOf(...days)]
  return from === null || to === null ? null : { from: monthOf(from), to: monthOf(to) }
}
