import { numberKey } from './invoice-number.ts'
import { asLatin } from './latin.ts'
import { formatMoney, type Grosze } from './money.ts'

/** What an invoice is looked for by, as far as it is known. */
export interface Searched {
  /** A NIP, or the VAT number of another country, as sellers are stored. */
  sellerId: string | null
  sellerName: string | null
  /** `numberKey` of its number. */
  numberKey: string | null
  ksefNumber: string | null
  gross: Grosze | null
}

/**
 * Tells which invoices a text is about: it stands in the name of the seller, in the number or in the KSeF number, however
 * letters, accents, and separators of the number, are written; in the NIP, also with dashes, spaces or PL before it; or the
 * gross amount begins so, with a comma or a point, with or without spaces and a currency.
 */
export function searchFor(text: string): (invoice: Searched) => boolean {
  const wanted = folded(text)
  const key = latin(numberKey(text))
  const plain = wanted.replaceAll(/[ .-]/g, '').replace(/^PL(?=\d+$)/, '')
  // Of fewer signs it is rather a part of a number: `1-2` is no NIP with a 12 in it.
  const id = plain.length >= shortestId ? plain : wanted
  const amount = amountIn(text)
  const isNamed = rememberedByName((name) => folded(name).includes(wanted))
  return ({ sellerId, sellerName, numberKey: ownKey, ksefNumber, gross }) =>
    (ownKey !== null && latin(ownKey).includes(key)) ||
    (sellerId?.includes(id) ?? false) ||
    (sellerName !== null && isNamed(sellerName)) ||
    (ksefNumber?.includes(wanted) ?? false) ||
    (amount !== null && gross !== null && unsigned(formatMoney(gross)).startsWith(amount))
}

const shortestId = 5

/** Thousands of invoices are of a few sellers. */
function rememberedByName(ask: (name: string) => boolean): (name: string) => boolean {
  const known = new Map<string, boolean>()
  return (name) => {
    const answer = known.get(name) ?? ask(name)
    known.set(name, answer)
    return answer
  }
}

/** Capital letters without accents. */
const latin = (text: string): string => asLatin(text.toUpperCase())

/** The same, and one space for any number of them. */
const folded = (text: string): string => latin(text.normalize('NFKC')).replaceAll(/\s+/g, ' ').trim()

/** An amount as people write it, as far as they wrote it: `1 234,5 zł` is `1234.5`. Null where it is none. */
function amountIn(text: string): string | null {
  const plain = text.replaceAll(/\s/g, '').replace(/(?:zł|\p{L}{3})$/iu, '')
  return /^[-−]?\d+(?:[.,]\d{0,2})?$/.test(plain) ? unsigned(plain).replace(',', '.') : null
}

const unsigned = (amount: string): string => amount.replace(/^[-−]/, '')
