import type { Tell } from '../../../src/texts/sentence.ts'

type Params<Text> = Text extends (params: infer P, tell: Tell) => string ? P : never

/**
 * For each text of a table that takes params, params as the service might give them: one set, or several where the text
 * has several forms. The compiler names a text that has none. Names in them belong to no language: `FV/1`, a day, an
 * amount.
 */
export type SamplesOf<Texts> = {
  readonly [C in keyof Texts as Texts[C] extends string ? never : C]: readonly Params<Texts[C]>[]
}
