import type { consoleScreenTexts } from '../en/console-screens.ts'
import type { TextsLike } from '../sentence.ts'
import { polishConsoleAddTexts } from './console-add.ts'
import { polishConsoleFileTexts } from './console-files.ts'
import { polishConsoleMailboxTexts } from './console-mailbox.ts'
import { polishConsoleOfficeTexts } from './console-office.ts'
import { polishConsoleServiceTexts } from './console-service.ts'
import { polishConsoleSettingsTexts } from './console-settings.ts'
import { polishConsoleTodayTexts } from './console-today.ts'

export const polishConsoleScreenTexts: TextsLike<typeof consoleScreenTexts> = {
  ...polishConsoleAddTexts,
  ...polishConsoleFileTexts,
  ...polishConsoleTodayTexts,
  ...polishConsoleSettingsTexts,
  ...polishConsoleMailboxTexts,
  ...polishConsoleServiceTexts,
  ...polishConsoleOfficeTexts,
}
