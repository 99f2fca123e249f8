import { taxFields } from '../receipt/amounts.ts'
import type { Month } from '../values/day.ts'
import type { Nip } from '../values/nip.ts'
import type { FiledRow } from './row.ts'
import { jpkText } from './text.ts'
import { formatSum, groszeOf, inputVatFields } from './totals.ts'
import { element } from './xml.ts'

/** The forms in force for periods from February 2026. Source: the schemas of 2025-12-19. */
const forms = {
  monthly: { code: 'JPK_V7M (3)', namespace: 'http://crd.gov.pl/wzor/2025/12/19/14090/' },
  quarterly: { code: 'JPK_V7K (3)', namespace: 'http://crd.gov.pl/wzor/2025/12/19/14089/' },
} as const
const definitions = 'http://crd.gov.pl/xml/schematy/dziedzinowe/mf/2022/09/13/eD/DefinicjeTypy/'

/** The first and the last month of which the forms speak. */
export const jpkMonths = { first: '2026-02' as Month, last: '2050-12' as Month }

/** Who files, for which month, and when the file was made. */
export interface JpkHeader {
  settlement: keyof typeof forms
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
  const sums = element('LiczbaWierszyZakupow', count) + element('PodatekNaliczony', formatSum(inputVat))
  yield `<ZakupCtrl>${sums}</ZakupCtrl>\n</Ewidencja>\n</JPK>\n`
}

function headOf(h: JpkHeader): string {
  const { code, namespace } = forms[h.settlement]
  const [year, month] = h.month.split('-')
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<JPK xmlns="${namespace}" xmlns:etd="${definitions}">`,
    '<Naglowek>',
    `<KodFormularza kodSystemowy="${code}" wersjaSchemy="1-0E">JPK_VAT</KodFormularza>`,
    element('WariantFormularza', 3),
    element('DataWytworzeniaJPK', h.createdAt),
    element('NazwaSystemu', jpkText(h.system, 240)),
    `<CelZlozenia poz="P_7">${h.purpose}</CelZlozenia>`,
    element('KodUrzedu', h.officeCode),
    element('Rok', year),
    element('Miesiac', Number(month)),
    '</Naglowek>',
    `<Podmiot1 rola="Podatnik">${taxpayer(h)}</Podmiot1>`,
    '<Ewidencja>',
    '<SprzedazCtrl><LiczbaWierszySprzedazy>0</LiczbaWierszySprzedazy><PodatekNalezny>0.00</PodatekNalezny></SprzedazCtrl>\n',
  ].join('\n')
}

function taxpayer({ nip, name, email, phone, person }: JpkHeader): string {
  const contact = element('Email', email) + element('Telefon', phone)
  if (person === null) {
    const id = element('NIP', nip) + element('PelnaNazwa', jpkText(name, 240))
    return `<OsobaNiefizyczna>${id}${contact}</OsobaNiefizyczna>`
  }
  const id = [
    element('etd:NIP', nip),
    element('etd:ImiePierwsze', jpkText(person.firstName, 30)),
    element('etd:Nazwisko', jpkText(person.lastName, 81)),
    element('etd:DataUrodzenia', person.birthDate),
  ].join('')
  return `<OsobaFizyczna>${id}${contact}</OsobaFizyczna>`
}

/** One purchase, its elements in the order of the schema. */
function purchaseRow(row: FiledRow, position: number): string {
  const [marker = ''] = Object.keys(row.marker)
  const value = 'NrKSeF' in row.marker ? row.marker.NrKSeF : 1
  let xml = `<ZakupWiersz><LpZakupu>${position}</LpZakupu>`
  xml += element('KodKrajuNadaniaTIN', row.KodKrajuNadaniaTIN) + element('NrDostawcy', row.NrDostawcy)
  xml += element('NazwaDostawcy', row.NazwaDostawcy) + element('DowodZakupu', row.DowodZakupu)
  xml += element('DataZakupu', row.DataZakupu) + element('DataWplywu', row.DataWplywu)
  xml += element(marker, value) + element('DokumentZakupu', row.DokumentZakupu) + element('IMP', row.IMP)
  for (const field of taxFields) {
    if (row[field] !== undefined) xml += `<${field}>${row[field]}</${field}>`
  }
  return `${xml}</ZakupWiersz>\n`
}
