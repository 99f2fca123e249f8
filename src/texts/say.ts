import type { english } from './en/index.ts'
import { isSaid, type Said, type Sentence, type Tell } from './sentence.ts'

/** The English table is the list of all codes, and says which params each takes. */
type English = typeof english
export type TextCode = keyof English
type ParamsOf<C extends TextCode> = English[C] extends (params: infer P, tell: Tell) => string ? P : undefined
/** Codes of texts in which nothing stands but words. */
export type PlainCode = { [C in TextCode]: English[C] extends string ? C : never }[TextCode]
/** What has to be given beside a code: its params where it takes some. */
export type Given<C extends TextCode> = ParamsOf<C> extends undefined ? [] : [params: ParamsOf<C>]

/** Names a sentence. */
export const say = <C extends TextCode>(said: C, ...[params]: Given<C>): Said =>
  params === undefined ? { said } : { said, params: params as Readonly<Record<string, unknown>> }

/** Several sentences one after the other; one stays as it is. */
export const inTurn = (parts: readonly Sentence[]): Said => {
  const [only, ...more] = parts
  return more.length === 0 && isSaid(only) ? only : say('together', { parts })
}
