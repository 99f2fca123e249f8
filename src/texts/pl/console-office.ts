import type { consoleOfficeTexts } from '../en/console-office.ts'
import type { TextsLike } from '../sentence.ts'
import { counted } from './words.ts'

export const polishConsoleOfficeTexts: TextsLike<typeof consoleOfficeTexts> = {
  'console.office.filter': 'Nazwa lub NIP',
  'console.office.decide': 'Do decyzji',
  'console.office.blocking': ({ count }) => `wstrzymuje ${count}`,
  'console.office.review': ({ count }) => `do sprawdzenia ${count}`,
  'console.office.drafts': 'Do potwierdzenia',
  'console.office.overdue': 'Po terminie w KSeF',
  'console.office.corrections': 'Korekty',
  'console.office.corrections.by': ({ count, day }) => `${count}, do ${day}`,
  'console.office.month': 'Miesiąc',
  'console.office.month.filed': ({ month }) => `${month}: złożono`,
  'console.office.month.ready': ({ month, day }) => `${month}: złóż do ${day}`,
  'console.office.month.open': ({ month }) => `${month}: jeszcze trwa`,
  'console.office.month.blocked': ({ month, count, day }) =>
    `${month}: ${counted(count, 'przeszkoda', 'przeszkody', 'przeszkód')}, do ${day}`,
  'console.office.ksef': 'KSeF',
  'console.office.ksef.until': ({ day }) => `dostęp do ${day}`,
  'console.office.mailbox.refused': 'skrzynka: logowanie odrzucone',
  'console.office.mailbox.since': ({ day }) => `skrzynki nie odczytano od ${day}`,
  'console.office.mailbox.never': 'skrzynki nie można odczytać',
  'console.office.add': 'Dodaj podatnika',
  'console.office.added': 'Dodano.',
  'console.office.nip': 'NIP',
  'console.office.start': 'Nie ma tu jeszcze żadnego podatnika',
  'console.office.start.why':
    'Zacznij od jednej z firm: jej faktury mogą przychodzić same z KSeF albo jako pliki.',
  'console.office.start.ksef': 'Połącz z KSeF',
  'console.office.start.ksef.why':
    'Faktury będą pobierane same, co godzinę, za pomocą tokenu lub certyfikatu KSeF.',
  'console.office.start.files': 'Upuść pliki',
  'console.office.start.files.why':
    'PDF, XML i obrazy z e-maili i papieru oraz paczki wyeksportowane z KSeF.',
  'console.office.start.nobody':
    'Ten klucz nie dotyczy żadnego podatnika. Odpowiedni klucz daje osoba, która je wydaje.',
}
