import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import { type Day, daysBetween } from '../values/day.ts'
import type { KindGroup } from '../values/invoice-kind.ts'
import { isForeignId } from '../values/nip.ts'
import {
  isCutShort,
  isDatedOtherwise,
  isMisread,
  isMistakable,
  isPartOf,
  isTransposed,
  swapped,
} from './slips.ts'

/** A purchase as near matching sees it. */
export interface NearCandidate {
  sellerId: string
  numberKey: string
  nearKey: string
  issueDay: Day
  kindGroup: KindGroup | null
  grossGrosze: number | null
  netGrosze: number | null
  currency: string
  /** A KSeF document is attached. */
  hasKsef: boolean
  /** A document received outside KSeF is attached. */
  hasCopy: boolean
  /** The seller issues this amount so often that an equal one says nothing. */
  crowded: boolean
}

/**
 * TABLE: differences that people and scanners make, within which two purchases of one seller may be one invoice.
 * Only a purchase without KSeF document can be a misread one: KSeF itself refuses a number used twice. A near match
 * is a finding for a human, never a merge.
 */
export const nearRules: readonly { rule: Said; fits(a: NearCandidate, b: NearCandidate): boolean }[] = [
  {
    rule: say('near.other-day'),
    fits: (a, b) =>
      a.numberKey === b.numberKey &&
      a.issueDay !== b.issueDay &&
      (apart(a, b) <= 92 || swapped(a.issueDay) === b.issueDay),
  },
  {
    rule: say('near.mistaken-number'),
    fits: (a, b) =>
      a.numberKey !== b.numberKey &&
      (a.nearKey === b.nearKey || isMisread(a.numberKey, b.numberKey)) &&
      (apart(a, b) === 0 || (apart(a, b) <= 31 && sameAmount(a, b))),
  },
  {
    rule: say('near.amount-in-month'),
    fits: (a, b) => apart(a, b) <= 31 && sameGross(a, b) && numbersAlike(a, b),
  },
  {
    // So much alike that it says something also in a crowd, where of one invoice there is no copy yet.
    rule: say('near.amount-on-day'),
    fits: (a, b) =>
      (lacksCopy(a) || lacksCopy(b)) &&
      (apart(a, b) === 0 || swapped(a.issueDay) === b.issueDay) &&
      sameGross(a, b) &&
      (isMistakable(a.numberKey, b.numberKey) ||
        isPartOf(a.numberKey, b.numberKey) ||
        isCutShort(a.numberKey, b.numberKey)),
  },
  {
    rule: say('near.net-for-gross'),
    fits: (a, b) =>
      apart(a, b) === 0 &&
      a.currency === b.currency &&
      isNetForGross(a, b) &&
      isMistakable(a.numberKey, b.numberKey),
  },
  {
    // Less than a week: equal weekly deliveries are no duplicates.
    rule: say('near.amount-in-days'),
    fits: (a, b) =>
      !a.crowded && !b.crowded && a.numberKey !== b.numberKey && sameAmount(a, b) && apart(a, b) <= 5,
  },
  {
    // A 26 and a 2026, a 6 and a VI may both be counters: then the amount tells.
    rule: say('near.number-dated-otherwise'),
    fits: (a, b) =>
      (apart(a, b) <= 31 || swapped(a.issueDay) === b.issueDay) &&
      sameGross(a, b) &&
      isDatedOtherwise(a.numberKey, b.numberKey),
  },
]

/**
 * TABLE: the same of two sellers of which one stands under the number of another country, the other under a Polish NIP:
 * a firm that is registered for VAT here too invoices under its NIP in KSeF, and is typed under its number at home.
 * Sellers by the thousand have an invoice 1/2026, so only what is equal counts.
 */
export const foreignRules: typeof nearRules = [
  {
    rule: say('near.foreign-number'),
    fits: (a, b) =>
      a.numberKey === b.numberKey &&
      (apart(a, b) <= 31 || swapped(a.issueDay) === b.issueDay) &&
      sameGross(a, b),
  },
  {
    rule: say('near.foreign-net-for-gross'),
    fits: (a, b) =>
      a.numberKey === b.numberKey && apart(a, b) === 0 && a.currency === b.currency && isNetForGross(a, b),
  },
]

export const isForeign = ({ sellerId }: Pick<NearCandidate, 'sellerId'>): boolean => isForeignId(sellerId)

/** The rule by which two purchases are suspiciously near, or null. Symmetric. */
export function nearRule(a: NearCandidate, b: NearCandidate): Said | null {
  if (a.hasKsef && b.hasKsef) return null
  if (a.kindGroup !== null && b.kindGroup !== null && a.kindGroup !== b.kindGroup) return null
  if (a.sellerId !== b.sellerId && isForeign(a) === isForeign(b)) return null
  const rules = a.sellerId === b.sellerId ? nearRules : foreignRules
  return rules.find(({ fits }) => fits(a, b))?.rule ?? null
}

const apart = (a: NearCandidate, b: NearCandidate): number => Math.abs(daysBetween(a.issueDay, b.issueDay))

const lacksCopy = ({ hasKsef, hasCopy }: NearCandidate): boolean => hasKsef && !hasCopy

type Amounts = Pick<NearCandidate, 'grossGrosze' | 'netGrosze'>
const isNetOf = (a: Amounts, b: Amounts): boolean =>
  a.grossGrosze !== null && a.grossGrosze !== 0 && a.grossGrosze === b.netGrosze
/** Does one state as its gross amount what is the net amount of the other? */
export const isNetForGross = (a: Amounts, b: Amounts): boolean => isNetOf(a, b) || isNetOf(b, a)

/** In hundredths of whatever currency: a currency is lost as easily as a digit. */
const sameGross = (a: NearCandidate, b: NearCandidate): boolean =>
  a.grossGrosze !== null && a.grossGrosze !== 0 && a.grossGrosze === b.grossGrosze

const sameAmount = (a: NearCandidate, b: NearCandidate): boolean =>
  sameGross(a, b) && a.currency === b.currency

/**
 * One other character, or one less at the end, is not enough: so differ numbers that a seller gives in a month; and in
 * a crowd there are a 12 and a 21.
 */
const numbersAlike = (a: NearCandidate, b: NearCandidate): boolean =>
  isPartOf(a.numberKey, b.numberKey) ||
  isMisread(a.numberKey, b.numberKey) ||
  (!a.crowded && !b.crowded && isTransposed(a.nearKey, b.nearKey))
