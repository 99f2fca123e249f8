import { english } from './en/index.ts'
import type { Language } from './language.ts'
import { polish } from './pl/index.ts'
import { isSaid, type Sentence } from './sentence.ts'
import { tellFrom, type Words } from './tell-from.ts'

const tables: Record<Language, Words> = { en: english, pl: polish }

/** Puts a sentence into words. Words stay as they are; what cannot be told is told by its code. */
export const tell = (sentence: Sentence, language: Language): string =>
  tellFrom(tables[language], sentence, language)

/** Names under which an object of the contract has its one sentence: `code` and `params` stand beside it without a prefix. */
const mainSentence: readonly string[] = ['message', 'explanation', 'detail']

/**
 * An answer with all its sentences in a language. Beside a sentence stand its code and params: under `code` and `params`
 * beside a `message`, `explanation` or `detail` (what stands there already stays), else under the name of the sentence
 * and `Code` or `Params`; beside a list of sentences under its name and `Codes`. Params are the same in every language.
 */
export function told(value: unknown, language: Language): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (isSaid(value)) return tell(value, language)
  if (Array.isArray(value)) return value.map((item) => told(item, language))
  return toldObject(value, language)
}

/** The same of an object that is no sentence itself. */
export function toldObject(value: object, language: Language): Record<string, unknown> {
  const answer: Record<string, unknown> = {}
  for (const [name, member] of Object.entries(value)) {
    answer[name] = name === 'params' ? codesOf(member) : told(member, language)
    if (isSaid(member)) {
      const isMain = mainSentence.includes(name)
      beside(value, answer, isMain ? 'code' : `${name}Code`, member.said)
      if (isMain || member.params)
        beside(value, answer, isMain ? 'params' : `${name}Params`, codesOf(member.params ?? {}))
    } else if (Array.isArray(member) && member.some(isSaid)) {
      beside(value, answer, `${name}Codes`, member.map(codesOf))
    }
  }
  return answer
}

/** Adds what belongs to a sentence, unless the answer says it by itself. */
function beside(value: object, answer: Record<string, unknown>, name: string, member: unknown): void {
  if (!(name in value)) answer[name] = member
}

/** Params as programs read them: a sentence among them is its code and its params. */
function codesOf(value: unknown): unknown {
  if (isSaid(value)) return { code: value.said, params: codesOf(value.params ?? {}) }
  if (Array.isArray(value)) return value.map(codesOf)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, codesOf(member)]))
}
