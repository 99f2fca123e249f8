import type { readingTexts } from '../en/reading.ts'
import type { TextsLike } from '../sentence.ts'
import { amountOf, dayOf, listed } from './words.ts'

const fields: Readonly<Record<string, string>> = {
  'seller.nip': 'NIP sprzedawcy',
  'seller.name': 'nazwa sprzedawcy',
  'seller.vatId': 'numer VAT sprzedawcy',
  'buyer.nip': 'NIP nabywcy',
  number: 'numer faktury',
  issueDate: 'data wystawienia',
  taxPointDate: 'data dokonania dostawy lub wykonania usługi',
  kind: 'rodzaj faktury',
  currency: 'waluta',
  net: 'kwota netto',
  vat: 'kwota podatku',
  vatPln: 'kwota podatku w PLN',
  gross: 'kwota brutto',
  ksefNumber: 'numer KSeF',
  'corrects.number': 'numer faktury korygowanej',
}
const words = (field: string): string => fields[field] ?? field
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const either = (values: readonly string[]): string =>
  new Intl.ListFormat('pl', { type: 'disjunction' }).format(values)
const days = ['issueDate', 'taxPointDate']
const amounts = ['net', 'vat', 'vatPln', 'gross']

/** A value as people write it: of a foreign currency the page is beside it, so amounts stand without one. */
function asWritten(field: string, value: string): string {
  if (days.includes(field)) return dayOf(value)
  return amounts.includes(field) ? amountOf(value, '').trim() : value
}

export const polishReadingTexts: TextsLike<typeof readingTexts> = {
  'reading.is-fa': 'Jest to plik faktury ustrukturyzowanej.',
  'reading.is-cii': 'W pliku jest XML faktury zgodny z normą europejską.',
  'reading.is-pro-forma': 'Z pliku XML dołączonego do dokumentu wynika, że jest to faktura pro forma.',
  'reading.xml-sums':
    'W dołączonym pliku XML suma netto i podatku nie daje kwoty brutto. Porównaj kwoty z dokumentem.',
  'reading.xml-broken':
    'Nie udało się odczytać pliku XML dołączonego do dokumentu. Porównaj odczytane dane z dokumentem.',
  'reading.two-codes': 'Są na nim oba kody faktury wystawionej w trybie offline.',
  'reading.one-code': 'Jest na nim kod faktury z KSeF.',
  'reading.known': 'Kod na dokumencie prowadzi do faktury z KSeF, która jest tu już znana.',
  'reading.title': ({ title }) => `Dokument ma tytuł „${title}”.`,
  'reading.has-ksef-number': 'Dokument ma tytuł faktury i jest na nim numer KSeF.',
  'reading.captions':
    'Dokument ma tytuł faktury i są na nim podpisy obu kodów faktury wystawionej w trybie offline.',
  'reading.several-numbers':
    'Na dokumencie jest więcej niż jeden numer faktury. Jeżeli plik zawiera kilka faktur, prześlij każdą osobno.',
  'reading.no-class': 'Nic nie wskazuje, jaki to dokument. Obejrzyj go i wybierz rodzaj.',
  'reading.incomplete':
    'Nie udało się odczytać całego pliku. Porównaj odczytane dane z dokumentem i uzupełnij brakujące.',
  'reading.not-here': 'Plików PDF i obrazów nie można tu odczytać. Wprowadź dane z dokumentu samodzielnie.',
  'reading.scanned':
    'Tekst odczytano ze skanu, a wtedy łatwo o pomyłkę w literach i cyfrach. Porównaj każdą wartość z dokumentem.',
  'reading.scan-not-here':
    'Dokument jest skanem, a tekstu z obrazów nie można tu odczytać. Wprowadź dane z dokumentu samodzielnie.',
  'reading.scan-too-long':
    'Tekstu ze skanu nie udało się odczytać albo trwało to zbyt długo. Uzupełnij brakujące dane.',
  'reading.scan-too-many': ({ read, pages }) =>
    `Odczytano tekst pierwszych i ostatnich stron skanu (${read} z ${pages}). Sprawdź, czy brakujących danych nie ma na pozostałych stronach.`,
  'reading.other-codes':
    'Kod na dokumencie jest nieczytelny albo należy do innego środowiska KSeF. Nie został użyty.',
  'reading.several-codes':
    'Kody na dokumencie należą do kilku faktur. Podziel plik i prześlij każdą fakturę osobno.',
  'reading.other-buyer': ({ nip }) =>
    `Jako nabywcę wskazano na nim podatnika o NIP ${nip}, a nie tego podatnika. Sprawdź, dla kogo jest ten dokument.`,
  'reading.likely': ({ field, values }) =>
    `Brakuje tej informacji, a z pliku nie wynika ona na pewno. Prawdopodobnie ${words(field)} to ${either(values.map((value) => asWritten(field, value)))}. Porównaj to z dokumentem i podaj właściwą wartość.`,
  'reading.likely-document': ({ document }, tell) =>
    `Brakuje tej informacji, a z pliku nie wynika ona na pewno. Prawdopodobny rodzaj dokumentu: ${tell(document)}. Obejrzyj dokument i podaj właściwy rodzaj.`,
  'reading.file-says': ({ field, stated, read }) =>
    `${capital(words(field))}: przy kopii podano ${asWritten(field, stated)}, a z jej pliku wynika ${asWritten(field, read)}.`,
  'reading.file-is': ({ stated, read }, tell) =>
    `Kopię opisano jako: ${tell(stated)}, a z jej pliku wynika: ${tell(read)}.`,
  'reading.contradiction': ({ field, values }) =>
    `Dane na dokumencie są sprzeczne – ${words(field)}: ${listed(values.map((value) => asWritten(field, value)))}. Wybierz właściwą wartość.`,
}
