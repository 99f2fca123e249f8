import type { monthPageTexts } from '../en/console-month.ts'
import type { TextsLike } from '../sentence.ts'
import { counted, dayOf } from './words.ts'

const rows = (count: number): string => counted(count, 'wiersz', 'wiersze', 'wierszy')

export const polishMonthPageTexts: TextsLike<typeof monthPageTexts> = {
  'month.before': 'Poprzedni miesiąc',
  'month.after': 'Następny miesiąc',
  'month.choose': 'Miesiąc',
  'month.file-by': ({ day }) => `termin złożenia: ${dayOf(day)}`,
  'month.ready': 'Nic nie stoi na przeszkodzie złożeniu ewidencji.',
  'month.not-over': 'Miesiąc jeszcze trwa.',

  'month.gates': 'Kroki do złożenia',
  'month.gate.state.done': 'gotowe',
  'month.gate.state.look': 'do sprawdzenia',
  'month.gate.state.blocks': 'wstrzymuje',
  'month.gate.state.later': 'później',
  'month.gate.fetched': 'Pobrano w całości',
  'month.gate.fetched.done': 'Jest tu wszystko, co KSeF zapisał w tym miesiącu.',
  'month.gate.fetched.nothing':
    'Nie ma połączenia z KSeF, więc nie wiadomo, czy są tu wszystkie faktury. Połącz firmę w ustawieniach albo zaimportuj paczkę z tego miesiąca.',
  'month.gate.fetched.open': ({ count }) =>
    `Nie wiadomo, czy pobrano wszystkie faktury (przedziały czasu w tym miesiącu: ${count}).`,
  'month.gate.entered': 'Wprowadzono dokumenty',
  'month.gate.entered.done': 'Żaden otrzymany dokument nie czeka na wprowadzenie.',
  'month.gate.entered.open': ({ count }) =>
    `Otrzymane dokumenty czekające na wprowadzenie: ${count}; ich podatku nie ujęto w żadnym okresie.`,
  'month.gate.decided': 'Rozstrzygnięto',
  'month.gate.decided.done': 'Do żadnego wiersza nie ma otwartych uwag.',
  'month.gate.decided.blocks': ({ count }) =>
    `${counted(count, 'uwaga wymaga', 'uwagi wymagają', 'uwag wymaga')} rozstrzygnięcia przed złożeniem.`,
  'month.gate.decided.open': ({ count }) =>
    `${counted(count, 'uwagę', 'uwagi', 'uwag')} warto sprawdzić przed złożeniem.`,
  'month.gate.aside': 'Nic nie odłożono',
  'month.gate.aside.done': 'Nie ma odłożonych dokumentów, które mogą dotyczyć tego miesiąca.',
  'month.gate.aside.blocks': ({ count }) =>
    `Odłożone dokumenty, które mogą dotyczyć tego miesiąca: ${count}.`,
  'month.gate.amounts': 'Kwoty są znane',
  'month.gate.amounts.done': 'Każdy wiersz ma kwoty w złotych.',
  'month.gate.amounts.blocks': ({ count }) => `${rows(count)} bez kwot w złotych.`,
  'month.gate.numbers': 'Numery KSeF',
  'month.gate.numbers.done': 'Każdy wiersz, który wymaga numeru KSeF, już go ma.',
  'month.gate.numbers.open': ({ count, required, review }) =>
    `${rows(count)} bez numeru KSeF; po jego nadaniu korekty będą wymagane: ${required}, do rozważenia: ${review}.`,
  'month.gate.windows': 'Okresy odliczenia',
  'month.gate.windows.done': 'Żaden niewykorzystany okres odliczenia nie kończy się z tym miesiącem.',
  'month.gate.windows.open': ({ count }) =>
    `Z tym miesiącem kończy się okres odliczenia (${counted(count, 'zakup', 'zakupy', 'zakupów')}), a podatku nie ujęto w żadnym okresie.`,
  'month.gate.file': 'Plik',
  'month.gate.file.done': ({ form }) => `Plik ${form} można utworzyć.`,
  'month.gate.file.blocks': 'Pliku jeszcze nie można utworzyć:',
  'month.gate.filed': 'Złożono',
  'month.gate.filed.done': ({ day, number }) =>
    number === 1 ? `Złożono ${dayOf(day)}.` : `Złożono ${dayOf(day)} (korekta nr ${number - 1}).`,
  'month.gate.filed.open': 'Jeszcze nie złożono.',
  'month.which': 'Które',
  'month.more': 'To nie wszystkie pozycje.',

  'month.register': 'Ewidencja',
  'month.register.empty': 'W tym miesiącu nie ma zakupów',
  'month.register.empty.why':
    'Faktury, które wpłynęły później albo nie dają jeszcze prawa do odliczenia, są w innych miesiącach.',
  'month.rows': 'Wiersze',
  'month.rows.held': ({ count }) => `wstrzymane przez otwarte uwagi: ${count}`,
  'month.rows.later': ({ count }) => `możliwe do złożenia dopiero później: ${count}`,
  'month.input-vat': 'Podatek naliczony',
  'month.net': 'Netto',
  'month.tax': 'Podatek',
  'month.assets': 'w tym środki trwałe',
  'month.seller': 'Sprzedawca',
  'month.number': 'Numer',
  'month.issued': 'Data wystawienia',
  'month.received': 'Data wpływu',
  'month.marker': 'Oznaczenie',
  'month.warnings': 'Uwagi',
  'month.held': 'wstrzymany',

  'month.csv': 'Zapisz jako CSV',
  'month.jpk': 'Zapisz plik JPK',
  'month.purpose': 'Cel złożenia',
  'month.purpose.first': 'złożenie po raz pierwszy',
  'month.purpose.correction': 'korekta',
  'month.filing.held': 'Najpierw wybierz, czy uwzględnić wiersze wstrzymane.',
  'month.held-rows': 'Wiersze wstrzymane',
  'month.held-rows.choose': 'wybierz …',
  'month.held-rows.include': 'uwzględnij',
  'month.held-rows.leave-out': 'pomiń',
  'month.incomplete': 'Wiersze bez kwot',
  'month.incomplete.refuse': 'nie twórz pliku',
  'month.incomplete.leave-out': 'pomiń',

  'month.filing': 'Złożenie',
  'month.filing.day': 'Data złożenia',
  'month.filing.do': 'Zapisz jako złożone',
  'month.filing.why':
    'Obecny stan ewidencji zostanie zachowany jako złożony. Późniejsze zmiany będą wykazane jako korekty.',
  'month.filing.done': 'Zapisano jako złożone.',
  'month.filings': 'Złożone za ten miesiąc',
  'month.filing.of': ({ number }) => (number === 1 ? 'złożenie po raz pierwszy' : `korekta nr ${number - 1}`),

  'month.corrections': 'Korekty do złożenia',
  'month.corrections.none': 'Nic nie różni się od tego, co złożono.',
  'month.correction.by': 'Termin',
  'month.correction.why': 'Co się różni',

  'month.chart.days': 'Faktury otrzymane według dni i trybu wystawienia',
  'month.chart.markers': 'Podatek naliczony według oznaczeń',
  'month.chart.day': 'Dzień',
  'month.chart.count': 'Faktury',
  'month.chart.other': 'inne tryby',
}
