/** The languages in which people are spoken to. */
export const languages = ['en', 'pl'] as const
export type Language = (typeof languages)[number]
export const defaultLanguage: Language = 'en'

const languageOf = (tag: string): Language | null =>
  languages.find(
    (language) => tag.toLowerCase() === language || tag.toLowerCase().startsWith(`${language}-`),
  ) ?? null

/**
 * The language that an `Accept-Language` header prefers among those spoken here (RFC 9110, 12.5.4): the highest weight,
 * at equal weights the first; null where it names none of them, or is none.
 */
export function preferredLanguage(header: string): Language | null {
  const wanted = header.split(',').flatMap((range) => {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim())
    const weight = parameters.find((p) => p.startsWith('q='))?.slice(2) ?? '1'
    const language = languageOf(tag)
    const quality = /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(weight) ? Number(weight) : 0
    return language === null || quality === 0 ? [] : [{ language, quality }]
  })
  return wanted.toSorted((a, b) => b.quality - a.quality)[0]?.language ?? null
}
