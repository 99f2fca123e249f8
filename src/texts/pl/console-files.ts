import type { consoleFileTexts } from '../en/console-files.ts'
import type { TextsLike } from '../sentence.ts'
import { counted } from './words.ts'

export const polishConsoleFileTexts: TextsLike<typeof consoleFileTexts> = {
  'console.drop': 'Upuść pliki, aby je dodać',
  'pdf.failed': 'Tego pliku PDF nie da się tu pokazać. Zapisz go i otwórz w innym programie.',
  'pdf.page': ({ page, pages }) => `Strona ${page} z ${pages}`,
  'pdf.more': ({ shown, pages }) =>
    `Pokazano pierwsze ${shown} z ${pages} stron; zapisz plik, aby zobaczyć całość.`,
  'console.paper.picture': 'Dokument jako obraz',
  'console.add.kept': 'czeka na potwierdzenie',
  'console.add.known': 'był już dodany',
  'console.add.imported': (s) =>
    `${counted(s.received, 'dokument', 'dokumenty', 'dokumentów')}: nowe ${s.fresh}, dołączone do zakupów ${s.attached}, znane ${s.unchanged}, z uwagami ${s.review}, odłożone ${s.quarantined}`,
}
