import { type fieldTexts, mostNamed } from '../../en/refusals/fields.ts'
import type { TextsLike } from '../../sentence.ts'
import { counted, listed } from '../words.ts'

const whole = {
  path: 'Ścieżka nie jest zgodna',
  query: 'Parametry nie są zgodne',
  body: 'Treść żądania nie jest zgodna',
  metadata: 'Część metadata nie jest zgodna',
  form: 'Formularz nie jest zgodny',
} as const

const kinds = {
  string: 'tekst',
  number: 'liczbę',
  int: 'liczbę całkowitą',
  boolean: 'true albo false',
  object: 'obiekt',
  array: 'listę',
  null: 'pustą wartość',
} as const

const characters = (count: number): string => counted(count, 'znak', 'znaki', 'znaków')
const entries = (count: number): string => counted(count, 'pozycję', 'pozycje', 'pozycji')

export const polishFieldTexts: TextsLike<typeof fieldTexts> = {
  'request.invalid': ({ where, places }, tell) => {
    const told = places.map(({ pointer, message }) => `${pointer || '/'} (${tell(message)})`).join('; ')
    return `${whole[where]} z kontraktem API: ${told.slice(0, 1000)}`
  },
  'field.required': 'To pole jest wymagane.',
  'field.part-required': 'Ta część formularza jest wymagana.',
  'field.unknown': 'Tego pola nie ma w kontrakcie API.',
  'field.unknown-named': ({ names }) => `Tych pól nie ma w kontrakcie API: ${names.join(', ')}.`,
  'field.unknown-parameter': 'Tego parametru nie ma w kontrakcie API.',
  'field.unknown-part': ({ parts }) =>
    `Formularz nie ma takiej części. Wyślij ${parts.length === 1 ? 'jedną część' : 'części'}: ${listed(parts)}.`,
  'field.part-several': ({ count }) =>
    `Ta część występuje ${counted(count, 'raz', 'razy', 'razy')}: wyślij ją tylko raz.`,
  'field.unfit': 'Wartość nie odpowiada kontraktowi API. Opis: /docs.',
  'field.type': ({ expected, given }) =>
    expected === 'int' || (expected === 'number' && given === 'string')
      ? `Podaj ${kinds[expected]}.`
      : `Podaj ${kinds[expected]}, a nie ${kinds[given]}.`,
  'field.one-of': ({ values }) =>
    values.length > mostNamed
      ? `Podaj jedną z ${values.length} wartości, które wymienia tu kontrakt API. Opis: /docs.`
      : `Podaj ${values.length === 1 ? 'wartość ' : 'jedną z wartości: '}${values.join(', ')}.`,
  'field.policy-option': () => 'Podaj jedno ze stanowisk, które dla tej zasady wymienia GET /v1/law.',
  'field.empty': 'Wartość nie może być pusta.',
  'field.too-short': ({ least }) => `Podaj co najmniej ${characters(least)}.`,
  'field.too-long': ({ most }) => `Podaj najwyżej ${characters(most)}.`,
  'field.too-few': ({ least }) => `Podaj co najmniej ${entries(least)}.`,
  'field.too-many': ({ most }) => `Podaj najwyżej ${entries(most)}.`,
  'field.too-small': ({ least }) => `Podaj liczbę nie mniejszą niż ${least}.`,
  'field.too-large': ({ most }) => `Podaj liczbę nie większą niż ${most}.`,
  'field.control-characters': 'Tekst nie może zawierać znaków sterujących.',
  'field.lone-surrogate': 'Tekst nie może zawierać połowy znaku (pojedynczego surogatu).',
  'field.not-in-xml': 'Tekst nie może zawierać znaków niedozwolonych w XML.',
  'field.line-ends': 'Tekst nie może zawierać znaków końca wiersza.',
  'field.once': 'Podaj każdą wartość tylko raz.',

  'field.day': 'Podaj istniejący dzień w postaci RRRR-MM-DD.',
  'field.month': 'Podaj miesiąc w postaci RRRR-MM.',
  'field.period': 'Podaj miesiąc w postaci RRRR-MM albo kwartał w postaci RRRR-Qn.',
  'field.moment':
    'Podaj dzień w postaci RRRR-MM-DD albo czas z przesunięciem względem UTC w postaci RRRR-MM-DDTgg:mm+02:00.',
  'field.instant': 'Podaj czas z przesunięciem względem UTC w postaci RRRR-MM-DDTgg:mm+01:00.',
  'field.amount': 'Podaj kwotę jako tekst z kropką i najwyżej dwoma miejscami po niej, np. "-1230.50".',
  'field.share': 'Podaj udział od "0" do "1" z najwyżej czterema miejscami po kropce, np. "0.50".',
  'field.rate': 'Podaj dodatni kurs waluty z najwyżej sześcioma miejscami po kropce, np. "4.2719".',
  'field.currency': 'Podaj walutę jako trzy wielkie litery (ISO 4217).',
  'field.nip': 'Podaj NIP jako dziesięć cyfr.',
  'field.country': 'Podaj kod kraju jako dwie litery.',
  'field.vat-id': 'Numer musi zawierać literę lub cyfrę.',
  'field.seller': 'Podaj nip albo country i vatId (bez prefiksu kraju).',
  'field.office-code': 'Podaj cztery cyfry kodu urzędu skarbowego.',
  'field.email': 'Podaj adres e-mail, np. biuro@example.com.',
  'field.birth-date': 'Podaj datę urodzenia nie wcześniejszą niż 1 stycznia 1900 r.',
  'field.sha256': 'Podaj SHA-256 jako 64 cyfry szesnastkowe, małymi literami.',
  'field.asked-by': 'Podaj seller i number albo ksefNumber, albo qrCode.',
  'field.outage-end':
    'Koniec niedostępności lub awarii przypada przed jej początkiem. Porównaj daty z komunikatem.',
  'field.environment': 'KSeF ma środowiska production, test i demo.',
  'field.subjects': 'Podaj co najmniej jeden rodzaj podmiotu, np. Subject2 (nabywca).',
  'field.subjects-or-none':
    'Podaj co najmniej jeden rodzaj podmiotu albo pomiń to pole: zostaną użyte rodzaje z połączenia.',
  'field.pause': ({ minutes }) =>
    `Podaj co najmniej ${counted(minutes, 'minutę', 'minuty', 'minut')}: KSeF nie dopuszcza krótszych przerw.`,
  'field.sign': ({ field, only, article }) =>
    only === 'negative'
      ? `${field} zmniejsza podatek naliczony (${article} ustawy o VAT): podaj kwotę ujemną.`
      : `${field} zwiększa podatek naliczony (${article} ustawy o VAT): podaj kwotę dodatnią.`,
}
