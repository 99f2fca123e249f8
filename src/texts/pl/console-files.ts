import type { consoleFileTexts } from '../en/console-files.ts'
import type { TextsLike } from '../sentence.ts'
import { counted } from './words.ts'

export const polishConsoleFileTexts: TextsLike<typeof consoleFileTexts> = {
  'console.drop': 'Upuść pliki, aby je dodać',
  'console.paper.broken': 'Nie można tu pokazać stron. Zapisz plik i otwórz go w jego programie.',
  'console.paper.page': ({ page }) => `Strona ${page}`,
  'console.add.kept': 'czeka na potwierdzenie',
  'console.add.known': 'był już dodany',
  'console.add.imported': (s) =>
    `${counted(s.received, 'dokument', 'dokumenty', 'dokumentów')}: nowe ${s.fresh}, dołączone do zakupów ${s.attached}, znane ${s.unchanged}, z pytaniami ${s.review}, odłożone ${s.quarantined}`,
}
