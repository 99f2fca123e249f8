import { unknownText } from '../law/jpk.ts'
import { forbiddenInXml } from '../values/xml-characters.ts'

/**
 * A text as JPK takes it: characters that no XML may hold are left out, white space is collapsed (type token), what
 * goes beyond `max` characters is cut off, and `BRAK` stands for nothing at all.
 */
export function jpkText(text: string, max: number): string {
  const clean = text
    .replaceAll(forbiddenInXml, '')
    .replaceAll(/[\t\n\r ]+/g, ' ')
    .trim()
  const characters = clean.length > max ? [...clean].slice(0, max).join('').trimEnd() : clean
  return characters === '' ? unknownText : characters
}
