import { language } from '../../preferences.ts'
import { nameIn } from '../../words.ts'
import { questionCodes } from './codes.ts'

/** What a kind of question is called. */
export const kindName = (code: string): string => nameIn('finding', code)

/** Every kind of question, in the order of their names. */
export const kindsByName = (): (readonly [code: string, name: string])[] =>
  questionCodes
    .map((code) => [code, kindName(code)] as const)
    .toSorted(([, one], [, other]) => one.localeCompare(other, language.value))
