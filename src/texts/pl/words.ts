import type { OutageKind } from '../en/words.ts'

const monthsOf = [
  'stycznia',
  'lutego',
  'marca',
  'kwietnia',
  'maja',
  'czerwca',
  'lipca',
  'sierpnia',
  'września',
  'października',
  'listopada',
  'grudnia',
] as const
const months = [
  'styczeń',
  'luty',
  'marzec',
  'kwiecień',
  'maj',
  'czerwiec',
  'lipiec',
  'sierpień',
  'wrzesień',
  'październik',
  'listopad',
  'grudzień',
] as const
const quarters = ['I', 'II', 'III', 'IV'] as const

/** A day in prose: `29 czerwca 2026 r.` */
export const dayOf = (day: string): string => {
  const [year, month, date] = day.split('-')
  return `${Number(date)} ${monthsOf[Number(month) - 1]} ${year} r.`
}

/** A period in the nominative: `czerwiec 2026 r.`, `II kwartał 2026 r.` */
export const periodNamed = (period: string): string => {
  const [year, part = ''] = period.split('-')
  return part.startsWith('Q')
    ? `${quarters[Number(part.slice(1)) - 1]} kwartał ${year} r.`
    : `${months[Number(part) - 1]} ${year} r.`
}

/** A period in the genitive, after `za`, `od` or `okresu`: `czerwca 2026 r.`, `II kwartału 2026 r.` */
export const periodInGenitive = (period: string): string => {
  const [year, part = ''] = period.split('-')
  return part.startsWith('Q')
    ? `${quarters[Number(part.slice(1)) - 1]} kwartału ${year} r.`
    : `${monthsOf[Number(part) - 1]} ${year} r.`
}

const noBreak = '\u00a0'
/** An amount in prose: `1 234,56 zł`, of another currency `1 234,56 EUR`; the spaces do not break. */
export const amountOf = (amount: string, currency = 'PLN'): string => {
  const [whole = '', hundredths = '00'] = amount.replace('-', '').split('.')
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, noBreak)
  const sign = amount.startsWith('-') ? '-' : ''
  return `${sign}${grouped},${hundredths.padEnd(2, '0')}${noBreak}${currency === 'PLN' ? 'zł' : currency}`
}

const plural = new Intl.PluralRules('pl')
/** A number with its noun in the three forms of Polish: `1 kopia`, `2 kopie`, `5 kopii`. */
export const counted = (count: number, one: string, few: string, many: string): string => {
  const form = plural.select(count)
  return `${count} ${form === 'one' ? one : form === 'few' ? few : many}`
}

/** A list in a sentence: `a, b i c`. */
export const listed = (items: readonly string[]): string =>
  new Intl.ListFormat('pl', { type: 'conjunction' }).format(items)

/** One full stop at the end of a sentence, also where it ends with `r.` */
export const withOneFullStop = (words: string): string => words.replaceAll(' r..', ' r.')

const warsaw = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Warsaw',
  dateStyle: 'short',
  timeStyle: 'short',
})
/** An instant as a clock in Warsaw shows it, to the minute: `20 listopada 2026 r., godz. 9:10`. */
export const momentOf = (instant: string): string => {
  const [day = '', time = ''] = warsaw.format(Date.parse(instant)).split(' ')
  return `${dayOf(day)}, godz. ${time.replace(/^0/, '')}`
}

const invoices: Readonly<Record<string, string>> = {
  Subject1: 'faktury sprzedażowe (Podmiot1)',
  Subject2: 'faktury zakupowe (Podmiot2)',
  Subject3: 'faktury z podatnikiem jako innym podmiotem (Podmiot3)',
  SubjectAuthorized: 'faktury z podatnikiem jako podmiotem upoważnionym',
}
/** Invoices of a subject type of KSeF, in the nominative and as within a sentence. */
export const invoicesOf = (subject: string): string => invoices[subject] ?? subject

/** With a capital, as a sentence begins. */
export const capital = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1)

/** Outages in the genitive, as after `koniec` or `po zakończeniu`. */
export const outagesInGenitive: Record<OutageKind, string> = {
  failure: 'awarii KSeF',
  maintenance: 'niedostępności KSeF',
  'total-failure': 'awarii całkowitej KSeF',
}
