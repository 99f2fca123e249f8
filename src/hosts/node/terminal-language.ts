import { defaultLanguage, type Language, languages } from '../../texts/language.ts'
import { say } from '../../texts/say.ts'
import { SpokenError } from '../../values/refusal.ts'

/** What a command was called with, and the language in which it speaks to who called it. */
interface Terminal {
  language: Language
  /** Without `--lang`. */
  args: string[]
}

/**
 * The language that `--lang` asks for, else that of the locale, of which LC_ALL counts before LC_MESSAGES and LANG
 * (POSIX, 8.2); English where they name another or none.
 * @throws SpokenError for a language that is not spoken here
 */
export function terminalOf(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Terminal {
  const joined = argv.flatMap((one) => (one.startsWith('--lang=') ? ['--lang', one.slice(7)] : [one]))
  const at = joined.indexOf('--lang')
  const asked = at < 0 ? undefined : (joined[at + 1] ?? '')
  const args = at < 0 ? joined : joined.toSpliced(at, 2)
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  const named = /^([a-z]{2})(?:[_.@-]|$)/i.exec(locale)?.[1]?.toLowerCase()
  const known = (name: string | undefined) => languages.find((language) => language === name)
  if (asked !== undefined && known(asked) === undefined) throw new SpokenError(say('terminal.lang'))
  return { language: known(asked) ?? known(named) ?? defaultLanguage, args }
}
