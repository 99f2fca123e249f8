import { english } from '../../../src/texts/en/index.ts'
import type { Language } from '../../../src/texts/language.ts'
import { polish } from '../../../src/texts/pl/index.ts'
import { tell } from '../../../src/texts/tell.ts'
import { samples } from './index.ts'

const tables: Record<Language, Readonly<Record<string, unknown>>> = { en: english, pl: polish }

/** A text with sample params: its words in each language, and which params each of them took. */
export interface Shown {
  code: string
  words: Record<Language, string>
  took: Record<Language, readonly string[]>
}

/** Every text of the service with every set of its sample params, in the order of the codes. */
export const gallery = (): Shown[] =>
  Object.keys(english)
    .toSorted()
    .flatMap((code) => samplesFor(code).map((params) => shown(code, params)))

const samplesFor = (code: string): readonly object[] =>
  (samples as unknown as Record<string, readonly object[] | undefined>)[code] ?? [{}]

function shown(code: string, params: object): Shown {
  const [en, pl] = [wordsOf(code, params, 'en'), wordsOf(code, params, 'pl')]
  return { code, words: { en: en.words, pl: pl.words }, took: { en: en.took, pl: pl.took } }
}

function wordsOf(code: string, params: object, language: Language): { words: string; took: string[] } {
  const took = new Set<string>()
  const watched = new Proxy(params, {
    get(target, name) {
      took.add(String(name))
      return Reflect.get(target, name)
    },
  })
  if (typeof tables[language][code] === 'string') return { words: tell({ said: code }, language), took: [] }
  const words = tell({ said: code, params: watched as Record<string, unknown> }, language)
  return { words, took: [...took].toSorted() }
}
