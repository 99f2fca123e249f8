import type { awaitingPageTexts } from '../en/console-awaiting.ts'
import type { TextsLike } from '../sentence.ts'
import { counted } from './words.ts'

const invoices = (count: number): string => counted(count, 'faktura', 'faktury', 'faktur')

export const polishAwaitingPageTexts: TextsLike<typeof awaitingPageTexts> = {
  'awaited.column.seller': 'Sprzedawca',
  'awaited.column.number': 'Numer',
  'awaited.column.gross': 'Brutto',
  'awaited.column.count': 'Faktury',
  'awaited.empty': 'Nie czekamy na żaden numer KSeF',
  'awaited.empty.why': 'Każda faktura, która musi być w KSeF, ma już numer.',
  'awaited.group': 'Kolejność',
  'awaited.group.deadline': 'według terminu',
  'awaited.group.seller': 'według sprzedawcy',
  'awaited.only-overdue': 'Tylko po terminie',
  'awaited.deadline': 'Termin',
  'awaited.no-deadline': 'termin jeszcze nie biegnie',
  'awaited.late': ({ days }) => `${counted(days, 'dzień', 'dni', 'dni')} po terminie`,
  'awaited.copy': 'Otrzymano poza KSeF',
  'awaited.risk': 'Ryzyko',
  'awaited.risk.whole': 'Co grozi sprzedawcy',
  'awaited.fine': 'kara pieniężna',
  'awaited.no-fine': 'kara nie grozi',
  'awaited.began-before':
    'Jeśli opóźnienie zaczęło się przed wejściem kar w życie, nie wiadomo, czy go dotyczą.',
  'awaited.ours': 'obowiązek podatnika',
  'awaited.in-quarantine': 'Dokument z KSeF mógł zostać odłożony: najpierw sprawdź odłożone.',
  'awaited.column.letter': 'Ponaglenie',
  'awaited.remind': 'Ponaglij',
  'awaited.remind.all': ({ count }) => `Ponaglij o wszystkie (${count})`,
  'awaited.letter': 'Ponaglenie do sprzedawcy',
  'awaited.letter.language': 'Język pisma',
  'awaited.letter.subject': 'Brak numeru KSeF faktury',
  'awaited.letter.mail': 'Otwórz w programie pocztowym',
  'awaited.seller': ({ count, overdue }) =>
    overdue === 0 ? invoices(count) : `${invoices(count)}, po terminie: ${overdue}`,
  'awaited.chart': 'Oczekiwane numery według terminu',
  'awaited.chart.later': 'później',
  'awaited.chart.overdue': 'po terminie',
  'awaited.chart.none': 'bez terminu',

  'aside.empty': 'Nic nie zostało odłożone',
  'aside.empty.why': 'Wszystkie otrzymane dokumenty dały się odczytać i dotyczą tego podatnika.',
  'aside.what': 'Dokument',
  'aside.why': 'Przyczyna',
  'aside.state': 'Stan',
  'aside.state.of': ({ state }) => states[state] ?? state,
  'aside.month': 'Może dotyczyć okresu',
  'aside.any-month': 'dowolny miesiąc',
  'aside.months': ({ from, to }) => (from === to ? from : `${from} – ${to}`),
  'aside.at': 'Otrzymano',
  'aside.all': 'Także załatwione',
  'aside.do': 'Co można zrobić',
  'aside.dismiss': 'Odrzuć',
  'aside.dismiss.why':
    'Odrzucony dokument nie wstrzymuje już żadnego miesiąca. Napisz, dlaczego nie dotyczy podatnika albo nie da się go odczytać.',
  'aside.dismiss.note': 'Notatka',
  'aside.dismissed': 'Odrzucono.',
  'aside.reopen': 'Cofnij',
  'aside.reopened': 'Cofnięto.',
  'aside.fetch': 'Pobierz ponownie z KSeF',
  'aside.import': 'Wczytaj ponownie',
  'aside.fetched': 'Pobieramy ponownie z KSeF; kompletny dokument sam zajmie miejsce odłożonego.',
  'aside.decided': ({ by, note }) => (note === null ? by : `${by}: „${note}”`),
}

const states: Readonly<Record<string, string>> = {
  open: 'do załatwienia',
  known: 'faktura jest już w programie',
  dismissed: 'odrzucony',
  'no-document': 'to nie faktura',
}
