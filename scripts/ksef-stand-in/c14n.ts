import { SaxesParser } from 'saxes'

/** A small XML tree and Exclusive XML Canonicalization 1.0 (W3C) of it, for checking signatures that others made. */

export interface Element {
  prefix: string
  local: string
  uri: string
  attributes: { name: string; local: string; uri: string; value: string }[]
  /** Namespaces in scope by prefix. */
  scope: Record<string, string>
  children: (Element | string)[]
}

/** Parses a well-formed document. @throws Error otherwise */
export function parseTree(xml: string): Element {
  const parser = new SaxesParser({ xmlns: true })
  const holder = { children: [] as (Element | string)[] }
  const open: { children: (Element | string)[]; scope?: Record<string, string> }[] = [holder]
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', (tag) => {
    const above = open.at(-1)
    const element: Element = {
      prefix: tag.prefix,
      local: tag.local,
      uri: tag.uri,
      attributes: Object.values(tag.attributes)
        .filter((a) => a.name !== 'xmlns' && a.prefix !== 'xmlns')
        .map(({ name, local, uri, value }) => ({ name, local, uri, value })),
      scope: { ...above?.scope, ...tag.ns },
      children: [],
    }
    above?.children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => void open.pop())
  parser.on('text', (text) => void open.at(-1)?.children.push(text))
  parser.write(xml).close()
  return holder.children.find((child) => typeof child !== 'string') as Element
}

const inText = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#xD;')
const inAttribute = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\t', '&#x9;')
    .replaceAll('\n', '&#xA;')
    .replaceAll('\r', '&#xD;')

/** The canonical text of an element, without `left`, as if cut out of the document. */
export function canonical(element: Element, left?: Element, shown: Record<string, string> = {}): string {
  const prefixes = [element.prefix, ...element.attributes.flatMap(({ name, local }) => prefixOf(name, local))]
  const now = { ...shown }
  const declared = [...new Set(prefixes)].sort().flatMap((prefix) => {
    const uri = element.scope[prefix] ?? ''
    if ((now[prefix] ?? '') === uri) return []
    now[prefix] = uri
    return [` ${prefix === '' ? 'xmlns' : `xmlns:${prefix}`}="${inAttribute(uri)}"`]
  })
  const attributes = element.attributes
    .toSorted((a, b) => (`${a.uri} ${a.local}` < `${b.uri} ${b.local}` ? -1 : 1))
    .map(({ name, value }) => ` ${name}="${inAttribute(value)}"`)
  const name = element.prefix === '' ? element.local : `${element.prefix}:${element.local}`
  const inside = element.children.map((child) => {
    if (typeof child === 'string') return inText(child)
    return child === left ? '' : canonical(child, left, now)
  })
  return `<${name}${declared.join('')}${attributes.join('')}>${inside.join('')}</${name}>`
}

const prefixOf = (name: string, local: string): string[] =>
  name.length > local.length && !name.startsWith('xml:') ? [name.slice(0, -local.length - 1)] : []

/** All elements of a name below (and with) an element. */
export function all(element: Element, local: string): Element[] {
  const below = element.children.flatMap((child) => (typeof child === 'string' ? [] : all(child, local)))
  return element.local === local ? [element, ...below] : below
}

export const textOf = (element: Element): string =>
  element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('')

export const attribute = (element: Element, name: string): string | undefined =>
  element.attributes.find((a) => a.name === name)?.value
