import type { consoleSettingsTexts } from '../en/console-settings.ts'
import type { TextsLike } from '../sentence.ts'

export const polishConsoleSettingsTexts: TextsLike<typeof consoleSettingsTexts> = {
  'console.settings.taxpayer': 'Podatnik',
  'console.settings.policy': 'Wybory tam, gdzie prawo jest sporne',
  'console.settings.policy.why':
    'Każdy wybór dotyczy wszystkich zakupów tego podatnika; po zmianie wszystkie są ustalane na nowo. Złożone okresy pozostają takie, jak je złożono.',
  'console.settings.default': ({ option }) => `${option} (domyślnie)`,
  'console.settings.name': 'Nazwa',
  'console.settings.settlement': 'Rozliczenie',
  'console.settings.monthly': 'miesięczne',
  'console.settings.quarterly': 'kwartalne',
  'console.settings.cash': 'Metoda kasowa',
  'console.settings.ledger-from': 'Zakupy są tu prowadzone od',
  'console.settings.ledger-from.hint': 'Faktur pierwotnych sprzed tego dnia nie uznajemy za brakujące.',
  'console.settings.jpk': 'Do pliku JPK',
  'console.settings.office': 'Kod urzędu skarbowego',
  'console.settings.office.hint': 'Cztery cyfry.',
  'console.settings.email': 'E-mail',
  'console.settings.phone': 'Telefon',
  'console.settings.suppliers': 'Dostawcy',
  'console.settings.suppliers.none': 'Nie zapisano jeszcze nic o dostawcach',
  'console.settings.suppliers.why':
    'Zapisz, czy dostawca ma obowiązek korzystania z KSeF i jaki sposób udostępniania uzgodniono; otwórz go z zakupu.',

  'console.settings.ksef': 'Połączenie z KSeF',
  'console.settings.ksef.none': 'Brak połączenia',
  'console.settings.ksef.why':
    'Podaj token albo certyfikat utworzony w KSeF z prawem przeglądania faktur. Przechowujemy go zaszyfrowany i nigdy więcej nie pokazujemy.',
  'console.settings.ksef.connect': 'Połącz',
  'console.settings.ksef.change': 'Zmień dostęp',
  'console.settings.ksef.fetch': 'Pobierz teraz',
  'console.settings.ksef.fetching': 'Zlecono pobranie.',
  'console.settings.ksef.remove': 'Rozłącz',
  'console.settings.ksef.remove.why': 'Dostęp zostanie tu usunięty. Pobrane faktury pozostaną.',
  'console.settings.ksef.pause': 'Wstrzymaj',
  'console.settings.ksef.resume': 'Wznów',
  'console.settings.ksef.kind': 'Rodzaj dostępu',
  'console.settings.ksef.token': 'Token',
  'console.settings.ksef.certificate': 'Certyfikat',
  'console.settings.ksef.certificate-pem': 'Certyfikat (PEM)',
  'console.settings.ksef.key-pem': 'Klucz prywatny (PEM)',
  'console.settings.ksef.from': 'Pobieraj faktury od',
  'console.settings.ksef.every': 'Co ile minut',
  'console.settings.ksef.valid': 'Dostęp wygasa',
  'console.settings.ksef.next': ({ at }) => `Następne pobranie ${at}`,
  'console.settings.ksef.last': ({ at }) => `Ostatnio pobrano ${at}`,
  'console.settings.ksef.state': ({ state }) => states[state] ?? state,
  'console.settings.ksef.runs': 'Ostatnie pobrania',
  'console.settings.ksef.when': 'Kiedy',
  'console.settings.ksef.how': 'Przebieg',
  'console.settings.ksef.got': 'Faktury',
  'console.settings.ksef.got-of': ({ received, fresh }) => `${received}, w tym nowe ${fresh}`,

  'console.settings.coverage': 'Za jaki czas mamy komplet',
  'console.settings.coverage.none': 'Jeszcze nic nie pobrano.',
  'console.settings.coverage.subject': ({ subject }) => subjects[subject] ?? subject,
  'console.settings.coverage.until': ({ at }) => `komplet do ${at}`,
  'console.settings.coverage.gaps': ({ count }) => (count === 0 ? 'bez luk' : `luki: ${count}`),
  'console.settings.coverage.gap': ({ from, to }) => `brakuje: od ${from} do ${to}`,

  'console.supplier.duty': 'Obowiązek KSeF',
  'console.supplier.duty.of': ({ status }) => duties[status] ?? status,
  'console.supplier.delivery': 'Uzgodniony sposób udostępniania',
  'console.supplier.channel': ({ channel }) => (channel === 'ksef' ? 'przez KSeF' : 'poza KSeF'),
  'console.supplier.from': 'Od',
  'console.supplier.to': 'Do',
  'console.supplier.agreed': 'Uzgodniono',
  'console.supplier.note': 'Notatka',
  'console.supplier.add': 'Dodaj',
  'console.supplier.remove': 'Usuń',
  'console.supplier.defaults': 'Zwykle dla jego faktur',
  'console.supplier.share': 'Odliczana część',
  'console.supplier.share.hint': 'Od 0 do 1, na przykład 0.50; puste oznacza całość.',
  'console.supplier.fixed-asset': 'Środki trwałe',
  'console.supplier.purchases': 'Zakupy od tego dostawcy',
}

const states: Readonly<Record<string, string>> = {
  connecting: 'łączenie',
  connected: 'połączono',
  waiting: 'oczekiwanie',
  refused: 'KSeF odmówił dostępu',
  unavailable: 'KSeF nie odpowiada',
  paused: 'wstrzymane',
}

const subjects: Readonly<Record<string, string>> = {
  Subject1: 'jako sprzedawca',
  Subject2: 'jako nabywca',
  Subject3: 'jako inny podmiot',
  SubjectAuthorized: 'jako podmiot upoważniony',
}

const duties: Readonly<Record<string, string>> = {
  obliged: 'ma obowiązek korzystania z KSeF',
  'art-145l': 'sprzedaż za 2024 r. do 200 mln zł (art. 145l)',
  'art-145m': 'do 10 000 zł miesięcznie poza KSeF (art. 145m)',
  'art-145n': 'faktury z kas i paragony z NIP (art. 145n)',
  'art-106ga-2': 'bez obowiązku (art. 106ga ust. 2)',
  foreign: 'podmiot zagraniczny',
}
