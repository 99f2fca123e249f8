import type { Day } from '../../values/day.ts'
import { type ExampleInvoice, type ExampleParty, exampleBuyer } from './invoice.ts'

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const element = (name: string, ...content: readonly string[]): string =>
  `<${name}>${content.join('')}</${name}>`
const value = (name: string, text: string): string => element(name, escaped(text))

const party = (name: string, { nip, ...who }: ExampleParty, ...more: readonly string[]): string =>
  element(
    name,
    element('DaneIdentyfikacyjne', value('NIP', nip), value('Nazwa', who.name)),
    element('Adres', value('KodKraju', 'PL'), value('AdresL1', who.street), value('AdresL2', who.city)),
    ...more,
  )

/** An invoice of the example as its seller's program sends it to KSeF, FA(3). `buyer`: to whom it is addressed. */
export function exampleXml(invoice: ExampleInvoice, buyer: ExampleParty = exampleBuyer): string {
  const { seller, issueDay, corrects } = invoice
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n<Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">',
    heading(issueDay),
    party('Podmiot1', seller),
    party('Podmiot2', buyer, value('JST', '2'), value('GV', '2')),
    element(
      'Fa',
      ...[value('KodWaluty', 'PLN'), value('P_1', issueDay), value('P_2', invoice.number)],
      ...[value('P_13_1', invoice.net), value('P_14_1', invoice.vat), value('P_15', invoice.gross)],
      notes,
      value('RodzajFaktury', corrects === undefined ? 'VAT' : 'KOR'),
      ...(corrects === undefined ? [] : [value('PrzyczynaKorekty', 'Zmiana ceny'), corrected(corrects)]),
      line(invoice),
    ),
    '</Faktura>\n',
  ].join('')
}

const heading = (issueDay: Day): string =>
  element(
    'Naglowek',
    '<KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza>',
    value('WariantFormularza', '3'),
    value('DataWytworzeniaFa', `${issueDay}T08:00:00Z`),
    value('SystemInfo', 'Przykład'),
  )

/** None of the special cases holds. */
const notes = element(
  'Adnotacje',
  ...['P_16', 'P_17', 'P_18', 'P_18A'].map((name) => value(name, '2')),
  element('Zwolnienie', value('P_19N', '1')),
  element('NoweSrodkiTransportu', value('P_22N', '1')),
  value('P_23', '2'),
  element('PMarzy', value('P_PMarzyN', '1')),
)

const corrected = ({ number, issueDay, ksefNumber }: NonNullable<ExampleInvoice['corrects']>): string =>
  element(
    'DaneFaKorygowanej',
    ...[value('DataWystFaKorygowanej', issueDay), value('NrFaKorygowanej', number)],
    ...[value('NrKSeF', '1'), value('NrKSeFFaKorygowanej', ksefNumber)],
  )

const line = ({ seller, net }: ExampleInvoice): string =>
  element(
    'FaWiersz',
    ...[value('NrWierszaFa', '1'), value('P_7', seller.goods), value('P_8A', 'szt.'), value('P_8B', '1')],
    ...[value('P_9A', net), value('P_11', net), value('P_12', '23')],
  )
