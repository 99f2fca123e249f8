import type { FieldName } from '../../src/paper/reading.ts'
import type { InvoiceKind } from '../../src/values/invoice-kind.ts'
import { formatMoney, type Grosze } from '../../src/values/money.ts'
import { hasNipChecksum, parseNip } from '../../src/values/nip.ts'
import { ksefNumber } from '../../test/support/ksef.ts'
import type { Random } from '../match/random.ts'

/** What an invented document says: parties, days, numbers and sums, before anybody lays it out. */

export type Language = 'pl' | 'en' | 'de' | 'cs'
export interface Party {
  name: string
  street: string
  city: string
  nip: string
}
interface RateSums {
  rate: string
  net: number
  vat: number
  gross: number
}
export interface Item extends RateSums {
  name: string
  count: number
  price: number
}
export interface Facts {
  language: Language
  kind: InvoiceKind
  seller: Party
  /** VAT number of a foreign seller. */
  vatId: string | null
  buyer: Party
  others: { role: string; party: Party }[]
  number: string
  issued: string
  supplied: string | null
  due: string
  corrected: { number: string; issued: string } | null
  currency: string
  rates: RateSums[]
  net: number
  vat: number
  gross: number
  vatPln: number | null
  items: Item[]
  /** For a correction: the sums before it. */
  before: { net: number; vat: number; gross: number } | null
  paid: number
  ksef: string | null
}

const firms = {
  pl: 'Hurtownia Dębiec|Stal-Mex|Zakład Usługowy Kowal|Biuro Rachunkowe Liczba|Transport Wierzba|Drukarnia Łęg|Młyn Zdrój|Ćwiek i Syn|Elektro-Żak|Agencja Śnieżka',
  en: 'Northwind Tools Ltd|Harbour Software Ltd|Blue Fen Trading',
  de: 'Muster Werkzeug GmbH|Nordlicht Software AG|Beispiel & Co. KG',
  cs: 'Dřevo Novák s.r.o.|Kovo Brno a.s.|Vzor Data s.r.o.',
}
const forms = ['sp. z o.o.', 'S.A.', 'sp.k.', 'Spółka z o.o.', 's.c.']
const streets = {
  pl: 'ul. Polna|ul. 3 Maja|al. Jana Pawła II|os. Słoneczne|ul. Świętego Jana|pl. Wolności',
  en: 'King Street|Mill Lane',
  de: 'Hauptstraße|Am Markt',
  cs: 'Hlavní|Na Příkopě',
}
const cities = {
  pl: '00-950 Warszawa|30-001 Kraków|60-101 Poznań|50-020 Wrocław|90-301 Łódź',
  en: 'London EC1A 1BB|Leeds LS1 4AP',
  de: '10115 Berlin|80331 München',
  cs: '110 00 Praha 1|602 00 Brno',
}
const goods = {
  pl: 'Śruba M8x40 ocynk|Usługa serwisowa|Papier A4 80 g|Licencja roczna 2026|Transport krajowy|Farba biała 10 l|Olej 5W-30|Abonament 06/2026|Kabel YDY 3x1,5|Wynajem sali',
  en: 'Annual licence|Support hours|Steel bolts M8|Freight',
  de: 'Jahreslizenz|Wartung|Schrauben M8|Fracht',
  cs: 'Roční licence|Šroub M8|Doprava',
}
const oneOf = (random: Random, list: string): string => random.pick(list.split('|'))

export function nipOf(random: Random): string {
  for (;;) {
    const nip = parseNip(String(random.int(1_000_000_000, 9_999_999_999)))
    if (nip !== null && hasNipChecksum(nip)) return nip
  }
}

export function partyOf(random: Random, language: Language): Party {
  const name = oneOf(random, firms[language])
  const foreign = language !== 'pl'
  return {
    name: foreign ? name : `${name} ${random.pick(forms)}`,
    street: `${oneOf(random, streets[language])} ${random.int(1, 140)}${random.chance(0.3) ? `/${random.int(1, 40)}` : ''}`,
    city: oneOf(random, cities[language]),
    nip: nipOf(random),
  }
}

export const dayPlus = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

/** Numbers as sellers write them: also such as look like days, or like nothing but a count. */
export function numberOf(random: Random, issued: string): string {
  const [y, m, d] = issued.split('-') as [string, string, string]
  const n = random.int(1, 999)
  return random.pick([
    `FV/${n}/${m}/${y}`,
    `FS ${n}/MAG/${m}/${y}`,
    `${n}/${m}/${y}`,
    `F/${String(n).padStart(6, '0')}/${y.slice(2)}`,
    `FA-${n}-${y}`,
    `${y}/${m}/${d}/${n}`,
    `${y}-${m}-${String(n).padStart(4, '0')}`,
    `A${n}/${y}`,
    `FVS/${y}/${n}/K1`,
    `${d}/${m}/${y}/S`,
    `${y}${m}${String(n).padStart(4, '0')}`,
  ])
}

