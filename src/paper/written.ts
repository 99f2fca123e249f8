import { type Day, parseDay } from '../values/day.ts'
import type { Grosze } from '../values/money.ts'
import { exactGrosze, negated } from '../values/money.ts'
import { hasNipChecksum, type Nip, parseNip } from '../values/nip.ts'
import { present } from '../values/present.ts'

/** Days, amounts and tax numbers as people and programs write them on documents. */

/** What was read of a text, and where in it. */
interface Found<T> {
  value: T
  at: number
  length: number
}

const months = [
  ['stycz', 'january', 'januar', 'jan', 'sty', 'led'],
  ['lut', 'february', 'februar', 'feb', 'únor'],
  ['mar', 'march', 'märz', 'maerz', 'mrz', 'břez'],
  ['kwie', 'april', 'apr', 'dub'],
  ['maj', 'may', 'mai', 'květ'],
  ['czerw', 'june', 'juni', 'jun', 'cze', 'června'],
  ['lip', 'july', 'juli', 'jul', 'července'],
  ['sierp', 'august', 'aug', 'sie', 'srpna'],
  ['wrze', 'september', 'sept', 'sep', 'září'],
  ['paź', 'october', 'oktober', 'oct', 'okt', 'paz', 'říj'],
  ['listo', 'november', 'nov', 'lis'],
  ['gru', 'december', 'dezember', 'dec', 'dez', 'prosin'],
]
const monthOf = (word: string): number =>
  months.findIndex((starts) => starts.some((start) => word.toLowerCase().startsWith(start))) + 1

const dayForms =
  /(?<![\d.,/-])(?:(\d{4})([-./])(\d{1,2})\2(\d{1,2})|(\d{1,2})([-./])(\d{1,2})\6(\d{4})|(\d{1,2})\.? +(\p{L}{3,12})\.? +(\d{4})|(\p{L}{3,9})\.? +(\d{1,2}),? +(\d{4}))(?![\d/]|[-.,]\d)/gu

/** The days written in a text, in order; where day and month are numbers, the day comes first. */
export function daysIn(text: string): Found<Day>[] {
  return [...text.matchAll(dayForms)].flatMap((m) => {
    const [year, month, day] =
      m[1] !== undefined
        ? [m[1], m[3], m[4]]
        : m[5] !== undefined
          ? [m[8], m[7], m[5]]
          : m[9] !== undefined
            ? [m[11], String(monthOf(present(m[10]))), m[9]]
            : [m[14], String(monthOf(present(m[12]))), m[13]]
    const value = parseDay(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`)
    return value === null ? [] : [{ value, at: m.index, length: m[0].length }]
  })
}

/** An amount and the currency that stands with it. */
interface Amount {
  grosze: Grosze
  currency: string | null
}

const signs: Readonly<Record<string, string>> = { zł: 'PLN', zl: 'PLN', '€': 'EUR', $: 'USD', '£': 'GBP' }
const currencyWords = 'PLN|zł|zl|EUR|€|USD|\\$|GBP|£|CHF|CZK|SEK|NOK|DKK|HUF|RON|UAH'
const amountForm = new RegExp(
  `(?<![\\p{L}\\d.,/%])([-−–]? ?)(?:(${currencyWords}) ?)?([-−–]?)(\\d{1,3}(?:([ .,'’])\\d{3})(?:\\5\\d{3})*|\\d+)([.,])(\\d{2})(?: ?(${currencyWords})(?!\\p{L}))?(?![\\d%]|[.,]\\d|[-/]\\d)`,
  'giu',
)

const currencyOf = (word: string | undefined): string | null =>
  word === undefined ? null : (signs[word.toLowerCase()] ?? word.toUpperCase())

/** The amounts with two decimals that are written in a text, in order. */
export function amountsIn(text: string): Found<Amount>[] {
  return [...text.matchAll(amountForm)].flatMap((m) => {
    const [whole, before, prefix, after, digits, group, point, decimals, suffix] = m
    if (group === point || digits === undefined || whole.includes('%')) return []
    const amount = exactGrosze(Number(`${digits.replace(/\D/g, '')}${decimals}`))
    if (amount === null) return []
    const isNegative = `${before}${after}`.trim() !== ''
    const value = {
      grosze: isNegative ? negated(amount) : amount,
      currency: currencyOf(suffix ?? prefix),
    }
    return [{ value, at: m.index, length: whole.length }]
  })
}

const currencyForm = new RegExp(`(?<!\\p{L})(${currencyWords})(?!\\p{L})`, 'iu')

/** The code of the currency that a text names by itself, as in `Waluta: EUR`. */
export const currencyIn = (text: string): string | null => currencyOf(currencyForm.exec(text)?.[1])

const nipForm =
  /(?<![\p{L}\d-])(?:PL ?)?(?:\d{10}|\d{3}[- ]\d{3}[- ]\d{2}[- ]\d{2}|\d{3}[- ]\d{2}[- ]\d{2}[- ]\d{3})(?![\d-]|[ .,]\d)/gu

/** Polish tax numbers with a right check digit in a text. */
export function nipsIn(text: string): Found<Nip>[] {
  return [...text.matchAll(nipForm)].flatMap((m) => {
    const value = parseNip(m[0])
    return value === null || !hasNipChecksum(value) ? [] : [{ value, at: m.index, length: m[0].length }]
  })
}

const vatForm =
  /(?<![\p{L}\d])(AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PT|RO|SE|SI|SK|XI) ?((?=[\dA-Z]*\d{5})[\dA-Z]{8,12})(?![\p{L}\d])/gu

/** VAT numbers of other member states, with their country and without spaces. */
export const vatIdsIn = (text: string): Found<string>[] =>
  [...text.matchAll(vatForm)].map((m) => ({ value: `${m[1]}${m[2]}`, at: m.index, length: m[0].length }))
