import type { ksefTexts } from '../en/ksef.ts'
import type { TextsLike } from '../sentence.ts'
import { capital, counted, invoicesOf, momentOf } from './words.ts'

const asked = {
  challenge: 'zapytanie o wyzwanie autoryzacyjne',
  'sign-in': 'żądanie rozpoczęcia uwierzytelnienia',
  'sign-in-state': 'zapytanie o stan uwierzytelnienia',
  tokens: 'żądanie wydania tokenów dostępu',
  token: 'żądanie odnowienia tokena dostępu',
  export: 'żądanie eksportu faktur',
  invoices: 'zapytanie o listę faktur',
} as const

const named = ({ part, decrypted }: { part: number; decrypted: boolean }): string =>
  `część ${part}${decrypted ? ' po odszyfrowaniu' : ''}`
const documents = (count: number): string => counted(count, 'dokument', 'dokumenty', 'dokumentów')
const bytes = (count: number): string => counted(count, 'bajt', 'bajty', 'bajtów')

export const polishKsefTexts: TextsLike<typeof ksefTexts> = {
  'ksef.no-answer': ({ error }) => `brak odpowiedzi (${error})`,
  'ksef.answer-empty': ({ status }) => `odpowiedź ${status} bez treści`,
  'ksef.answer-strange': ({ status }) => `odpowiedź ${status}, która nie pochodzi z KSeF`,
  'ksef.answer-too-long': ({ status, most }) =>
    `odpowiedź ${status} dłuższa niż ${bytes(most)}, która nie pochodzi z KSeF`,
  'ksef.answer-unreadable': ({ what, places }) => `nieczytelna odpowiedź KSeF na ${asked[what]} (${places})`,
  'ksef.key-missing': ({ usage }) => `KSeF nie udostępnia ważnego klucza publicznego (${usage})`,
  'ksef.keys-unreadable': 'nieczytelna lista kluczy publicznych KSeF',
  'ksef.key-unusable': ({ key, error }) => `nie można użyć klucza publicznego ${key} (${error})`,
  'ksef.limit': ({ seconds }) => `wyczerpano limit zapytań KSeF, następne będzie możliwe za ${seconds} s`,
  'ksef.limit-of-calls': 'limit zapytań KSeF',
  'ksef.exports-running': 'w KSeF trwa już dziesięć eksportów',
  'ksef.session-refused': 'KSeF nie uznaje sesji',
  'ksef.token-refused': 'KSeF nie uznaje tokena dostępu',
  'ksef.fault': 'błąd wewnętrzny usługi; szczegóły zapisano w dzienniku',
  'latarnia.status-unreadable': 'nieczytelny stan w odpowiedzi Latarni',
  'latarnia.messages-unreadable': 'odpowiedź Latarni nie zawiera listy komunikatów',

  'export.expired': 'paczka wygasła',
  'export.key-unreadable': 'KSeF nie odczytał klucza paczki',
  'export.failed': 'KSeF nie przygotował paczki z powodu błędu',
  'export.cancelled': 'KSeF anulował eksport',
  'export.unknown-state': ({ state, words }) => `odpowiedź KSeF: ${state} ${words}`,
  'export.endless': ({ hours }) =>
    `KSeF nie zakończył eksportu przez ${counted(hours, 'godzinę', 'godziny', 'godzin')}`,
  'export.not-ended': 'eksport jeszcze się nie zakończył',
  'export.not-ready-again': 'eksport przestał być gotowy do pobrania',

  'package.key-lost': 'nie można odczytać klucza paczki',
  'package.parts-wrong': ({ parts, size, whole }) =>
    `części paczki (${parts.join(', ')}) mają razem ${bytes(size)}, a powinny mieć ${whole}`,
  'package.part-unlisted': ({ part }) => `części ${part} nie ma już na liście`,
  'package.storage-answered': ({ status, part }) =>
    `magazyn KSeF odpowiedział ${status} na pobranie części ${part}`,
  'package.storage-refused-types': ({ part }) =>
    `magazyn KSeF odpowiedział 406 na pobranie części ${part} niezależnie od żądanego typu danych; to przejściowy błąd KSeF`,
  'package.address-strange': ({ part, origin }) =>
    origin === null
      ? `adres części ${part} jest nieprawidłowy; części nie pobrano`
      : `część ${part} znajduje się pod adresem bez szyfrowanego połączenia (${origin}); nie pobrano jej`,
  'package.part-encrypted-otherwise': ({ part }) =>
    `części ${part} nie można odszyfrować kluczem tego eksportu`,
  'package.part-late': ({ part }) => `część ${part} nadeszła za późno`,
  'package.part-too-long': ({ size, ...part }) =>
    `${named(part)} jest dłuższa niż zapowiedziane ${bytes(size)}`,
  'package.part-short': ({ seen, size, ...part }) => `${named(part)} ma ${bytes(seen)} zamiast ${size}`,
  'package.part-damaged': (part) => `${named(part)} jest uszkodzona (niezgodny skrót SHA-256)`,
  'package.unreadable': ({ why }, tell) => `nie można odczytać paczki (${tell(why)})`,
  'package.list-broken': ({ places }) => `wykaz w paczce jest ucięty lub uszkodzony (miejsc: ${places})`,
  'package.list-lacks': ({ documents: count }) =>
    `wykaz w paczce pomija dokumenty, które się w niej znajdują (liczba dokumentów: ${count})`,
  'package.incomplete': ({ named: brought, announced }) =>
    `liczba faktur w paczce: ${brought}, zapowiedziano: ${announced}`,
  'package.lacks-listed': ({ numbers }) =>
    `KSeF wykazuje ${numbers.length === 1 ? 'fakturę' : 'faktury'} ${numbers.join(', ')}, a eksport ${numbers.length === 1 ? 'jej' : 'ich'} nie zawiera`,
  'package.documents-damaged': ({ documents: count }) =>
    `w paczce: ${documents(count)} bez pliku XML lub z uszkodzonym plikiem`,
  'package.too-large': ({ subject, from, invoices, megabytes }) =>
    `${capital(invoicesOf(subject))}: paczka od ${momentOf(from)} jest za duża, aby ją przyjąć (liczba faktur: ${invoices}, ${megabytes} MB).`,
  'package.instant-too-full': ({ subject, from }) =>
    `${capital(invoicesOf(subject))}: w jednej chwili (${momentOf(from)}) KSeF zapisał więcej faktur, niż mieści jedna paczka, więc nie da się ich rozdzielić według czasu.`,
  'package.left': ({ subject, from, to, why }, tell) =>
    `${capital(invoicesOf(subject))} zapisane w KSeF od ${momentOf(from)} do ${momentOf(to)} pobrano niekompletnie (${tell(why)}).`,

  'run.document': ({ ksefNumber, why }, tell) => `${ksefNumber ?? 'dokument'}: ${tell(why)}`,
  'run.subject-not-allowed': ({ subject }) =>
    `${capital(invoicesOf(subject))}: KSeF nie udostępnia ich dla tego podatnika (21181).`,
  'run.connection-deleted': 'Połączenie z KSeF zostało usunięte.',
  'run.not-in-time': ({ left }, tell) =>
    `Nie ukończono na czas: ${left.map(({ subject, why }) => `${invoicesOf(subject)} – ${tell(why)}`).join('; ')}. Następna synchronizacja będzie kontynuować pobieranie.`,
  'run.done': ({ received, isNew }) => `Pobrano: ${documents(received)}, w tym nowych: ${isNew}.`,
  'run.waiting': 'Synchronizacja zaraz się rozpocznie.',
  'run.running': 'Synchronizacja trwa.',

  'sign-in.no-permission':
    'Według KSeF ten certyfikat lub token nie ma uprawnień w kontekście podatnika. Nadaj w KSeF uprawnienie do przeglądania faktur i uruchom synchronizację.',
  'sign-in.session-ended': 'sesja została zakończona w KSeF',
  'sign-in.certificate-refused':
    'KSeF nie przyjmuje certyfikatu: jest unieważniony, zawieszony, wygasł albo nie jest znany. Prześlij inny certyfikat.',
  'sign-in.person-deceased':
    'KSeF odmawia uwierzytelnienia: posiadacz certyfikatu lub tokena figuruje jako osoba zmarła. Prześlij inny certyfikat lub token.',
  'sign-in.blocked':
    'KSeF zablokował uwierzytelnianie, podejrzewając naruszenie bezpieczeństwa. Skontaktuj się z Ministerstwem Finansów, a potem uruchom synchronizację.',
  'sign-in.failed': 'uwierzytelnienie nie powiodło się z powodu błędu KSeF (500)',
  'sign-in.cancelled': 'KSeF anulował uwierzytelnienie (550)',
  'sign-in.token-revoked':
    'Według KSeF token został unieważniony lub jest nieaktywny. Wygeneruj w KSeF nowy token i podaj go w ustawieniach połączenia.',
  'sign-in.token-elsewhere':
    'Według KSeF token należy do innego podatnika. Prześlij token wygenerowany w kontekście tego podatnika.',
  'sign-in.token-wrong':
    'KSeF nie zna tego tokena. Porównaj go z oryginałem albo wygeneruj nowy i podaj go w ustawieniach połączenia.',
  'sign-in.token-unread': 'KSeF nie odczytał tokena (450)',
  'sign-in.unknown-state': ({ state, words }) => `nieznany stan uwierzytelnienia w KSeF (${state} ${words})`,
  'sign-in.fails': ({ times, why }, tell) =>
    `Uwierzytelnienie w KSeF nie powiodło się ${counted(times, 'raz', 'razy', 'razy')}: ${tell(why)}. Prześlij certyfikat lub token ponownie.`,
  'sign-in.refused': ({ why }, tell) =>
    `KSeF odmówił uwierzytelnienia: ${tell(why)}. Prześlij certyfikat lub token ponownie.`,
  'sign-in.credential-unreadable':
    'Zapisanego certyfikatu lub tokena nie można odczytać kluczem głównym tej usługi. Prześlij certyfikat lub token ponownie.',
  'sign-in.credential-of-another-service':
    'Zapisany certyfikat lub token zaszyfrowano innym kluczem głównym i nie można go tu odczytać. Prześlij certyfikat lub token ponownie.',

  'forbidden.no-permission':
    'Certyfikat lub token nie uprawnia do przeglądania faktur tego podatnika. Nadaj w KSeF uprawnienie do przeglądania faktur i uruchom synchronizację.',
  'forbidden.address':
    'KSeF nie przyjmuje tego certyfikatu lub tokena z adresu tego serwera. Zezwól na ten adres w KSeF i uruchom synchronizację.',
  'forbidden.blocked':
    'KSeF zablokował ten certyfikat lub token. Skontaktuj się z Ministerstwem Finansów, a potem uruchom synchronizację.',
  'forbidden.other': ({ reason, words }) =>
    `KSeF na to nie zezwala (${reason}; ${words}). Sprawdź uprawnienia w KSeF i uruchom synchronizację.`,
}
