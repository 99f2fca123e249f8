import type { consoleTodayTexts } from '../en/console-today.ts'
import type { TextsLike } from '../sentence.ts'
import { counted } from './words.ts'

export const polishConsoleTodayTexts: TextsLike<typeof consoleTodayTexts> = {
  'console.today.now': 'Do zrobienia teraz',
  'console.today.nothing': 'Nie ma teraz nic do zrobienia',
  'console.today.nothing.why':
    'Wszystko jest rozstrzygnięte i żaden termin nie nagli. Nowe zadania pojawią się tu same.',
  'console.today.by': ({ day, left }) => `do ${day}, ${left}`,
  'console.today.blocking': ({ count }) => `Rozstrzygnij to, co wstrzymuje księgowanie: ${questions(count)}`,
  'console.today.review': ({ count }) => `Sprawdź: ${questions(count)}`,
  'console.today.quarantined': ({ count }) =>
    `Zajmij się odłożonymi: ${counted(count, 'dokument', 'dokumenty', 'dokumentów')}`,
  'console.today.drafts': ({ count }) =>
    `Potwierdź: ${counted(count, 'dokument', 'dokumenty', 'dokumentów')}`,
  'console.today.overdue': ({ count }) =>
    `Ponaglij sprzedawców: ${counted(count, 'faktura', 'faktury', 'faktur')} po terminie bez numeru KSeF`,
  'console.today.corrections': ({ count }) =>
    `Skoryguj złożoną ewidencję: ${counted(count, 'wiersz', 'wiersze', 'wierszy')}`,
  'console.today.expiring': ({ count }) =>
    `Odlicz przed końcem okresu: ${counted(count, 'zakup', 'zakupy', 'zakupów')}`,
  'console.today.month': ({ month, count }) =>
    `Zamknij okres ${month}: ${counted(count, 'przeszkoda', 'przeszkody', 'przeszkód')}`,
  'console.today.file': ({ month }) => `Złóż plik za okres ${month}: nic nie stoi na przeszkodzie`,
  'console.today.chart': ({ month }) => `Stan okresu: ${month}`,
  'console.today.chart.what': 'Co',
  'console.today.chart.count': 'Liczba',
  'console.today.chart.rows': 'wiersze',
  'console.today.chart.held': 'wstrzymane',
  'console.today.chart.incomplete': 'bez kwot',
  'console.today.chart.later': 'możliwe później',
  'console.today.chart.aside': 'odłożone',
  'console.today.chart.open': 'Przejdź do miesiąca',
  'console.today.connect': 'Połącz z KSeF: faktury nie przychodzą same',
  'console.today.connection': 'Sprawdź połączenie z KSeF',
  'console.today.mailbox': 'Sprawdź skrzynkę z fakturami: nie można jej odczytać',
  'console.today.credential': 'Odnów dostęp do KSeF, zanim wygaśnie',
  'console.today.ksef': 'KSeF',
  'console.today.synced': ({ at }) => `Ostatnio pobrano ${at}`,
  'console.today.never-synced': 'Jeszcze nic nie pobrano',
  'console.today.not-connected': 'Brak połączenia',
  'console.today.since': 'Od wczoraj',
  'console.today.since.nothing': 'Od wczoraj nic się nie zmieniło.',
  'console.today.change': ({ type, count }) => `${changes[type] ?? type}: ${count}`,
  'console.today.since.more': 'To tylko pierwszy tysiąc zmian.',
}

const questions = (count: number): string => counted(count, 'uwaga', 'uwagi', 'uwag')

const changes: Readonly<Record<string, string>> = {
  'purchase.created': 'Nowe zakupy',
  'purchase.attached': 'Dokumenty dołączone do zakupów',
  'purchase.merged': 'Scalone zakupy',
  'purchase.restored': 'Zakupy ponownie rozłączone',
  'receipt.changed': 'Zmienione daty wpływu',
  'finding.opened': 'Nowe uwagi',
  'finding.closed': 'Zamknięte uwagi',
  'posting.created': 'Księgowania',
  'posting.voided': 'Cofnięte księgowania',
  'filing.created': 'Złożone okresy',
  'correction.due': 'Korekty do złożenia',
  'outage.recorded': 'Ogłoszone awarie',
  'outage.changed': 'Zmiany w komunikatach o awariach',
  'draft.created': 'Dokumenty do potwierdzenia',
  'draft.reopened': 'Dokumenty przywrócone po odrzuceniu',
  'draft.closed': 'Dokumenty potwierdzone lub odrzucone',
}
