import type { Sentence } from '../../texts/sentence.ts'
import { tell } from '../../texts/tell.ts'
import { thrown } from '../../values/thrown.ts'
import { terminalOf } from './terminal-language.ts'

function here(): ReturnType<typeof terminalOf> {
  try {
    return terminalOf(process.argv.slice(2), process.env)
  } catch (error) {
    console.error(thrown(error).message)
    process.exit(1)
  }
}

/** Of this process. */
export const { args, language } = here()
/** A sentence in the language of who called. */
export const words = (sentence: Sentence): string => tell(sentence, language)
/** Ends the process with what is wrong, each sentence in a line of its own. */
export function stopWith(...sentences: readonly Sentence[]): never {
  console.error(sentences.map(words).join('\n'))
  process.exit(1)
}
