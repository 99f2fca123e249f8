/**
 * A sentence before it is put into words: which one, and what stands in it. Params are JSON and the same in every
 * language: days `YYYY-MM-DD`, amounts as the contract writes them (`1234.56`), names of the contract, other sentences.
 * It is stored and compared as it is; only `tell` makes words of it. Made by `say`, which knows the codes.
 */
export interface Said {
  readonly said: string
  readonly params?: Readonly<Record<string, unknown>>
}

/** A sentence, or words that stand as somebody wrote them. */
export type Sentence = Said | string

/** How a text puts a sentence within it into the words of its own language. */
export type Tell = (sentence: Sentence) => string

/** What the table of another language must have: a text for each code of the English one, of the same params. */
export type TextsLike<T extends Record<string, unknown>> = {
  readonly [C in keyof T]: T[C] extends (params: infer P, tell: Tell) => string
    ? (params: P, tell: Tell) => string
    : string
}

/** Whether a value is a sentence that still has to be put into words. */
export const isSaid = (value: unknown): value is Said =>
  typeof value === 'object' && value !== null && 'said' in value && typeof value.said === 'string'

const written = /^\{"said":"/
/** A sentence as text, for a column of its own. */
export const writtenSentence = (sentence: Sentence): string =>
  typeof sentence === 'string' ? sentence : JSON.stringify(sentence)
/** Reads what `writtenSentence` wrote; what a release before it wrote are words, and may begin with those of a stranger. */
export function readSentence(text: string): Sentence {
  if (!written.test(text)) return text
  try {
    const read: unknown = JSON.parse(text)
    return isSaid(read) ? read : text
  } catch {
    return text
  }
}

/** Sentences in an order of their own, each once: it does not matter in which order they came. */
export const distinct = <S extends Sentence>(sentences: readonly S[]): S[] => {
  const byText = new Map(sentences.map((s) => [typeof s === 'string' ? s : JSON.stringify(s), s]))
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sentence]) => sentence)
}

/** The names of one set of the contract as texts: each under `name.SET.VALUE`. */
export const namesIn = <Set extends string, Names extends Readonly<Record<string, string>>>(
  set: Set,
  names: Names,
) =>
  Object.fromEntries(Object.entries(names).map(([value, name]) => [`name.${set}.${value}`, name])) as {
    readonly [Value in keyof Names & string as `name.${Set}.${Value}`]: string
  }

/** As it begins a sentence. */
export const capitalised = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`
