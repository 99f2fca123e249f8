import type { requestTexts } from '../../en/refusals/requests.ts'
import type { Tell, TextsLike } from '../../sentence.ts'
import { counted, momentOf } from '../words.ts'

const bodies = { body: 'Treść żądania', metadata: 'Część metadata formularza' } as const
const roleNamed = (role: string, tell: Tell): string => tell({ said: `name.role.${role}` })
const seconds = (count: number): string => counted(count, 'sekundę', 'sekundy', 'sekund')

export const polishRequestTexts: TextsLike<typeof requestTexts> = {
  'refusal.key-missing': 'Nie podano klucza. Wyślij nagłówek Authorization: Bearer KLUCZ.',
  'refusal.key-unknown':
    'Klucz jest nieznany albo został unieważniony. Wyślij nagłówek Authorization: Bearer KLUCZ.',
  'refusal.key-expired': ({ at }) =>
    `Ważność tego klucza minęła ${momentOf(at)}. Poproś administratora o nowy (POST /v1/keys).`,
  'refusal.role-too-low': ({ needed, role }, tell) =>
    `Potrzebny jest klucz z rolą „${roleNamed(needed, tell)}”; ten ma rolę „${roleNamed(role, tell)}”. Poproś administratora o taki klucz.`,
  'refusal.taxpayer-not-yours': ({ nip }) =>
    `Ten klucz nie obejmuje podatnika ${nip}. Użyj klucza, który go obejmuje, albo poproś o niego administratora.`,
  'refusal.key-not-for-all':
    'Potrzebny jest klucz dla wszystkich podatników: skutki tej operacji wykraczają poza jednego z nich. Poproś o jej wykonanie administratora wszystkich podatników.',
  'refusal.too-many-failures': ({ seconds: count }) =>
    `Z tego adresu przyszło zbyt wiele żądań z nieznanymi kluczami. Popraw klucz i spróbuj ponownie za ${seconds(count)}.`,
  'refusal.rate-limited': ({ most, seconds: count }) =>
    `Tym kluczem wysłano ponad ${counted(most, 'żądanie', 'żądania', 'żądań')} na minutę. Spróbuj ponownie za ${seconds(count)}.`,
  'refusal.too-much-at-once': ({ whose, requests, megabytes }) =>
    `${whose === 'key' ? 'Ten klucz' : 'Ten podatnik'} ma w toku ponad ${counted(requests, 'żądanie', 'żądania', 'żądań')} albo ponad ${megabytes} MB treści żądań. Poczekaj na część odpowiedzi i wyślij to żądanie ponownie.`,
  'refusal.too-many-files-waiting':
    'Zbyt wiele plików tego podatnika czeka na odczyt. Wyślij ten plik ponownie później.',
  'refusal.files-too-slow': ({ seconds: count }) =>
    `Odczyt kilku plików wysłanych tym kluczem trwał zbyt długo albo wymagał zbyt dużo pamięci. Kolejny plik zostanie odczytany za ${seconds(count)}. Zapisz takie pliki w prostszej postaci albo prześlij ich treść jako JSON.`,
  'refusal.service-busy':
    'Usługa przetwarza tyle żądań, ile mieści jej pamięć. Nic z tego żądania nie zostało zapisane: wyślij je ponownie za kilka sekund.',
  'refusal.bodies-in-turn': ({ seconds: count }) =>
    `Po ${count} s nadal trwa odczyt innych dużych żądań tego klucza lub podatnika. Nic z tego żądania nie zostało zapisane: wyślij je ponownie za kilka sekund, a duże żądania wysyłaj jedno po drugim.`,

  'refusal.not-found': ({ method, path }) => `Nie ma niczego pod ${method} ${path}. Opis API: /docs.`,
  'refusal.body-cut-off':
    'Treść żądania urwała się przed końcem. Nic z niej nie zostało zapisane: wyślij żądanie ponownie.',
  'refusal.body-too-large': ({ what, megabytes }) =>
    `${bodies[what]} ma ponad ${megabytes} MB. Wyślij ją w mniejszych częściach.`,
  'refusal.media-type': ({ types }) =>
    `Wyślij treść żądania jako ${types.join(' lub ')} i podaj to w nagłówku Content-Type.`,
  'refusal.json-not-utf8': ({ what }) => `${bodies[what]} nie jest tekstem w UTF-8. Wyślij JSON w UTF-8.`,
  'refusal.json-too-deep': ({ most }) =>
    `JSON ma ponad ${counted(most, 'poziom', 'poziomy', 'poziomów')} zagnieżdżenia. Wyślij go w postaci opisanej w kontrakcie.`,
  'refusal.too-many-values': ({ what, most }) =>
    `${bodies[what]} zawiera ponad ${counted(most, 'wartość', 'wartości', 'wartości')}. Wyślij ją w mniejszych częściach.`,
  'refusal.malformed-json': ({ what, why }) => `${bodies[what]} nie jest poprawnym JSON-em: „${why}”.`,
  'refusal.malformed-form': ({ why }, tell) =>
    `Treść żądania nie jest poprawnym formularzem multipart/form-data: ${tell(why)}. Formularz i jego boundary powinna utworzyć biblioteka HTTP.`,
  'refusal.form.no-boundary': 'nagłówek Content-Type nie podaje boundary',
  'refusal.form.boundary-missing': 'boundary z nagłówka nie występuje w treści',
  'refusal.form.boundary-line': 'po boundary jest dalszy tekst w tym samym wierszu',
  'refusal.form.no-head': 'jedna z części nie ma nagłówków',
  'refusal.form.cut-off': 'formularz jest ucięty',
  'refusal.form.no-name': 'jedna z części nie ma nazwy',
  'refusal.form.too-many-parts': ({ most }) => `ma ponad ${counted(most, 'część', 'części', 'części')}`,
  'refusal.form.encoded': ({ part, encoding }) => `część ${part} jest zakodowana jako ${encoding}`,
  'refusal.invalid-idempotency-key':
    'Nagłówek Idempotency-Key musi mieć od 1 do 255 widocznych znaków ASCII, bez spacji.',
  'refusal.idempotency-key-reused':
    'Z tym nagłówkiem Idempotency-Key przyszło już inne żądanie. Każdemu żądaniu nadaj własny klucz.',
  'refusal.idempotency-answer-unreadable':
    'Żądanie z tym nagłówkiem Idempotency-Key zostało wykonane, ale odpowiedź zaszyfrowano kluczem głównym, którego już nie ma, i nie da się jej powtórzyć. Sprawdź, czy odniosło skutek; jeśli trzeba je wykonać jeszcze raz, wyślij je z innym kluczem.',
  'refusal.invalid-cursor':
    'Ten kursor nie należy do tej listy. Podaj kursor z pola next poprzedniej strony albo zacznij bez niego.',
}
