import type { DocumentElement } from './model.ts'

/** KSeF documents and Peppol invoices are no deeper. */
const deepest = 32

/**
 * A document of a stranger as a tree of names and texts, read by the browser without anything from outside: nothing that
 * declares entities is read at all.
 * @param bytes UTF-8
 * @returns null for what is no well-formed XML, or deeper than any invoice
 */
export function parsedDocument(bytes: ArrayBuffer): DocumentElement | null {
  const text = decoded(bytes)
  if (text === null || declaresType(text)) return null
  const parsed = new DOMParser().parseFromString(text, 'application/xml')
  const failed = parsed.getElementsByTagNameNS('http://www.w3.org/1999/xhtml', 'parsererror').length > 0
  return failed || parsed.doctype !== null ? null : elementOf(parsed.documentElement, deepest)
}

function decoded(bytes: ArrayBuffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Whether a DOCTYPE stands before the root, where alone it can stand. */
const declaresType = (text: string): boolean =>
  /^(?:\s|<\?[\s\S]*?\?>|<!--[\s\S]*?-->)*<!DOCTYPE/i.test(text.slice(0, 100_000))

function elementOf(element: Element, depth: number): DocumentElement | null {
  if (depth === 0) return null
  const children: DocumentElement[] = []
  for (const child of element.children) {
    const read = elementOf(child, depth - 1)
    if (read === null) return null
    children.push(read)
  }
  const own = [...element.childNodes].filter((n) => n.nodeType === 3 || n.nodeType === 4)
  const attributes = [...element.attributes].filter((a) => a.prefix !== 'xmlns' && a.name !== 'xmlns')
  return {
    name: element.localName,
    ns: element.namespaceURI ?? '',
    attributes: Object.fromEntries(attributes.map((a) => [a.localName, a.value])),
    children,
    text: own
      .map((n) => n.nodeValue ?? '')
      .join('')
      .trim(),
  }
}
