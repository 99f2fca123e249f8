/** An element in document order; undefined content prints nothing. */
type Content = string | Element[] | undefined
export type Element = readonly [name: string, content: Content]

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const escaped = (text: string): string => text.replace(/[&<>]/g, (character) => escapes[character] ?? '')

/** Prints the elements, each on a line of its own, escaped. */
export function print(elements: readonly Element[], indent: string): string {
  const printOne = ([name, content]: Element): string => {
    if (content === undefined) return ''
    if (typeof content === 'string') return `${indent}<${name}>${escaped(content)}</${name}>\n`
    return `${indent}<${name}>\n${print(content, `${indent}  `)}${indent}</${name}>\n`
  }
  return elements.map(printOne).join('')
}
