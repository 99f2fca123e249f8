import type { connectionTexts } from '../en/connection.ts'
import type { Sentence, Tell, TextsLike } from '../sentence.ts'
import { capital, counted, invoicesOf, momentOf } from './words.ts'

const because = (why: Sentence | null, tell: Tell): string => (why === null ? '' : ` (${tell(why)})`)
const credentials = { token: 'Token KSeF', certificate: 'Certyfikat' } as const
const named = (subject: string): string => capital(invoicesOf(subject))
/** After `po`. */
const afterFailures = (count: number): string =>
  `${count} ${count === 1 ? 'nieudanej próbie' : 'nieudanych próbach'}`

export const polishConnectionTexts: TextsLike<typeof connectionTexts> = {
  'connection.paused': 'Połączenie jest wstrzymane: nic nie będzie pobierane, dopóki nie zostanie wznowione.',
  'connection.waiting': ({ until, why }, tell) =>
    `Pobieranie wstrzymane do ${momentOf(until)}. Przyczyna: ${tell(why)}.`,
  'connection.trying-again': ({ failures, why }, tell) =>
    `Nic nie jest pobierane. Trwa kolejna próba po ${afterFailures(failures)}${because(why, tell)}.`,
  'connection.forbidden': ({ why, until, refusals }, tell) =>
    `${tell(why)} Zdarza się, że KSeF odmawia mimo prawidłowych uprawnień. Następna próba: ${momentOf(until)}; liczba dotychczasowych odmów: ${refusals}.`,
  'connection.silent': ({ why, until, failures }, tell) =>
    `KSeF jest niedostępny (${tell(why)}). Następna próba: ${momentOf(until)}; liczba dotychczasowych nieudanych prób: ${failures}.`,
  'connection.failing': ({ why, until, failures }, tell) =>
    `KSeF nie wykonał żądania (${tell(why)}). Następna próba: ${momentOf(until)}; liczba dotychczasowych nieudanych prób: ${failures}.`,
  'connection.of-subject': ({ subject, what }, tell) => `${named(subject)}: ${tell(what)}`,
  'connection.export-not-ended': ({ subject, askedAt }) =>
    `${named(subject)}: KSeF nie zakończył eksportu zleconego ${momentOf(askedAt)}.`,
  'connection.subject-trying-again': ({ subject, failures, why }, tell) =>
    `${named(subject)}: trwa kolejna próba po ${afterFailures(failures)}${because(why, tell)}.`,
  'connection.first-sync': ({ subjects }) =>
    subjects.length === 0
      ? 'Pierwsza synchronizacja nie pobrała jeszcze żadnych faktur.'
      : `W pierwszej synchronizacji pozostają do pobrania: ${subjects.map(invoicesOf).join('; ')}.`,
  'connection.calm-next-now': ({ last }) =>
    `Dane aktualne na ${momentOf(last)}; następna synchronizacja właśnie się rozpoczyna.`,
  'connection.calm-next-at': ({ last, next }) =>
    `Dane aktualne na ${momentOf(last)}; następna synchronizacja: ${momentOf(next)}.`,
  'connection.calm-running': ({ last }) => `Dane aktualne na ${momentOf(last)}; synchronizacja trwa.`,
  'connection.none-allowed': ({ subjects }) =>
    `KSeF nie udostępnia dla tego podatnika żadnego z wybranych rodzajów faktur (${subjects.map(invoicesOf).join('; ')}; 21181), więc nic nie jest pobierane. Wybierz w połączeniu inne rodzaje faktur albo zwróć się do Ministerstwa Finansów. Każda synchronizacja ponawia zapytanie.`,

  'connection.credential-ended': ({ credential, end }) =>
    `${credentials[credential]} stracił ważność ${momentOf(end)}. Prześlij nowy.`,
  'connection.credential-ends': ({ credential, end, days }) =>
    `${credentials[credential]} straci ważność ${momentOf(end)}, za ${counted(days, 'dzień', 'dni', 'dni')}. Uzyskaj w KSeF nowy i prześlij go przed tym terminem.`,

  'connection.subject-not-allowed': ({ subject }) =>
    `${named(subject)}: KSeF nie udostępnia ich dla tego podatnika (21181), więc nie są pobierane. Usuń ten rodzaj faktur z połączenia albo zwróć się do Ministerstwa Finansów.`,
  'connection.nothing-since': ({ since, failures, why }, tell) =>
    `Od ${momentOf(since)} nic nie pobrano z KSeF; liczba nieudanych prób uwierzytelnienia lub rozpoczęcia pobierania: ${failures}${because(why, tell)}. Próby są ponawiane w coraz dłuższych odstępach.`,
  'connection.subject-nothing-since': ({ subject, since, trouble }, tell) =>
    `${named(subject)} nie są pobierane od ${momentOf(since)}. ${tell(trouble)}`,
  'connection.export-stalled': ({ subject, askedAt }) =>
    `${named(subject)}: KSeF nie zakończył eksportu zleconego ${momentOf(askedAt)}, więc do jego zakończenia nie są pobierane. Po kilku godzinach eksport zostanie zlecony ponownie; uruchomienie synchronizacji zleci go od razu.`,
  'connection.gap': ({ subject, from, to, more }) =>
    `${named(subject)} zapisane w KSeF od ${momentOf(from)} do ${momentOf(to)} mogły nie zostać pobrane${more === 0 ? '' : ` (dalszych takich okresów: ${more})`}. Każda synchronizacja ponawia próbę; zleć synchronizację tego okresu albo zaimportuj faktury ręcznie.`,
  'connection.behind': ({ subject, until, waitingSince }) =>
    `${named(subject)} pobrano tylko do ${momentOf(until)} według czasu zapisania w KSeF: KSeF nie potwierdza kompletności późniejszych danych albo do nadrobienia jest długi okres${waitingSince === null ? '' : `, albo KSeF wstrzymuje synchronizację rozpoczętą ${momentOf(waitingSince)}`}.`,
  'connection.not-looked-back': ({ subject, since, why }, tell) =>
    `${named(subject)}: od ${momentOf(since)} nie udało się sprawdzić, czy w KSeF pojawiły się faktury udostępnione z opóźnieniem (${tell(why)}). Każda synchronizacja ponawia próbę.`,

  'latarnia.not-asked': 'Ta usługa nie jest skonfigurowana do odpytywania Latarni Ministerstwa Finansów.',
  'latarnia.says': ({ status }) => `Stan według Latarni: ${status}.`,
  'latarnia.silent': ({ reachedAt, why }, tell) =>
    `Brak połączenia z Latarnią ${reachedAt === null ? 'od początku' : `od ${momentOf(reachedAt)}`} (${tell(why)}), co nie świadczy o stanie samego KSeF. Próby są ponawiane co kilka minut; ogłoszone w tym czasie awarie i niedostępność należy wprowadzić ręcznie.`,

  'secrets.webhook-lost': ({ url }) =>
    `Klucz podpisu powiadomień wysyłanych na ${url} zaszyfrowano innym kluczem głównym i nie można go tu odczytać: nadaj nowy klucz podpisu i włącz powiadomienia ponownie.`,
  'secrets.credential-lost':
    'Certyfikat lub token KSeF zaszyfrowano innym kluczem głównym i nie można go tu odczytać: prześlij go ponownie. Do tego czasu synchronizacja nie działa.',

  'webhook.undelivered':
    'Spod tego adresu nie nadeszła odpowiedź. Sprawdź, czy adres jest poprawny i publiczny oraz czy serwer odpowiada w ciągu 15 s przez https z ważnym certyfikatem.',
  'webhook.unsigned':
    'Klucza podpisu powiadomień nie można już odczytać, więc nie da się ich podpisać. Nadaj nowy klucz podpisu.',
  'webhook.secret-lost':
    'Klucz podpisu powiadomień zaszyfrowano innym kluczem głównym i nie można go tu odczytać: nadaj nowy klucz podpisu i włącz powiadomienia ponownie.',
  'webhook.gone': 'Odbiorca odpowiedział, że adres został trwale wyłączony (410).',
  'webhook.failed-for-days': ({ days }) => `Od ${days} dni nie udało się dostarczyć żadnego powiadomienia.`,
}
