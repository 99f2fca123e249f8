import type { Sentence, Tell } from '../sentence.ts'

/** Texts that put others together. */
export const commonTexts = {
  /** Several sentences one after the other. */
  together: ({ parts }: { parts: readonly Sentence[] }, tell: Tell) => parts.map(tell).join(' '),
}
