import type { postingTexts } from '../en/posting.ts'
import type { TextsLike } from '../sentence.ts'
import { counted } from './words.ts'

const compare = 'Dodaj ten dokument jako kopię i porównaj oba.'

export const polishPostingTexts: TextsLike<typeof postingTexts> = {
  'posting.other-amount': `Faktura tego sprzedawcy o tym numerze jest znana z inną kwotą brutto. ${compare}`,
  'posting.other-day': `Faktura tego sprzedawcy o tym numerze jest znana z inną datą wystawienia. ${compare}`,
  'posting.named-other-day': `Faktura o tym numerze KSeF lub kodzie jest znana z inną datą wystawienia. ${compare}`,
  'posting.code-doubtful': `Kod ten znajduje się na kopii z inną datą wystawienia niż data w kodzie. ${compare}`,
  'posting.several': ({ count, posted, findingId }) => {
    const fitting = counted(count, 'pasujący zakup', 'pasujące zakupy', 'pasujących zakupów')
    const advice =
      findingId === null
        ? 'Zapytaj ponownie, podając datę wystawienia, rodzaj faktury, kwotę brutto lub numer KSeF.'
        : 'Nie rozstrzygnięto, czy dwa z nich są jedną fakturą: rozstrzygnij tę uwagę albo zapytaj ponownie, podając numer KSeF.'
    return `${fitting}, w tym zaksięgowane: ${posted}. ${advice}`
  },
}
