import type { consoleHelpTexts } from '../en/console-help.ts'
import type { TextsLike } from '../sentence.ts'

export const polishConsoleHelpTexts: TextsLike<typeof consoleHelpTexts> = {
  'console.help.keys': 'Klawisze',
  'console.help.look': 'Język i kolory',
  'console.help.g': 'Naciśnij G, a potem literę.',
}
