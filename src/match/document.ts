import { type CopyEvidence, type Evidence, identityOf } from '../ingest/evidence.ts'
import { countsAs } from '../law/documents.ts'
import { type Day, daysBetween } from '../values/day.ts'
import { type KindGroup, kindGroup } from '../values/invoice-kind.ts'
import { nearKey, numberKey } from '../values/invoice-number.ts'
import type { Membership } from './decided.ts'
import { digitsIn, swapped } from './slips.ts'

/** What matching looks at: one document, whatever brought it in. */
export interface MatchDocument {
  id: string
  /** A KSeF document, or a copy of one that states its number. */
  ksefNumber: string | null
  fromKsef: boolean
  /** Not addressed to the taxpayer: such documents never join his purchases by key. */
  ours: boolean
  /** False for confirmations, orders and the like: they follow an invoice, and never contradict one. */
  invoice: boolean
  /** SHA-256 of XML that it stands for; of KSeF's own documents their own first, then that of the corrected one. */
  hashes: readonly string[]
  /** Hash of a code whose day is not P_1: of this invoice where a document of KSeF of that seller fits, else of none. */
  doubtfulHashes?: readonly string[]
  sellerId: string
  numberKey: string
  /** Seller, number and P_1 in one. */
  invoiceKey: string
  /** Seller, P_1, and what numbers have in common that are easily written as its own. */
  mistakableKey: string
  issueDay: Day
  /** It came well before its P_1, and soon after it with day and month the other way round. */
  dayDoubtful: boolean
  kindGroup: KindGroup | null
  grossGrosze: number | null
  currency: string
  /** Decisions in force that are about it. */
  decisions: readonly Membership[]
}

/** Reads from evidence what matching needs. */
export function matchDocument(
  id: string,
  evidence: Evidence,
  decisions: readonly Membership[],
): MatchDocument {
  const identity = identityOf(evidence)
  const key = numberKey(identity.number)
  const common = {
    id,
    ours: evidence.addressee !== 'nobody-here',
    sellerId: identity.seller.id,
    numberKey: key,
    invoiceKey: invoiceKey(identity.seller.id, key, identity.issueDay),
    mistakableKey: mistakableKeyOf(identity.seller.id, key, identity.issueDay),
    issueDay: identity.issueDay,
    kindGroup: identity.kind === null ? null : kindGroup(identity.kind),
    grossGrosze: identity.grossGrosze,
    currency: identity.currency,
    decisions,
  }
  if (evidence.type === 'copy') {
    const counts = countsAs(evidence.document, evidence.issueDay, evidence.grossGrosze, evidence.currency)
    const { ksefNumber, hashes, doubtfulHashes } = evidence
    const invoice = counts !== 'nothing'
    return {
      ...common,
      ksefNumber,
      fromKsef: false,
      invoice,
      hashes,
      ...(doubtfulHashes ? { doubtfulHashes } : {}),
      dayDoubtful: invoice && cameTooEarly(evidence),
    }
  }
  const { ksefNumber, invoiceHash, hashOfCorrectedInvoice } = evidence.metadata
  const hashes = hashOfCorrectedInvoice === null ? [invoiceHash] : [invoiceHash, hashOfCorrectedInvoice]
  return { ...common, ksefNumber, fromKsef: true, invoice: true, hashes, dayDoubtful: false }
}

/**
 * Days: a seller may date an invoice ahead by so many; with day and month swapped it came so many after it was issued at
 * most. XML states its day itself, and the code of an invoice was compared with it.
 */
const [datedAhead, underWay] = [7, 92]

function cameTooEarly({ issueDay, receivedDay, fa, hashes }: CopyEvidence): boolean {
  const otherWayRound = swapped(issueDay)
  if (otherWayRound === null || fa !== null || hashes.length > 0) return false
  const late = daysBetween(otherWayRound, receivedDay)
  return daysBetween(receivedDay, issueDay) > datedAhead && late >= 0 && late <= underWay
}

/**
 * The keys under which a document may meet others: KSeF number, XML hash, seller with P_1 and number, or with P_1
 * and a number easily written as its own, and a decision that it is the same invoice as another.
 */
export function keysOf(document: MatchDocument): string[] {
  const keys = [...document.hashes, ...(document.doubtfulHashes ?? [])].map((hash) => `hash:${hash}`)
  for (const { seq, says } of document.decisions) if (says === 'same') keys.push(decisionKey(seq))
  if (document.ksefNumber !== null) keys.push(`ksef:${document.ksefNumber}`)
  keys.push(document.invoiceKey, document.mistakableKey)
  return keys
}

/** Does a key say what is written on a document, its seller, number and P_1, and no more? */
export const isWritten = (key: string): boolean => key.startsWith('invoice:') || key.startsWith('mistakable:')

/** With what the keys begin that say a number of this seller; a space follows. */
export const startsOfNumberKeys = (sellerId: string): string[] => [
  `invoice:${sellerId}`,
  `mistakable:${sellerId}`,
]

/** The key that leads to the other documents of which a person said that they are the same invoice. */
export const decisionKey = (seq: number): string => `decision:${seq}`

/** The business key: seller, normalised number, P_1. */
export const invoiceKey = (sellerId: string, key: string, issueDay: string): string =>
  `invoice:${sellerId} ${issueDay} ${key}`

/** Seller, P_1, and what numbers have in common of which one is easily written as the other. */
export const mistakableKeyOf = (sellerId: string, key: string, issueDay: string): string =>
  mistakableKeyOfNear(sellerId, nearKey(key), issueDay)

/** The same, from the number as those are that are easily taken for one another (`nearKey`). */
export const mistakableKeyOfNear = (sellerId: string, near: string, issueDay: string): string =>
  `mistakable:${sellerId} ${issueDay} ${digitsIn(near)}`
