/** Single fields of an FA document: found by local name in the namespace of their parent, read by their XSD type. */

import { inTurn, say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import { type Day, parseDay } from '../values/day.ts'
import { type Grosze, parseMoney } from '../values/money.ts'
import { SpokenError } from '../values/refusal.ts'
import type { XmlNode } from './xml.ts'

export type DocumentProblemCode =
  | 'xml-unknown-form'
  | 'xml-missing-field'
  | 'xml-bad-value'
  | 'metadata-not-a-list'
  | 'metadata-too-many-rows'

/** A readable file that is not the document it should be. `path` is the published path of the field at fault. */
export class DocumentProblem extends SpokenError {
  override readonly name = 'DocumentProblem'
  readonly code: DocumentProblemCode
  readonly path: string
  /** What is wrong, without the advice, which is for files of strangers. */
  readonly what: Said

  constructor(code: DocumentProblemCode, path: string, what: Said, advice: Said | null = null) {
    super(advice === null ? what : inTurn([what, advice]))
    this.code = code
    this.path = path
    this.what = what
  }
}

const missing = (path: string): DocumentProblem =>
  new DocumentProblem('xml-missing-field', path, say('xml.missing-field', { path }), say('xml.check-schema'))

export const badValue = (path: string, value: string, expected: Said): DocumentProblem =>
  new DocumentProblem(
    'xml-bad-value',
    path,
    say('xml.bad-value', { path, value: value.slice(0, 60), expected }),
    say('xml.check-schema'),
  )

export function first(node: XmlNode | null, name: string): XmlNode | null {
  if (node === null) return null
  for (const candidate of node.children)
    if (candidate.name === name && candidate.ns === node.ns) return candidate
  return null
}

export function each(node: XmlNode, name: string): XmlNode[] {
  return node.children.filter((candidate) => candidate.name === name && candidate.ns === node.ns)
}

export function needElement(node: XmlNode, at: string, name: string): XmlNode {
  const found = first(node, name)
  if (found === null) throw missing(`${at}/${name}`)
  return found
}

/** The value as an XSD token (white space collapsed, no-break spaces kept); null when absent or empty. */
export function token(node: XmlNode | null, name: string): string | null {
  const found = first(node, name)
  return (found && collapse(found.text)) || null
}

/** White space of XML collapsed to single spaces, none outside. */
export function collapse(text: string): string {
  return text.replace(/[ \t\r\n]+/g, ' ').replace(/^ | $/g, '')
}

/** A required text of at most so many characters (TZnakowy of the schema). */
export function needText(node: XmlNode, at: string, name: string, max: number): string {
  const value = need(node, at, name)
  if (isLonger(value, max)) throw badValue(`${at}/${name}`, value, say('expected.characters', { most: max }))
  return value
}

/** Whether a text has more characters than that; the schemas count those, not UTF-16 units. */
export const isLonger = (text: string, max: number): boolean => text.length > max && [...text].length > max

export function need(node: XmlNode, at: string, name: string): string {
  const value = token(node, name)
  if (value === null) throw missing(`${at}/${name}`)
  return value
}

export function needDay(node: XmlNode, at: string, name: string): Day {
  return asDay(need(node, at, name), at, name)
}

/** A day that may be absent; one that is present must be real. */
export function optionalDay(node: XmlNode | null, at: string, name: string): Day | null {
  const value = token(node, name)
  return value === null ? null : asDay(value, at, name)
}

export function needMoney(node: XmlNode, at: string, name: string): Grosze {
  return asMoney(need(node, at, name), at, name)
}

export function asMoney(value: string, at: string, name: string): Grosze {
  const grosze = parseMoney(value)
  if (grosze === null) throw badValue(`${at}/${name}`, value, say('expected.amount'))
  return grosze
}

/** TWybor1 and TWybor1_2: `1` is yes, everything else and absence is no. */
export function isYes(node: XmlNode | null, name: string): boolean {
  return token(node, name) === '1'
}

function asDay(value: string, at: string, name: string): Day {
  const day = parseDay(value)
  if (day === null) throw badValue(`${at}/${name}`, value, say('expected.day'))
  return day
}
