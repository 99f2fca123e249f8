import { type Finding, messageOf } from '../../src/receipt/finding.ts'
import { isSaid, type Said, type Sentence } from '../../src/texts/sentence.ts'
import { tell } from '../../src/texts/tell.ts'

/** A sentence of the core as somebody reads it who asks for English. */
export const inEnglish = (sentence: Sentence): string => tell(sentence, 'en')

/** What a finding says and advises, in English; empty where there is none. */
export const findingInEnglish = (finding: Pick<Finding, 'message' | 'advice'> | undefined): string =>
  finding === undefined ? '' : inEnglish(messageOf(finding))

/** A type with words in place of its sentences. */
type Worded<T> = T extends string
  ? T
  : T extends Said
    ? string
    : T extends readonly (infer Item)[]
      ? Worded<Item>[]
      : T extends object
        ? { [Name in keyof T]: Worded<T[Name]> }
        : T

/** A value of the core with English words in place of all its sentences. */
export function allInEnglish<T>(value: T): Worded<T> {
  const worded = (one: unknown): unknown => {
    if (isSaid(one)) return inEnglish(one)
    if (Array.isArray(one)) return one.map(worded)
    if (typeof one !== 'object' || one === null) return one
    return Object.fromEntries(Object.entries(one).map(([name, member]) => [name, worded(member)]))
  }
  return worded(value) as Worded<T>
}
