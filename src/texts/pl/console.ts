import type { consoleTexts } from '../en/console.ts'
import type { TextsLike } from '../sentence.ts'
import { counted } from './words.ts'

export const polishConsoleTexts: TextsLike<typeof consoleTexts> = {
  'console.name': 'Zakupy i KSeF',
  'console.to-content': 'Przejdź do treści',
  'console.menu': 'Menu',
  'console.language': 'Język',
  'console.language.pl': 'Polski',
  'console.language.en': 'English',
  'console.theme': 'Kolory',
  'console.theme.system': 'Jak w komputerze',
  'console.theme.light': 'Jasne',
  'console.theme.dark': 'Ciemne',
  'console.single-keys': 'Skróty jednoklawiszowe',
  'console.single-keys.why':
    'Wyłącz je, jeśli dyktujesz tekst albo zdarza się przypadkowe naciśnięcie klawisza.',

  'console.nav.office': 'Biuro',
  'console.nav.taxpayer': 'Podatnik',
  'console.nav.change-taxpayer': 'Zmień podatnika',
  'console.nav.today': 'Dziś',
  'console.nav.decide': 'Do decyzji',
  'console.nav.purchases': 'Zakupy',
  'console.nav.purchase': 'Zakup',
  'console.nav.awaiting': 'Czekamy na KSeF',
  'console.nav.month': 'Miesiąc',
  'console.nav.quarantine': 'Odłożone',
  'console.nav.add': 'Dodaj',
  'console.nav.jpk-check': 'Sprawdź JPK',
  'console.nav.supplier': 'Dostawca',
  'console.nav.settings': 'Ustawienia',
  'console.nav.outages': 'Awarie i niedostępność',
  'console.nav.keys': 'Klucze dostępu',
  'console.nav.audit': 'Dziennik zmian',
  'console.nav.help': 'Pomoc',
  'console.nav.styles': 'Części ekranów',

  'console.example': 'Przykład',
  'console.example.what': 'Firma, dostawcy i faktury są zmyślone. Niczego tu nie zepsujesz.',
  'console.example.show': 'Pokaż na przykładzie',
  'console.example.why':
    'Zmyślona firma z fakturami z jednego miesiąca, do wypróbowania bez obaw. Jednym kliknięciem usuniesz ją w całości.',
  'console.example.making': 'Przygotowywanie przykładu …',
  'console.example.made': 'Przykład jest gotowy.',
  'console.example.firm': 'Przykład: Modrzew Handel sp. z o.o.',
  'console.example.erase': 'Usuń przykład',
  'console.example.erased': 'Przykład usunięto.',

  'console.sign-in': 'Zaloguj się',
  'console.sign-in.why':
    'Podaj klucz dostępu jeden raz. Zostanie wymieniony na sesję trwającą 12 godzin; przeglądarka go nie zapamięta.',
  'console.sign-in.key': 'Klucz dostępu',
  'console.sign-in.refused':
    'Ten klucz jest nieznany, został unieważniony albo wygasł. Sprawdź, czy skopiowano go w całości, lub zapytaj osobę, która wydaje klucze.',
  'console.sign-in.ended': 'Sesja wygasła. Zaloguj się ponownie; wrócisz w to samo miejsce.',
  'console.sign-out': 'Wyloguj się',

  'console.loading': 'Wczytywanie …',
  'console.loading.more': 'Wczytaj więcej',
  'console.all-shown': ({ count }) => `Pokazano wszystko: ${count}`,
  'console.retry': 'Spróbuj ponownie',
  'console.offline': 'Usługa nie odpowiada. Sprawdź połączenie i spróbuj ponownie.',
  'console.broken':
    'Nie udało się wyświetlić tej strony. Wczytaj ją ponownie; jeśli błąd się powtórzy, zgłoś go osobie, która prowadzi usługę.',
  'console.request': ({ id }) => `Numer wywołania w dzienniku: ${id}`,
  'console.not-found': 'Nie ma takiej strony',
  'console.not-found.why': 'Adres mógł się zmienić albo zawiera błąd. Wróć do widoku biura.',
  'console.not-allowed': 'Ten klucz na to nie pozwala.',
  'console.close': 'Zamknij',
  'console.cancel': 'Anuluj',
  'console.save': 'Zapisz',
  'console.saved': 'Zapisano.',
  'console.undo': 'Cofnij',
  'console.undone': 'Cofnięto.',
  'console.copy': 'Kopiuj',
  'console.copied': 'Skopiowano.',
  'console.print': 'Drukuj',
  'console.open': 'Otwórz',
  'console.search': 'Szukaj',
  'console.filter': 'Filtr',
  'console.as-table': 'To samo w tabeli',
  'console.all': 'Wszystkie',
  'console.none': 'brak',
  'console.remove': 'Usuń',
  'console.absent': 'nie podano',
  'console.not-an-amount': 'To nie jest kwota. Wpisz ją tak: 1234,56.',
  'console.yes': 'tak',
  'console.no': 'nie',
  'console.key': ({ key }) => `Klawisz ${key}`,
  'console.days-left': ({ days }) =>
    days < 0
      ? `${counted(-days, 'dzień', 'dni', 'dni')} po terminie`
      : days === 0
        ? 'dziś'
        : days === 1
          ? 'jutro'
          : `za ${days} dni`,

  'console.confidence.certain': 'pewne',
  'console.confidence.likely': 'prawdopodobne',
  'console.confidence.doubtful': 'wątpliwe',
}
