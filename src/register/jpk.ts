import type { Settlement } from '../law/deduction.ts'
import { inputVatFields, jpkForm, jpkLengths, purchaseElements } from '../law/jpk.ts'
import type { Month } from '../values/day.ts'
import type { Nip } from '../values/nip.ts'
import type { FiledRow } from './row.ts'
import { jpkText } from './text.ts'
import { formatSum, groszeOf } from './totals.ts'
import { xmlOf } from './xml.ts'

/** Who files, for which month, and when the file was made. */
export interface JpkHeader {
  settlement: Settlement
  month: Month
  /** 1: the first file of the month, 2: a correction. */
  purpose: 1 | 2
  createdAt: string
  system: string
  nip: Nip
  name: string
  officeCode: string
  email: string
  phone: string | null
  person: { firstName: string; lastName: string; birthDate: string } | null
}

/**
 * The file of a month as chunks of text: header, taxpayer, and the record with no sales and these purchases. The
 * declaration is not part of it. The control sums are those of the rows that were written.
 */
export async function* jpkFile(
  header: JpkHeader,
  pages: AsyncIterable<readonly FiledRow[]> | Iterable<readonly FiledRow[]>,
): AsyncGenerator<string> {
  yield headOf(header)
  let count = 0
  let inputVat = 0n
  for await (const rows of pages) {
    let chunk = ''
    for (const row of rows) {
      count += 1
      for (const field of inputVatFields) inputVat += groszeOf(row[field] ?? '0.00')
      chunk += purchaseRow(row, count)
    }
    if (chunk !== '') yield chunk
  }
  const sums = { LiczbaWierszyZakupow: count, PodatekNaliczony: formatSum(inputVat) }
  yield `${xmlOf({ ZakupCtrl: sums })}\n</Ewidencja>\n</JPK>\n`
}

function headOf(h: JpkHeader): string {
  const { name, variant, schemaVersion, definitions } = jpkForm
  const { code, namespace } = jpkForm[h.settlement]
  const [year, month] = h.month.split('-')
  const header = {
    KodFormularza: { '@kodSystemowy': code, '@wersjaSchemy': schemaVersion, '#text': name },
    WariantFormularza: variant,
    DataWytworzeniaJPK: h.createdAt,
    NazwaSystemu: jpkText(h.system, jpkLengths.NazwaSystemu),
    CelZlozenia: { '@poz': 'P_7', '#text': h.purpose },
    KodUrzedu: h.officeCode,
    Rok: year,
    Miesiac: Number(month),
  }
  const noSales = { LiczbaWierszySprzedazy: 0, PodatekNalezny: '0.00' }
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<JPK xmlns="${namespace}" xmlns:etd="${definitions}">`,
    xmlOf({ Naglowek: header }),
    xmlOf({ Podmiot1: { '@rola': 'Podatnik', ...taxpayer(h) } }),
    '<Ewidencja>',
    `${xmlOf({ SprzedazCtrl: noSales })}\n`,
  ].join('\n')
}

function taxpayer({ nip, name, email, phone, person }: JpkHeader) {
  const contact = { Email: email, ...(phone === null ? {} : { Telefon: phone }) }
  if (person === null)
    return { OsobaNiefizyczna: { NIP: nip, PelnaNazwa: jpkText(name, jpkLengths.PelnaNazwa), ...contact } }
  return {
    OsobaFizyczna: {
      'etd:NIP': nip,
      'etd:ImiePierwsze': jpkText(person.firstName, jpkLengths.ImiePierwsze),
      'etd:Nazwisko': jpkText(person.lastName, jpkLengths.Nazwisko),
      'etd:DataUrodzenia': person.birthDate,
      ...contact,
    },
  }
}

/** One purchase, its elements in the order of the schema; what a row does not have is no element. */
function purchaseRow(row: FiledRow, position: number): string {
  const [marker = ''] = Object.keys(row.marker)
  const values = { ...row, LpZakupu: position }
  const elements = purchaseElements.map((name): [string, unknown] =>
    name === 'marker' ? [marker, 'NrKSeF' in row.marker ? row.marker.NrKSeF : 1] : [name, values[name]],
  )
  const stated = elements.filter(([, value]) => value !== undefined && value !== null)
  return `${xmlOf({ ZakupWiersz: Object.fromEntries(stated) })}\n`
}
