import type { consoleAddTexts } from '../en/console-add.ts'
import type { TextsLike } from '../sentence.ts'
import { counted } from './words.ts'

export const polishConsoleAddTexts: TextsLike<typeof consoleAddTexts> = {
  'console.add.choose': 'Wybierz pliki',
  'console.add.drop':
    'Upuść tutaj pliki PDF, XML, PNG lub JPEG albo paczkę z KSeF w pliku ZIP. Działa to na każdym ekranie.',
  'console.add.files': 'Pliki',
  'console.add.waiting': 'czeka',
  'console.add.sending': 'wysyłanie',
  'console.add.reading': 'odczytywanie',
  'console.add.sent': ({ sent, size }) => `${sent} z ${size}`,
  'console.add.interrupted': 'przerwano',
  'console.add.left':
    'Opuszczono stronę przed końcem wysyłania. Wybierz ten plik ponownie: nie zostanie przyjęty dwa razy.',
  'console.add.again': 'Wyślij ponownie',
  'console.add.done': 'przyjęto',
  'console.add.refused': 'odrzucono',
  'console.add.clear': 'Wyczyść listę',
  'console.add.drafts': 'Do potwierdzenia',
  'console.add.no-drafts': 'Żaden dokument nie czeka na potwierdzenie',
  'console.add.no-drafts.why':
    'Upuść pliki w dowolnym miejscu. Zanim cokolwiek zostanie zapisane, zobaczysz tu, co z nich odczytano.',
  'console.add.count': ({ count }) =>
    `Do potwierdzenia: ${counted(count, 'dokument', 'dokumenty', 'dokumentów')}`,
  'console.add.document': 'Dokument',
  'console.add.received-on': 'Data otrzymania',
  'console.add.channel': 'Droga',
  'console.add.seller-nip': 'NIP sprzedawcy',
  'console.add.seller-name': 'Nazwa sprzedawcy',
  'console.add.number': 'Numer faktury',
  'console.add.issued': 'Data wystawienia',
  'console.add.currency': 'Waluta',
  'console.add.net': 'Netto',
  'console.add.vat': 'VAT',
  'console.add.gross': 'Brutto',
  'console.add.ksef-number': 'Numer KSeF',
  'console.add.kind': 'Rodzaj dokumentu',
  'console.add.choose-one': 'wybierz',
  'console.add.confirm': 'Potwierdź',
  'console.add.discard': 'Odrzuć',
  'console.add.discard.why':
    'Dlaczego to nie jest dokument do ksiąg? Pozostanie do wglądu razem z podanym powodem.',
  'console.add.reason': 'Powód',
  'console.add.discarded': ({ name }) => `${name}: odrzucono.`,
  'console.add.discarded-ones': 'Odrzucone dokumenty',
  'console.add.none-discarded': 'Niczego nie odrzucono.',
  'console.add.take-back': 'Cofnij odrzucenie',
  'console.add.taken-back': ({ name }) => `${name}: znów czeka na potwierdzenie.`,
  'console.add.confirmed': ({ number, outcome }) => `${number}: ${outcomes[outcome] ?? outcome}.`,
  'console.add.known-purchase': 'Ta faktura jest już znana; potwierdzenie dołączy do niej dokument.',
  'console.add.required': 'To pole jest wymagane.',
  'console.add.read': 'Odczytano z dokumentu:',
  'console.add.source': ({ source }) => sources[source] ?? source,
}

const outcomes: Readonly<Record<string, string>> = {
  new: 'nowy zakup',
  attached: 'dołączono do znanego zakupu',
  unchanged: 'była już znana',
  review: 'zapisano, jest uwaga do rozstrzygnięcia',
  quarantined: 'odłożono',
}

const sources: Readonly<Record<string, string>> = {
  code: 'z kodu',
  document: 'ze znanego dokumentu',
  'embedded-xml': 'z XML w pliku',
  text: 'z tekstu',
  ocr: 'z obrazu',
}
