import { type KsefDocument, ksefDocument, ksefNumber, nip } from '../../test/support/ksef.ts'
import { decimal, two } from '../invoices.ts'
import type { Random } from '../match/random.ts'

/** The books of a firm for June, kept by hand beside the service: what a row must say follows from the invoice alone. */

export const buyerNip = nip('bench jpk buyer')
export const filedOn = '2026-07-20'

/** An invoice as it is known to its seller and to whoever books it; amounts in grosze, of KSeF in zlotys. */
export interface Booked {
  n: number
  seller: string
  number: string
  issueDay: string
  /** The day the number came, or the paper. */
  receivedDay: string
  ksef: string | null
  net: number
  vat: number
  currency: 'PLN' | 'EUR'
  vatPln: number
  kind: 'VAT' | 'KOR'
  corrects: Booked | null
  /** The seller issued it on the day of the one before, with its amounts: only the numbers tell them apart. */
  isTwin: boolean
}

const rate = 4.2531
const day = (month: number, date: number): string => `2026-${two(month)}-${two(date)}`

/** Invoices of a month, numbered by their sellers; `share` of each kind as in the books of a trading firm. */
export function invoicesOf(random: Random, month: number, count: number, from: number): Booked[] {
  const sellers = Math.max(3, Math.round(count / 40))
  const invoices: Booked[] = []
  for (let i = 0; i < count; i++) {
    const n = from + i
    const last = invoices.at(-1)
    const twinOf =
      last !== undefined && random.chance(last.isTwin ? 0.4 : 0.02) ? twinned(last, n, month) : null
    if (twinOf !== null) {
      invoices.push(twinOf)
      continue
    }
    const index = Math.floor(random.next() ** 2 * sellers)
    const seller = nip(`bench jpk ${index}`)
    const date = random.int(1, 26)
    // Some are sent a day later; a part of these is received in the next month.
    const late = random.chance(0.1) ? random.int(1, 2) : 0
    const original = random.chance(0.04) ? invoices[random.int(0, invoices.length - 1)] : undefined
    const corrects =
      original?.kind === 'VAT' && original.ksef !== null && original.currency === 'PLN' ? original : null
    const net = corrects ? -Math.round(corrects.net / 10) : Math.round(2_000 + random.next() ** 3 * 4_000_000)
    const vat = Math.round(net * (random.chance(0.15) ? 0.08 : 0.23))
    const paper = corrects === null && random.chance(0.06)
    const issueDay = day(month, corrects ? Math.max(date, Number(corrects.receivedDay.slice(8))) : date)
    const receivedDay = day(month, Number(issueDay.slice(8)) + late)
    const currency = corrects === null && !paper && random.chance(0.03) ? 'EUR' : 'PLN'
    const number = corrects
      ? `KOR/${n}/${two(month)}/2026`
      : (numberings[index % numberings.length]?.(n, month) ?? `${n}`)
    invoices.push({
      ...{
        n,
        seller: corrects?.seller ?? seller,
        number,
        issueDay,
        receivedDay,
        net,
        vat,
        currency,
        corrects,
      },
      ksef: paper ? null : ksefNumber(corrects?.seller ?? seller, receivedDay, `bench jpk ${n}`),
      vatPln: currency === 'EUR' ? Math.round(vat * rate) : vat,
      kind: corrects ? 'KOR' : 'VAT',
      isTwin: false,
    })
  }
  return invoices
}

/** The next invoice of the same seller: the same day, the same amounts; null behind a correction. */
function twinned(last: Booked, n: number, month: number): Booked | null {
  if (last.kind === 'KOR') return null
  const numbering = numberings.find((one) => one(last.n, month) === last.number)
  if (numbering === undefined) return null
  const ksef = last.ksef === null ? null : ksefNumber(last.seller, last.receivedDay, `bench jpk ${n}`)
  return { ...last, n, ksef, number: numbering(n, month), isTwin: true }
}

const numberings: ((n: number, month: number) => string)[] = [
  (n, month) => `FV/${n}/${two(month)}/2026`,
  (n) => `2026/${String(n).padStart(6, '0')}`,
  (n) => `FS-${n}/26/MAG`,
  (n, month) => `F/${two(month)}/${n}A/S`,
]

