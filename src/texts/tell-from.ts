import type { Language } from './language.ts'
import { withOneFullStop } from './pl/words.ts'
import type { Sentence, Tell } from './sentence.ts'

/** Texts of one language by their codes: of all the service says, or of a part of it. */
export type Words = Readonly<Record<string, string | ((params: never, tell: Tell) => string) | undefined>>

/**
 * Puts a sentence into words of a table. Words stay as they are. What another release or an archive says under a code
 * that is unknown here, or with params that do not fit, is told by its code: one sentence must not keep a whole list
 * from being read.
 */
export function tellFrom(table: Words, sentence: Sentence, language: Language): string {
  if (typeof sentence === 'string') return sentence
  const text = Object.hasOwn(table, sentence.said) ? table[sentence.said] : undefined
  if (text === undefined) return sentence.said
  if (typeof text === 'string') return text
  try {
    const words = text((sentence.params ?? {}) as never, (within) => tellFrom(table, within, language))
    return language === 'pl' ? withOneFullStop(words) : words
  } catch {
    return sentence.said
  }
}
