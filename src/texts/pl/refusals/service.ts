import type { serviceTexts } from '../../en/refusals/service.ts'
import type { TextsLike } from '../../sentence.ts'
import { momentOf } from '../words.ts'

const restore =
  'Zatrzymaj usługę i przywróć plik z kopii zapasowej (docs/backup.md). Innych podatników to nie dotyczy.'

export const polishServiceTexts: TextsLike<typeof serviceTexts> = {
  'refusal.internal': ({ requestId }) =>
    `Wystąpił błąd po stronie usługi. Podaj jej administratorowi numer żądania ${requestId}.`,
  'refusal.not-ready': ({ reasons }, tell) => reasons.map(tell).join(' '),
  'refusal.metrics-elsewhere':
    'Na tej platformie usługa nie prowadzi własnych statystyk: dane o obiektach i żądaniach podaje platforma.',
  'refusal.newer-schema': ({ nip, unknown }) =>
    `${nip === null ? 'Baza wspólna' : `Baza podatnika ${nip}`} została zapisana przez nowszą wersję usługi; ta wersja nie zna: ${unknown.join(', ')}. Niczego nie zmieniono. Uruchom ponownie nowszą wersję albo przywróć kopię zapasową sprzed aktualizacji.`,
  'refusal.settings-wrong': ({ wrong }, tell) =>
    `Usługę wdrożono z ustawieniami, z którymi nie może działać. ${wrong.map(tell).join(' ')}`,
  'refusal.clock-absurd': ({ said }) =>
    `Zegar tego komputera wskazuje ${said === null ? 'niemożliwy czas' : `${momentOf(said)}, co jest niemożliwe`}. Żaden zapis nie dostanie takiej daty, więc niczego nie zapisano. Ustaw zegar (timedatectl set-ntp true) i spróbuj ponownie.`,
  'refusal.storage-full':
    'Dysk usługi jest pełny. Nic z tego żądania nie zostało zapisane. Zwolnij na nim miejsce i wyślij żądanie ponownie.',
  'refusal.storage-busy':
    'Bazę danych blokuje inny program, na przykład narzędzie do kopii zapasowych. Nic z tego żądania nie zostało zapisane. Wyślij je ponownie, a jeśli to się powtarza, zakończ ten program.',
  'refusal.storage-no-files':
    'Usługa nie może teraz otworzyć kolejnego pliku. Nic z tego żądania nie zostało zapisane. Wyślij je ponownie; jeśli to się powtarza, zwiększ limit otwartych plików (LimitNOFILE, ulimit -n).',
  'refusal.storage-failing':
    'Dysk usługi nie działa prawidłowo albo nie pozwala na zapis. Nic z tego żądania nie zostało zapisane. Sprawdź dziennik usługi i dysk, a potem wyślij żądanie ponownie.',
  'refusal.ledger-missing': ({ nip }) =>
    `Brak bazy podatnika ${nip}: plik DATA_DIR/ledgers/${nip}.sqlite nie istnieje, jest pusty albo nigdy nie był tą bazą. Niczego nie utworzono w jego miejsce. ${restore} Jeśli baza była pusta, usuń podatnika (DELETE /operator/taxpayers/${nip}) i dodaj go ponownie.`,
  'refusal.ledger-of-another': ({ nip, found }) =>
    `Plik DATA_DIR/ledgers/${nip}.sqlite nie jest znaną usłudze bazą podatnika ${nip}: to ${found === null ? 'wcześniejsza lub późniejsza baza tego podatnika' : `baza podatnika ${found}`}. Jej zawartość nie jest udostępniana. ${restore}`,
  'refusal.ledger-damaged': ({ nip, why }) =>
    `Baza podatnika ${nip} jest uszkodzona („${why}”), dlatego usługa jej nie odczytuje ani nie zapisuje. ${restore} Sprawdź także dysk.`,
  'refusal.object-not-answering':
    'Obiekt, który ma odpowiedzieć, został uruchomiony ponownie albo jest przeciążony. Wyślij żądanie ponownie za kilka sekund, z tym samym nagłówkiem Idempotency-Key, jeśli go miało: to, co już wykonano, nie zostanie wykonane drugi raz.',
  'refusal.value-too-large':
    'Zapis dokumentu zajmuje ponad 2 MB, a tyle nie mieści się tu w jednej wartości. Usuń załączniki albo użyj usługi na własnym serwerze. Jeśli dokument pochodzi z archiwum wcześniejszej wersji, wyeksportuj je na nowo z bazy, do której dokumenty wysłano ponownie.',

  'refusal.not-ready.disk-low': ({ megabytes, floor }) =>
    `W katalogu DATA_DIR zostało ${megabytes} MB, poniżej progu DISK_FLOOR_MB=${floor}. Zwolnij miejsce.`,
  'refusal.not-ready.directory-not-writable': ({ error }) =>
    `Nie można zapisywać w bazie wspólnej („${error}”). Sprawdź dysk z katalogiem DATA_DIR.`,
  'refusal.not-ready.directory-damaged': ({ why }) =>
    `Baza wspólna jest uszkodzona („${why}”). Zatrzymaj usługę i przywróć bazę (docs/backup.md).`,
  'refusal.not-ready.directory-not-answering': ({ why }) =>
    `Baza wspólna nie odpowiada („${why}”). Zapytaj ponownie; jeśli to się powtarza, sprawdź stan platformy.`,
  'refusal.not-ready.ledgers-failing': ({ count }) =>
    `Liczba baz podatników, które nie odpowiadają: ${count}. Dziennik usługi podaje, które to bazy i co zrobić.`,
  'refusal.not-ready.outages-unreadable': ({ count }) =>
    `Liczba komunikatów o niedostępnościach i awariach, których nie da się odczytać i które są pomijane: ${count}. Dziennik usługi podaje, które to komunikaty; wprowadź je ponownie (PATCH /v1/outages/{id}).`,
}
