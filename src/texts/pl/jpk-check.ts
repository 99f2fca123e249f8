import type { jpkCheckTexts } from '../en/jpk-check.ts'
import type { TextsLike } from '../sentence.ts'
import { amountOf, counted, dayOf, periodNamed } from './words.ts'

const amounts = ({ field, is, shouldBe }: { field: string; is: string; shouldBe: string }): string =>
  `${field}: w pliku ${amountOf(is)}, powinno być ${amountOf(shouldBe)}.`

const holds = (value: string | null): string => (value === null ? 'jest puste' : `ma wartość ${value}`)

export const polishJpkCheckTexts: TextsLike<typeof jpkCheckTexts> = {
  'jpk-file.encoding': ({ encoding }) =>
    `Plik deklaruje kodowanie ${encoding}, które nie jest obsługiwane. Wyeksportuj go w kodowaniu UTF-8, UTF-16, Windows-1250 lub ISO-8859-2.`,
  'jpk-file.not-as-declared': ({ encoding }) =>
    `Plik nie jest zapisany w kodowaniu ${encoding}, które deklaruje. Wyeksportuj go ponownie i nie zapisuj go w innym programie.`,
  'jpk-file.doctype':
    'Plik zawiera deklarację DOCTYPE, której JPK nie ma. Prześlij plik w postaci wyeksportowanej z programu księgowego.',
  'jpk-file.not-well-formed': ({ line, column, why }) =>
    `Plik nie jest poprawnym dokumentem XML (wiersz ${line}, kolumna ${column}): ${why} Wyeksportuj go ponownie; pliku zmienionego ręcznie lub uciętego nie da się odczytać.`,
  'jpk-file.no-value':
    'Plik zawiera fragment, którego nie ma w żadnej strukturze JPK_V7. Prześlij plik w postaci wyeksportowanej z programu księgowego.',
  'jpk-file.other-form': ({ element, namespace }) =>
    `To nie jest JPK_V7M ani JPK_V7K w wariancie 2 lub 3: plik zaczyna się od elementu ${element} w przestrzeni nazw „${namespace}”. Wyeksportuj ewidencję VAT w jednej z tych struktur.`,
  'jpk-file.header': ({ elements }) =>
    `Z pliku nie wynika, czyja to ewidencja lub za jaki miesiąc. Sprawdź: ${elements.join(', ') || 'nagłówek'}. Wyeksportuj plik ponownie.`,
  'jpk-file.other-taxpayer': ({ nip, wanted }) =>
    `Plik dotyczy innego podatnika: NIP w pliku ${nip}, oczekiwany ${wanted}. Prześlij go u właściwego podatnika.`,
  'jpk-file.too-many-rows': ({ most }) =>
    `Plik ma więcej wierszy zakupów niż ${most}. Podziel go według oddziałów albo części miesiąca.`,
  'jpk-file.filed-before-month': ({ month, day }) =>
    `Ewidencji za okres ${periodNamed(month)} nie można było złożyć ${dayOf(day)}, przed jego początkiem. Podaj dzień wysłania pliku.`,
  'jpk-check.unknown-check': ({ id }) =>
    `Nie ma sprawdzenia pliku o identyfikatorze ${id} u tego podatnika. Pobierz listę: GET …/jpk-checks.`,
  'jpk-check.unknown-item': ({ id }) =>
    `Sprawdzenie nie zawiera pozycji ${id}. Identyfikator podaje lista pozycji sprawdzenia.`,
  'jpk-check.other-month': ({ month, checked }) =>
    `Sprawdzony plik dotyczy okresu: ${periodNamed(checked)}, a nie: ${periodNamed(month)}. Zapisz złożenie pod właściwym miesiącem.`,
  'jpk-check.replaced': ({ month }) =>
    `Sprawdzono już późniejszy plik za okres: ${periodNamed(month)}, a wierszy tego pliku nie przechowuje się dłużej. Użyj ostatniego sprawdzenia miesiąca.`,

  'jpk-check.twice-in-file': ({ first }) => `Ta faktura jest już ujęta w wierszu ${first} tego pliku.`,
  'jpk-check.twice-across': ({ month }) =>
    `Ta faktura jest już ujęta w pliku za okres: ${periodNamed(month)}. Podatek zostałby odliczony dwukrotnie.`,
  'jpk-check.parts-of-one': ({ rows }) =>
    `Ta faktura jest ujęta w kilku wierszach (${rows}), które łącznie dają jej kwotę.`,
  'jpk-check.parts-together': ({ rows }) =>
    `Ta faktura jest ujęta w kilku wierszach (${rows}) o różnych kwotach. Z fakturą porównano ich sumę.`,
  'jpk-check.held-finding': ({ count }) =>
    `Zakup wstrzymuje ${counted(count, 'nierozstrzygnięta uwaga', 'nierozstrzygnięte uwagi', 'nierozstrzygniętych uwag')}.`,
  'jpk-check.not-received': ({ day }) => `Do dnia ${dayOf(day)} faktura nie została otrzymana.`,
  'jpk-check.no-invoice': 'Dokument znany pod tymi danymi nie jest fakturą wystawioną dla tego podatnika.',
  'jpk-check.supply-open': 'Nie potwierdzono dostawy towaru ani wykonania usługi.',
  'jpk-check.too-early': ({ month, from }) =>
    `Podatek można odliczyć najwcześniej za okres: ${periodNamed(from)}, za ${periodNamed(month)} jeszcze nie.`,
  'jpk-check.too-late': ({ month, until }) =>
    `Podatek można było odliczyć na bieżąco najpóźniej za okres: ${periodNamed(until)}, a już nie za ${periodNamed(month)}.`,
  'jpk-check.reduced-elsewhere': ({ month, only }) =>
    `Ten dokument ujmuje się wyłącznie w ewidencji za okres: ${periodNamed(only)}, a nie za ${periodNamed(month)}.`,
  'jpk-check.not-yet': ({ month, why }, tell) =>
    `Za ${periodNamed(month)} prawo do odliczenia nie przysługuje. ${tell(why)}`,
  'jpk-check.later': ({ month, from }) =>
    `Podatek odliczono za ${periodNamed(month)}, później niż najwcześniej było można (${periodNamed(from)}), ale w terminie.`,
  'jpk-check.number-other': ({ is, shouldBe }) =>
    `W wierszu podano dowód nr ${is}, a faktura o tym numerze KSeF ma numer ${shouldBe}.`,
  'jpk-check.number-near': ({ is, shouldBe }) =>
    `W wierszu numer zapisano jako ${is}, na fakturze jest to numer ${shouldBe}.`,
  'jpk-check.unreadable': ({ parts }, tell) =>
    `Wiersza nie da się odczytać w całości. ${parts.map(tell).join(' ')}`.slice(0, 400),
  'jpk-check.value.day': ({ field, value }) =>
    value === '' ? `Pole ${field} jest puste.` : `Pole ${field} zawiera „${value}”, co nie jest datą.`,
  'jpk-check.value.amount': ({ field, value }) => `Pole ${field} zawiera „${value}”, co nie jest kwotą.`,
  'jpk-check.value.marker': ({ field, value }) =>
    `Pole ${field} zawiera „${value}”, co nie jest takim oznaczeniem.`,
  'jpk-check.value.one-marker': ({ value }) => `Wiersz ma kilka oznaczeń (${value}), a powinien mieć jedno.`,
  'jpk-check.value.pair': ({ field }) => `Pole ${field} wypełniono bez kwoty, która mu towarzyszy.`,
  'jpk-check.value.document': ({ field, value }) =>
    `Pole ${field} zawiera „${value}”, co nie jest rodzajem dowodu zakupu.`,
  'jpk-check.value.once': ({ field }) => `Pole ${field} występuje w wierszu więcej niż raz.`,
  'jpk-check.value.text': ({ field }) => `Pole ${field} jest puste.`,
  'jpk-check.no-marker':
    'Wiersz nie ma ani numeru KSeF, ani oznaczenia OFF, BFK lub DI, a każdy wiersz musi mieć jedno z nich.',
  'jpk-check.receipt-day': ({ is, shouldBe }) =>
    `W wierszu podano datę wpływu ${dayOf(is)}, a fakturę otrzymano ${dayOf(shouldBe)}.`,
  'jpk-check.receipt-day-left-out': ({ shouldBe }) =>
    `W wierszu nie podano daty wpływu; fakturę otrzymano ${dayOf(shouldBe)}.`,
  'jpk-check.issue-day': ({ is, shouldBe }) =>
    `W wierszu podano datę wystawienia ${dayOf(is)}, a fakturę wystawiono ${dayOf(shouldBe)}.`,
  'jpk-check.number-known': ({ is, shouldBe }) =>
    `Wiersz ma oznaczenie ${is}, chociaż znany jest numer KSeF ${shouldBe}.`,
  'jpk-check.number-of-another': ({ is, shouldBe }) =>
    `Numer KSeF ${is} w wierszu nie jest numerem tej faktury; powinno być: ${shouldBe}.`,
  'jpk-check.number-not-assigned': ({ is, shouldBe, day }) =>
    `Numer KSeF ${is} nadano ${dayOf(day)}, po dniu złożenia pliku; powinno być: ${shouldBe}.`,
  'jpk-check.marker-other': ({ is, shouldBe }) => `Wiersz ma oznaczenie ${is}, a powinno być: ${shouldBe}.`,
  'jpk-check.marker-none': ({ shouldBe }) => `Wiersz nie ma oznaczenia; powinno być: ${shouldBe}.`,
  'jpk-check.marker-unsettled': ({ is, shouldBe }) =>
    `Wiersz ma oznaczenie ${is}. Przepisy nie rozstrzygają tego przypadku; według ustawień podatnika powinno być: ${shouldBe}.`,
  'jpk-check.amount': (p) => `Kwota różni się od kwoty z faktury. ${amounts(p)}`,
  'jpk-check.sign': (p) => `Kwota ma przeciwny znak. ${amounts(p)}`,
  'jpk-check.gross-for-net': (p) => `Kwotę brutto zaksięgowano jako netto. ${amounts(p)}`,
  'jpk-check.net-for-gross': (p) => `Kwotę netto zaksięgowano jako brutto. ${amounts(p)}`,
  'jpk-check.in-pln': ({ currency, ...p }) =>
    `Różni się kwota w złotych z faktury w walucie ${currency}. ${amounts(p)}`,
  'jpk-check.nothing-deductible': (p) => `Z tego zakupu nie przysługuje odliczenie. ${amounts(p)}`,
  'jpk-check.smaller': (p) => `Odliczono mniej podatku, niż wynika z faktury. ${amounts(p)}`,
  'jpk-check.rounded': (p) => `Przeliczenie na złote różni się o kilka groszy. ${amounts(p)}`,
  'jpk-check.other-field': ({ is, shouldBe }) =>
    `Podatek ujęto w polu ${is}, a według danych zakupu należy do pola ${shouldBe}.`,
  'jpk-check.adjusted': (p) => `Podatek skorygowano o kwotę, której tu nie zapisano. ${amounts(p)}`,
  'jpk-check.seller': ({ is, shouldBe }) =>
    `W wierszu podano dostawcę ${is}, a fakturę wystawił sprzedawca ${shouldBe}.`,
  'jpk-check.likely': ({ number, day, count }) =>
    `Żadna faktura nie pasuje dokładnie. Najbardziej prawdopodobna jest faktura nr ${number} z ${dayOf(day)}${count > 1 ? ` (możliwych: ${count})` : ''}.`,
  'jpk-check.unknown': 'Żaden znany tu dokument nie pasuje do tego wiersza.',
  'jpk-check.unknown-obliged':
    'Żaden znany tu dokument nie pasuje do tego wiersza, a sprzedawca miał obowiązek wystawić fakturę w KSeF.',
  'jpk-check.unknown-uncovered':
    'Żaden znany tu dokument nie pasuje do tego wiersza; nie pobrano jeszcze z KSeF wszystkiego z tego czasu.',
  'jpk-check.unknown-internal':
    'Wiersz dotyczy dowodu wewnętrznego lub dokumentu celnego, do którego nie musi być faktury od sprzedawcy.',
  'jpk-check.unknown-adjustment':
    'Wiersz koryguje podatek odliczony wcześniej; faktura, której dotyczy, nie jest tu znana.',
  'jpk-check.missing': ({ month }) =>
    `Zakup należy do ewidencji za ${periodNamed(month)}, ale nie ma go w pliku, a później nie można go już ująć na bieżąco.`,
  'jpk-check.missing-open': ({ month, until }) =>
    `Zakup należy do ewidencji za ${periodNamed(month)}, ale nie ma go w pliku. Można go jeszcze odliczyć, najpóźniej za okres: ${periodNamed(until)}.`,
  'jpk-check.control-rows': ({ element, is, shouldBe }) =>
    `Pole ${element} ${holds(is)}, a liczba wierszy zakupów w pliku wynosi ${shouldBe}.`,
  'jpk-check.control-tax': ({ element, is, shouldBe }) =>
    `Pole ${element} ${holds(is === null ? null : amountOf(is))}, a suma wierszy wynosi ${amountOf(shouldBe)}.`,
  'jpk-check.control-declared': ({ element, is, shouldBe }) =>
    `Pole ${element} deklaracji ${holds(is)}, a z wierszy ewidencji wynika ${shouldBe}.`,

  'jpk-check.do.ROW_TWICE':
    'Sprawdź, czy dokument nie jest zaksięgowany dwukrotnie. Jeżeli tak, usuń jeden zapis, a jeżeli odliczono go we wcześniejszym miesiącu, usuń zapis z tego miesiąca.',
  'jpk-check.do.ROW_HELD':
    'Wyłącz zapis z tego miesiąca do czasu wyjaśnienia zakupu albo najpierw rozstrzygnij, co go wstrzymuje.',
  'jpk-check.do.WRONG_MONTH': 'Przenieś zapis do miesiąca, za który podatek można odliczyć.',
  'jpk-check.do.LATER_MONTH': 'Nie trzeba nic zmieniać.',
  'jpk-check.do.NUMBER_DIFFERS': 'Porównaj numer z fakturą i popraw go w zapisie.',
  'jpk-check.do.ROW_UNREADABLE': 'Popraw wartość w zapisie i wyeksportuj plik ponownie.',
  'jpk-check.do.RECEIPT_DAY_DIFFERS': 'Wpisz podaną tu datę wpływu.',
  'jpk-check.do.ISSUE_DAY_DIFFERS': 'Wpisz datę wystawienia zgodną z fakturą.',
  'jpk-check.do.MARKER_DIFFERS': 'Wpisz podane tu oznaczenie lub numer KSeF.',
  'jpk-check.do.AMOUNT_DIFFERS': 'Porównaj kwotę netto i podatek z fakturą i popraw zapis.',
  'jpk-check.do.SELLER_DIFFERS': 'Wybierz w zapisie kontrahenta z faktury.',
  'jpk-check.do.ROW_LIKELY':
    'Porównaj wiersz ze wskazaną fakturą. Jeżeli to ta sama, popraw w zapisie numer, datę lub kontrahenta.',
  'jpk-check.do.ROW_UNKNOWN': 'Odszukaj zaksięgowany dokument. Jeżeli nigdy nie wpłynął, usuń zapis.',
  'jpk-check.do.PURCHASE_MISSING':
    'Zaksięguj fakturę albo pozostaw ją na późniejszy miesiąc, jeżeli jest to jeszcze możliwe.',
  'jpk-check.do.CONTROL_SUM':
    'Wyeksportuj plik ponownie. Jeżeli różnica pozostaje, sprawdź, czy pliku nie zmieniono ręcznie.',
}
