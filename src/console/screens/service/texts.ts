import { consoleServiceTexts } from '../../../texts/en/console-service.ts'
import { polishConsoleServiceTexts } from '../../../texts/pl/console-service.ts'

/** The texts of the screens of the whole service. */
export const serviceScreenTexts = { en: consoleServiceTexts, pl: polishConsoleServiceTexts }