const rateSets: readonly (readonly string[])[] = [
  ['23%'],
  ['23%'],
  ['23%', '8%'],
  ['8%', '5%'],
  ['23%', 'zw'],
]
const shareOf = (rate: string): number => (/%/.test(rate) ? Number.parseInt(rate, 10) / 100 : 0)

function itemsOf(
  random: Random,
  language: Language,
  rates: readonly string[],
  count: number,
  sign: 1 | -1,
): Item[] {
  return Array.from({ length: count }, (_, i) => {
    const rate = rates[i % rates.length] as string
    const [pieces, price] = [random.int(1, 12), random.int(150, random.chance(0.2) ? 900_000 : 40_000)]
    const net = sign * pieces * price
    const vat = Math.round(net * shareOf(rate))
    const name = `${oneOf(random, goods[language])}${random.chance(0.2) ? ` ${random.int(10, 99)}.${random.int(10, 99)}` : ''}`
    return { name, count: pieces, price, rate, net, vat, gross: net + vat }
  })
}

const sumOf = (rows: readonly RateSums[], of: 'net' | 'vat' | 'gross'): number =>
  rows.reduce((sum, row) => sum + row[of], 0)

/** What a document of a kind and language says. */
export function factsOf(
  random: Random,
  { language, kind, items: many }: { language: Language; kind: InvoiceKind; items: number },
): Facts {
  const issued = dayPlus('2026-04-01', random.int(0, 230))
  const sign = kind === 'KOR' && random.chance(0.7) ? -1 : 1
  const isForeign = language !== 'pl'
  const foreignRates: Record<Language, string[]> = {
    pl: [],
    en: ['0%'],
    de: random.chance(0.5) ? ['19%'] : ['0%'],
    cs: random.chance(0.5) ? ['21%'] : ['0%'],
  }
  const rates = isForeign ? foreignRates[language] : random.pick(rateSets)
  const items = itemsOf(random, language, rates, Math.max(many, rates.length), sign)
  const sums = rates.map((rate) => {
    const own = items.filter((item) => item.rate === rate)
    return { rate, net: sumOf(own, 'net'), vat: sumOf(own, 'vat'), gross: sumOf(own, 'gross') }
  })
  const [net, vat, gross] = [sumOf(sums, 'net'), sumOf(sums, 'vat'), sumOf(sums, 'gross')]
  const currency = isForeign
    ? language === 'en'
      ? random.pick(['EUR', 'GBP', 'USD'])
      : 'EUR'
    : random.chance(0.15)
      ? 'EUR'
      : 'PLN'
  const seller = partyOf(random, language)
  const earlier = dayPlus(issued, -random.int(20, 60))
  const digits = () => String(random.int(10_000_000, 99_999_999))
  const countries: Record<Language, string | null> = {
    pl: null,
    en: `IE${random.int(1_000_000, 9_999_999)}XH`,
    de: `DE${random.int(100_000_000, 999_999_999)}`,
    cs: `CZ${digits()}`,
  }
  return {
    ...{ language, kind, seller, vatId: countries[language], buyer: partyOf(random, 'pl'), others: [] },
    number: numberOf(random, issued),
    issued,
    supplied: random.chance(0.75) ? dayPlus(issued, -random.int(0, 9)) : null,
    due: dayPlus(issued, random.pick([7, 14, 30])),
    corrected: kind === 'KOR' ? { number: numberOf(random, earlier), issued: earlier } : null,
    ...{ currency, rates: sums, net, vat, gross, items },
    vatPln: currency !== 'PLN' && !isForeign ? Math.round(vat * 4.2871) : null,
    before: kind === 'KOR' ? beforeOf(random, { net, vat, gross }) : null,
    paid: random.chance(0.25) ? (random.chance(0.5) ? gross : Math.round(gross / 2)) : 0,
    ksef: !isForeign && random.chance(0.12) ? ksefNumber(seller.nip, issued, random.int(1, 1e6)) : null,
  }
}

function beforeOf(random: Random, change: { net: number; vat: number; gross: number }) {
  const times = random.int(2, 5)
  return {
    net: Math.abs(change.net) * times,
    vat: Math.abs(change.vat) * times,
    gross: Math.abs(change.gross) * times,
  }
}

/** What must be read of it: by construction. */
export function truthOfFacts(f: Facts): Partial<Record<FieldName, string>> {
  const amount = (grosze: number) => formatMoney(grosze as Grosze)
  const isForeign = f.vatId !== null
  return {
    ...(isForeign ? { 'seller.vatId': f.vatId as string } : { 'seller.nip': f.seller.nip }),
    'seller.name': f.seller.name,
    'buyer.nip': f.buyer.nip,
    ...{ number: f.number, issueDate: f.issued, kind: f.kind, currency: f.currency },
    ...(f.supplied ? { taxPointDate: f.supplied } : {}),
    ...{ net: amount(f.net), vat: amount(f.vat), gross: amount(f.gross) },
    ...(f.vatPln === null ? {} : { vatPln: amount(f.vatPln) }),
    ...(f.ksef ? { ksefNumber: f.ksef } : {}),
    ...(f.corrected ? { 'corrects.number': f.corrected.number } : {}),
  }
}
