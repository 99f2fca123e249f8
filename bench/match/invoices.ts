import { failure, monthOfDay, nextBusinessDay, plusDays } from './calendar.ts'
import type { Random } from './random.ts'
import type { Seller } from './sellers.ts'

export type Kind = 'VAT' | 'KOR' | 'ZAL' | 'ROZ' | 'UPR'
export type PaperKind = 'invoice' | 'offline-invoice' | 'numbered-visualisation' | 'transaction-confirmation'

/** How an invoice went its way, which says what its papers look like and what is right about it. */
export type Way = 'online' | 'offline24' | 'early-copy' | 'breach' | 'emergency' | 'never-sent'

/** A business invoice: what is true, whatever papers say. Amounts in grosze. */
export interface Invoice {
  id: string
  seller: Seller
  number: string
  issueDay: string
  kind: Kind
  currency: 'PLN' | 'EUR'
  net: number
  vat: number
  way: Way
  /** The day of its KSeF number; null where it never got one. */
  numberedDay: string | null
  /** The day on which its first paper copy comes, if one does, and what that is. */
  handOver: { day: string; paper: PaperKind }
  /** Addressed to somebody else, by mistake or by right. */
  toOthers: boolean
  /** It replaces a file that KSeF had refused: the paper shows that one. */
  refused: { number: string } | null
  trap: string | null
}

export const grossOf = ({ net, vat }: Pick<Invoice, 'net' | 'vat'>): number => net + vat

/** What is right once the first copy is attached: day of receipt, marker, month of the deduction. */
export function truthOf({ way, handOver, numberedDay }: Invoice) {
  const actual = handOver.day
  const number = numberedDay ?? actual
  const byWay: Record<Way, string> = {
    online: number, // art. 106na ust. 3
    offline24: number, // art. 106nda ust. 11
    'early-copy': number, // policy earlyCopy: statute-number
    breach: actual < number ? actual : number, // policy breachReceipt: kis-actual
    emergency: actual < number ? actual : number, // art. 106nf ust. 10
    'never-sent': actual, // art. 86 ust. 10b pkt 1
  }
  const receipt = byWay[way]
  return { receipt, marker: numberedDay === null ? 'BFK' : 'NrKSeF', month: monthOfDay(receipt) }
}

const ways: Record<Exclude<Way, 'emergency'>, number> = {
  online: 68,
  offline24: 14,
  'early-copy': 6,
  breach: 7,
  'never-sent': 5,
}

/** Decides how an invoice of a day goes its way. */
export function wayOf(
  random: Random,
  seller: Seller,
  issueDay: string,
): Pick<Invoice, 'way' | 'numberedDay' | 'handOver'> {
  const drawn = random.weighted(ways)
  const fails = issueDay >= failure.start && issueDay <= failure.end
  const way: Way =
    drawn === 'offline24' && fails
      ? 'emergency'
      : drawn === 'breach' && !seller.obliged
        ? 'never-sent'
        : drawn
  const soon = plusDays(issueDay, random.int(0, 2))
  const next = nextBusinessDay(issueDay)
  switch (way) {
    case 'online': {
      const paper = random.chance(0.6) ? 'numbered-visualisation' : 'invoice'
      return { way, numberedDay: issueDay, handOver: { day: plusDays(issueDay, random.int(0, 9)), paper } }
    }
    case 'offline24':
      return { way, numberedDay: next, handOver: { day: issueDay, paper: 'offline-invoice' } }
    case 'early-copy':
      return { way, numberedDay: next, handOver: { day: issueDay, paper: 'invoice' } }
    case 'breach':
      return {
        way,
        numberedDay: plusDays(issueDay, random.int(8, 21)),
        handOver: { day: soon, paper: 'invoice' },
      }
    case 'emergency':
      return {
        way,
        numberedDay: plusDays(failure.end, random.int(1, 6)),
        handOver: { day: soon, paper: 'offline-invoice' },
      }
    case 'never-sent':
      return { way, numberedDay: null, handOver: { day: soon, paper: 'invoice' } }
  }
}

const rates = { '0.23': 80, '0.08': 14, '0.05': 4, mixed: 2 }

/** Net and VAT of an invoice: a price of the seller's list, or any amount. */
export function amountsFor(random: Random, seller: Seller): { net: number; vat: number } {
  const listed = seller.prices.length > 0 && random.chance(0.8)
  const net = listed ? random.pick(seller.prices) : Math.round(1_500 + random.next() ** 3 * 3_000_000)
  const rate = random.weighted(rates)
  const vat =
    rate === 'mixed'
      ? Math.round(net * 0.4 * 0.23) + Math.round(net * 0.6 * 0.08)
      : Math.round(net * Number(rate))
  return { net, vat }
}
