import type { Language } from '../../texts/language.ts'
import { type Day, parseDay } from '../../values/day.ts'
import { present } from '../../values/present.ts'
import { language } from '../preferences.ts'

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', pl: 'pl-PL' }

/** Formatters are dear to make, and there are two languages. */
const made = new Map<string, Intl.DateTimeFormat>()
function dateFormat(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language.value} ${name}`
  const format = made.get(key) ?? new Intl.DateTimeFormat(locales[language.value], options)
  made.set(key, format)
  return format
}

const utc = (day: string): Date => new Date(`${day}T00:00:00Z`)

/** A calendar day as tables show it: `29.06.2026`, in English `29 Jun 2026`. */
export function dayShown(day: string): string {
  const [year, month, date] = day.split('-')
  if (language.value === 'pl') return `${date}.${month}.${year}`
  return dateFormat('day', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
    utc(day),
  )
}

/** An instant as a clock in Warsaw shows it, to the minute. */
export const momentShown = (instant: string): string =>
  dateFormat('moment', {
    day: '2-digit',
    month: language.value === 'pl' ? '2-digit' : 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Europe/Warsaw',
  }).format(Date.parse(instant))

/** A month or a quarter: `czerwiec 2026`, `II kwartał 2026`; in English `June 2026`, `Q2 2026`. */
export function periodShown(period: string): string {
  const [year, part = ''] = period.split('-')
  if (part.startsWith('Q')) {
    const number = Number(part.slice(1))
    return language.value === 'pl'
      ? `${['I', 'II', 'III', 'IV'][number - 1]} kwartał ${year}`
      : `${part} ${year}`
  }
  return dateFormat('month', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(utc(`${period}-01`))
}

/** An amount of the contract with its digits in groups: `1 234,56`, in English `1,234.56`; no rounding, text in and out. */
export function amountShown(amount: string): string {
  const [whole = '', hundredths = ''] = amount.replace('-', '').split('.')
  const isPolish = language.value === 'pl'
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, isPolish ? '\u00a0' : ',')
  return `${amount.startsWith('-') ? '−' : ''}${grouped}${isPolish ? ',' : '.'}${hundredths.padEnd(2, '0')}`
}

/** A number of things with its digits in groups. */
export const countShown = (count: number): string => amountShown(`${count}.00`).slice(0, -3)

/** The name of a currency as it stands behind an amount. */
export const currencyShown = (currency: string): string =>
  currency === 'PLN' && language.value === 'pl' ? 'zł' : currency

/** The size of a file as people read it. @param bytes */
export const sizeShown = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${Math.ceil(bytes / 1_000_000)} MB`

/** The Warsaw day of now. */
export const today = (): Day =>
  present(parseDay(new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Warsaw' }).format(new Date())))

/** A NIP in groups as it is printed: `526-58-77-635`. */
export const nipShown = (nip: string): string => nip.replace(/^(\d{3})(\d{2})(\d{2})(\d{3})$/, '$1-$2-$3-$4')
