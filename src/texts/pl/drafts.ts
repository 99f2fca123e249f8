import type { draftTexts } from '../en/drafts.ts'
import type { TextsLike } from '../sentence.ts'
import { counted, dayOf } from './words.ts'

export const polishDraftTexts: TextsLike<typeof draftTexts> = {
  'draft.unknown': ({ id }) =>
    `Wśród dokumentów do potwierdzenia nie ma dokumentu ${id}. Lista: GET …/drafts.`,
  'draft.is-copy': ({ id, by, copyId }) =>
    `Dokument ${id} jest już kopią ${copyId}; potwierdził go użytkownik ${by}. Zmień tamten zakup albo przenieś kopię.`,
  'draft.was-discarded': ({ id, by, reason }) =>
    `Dokument ${id} odrzucił użytkownik ${by} („${reason}”). Jeżeli jest to jednak faktura, cofnij odrzucenie: POST …/drafts/${id}/reopen.`,
  'draft.external-id-reused': ({ externalId }) =>
    `Pod identyfikatorem zewnętrznym ${externalId} przesłano już inny dokument. Nadaj każdemu dokumentowi własny identyfikator.`,
  'draft.one-file': ({ count }) =>
    count === 0
      ? 'W formularzu nie ma części o nazwie file. Prześlij dokument w części o tej nazwie.'
      : `Formularz zawiera ${counted(count, 'część', 'części', 'części')} o nazwie file. Prześlij każdy dokument osobno.`,
  'mail.unknown': ({ id }) => `Nie ma wiadomości ${id}. Lista: GET …/mails.`,
  'mail.unreadable':
    'Nie jest to wiadomość e-mail albo ma ona więcej nagłówków, części lub załączonych wiadomości, niż można tu odczytać. Prześlij ją w otrzymanej postaci albo jej dokumenty pojedynczo.',
  'mail.not-taken':
    'Wiadomość nie została przyjęta: należy zapytać adresata o właściwy adres albo przesłać ją później w mniejszej postaci.',
  'mail.part.other-kind': 'Plik nie jest w formacie PDF, XML, PNG ani JPEG, więc nie wymaga sprawdzenia.',
  'mail.part.too-small':
    'Tak mały obraz nie przedstawia faktury: jest to znak graficzny albo element podpisu.',
  'mail.part.too-large': 'Plik ma więcej niż 10 MB. Zapisz go w mniejszej postaci i prześlij osobno.',
  'mail.part.unreadable-zip':
    'Pliku nie można rozpakować: jest uszkodzony, zbyt duży albo zabezpieczony hasłem. Rozpakuj go i prześlij dokumenty pojedynczo.',
  'mail.part.too-many': 'Wiadomość zawiera więcej niż 100 dokumentów. Prześlij ten dokument osobno.',
  'hold.draft': ({ draftId, received }) =>
    `Dokument otrzymany ${dayOf(received)} może być tą fakturą i nie został jeszcze sprawdzony. Potwierdź albo odrzuć dokument ${draftId} i zapytaj ponownie.`,
}
