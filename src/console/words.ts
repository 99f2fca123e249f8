import { consoleTexts } from '../texts/en/console.ts'
import { type Language, preferredLanguage } from '../texts/language.ts'
import { polishConsoleTexts } from '../texts/pl/console.ts'

/** The console carries its own words alone: whatever answers say was put into words by the service. */
const tables = { en: consoleTexts, pl: polishConsoleTexts }

/** A text of the console in a language. */
export const word = (code: keyof typeof consoleTexts, language: Language): string => tables[language][code]

/** The language that a person's browser prefers; Polish where it prefers none of ours. */
export const preferred = (tags: readonly string[]): Language => preferredLanguage(tags.join()) ?? 'pl'
