import type { consoleTexts } from '../en/console.ts'
import type { TextsLike } from '../sentence.ts'

export const polishConsoleTexts: TextsLike<typeof consoleTexts> = {
  'console.signed-out': 'Nie jesteś zalogowany.',
  'console.sign-in':
    'Otwórz adres, który usługa wypisała przy uruchomieniu, albo poproś administratora o klucz.',
}
