import { consoleAddTexts } from './console-add.ts'
import { consoleFileTexts } from './console-files.ts'
import { consoleMailboxTexts } from './console-mailbox.ts'
import { consoleOfficeTexts } from './console-office.ts'
import { consoleServiceTexts } from './console-service.ts'
import { consoleSettingsTexts } from './console-settings.ts'
import { consoleTodayTexts } from './console-today.ts'

/** What the screens of the console say, each of which brings its own texts to the browser. */
export const consoleScreenTexts = {
  ...consoleAddTexts,
  ...consoleFileTexts,
  ...consoleTodayTexts,
  ...consoleSettingsTexts,
  ...consoleMailboxTexts,
  ...consoleServiceTexts,
  ...consoleOfficeTexts,
}
