import { SaxesParser, type SaxesTagNS } from 'saxes'
import { inTurn, say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import { SpokenError } from '../values/refusal.ts'
import { maxXmlAttributes, maxXmlElements, tooManyParts } from './xml-parts.ts'

/** KSeF's own limit for one document with attachments. */
export const maxXmlBytes = 3 * 1024 * 1024
/** FA(3) is 8 levels deep; UBL documents about 10. */
const maxXmlDepth = 32

export type XmlProblemCode =
  | 'xml-not-utf8'
  | 'xml-not-well-formed'
  | 'xml-doctype'
  | 'xml-too-large'
  | 'xml-too-deep'
  | 'xml-too-many-parts'
  | 'xml-encoding'

/** A document that is refused as XML. The sentence says what, where (line and column) and what to do. */
export class XmlProblem extends SpokenError {
  override readonly name = 'XmlProblem'
  readonly code: XmlProblemCode
  /** What is wrong, without the advice, which is for files of strangers. */
  readonly what: Said

  constructor(code: XmlProblemCode, what: Said, advice: Said) {
    super(inTurn([what, advice]))
    this.code = code
    this.what = what
  }
}

/**
 * An element. `name` is the local name, `ns` the namespace URI ('' for none). Attributes are keyed by name, those in a
 * namespace by `{uri}name`; namespace declarations are left out. `text` is the character data directly inside,
 * with the white space between child elements dropped. Everything stays a string: '007' is '007'.
 */
export type XmlNode = {
  name: string
  ns: string
  attributes: Record<string, string>
  children: XmlNode[]
  text: string
}

const noAttributes: Record<string, string> = Object.freeze(Object.create(null))
const noChildren: XmlNode[] = []
Object.freeze(noChildren)
const nothing: ReadonlySet<string> = new Set()
const utf8 = new TextDecoder('utf-8', { fatal: true })
const notBlank = /[^ \t\n]/

/**
 * Reads a document strictly: valid UTF-8 (a BOM is accepted), well-formed XML 1.0 with namespaces, one root, no
 * DOCTYPE, no encoding declaration but UTF-8, at most 3 MB, 32 levels, 200,000 elements and 100,000 attributes.
 * @param options.skip local names whose elements are checked like all others but not built (the root never is skipped)
 * @throws XmlProblem
 */
export function readXml(bytes: Uint8Array, options?: { skip?: ReadonlySet<string> }): XmlNode {
  return readXmlText(decode(bytes), options)
}

/** As readXml, of a document that is text already. @throws XmlProblem */
export function readXmlText(text: string, options?: { skip?: ReadonlySet<string> }): XmlNode {
  const parts = tooManyParts(text)
  if (parts !== null) throw tooMany(parts)
  const tree = new TreeBuilder(options?.skip ?? nothing)
  // A fresh parser each time: saxes keeps the state of a document that failed.
  const parser = new SaxesParser<{ xmlns: true }>(parserOptions)
  parser.on('xmldecl', (declaration) => refuseOtherEncoding(declaration.encoding))
  parser.on('doctype', () => {
    throw doctype()
  })
  parser.on('opentag', (tag) => tree.open(tag))
  parser.on('closetag', () => tree.close())
  parser.on('text', (data) => tree.text(data))
  parser.on('cdata', (data) => tree.text(data))
  try {
    parser.write(text).close()
  } catch (error) {
    throw asProblem(error, parser.line, parser.column)
  }
  return tree.root!
}

/** The first child element of that local name, or null. */
export function child(node: XmlNode, name: string): XmlNode | null {
  for (const candidate of node.children) if (candidate.name === name) return candidate
  return null
}

/** All child elements of that local name, in document order. */
export function children(node: XmlNode, name: string): XmlNode[] {
  return node.children.filter((candidate) => candidate.name === name)
}

/** The trimmed text of the element reached by first children, or null when one of them is absent. */
export function textAt(node: XmlNode, ...path: string[]): string | null {
  let at: XmlNode | null = node
  for (const name of path) {
    at = child(at, name)
    if (at === null) return null
  }
  return at.text.trim()
}

// A declared version 1.1 would switch saxes to rules that allow control characters; 1.0 readers read it as 1.0.
const parserOptions = {
  xmlns: true,
  position: false,
  defaultXMLVersion: '1.0',
  forceXMLVersion: true,
} as const

function decode(bytes: Uint8Array): string {
  if (bytes.length > maxXmlBytes)
    throw new XmlProblem(
      'xml-too-large',
      say('xml.too-large', { bytes: bytes.length, most: maxXmlBytes }),
      say('xml.single-invoice'),
    )
  // Two-byte encodings without a BOM are valid UTF-8 full of NULs: name the real cause.
  if (bytes[0] === 0 || bytes[1] === 0) throw notUtf8()
  try {
    return utf8.decode(bytes)
  } catch {
    throw notUtf8()
  }
}

function notUtf8(): XmlProblem {
  return new XmlProblem('xml-not-utf8', say('xml.not-utf8'), say('xml.original-file'))
}

function refuseOtherEncoding(encoding: string | undefined): void {
  if (encoding === undefined || /^utf-8$/i.test(encoding)) return
  throw new XmlProblem(
    'xml-encoding',
    say('xml.encoding', { encoding: encoding.slice(0, 40) }),
    say('xml.original-file'),
  )
}

function tooMany(parts: 'elements' | 'attributes'): XmlProblem {
  const most = parts === 'elements' ? maxXmlElements : maxXmlAttributes
  return new XmlProblem(
    'xml-too-many-parts',
    say('xml.too-many-parts', { parts, most }),
    say('xml.as-issued'),
  )
}

function doctype(): XmlProblem {
  return new XmlProblem('xml-doctype', say('xml.doctype'), say('xml.doctype-refused'))
}

function asProblem(error: unknown, line: number, column: number): unknown {
  if (error instanceof XmlProblem || !(error instanceof Error)) return error
  if (error.message.includes('doctype')) return doctype()
  return new XmlProblem(
    'xml-not-well-formed',
    say('xml.not-well-formed', { line, column, why: error.message.slice(0, 200) }),
    say('xml.uncut-file'),
  )
}

class TreeBuilder {
  root: XmlNode | null = null
  readonly #skip: ReadonlySet<string>
  readonly #open: XmlNode[] = []
  #top: XmlNode | null = null
  #depth = 0
  #skippedFrom = 0

  constructor(skip: ReadonlySet<string>) {
    this.#skip = skip
  }

  open(tag: SaxesTagNS): void {
    // Before anything else: each further level would cost time and memory.
    if (++this.#depth > maxXmlDepth)
      throw new XmlProblem('xml-too-deep', say('xml.too-deep', { most: maxXmlDepth }), say('xml.as-issued'))
    if (this.#skippedFrom !== 0) return
    const parent = this.#top
    if (parent !== null && this.#skip.has(tag.local)) {
      this.#skippedFrom = this.#depth
      return
    }
    const node = {
      name: tag.local,
      ns: tag.uri,
      attributes: attributesOf(tag),
      children: noChildren,
      text: '',
    }
    if (parent === null) this.root = node
    else if (parent.children === noChildren) parent.children = [node]
    else parent.children.push(node)
    this.#open.push(node)
    this.#top = node
  }

  close(): void {
    const depth = this.#depth--
    if (this.#skippedFrom !== 0) {
      if (this.#skippedFrom === depth) this.#skippedFrom = 0
      return
    }
    const closed = this.#open.pop()!
    if (closed.children !== noChildren && closed.text !== '' && !notBlank.test(closed.text)) closed.text = ''
    this.#top = this.#open[this.#open.length - 1] ?? null
  }

  text(data: string): void {
    const top = this.#top
    if (top === null || this.#skippedFrom !== 0) return
    top.text = top.text === '' ? data : top.text + data
  }
}

function attributesOf(tag: SaxesTagNS): Record<string, string> {
  let attributes = noAttributes
  for (const key in tag.attributes) {
    const { prefix, local, uri, value } = tag.attributes[key]!
    if (prefix === 'xmlns' || key === 'xmlns') continue
    if (attributes === noAttributes) attributes = Object.create(null)
    attributes[prefix === '' ? local : `{${uri}}${local}`] = value
  }
  return attributes
}
