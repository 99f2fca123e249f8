const special = /[&<>\r]/

/** Text as XML content: everything it may hold is escaped, what it may not hold must have been left out. */
export const escaped = (text: string): string =>
  special.test(text)
    ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;')
    : text

/** One element with text; nothing where there is none. */
export const element = (name: string, text: string | number | null | undefined): string =>
  text === null || text === undefined ? '' : `<${name}>${escaped(String(text))}</${name}>`
