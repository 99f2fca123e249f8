import { signal } from '@preact/signals'
import { consoleTexts } from '../texts/en/console.ts'
import { consoleFileTexts } from '../texts/en/console-files.ts'
import { nameTexts } from '../texts/en/law/names.ts'
import type { Language } from '../texts/language.ts'
import { polishConsoleTexts } from '../texts/pl/console.ts'
import { polishConsoleFileTexts } from '../texts/pl/console-files.ts'
import { polishNameTexts } from '../texts/pl/law/names.ts'
import { type Given, say, type TextCode } from '../texts/say.ts'
import { tellFrom, type Words } from '../texts/tell-from.ts'
import { language } from './preferences.ts'

/** The texts that are here: those that every screen needs, and what screens bring with them. */
const tables = signal<Readonly<Record<Language, Words>>>({
  en: { ...consoleTexts, ...consoleFileTexts, ...nameTexts },
  pl: { ...polishConsoleTexts, ...polishConsoleFileTexts, ...polishNameTexts },
})

/** Adds the texts of a screen: to be called once where the module of the screen is loaded. */
export function addTexts(texts: Readonly<Record<Language, Words>>): void {
  const { en, pl } = tables.peek()
  tables.value = { en: { ...en, ...texts.en }, pl: { ...pl, ...texts.pl } }
}

/** The sets of names that every screen has, and those of findings. */
type NameSet = TextCode extends infer C ? (C extends `name.${infer Set}.${string}` ? Set : never) : never

/** What people see for a name of the contract; one that is not known here stays as it is. */
export const nameIn = (set: NameSet, value: string): string => {
  const said = `name.${set}.${value}`
  const words = tellFrom(tables.value[language.value], { said }, language.value)
  return words === said ? value : words
}

/** A text in the language of the reader; what shows it is shown anew when the language changes. */
export const t = <C extends TextCode>(code: C, ...given: Given<C>): string =>
  tellFrom(tables.value[language.value], say(code, ...given), language.value)
