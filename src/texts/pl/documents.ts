import type { documentTexts } from '../en/documents.ts'
import type { TextsLike } from '../sentence.ts'
import { counted, dayOf } from './words.ts'

const both = ({ xml, row }: { xml: string; row: string }): string => `(w XML: ${xml}, w metadanych: ${row})`
/** An amount of a currency that is not told, as people write it. */
const figure = (amount: string): string => amount.replace('.', ',')

export const polishDocumentTexts: TextsLike<typeof documentTexts> = {
  'xml.too-large': ({ bytes, most }) =>
    `Dokument ma ${bytes} B; odczytywane są dokumenty do ${most} B (3 MB).`,
  'xml.single-invoice': 'KSeF nie przyjmuje większych: sprawdź, czy to jedna faktura.',
  'xml.not-utf8': 'Dokument nie jest zapisany w UTF-8 (może to UTF-16, ISO-8859-2 lub Windows-1250).',
  'xml.encoding': ({ encoding }) => `Dokument deklaruje kodowanie „${encoding}”.`,
  'xml.original-file':
    'Dokumenty KSeF są wyłącznie w UTF-8: użyj oryginalnego pliku, a nie kopii zapisanej ponownie.',
  'xml.too-many-parts': ({ parts, most }) =>
    parts === 'elements'
      ? `Dokument ma ponad ${counted(most, 'element', 'elementy', 'elementów')}; tylu nie ma żadna faktura o wielkości do 3 MB.`
      : `Dokument ma ponad ${counted(most, 'atrybut', 'atrybuty', 'atrybutów')} (albo ponad 1000 w jednym elemencie); tylu nie ma żadna faktura o wielkości do 3 MB.`,
  'xml.as-issued': 'Sprawdź, czy to jedna faktura w postaci, w jakiej ją wystawiono.',
  'xml.too-deep': ({ most }) =>
    `Dokument ma ponad ${counted(most, 'poziom', 'poziomy', 'poziomów')} zagnieżdżenia; żaden wzór faktury tylu nie ma.`,
  'xml.doctype': 'Dokument zawiera deklarację DOCTYPE.',
  'xml.doctype-refused':
    'Został odrzucony razem ze zdefiniowanymi w niej encjami: dokumenty KSeF nigdy jej nie mają. Użyj oryginalnego pliku.',
  'xml.not-well-formed': ({ line, column, why }) =>
    `Dokument nie jest poprawnym XML (wiersz ${line}, kolumna ${column}): „${why}”.`,
  'xml.uncut-file':
    'Użyj oryginalnego pliku z KSeF lub od sprzedawcy; kopii zmienionej albo uciętej nie da się odczytać.',
  'xml.unknown-form': ({ element, namespace }) =>
    `Dokument zaczyna się od <${element}> w przestrzeni nazw „${namespace}”; nie jest to żaden z odczytywanych tu wzorów faktury KSeF.`,
  'xml.peppol':
    'To dokument PEF (Peppol UBL): jego dane pochodzą z metadanych KSeF, zaimportuj go razem z jego wierszem metadanych.',
  'xml.forms': 'Prześlij fakturę FA(3), FA(2) lub FA_RR(1) albo podaj dane jako JSON.',
  'xml.missing-field': ({ path }) => `Brak pola ${path} albo jest ono puste, a wzór go wymaga.`,
  'xml.bad-value': ({ path, value, expected }, tell) =>
    `Pole ${path} zawiera „${value}”, a powinno zawierać: ${tell(expected)}.`,
  'xml.bad-sum': ({ path }) => `${path}: suma kwot wykracza poza dopuszczalny zakres.`,
  'xml.check-schema': 'Sprawdź plik z opublikowanym schematem i uzyskaj oryginał z KSeF lub od sprzedawcy.',

  'expected.characters': ({ most }) => `najwyżej ${counted(most, 'znak', 'znaki', 'znaków')}`,
  'expected.sound-text': 'tekst bez znaków sterujących, których XML nie dopuszcza',
  'expected.amount': 'kwota z najwyżej dwoma miejscami po kropce, np. -1230.50',
  'expected.day': 'istniejący dzień w postaci RRRR-MM-DD',
  'expected.instant': 'data i czas z przesunięciem względem UTC',
  'expected.nip': 'NIP z dziesięciu cyfr',
  'expected.currency': 'trzyliterowy kod waluty',
  'expected.one-of': ({ values }) => `jedna z wartości ${values.join(', ')}`,
  'expected.number': 'numer faktury',
  'expected.sha256': 'SHA-256 w Base64 (44 znaki)',
  'expected.text': 'tekst',
  'expected.figure': 'liczba',
  'expected.object': 'obiekt',
  'expected.known-value': 'wartość dopuszczona w opublikowanym opisie metadanych KSeF',

  'metadata.not-a-list':
    'To nie jest lista metadanych KSeF. Prześlij bez zmian plik _metadata.json z eksportu KSeF: {"invoices":[...]} albo tablicę wierszy, w UTF-8.',
  'metadata.too-many-rows': ({ most }) =>
    `Lista ma ponad ${counted(most, 'wiersz', 'wiersze', 'wierszy')}; eksport z KSeF ma ich najwyżej 10000. Prześlij plik w postaci z eksportu.`,
  'metadata.cut-off': 'Plik kończy się przed końcem listy: został ucięty. Prześlij cały plik.',
  'metadata.too-deep': ({ most }) =>
    `Wiersz ma ponad ${counted(most, 'poziom', 'poziomy', 'poziomów')} zagnieżdżenia. Prześlij go w postaci z eksportu.`,
  'metadata.too-large': 'Wiersz ma ponad 1 MB. Prześlij go w postaci z eksportu.',
  'metadata.too-many-values': ({ most }) =>
    `Wiersz zawiera ponad ${counted(most, 'wartość', 'wartości', 'wartości')}. Prześlij go w postaci z eksportu.`,
  'metadata.no-json': ({ why }) =>
    `Wiersza nie da się odczytać: nie jest to JSON („${why}”). Prześlij plik w postaci z eksportu.`,
  'metadata.number-invalid': ({ ksefNumber }) =>
    `„${ksefNumber}” nie ma postaci numeru KSeF. Prześlij wiersz w postaci z eksportu.`,
  'metadata.number-checksum': ({ ksefNumber }) =>
    `Suma kontrolna numeru KSeF ${ksefNumber} jest błędna. Prześlij wiersz w postaci z eksportu.`,
  'metadata.unusable': ({ faults, more }, tell) =>
    `Wiersza metadanych nie można użyć. ${faults.map(tell).join('; ')}${more > 0 ? ` i jeszcze ${counted(more, 'błąd', 'błędy', 'błędów')}` : ''}.`,
  'metadata.fault': ({ property, expected }, tell) =>
    `${property || 'wiersz'}: oczekiwano: ${tell(expected)}`,

  'contradiction.seller': (p) => `sprzedawca ${both(p)}`,
  'contradiction.number': (p) => `numer ${both(p)}`,
  'contradiction.issue-day': (p) => `P_1 ${both({ xml: dayOf(p.xml), row: dayOf(p.row) })}`,
  'contradiction.currency': (p) => `waluta ${both(p)}`,
  'contradiction.kind': (p) => `rodzaj faktury ${both(p)}`,
  'contradiction.buyer': (p) => `nabywca ${both(p)}`,
  'contradiction.gross': (p) => `kwota brutto ${both({ xml: figure(p.xml), row: figure(p.row) })}`,

  'code.other-seller': ({ seller, document }) =>
    `Kod wskazuje sprzedawcę ${seller}, a dokument ${document}. Sprawdź, co jest właściwe.`,
  'code.asked-other-seller': ({ seller, asked }) =>
    `Kod wskazuje sprzedawcę ${seller}, a zapytanie ${asked}. Zapytaj o jednego z nich.`,
  'code.incomplete':
    'Link prowadzi do KSeF, ale nie jest pełnym KODEM I ani KODEM II: odczytaj kod ponownie albo go pomiń.',
  'code.foreign': 'Kod nie jest linkiem KSeF (KOD I lub KOD II). Pomiń kody innego rodzaju.',
  'code.other-environment': ({ environment, taken }) =>
    `Kod należy do środowiska KSeF „${environment}”, a ta usługa przyjmuje „${taken}”. Pomiń ten kod.`,
  'code.hash-unreadable':
    'Skrótu w kodzie nie da się odczytać, a nic innego nie wskazuje faktury: zapytaj o jej numer.',
  'number.no-ksef-number': ({ number }) =>
    `„${number}” nie jest numerem KSeF (np. 5265877635-20260701-010020A0A0A0-7F). Przepisz go z dokumentu albo pomiń.`,
  'number.ksef-checksum': ({ number }) =>
    `Suma kontrolna numeru KSeF ${number} jest błędna: jakiś znak źle odczytano lub wpisano. Porównaj numer z dokumentem.`,
  'number.seller-checksum': ({ nip }) =>
    `NIP sprzedawcy ${nip} ma błędną cyfrę kontrolną. Porównaj go z dokumentem.`,

  'file.type': 'Plik nie jest w formacie PDF, XML, PNG ani JPEG. Zapisz go w jednym z tych formatów.',
  'file.encrypted': 'Plik PDF otwiera się tylko z hasłem. Zapisz go bez hasła i prześlij ponownie.',
  'file.pdf-damaged':
    'Plik PDF jest uszkodzony lub ucięty. Otwórz go w programie do plików PDF i zapisz ponownie albo prześlij dane jako JSON.',
  'file.picture-damaged':
    'Obraz jest uszkodzony lub ucięty. Otwórz go w programie do obrazów i zapisz ponownie albo prześlij dane jako JSON.',
  'file.unreadable':
    'Pliku nie da się odczytać. Zapisz go ponownie w prostszej postaci albo prześlij dane jako JSON.',
  'file.too-complex':
    'Odczyt pliku trwa zbyt długo albo wymaga zbyt dużo pamięci. Zapisz go w prostszej postaci albo prześlij dane jako JSON.',
  'file.unpacks-to-more':
    'Obraz PNG po rozpakowaniu jest większy, niż wynika z jego nagłówka. Zapisz go ponownie innym programem.',
  'file.mismatch': ({ places }, tell) =>
    `Plik i metadane są niezgodne. ${places.map(({ pointer, message }) => `${pointer}: ${tell(message)}`).join(' ')}`,
  'file.says-otherwise': ({ given, read }) => `W metadanych: ${given}, w pliku: ${read ?? 'brak'}.`,
}
