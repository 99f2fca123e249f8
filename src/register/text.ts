/** Everything that XML 1.0 does not allow in a document, whatever it is escaped as. */
const forbidden = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu

/**
 * A text as JPK takes it: characters that no XML may hold are left out, white space is collapsed (type token), what
 * goes beyond `max` characters is cut off, and `BRAK` stands for nothing at all.
 */
export function jpkText(text: string, max: number): string {
  const clean = text
    .replaceAll(forbidden, '')
    .replaceAll(/[\t\n\r ]+/g, ' ')
    .trim()
  const characters = clean.length > max ? [...clean].slice(0, max).join('').trimEnd() : clean
  return characters === '' ? 'BRAK' : characters
}
