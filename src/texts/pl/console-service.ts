import type { consoleServiceTexts } from '../en/console-service.ts'
import type { TextsLike } from '../sentence.ts'

export const polishConsoleServiceTexts: TextsLike<typeof consoleServiceTexts> = {
  'console.outages.none': 'Nie zapisano żadnej awarii',
  'console.outages.why':
    'Komunikaty o awariach i niedostępności KSeF decydują o trybach i datach wpływu. Pochodzą z Latarni albo wpisuje się je tutaj.',
  'console.outages.kind': 'Rodzaj',
  'console.outages.start': 'Od',
  'console.outages.end': 'Do',
  'console.outages.still': 'jeszcze nie ogłoszono',
  'console.outages.announced': 'Ogłoszono',
  'console.outages.source': 'Źródło',
  'console.outages.source.of': ({ source }) => sources[source] ?? source,
  'console.outages.reference': 'Sygnatura',
  'console.outages.withdrawn': 'wycofano',
  'console.outages.withdraw': 'Wycofaj',
  'console.outages.ended': 'Zapisz koniec',
  'console.outages.record': 'Zapisz awarię',
  'console.outages.recorded': 'Zapisano. Każdy zakup, którego to dotyczy, zostanie oceniony ponownie.',

  'console.keys.none': 'Nie utworzono jeszcze żadnego klucza',
  'console.keys.none.why':
    'Używasz pierwszego klucza, podanego przy uruchomieniu usługi. Utwórz osobny klucz dla każdej osoby i każdego programu: jego nazwa mówi, kto co zrobił.',
  'console.keys.name': 'Nazwa',
  'console.keys.role': 'Rola',
  'console.keys.for': 'Dla',
  'console.keys.for-all': 'wszyscy podatnicy',
  'console.keys.for-some': 'Numery NIP oddzielone spacjami; puste oznacza wszystkich',
  'console.keys.used': 'Ostatnio użyty',
  'console.keys.expires': 'Wygasa',
  'console.keys.never': 'nigdy',
  'console.keys.revoked': ({ at }) => `unieważniono ${at}`,
  'console.keys.revoke': 'Unieważnij',
  'console.keys.revoke.why': ({ name }) =>
    `Klucz ${name} natychmiast przestanie działać, a każdy zalogowany nim zostanie wylogowany. Tego nie można cofnąć.`,
  'console.keys.language.none': 'nie wybrano',
  'console.keys.language.why':
    'W tym języku usługa odpowiada, gdy zapytanie nie wskazuje innego, i w nim otwierają się ekrany po zalogowaniu tym kluczem.',
  'console.keys.make': 'Utwórz klucz',
  'console.keys.once':
    'Klucz jest pokazywany tylko ten jeden raz. Skopiuj go teraz; przechowujemy jedynie jego skrót.',

  'console.audit.at': 'Kiedy',
  'console.audit.who': 'Kto',
  'console.audit.what': 'Co',
  'console.audit.about': 'Czego dotyczy',
  'console.audit.action': ({ action }) => actions[action] ?? action,
  'console.audit.outage': ({ kind, from, to, reference }) =>
    `${kind}, ${from} – ${to}${reference === null ? '' : ` (${reference})`}`,
  'console.audit.none': 'Nic jeszcze nie zrobiono',
}

const sources: Readonly<Record<string, string>> = {
  bip: 'BIP Ministerstwa',
  latarnia: 'Latarnia',
  'mass-media': 'środki masowego przekazu',
  manual: 'wpisano ręcznie',
}

const actions: Readonly<Record<string, string>> = {
  'key.created': 'utworzono klucz',
  'key.changed': 'zmieniono język klucza',
  'key.revoked': 'unieważniono klucz',
  'taxpayer.created': 'dodano podatnika',
  'taxpayer.changed': 'zmieniono ustawienia',
  'taxpayer.erased': 'usunięto podatnika',
  'outage.recorded': 'zapisano komunikat o awarii',
  'outage.changed': 'zmieniono komunikat o awarii',
  'directory.exported': 'wyeksportowano bazę wspólną',
  'ledger.exported': 'wyeksportowano dane podatnika',
  'ledger.restored': 'odtworzono dane podatnika',
  'secrets.resealed': 'zaszyfrowano sekrety na nowo',
}
