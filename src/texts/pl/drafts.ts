import type { draftTexts } from '../en/drafts.ts'
import type { TextsLike } from '../sentence.ts'
import { counted, dayOf } from './words.ts'

export const polishDraftTexts: TextsLike<typeof draftTexts> = {
  'draft.unknown': ({ id }) =>
    `Wśród dokumentów oczekujących na wprowadzenie nie ma dokumentu ${id}. Listę podaje GET …/drafts.`,
  'draft.is-copy': ({ id, by, copyId }) =>
    `Dokument ${id} został już wprowadzony jako kopia ${copyId} (${by}). Zmiany należy wprowadzić w tym zakupie albo przenieść kopię.`,
  'draft.was-discarded': ({ id, by, reason }) =>
    `Dokument ${id} został odrzucony (${by}): ${reason}. Jeżeli jest to jednak faktura, należy przesłać ją przez POST …/copies.`,
  'draft.external-id-reused': ({ externalId }) =>
    `Pod identyfikatorem zewnętrznym ${externalId} przesłano już inny dokument. Każdy dokument wymaga własnego identyfikatora.`,
  'draft.one-file': ({ count }) =>
    count === 0
      ? 'W formularzu brak części o nazwie file. Dokument należy przesłać jako tę część.'
      : `Formularz zawiera ${counted(count, 'część', 'części', 'części')} o nazwie file. Każdy dokument należy przesłać osobno.`,
  'mail.unknown': ({ id }) => `Nie ma wiadomości ${id}. Listę podaje GET …/mails.`,
  'mail.unreadable':
    'Nie jest to wiadomość e-mail albo ma ona więcej nagłówków, części lub załączonych wiadomości, niż można tu odczytać. Należy przesłać ją w otrzymanej postaci albo przesłać jej dokumenty pojedynczo.',
  'mail.not-taken':
    'Wiadomość nie została przyjęta: należy zapytać adresata o właściwy adres albo przesłać ją później w mniejszej postaci.',
  'mail.part.other-kind': 'Plik nie jest w formacie PDF, XML, PNG ani JPEG, więc nie wymaga sprawdzenia.',
  'mail.part.too-small':
    'Tak mały obraz nie przedstawia faktury: jest to znak graficzny albo element podpisu.',
  'mail.part.too-large': 'Plik ma więcej niż 10 MB. Należy zapisać go w mniejszej postaci i przesłać osobno.',
  'mail.part.unreadable-zip':
    'Pliku nie można rozpakować: jest uszkodzony, zbyt duży albo zabezpieczony hasłem. Należy go rozpakować i przesłać dokumenty pojedynczo.',
  'mail.part.too-many': 'Wiadomość zawiera więcej niż 100 dokumentów. Ten dokument należy przesłać osobno.',
  'hold.draft': ({ draftId, received }) =>
    `Dokument otrzymany ${dayOf(received)} może być tą fakturą i nie został jeszcze sprawdzony. Należy zatwierdzić albo odrzucić dokument ${draftId} i ponowić sprawdzenie.`,
}