/** What KSeF would hand over of it. */
export const documentOfKsef = (b: Booked): KsefDocument =>
  ksefDocument({
    seller: { nip: b.seller, name: `Dostawca ${b.seller} sp. z o.o.` },
    buyer: { nip: buyerNip, name: 'Odbiorca Testowy sp. z o.o.' },
    number: b.number,
    issueDay: b.issueDay,
    kind: b.kind,
    currency: b.currency,
    amounts: {
      ...{ net: decimal(b.net), vat: decimal(b.vat), gross: decimal(b.net + b.vat) },
      ...(b.currency === 'EUR' ? { vatPln: decimal(b.vatPln) } : {}),
    },
    ...(b.corrects
      ? {
          corrects: [
            { number: b.corrects.number, issueDay: b.corrects.issueDay, ksefNumber: b.corrects.ksef },
          ],
        }
      : {}),
    numberedAt: `${b.receivedDay}T${two(8 + (b.n % 9))}:${two(b.n % 60)}:00+02:00`,
    ksefNumber: b.ksef as string,
  })

/** What an accountant types in of one that came on paper. */
export const copyOf = (b: Booked): Record<string, unknown> => ({
  seller: { nip: b.seller },
  number: b.number,
  issueDate: b.issueDay,
  currency: 'PLN',
  ...{ net: decimal(b.net), vat: decimal(b.vat), gross: decimal(b.net + b.vat) },
  receivedOn: b.receivedDay,
  channel: 'paper',
  document: 'invoice',
})

/** A row as an accounting program writes it. */
export interface Row {
  NrDostawcy: string
  DowodZakupu: string
  DataZakupu: string
  DataWplywu: string
  marker: { NrKSeF: string } | { BFK: '1' }
  K_42: number
  K_43: number
}

/** The right row of an invoice, in zlotys. */
export const rowOf = (b: Booked): Row => ({
  NrDostawcy: b.seller,
  DowodZakupu: b.number,
  DataZakupu: b.issueDay,
  DataWplywu: b.receivedDay,
  marker: b.ksef === null ? { BFK: '1' } : { NrKSeF: b.ksef },
  K_42: b.currency === 'EUR' ? Math.round(b.net * rate) : b.net,
  K_43: b.vatPln,
})

/** The file of a month: header, rows, control sums that fit them. */
export function fileOf(month: number, rows: readonly Row[]): string {
  const lines = rows.map(({ marker, K_42, K_43, ...row }, i) => {
    const fields = { LpZakupu: i + 1, ...row, ...marker, K_42: decimal(K_42), K_43: decimal(K_43) }
    const elements = Object.entries(fields).map(([name, value]) => `<${name}>${value}</${name}>`)
    return `<ZakupWiersz>\n  ${elements.join('\n  ')}\n</ZakupWiersz>`
  })
  const tax = rows.reduce((sum, { K_43 }) => sum + K_43, 0)
  return `<?xml version="1.0" encoding="UTF-8"?>
<JPK xmlns="http://crd.gov.pl/wzor/2025/12/19/14090/"><Naglowek>
<KodFormularza kodSystemowy="JPK_V7M (3)" wersjaSchemy="1-0E">JPK_VAT</KodFormularza><WariantFormularza>3</WariantFormularza>
<DataWytworzeniaJPK>${filedOn}T08:00:00Z</DataWytworzeniaJPK><CelZlozenia poz="P_7">1</CelZlozenia><KodUrzedu>1471</KodUrzedu>
<Rok>2026</Rok><Miesiac>${month}</Miesiac></Naglowek>
<Podmiot1 rola="Podatnik"><OsobaNiefizyczna><NIP>${buyerNip}</NIP></OsobaNiefizyczna></Podmiot1>
<Ewidencja>
${lines.join('\n')}
<ZakupCtrl><LiczbaWierszyZakupow>${rows.length}</LiczbaWierszyZakupow><PodatekNaliczony>${decimal(tax)}</PodatekNaliczony></ZakupCtrl>
</Ewidencja></JPK>
`
}
