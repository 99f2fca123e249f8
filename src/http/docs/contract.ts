/** A JSON schema, as far as the page shows it. */
export interface Shape {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  properties?: Record<string, Shape>
  required?: string[]
  additionalProperties?: boolean | Shape
  items?: Shape
  prefixItems?: Shape[]
  anyOf?: Shape[]
  oneOf?: Shape[]
  allOf?: Shape[]
  description?: string
  format?: string
  pattern?: string
  default?: unknown
  example?: unknown
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
}
export interface InputParameter {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  description?: string
  example?: unknown
  schema: Shape
}
export interface Content {
  schema: Shape
  example?: unknown
}
interface Answer {
  description?: string
  content?: Record<string, Content>
}
interface Described {
  operationId: string
  summary?: string
  description?: string
  tags?: string[]
  parameters?: InputParameter[]
  requestBody?: { required?: boolean; content: Record<string, Content> }
  responses: Record<string, Answer>
  'x-role': string
  'x-reach'?: string
}
export interface Contract {
  info: { version: string; description: string }
  paths: Record<string, Record<string, Described>>
  components: { schemas: Record<string, Shape> }
}
/** An endpoint with its place. */
export interface ListedOperation extends Described {
  method: string
  path: string
  tag: string
}

/** All endpoints, those of one tag together, in the order in which the tags first come. */
export function operationsByTag(contract: Contract): Map<string, ListedOperation[]> {
  const byTag = new Map<string, ListedOperation[]>()
  for (const [path, methods] of Object.entries(contract.paths)) {
    for (const [method, described] of Object.entries(methods)) {
      const tag = described.tags?.[0] ?? 'Other'
      const listed = { ...described, method: method.toUpperCase(), path, tag }
      byTag.set(tag, [...(byTag.get(tag) ?? []), listed])
    }
  }
  return byTag
}

/** Whether an endpoint has all the words, wherever they stand. */
export function hasWords(o: ListedOperation, words: string): boolean {
  const text = `${o.method} ${o.path} ${o.operationId} ${o.tag} ${o.summary ?? ''}`.toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

const reaches: Record<string, string> = {
  all: 'with a key for all taxpayers',
  own: 'for the taxpayers of the key',
  everybody: 'the same for everybody',
}

/** Who may call it, in words. */
export function callersOf(o: ListedOperation): string {
  const { 'x-role': role, 'x-reach': reach } = o
  if (role === 'nobody') return 'Anybody; no key is needed.'
  const least = role === 'admin' ? 'An admin' : `A key with the role ${role}, or more`
  const about = o.path.includes('{nip}') && reach === undefined ? 'for this taxpayer' : reaches[reach ?? '']
  return about ? `${least}, ${about}.` : `${least}.`
}

/** The name that a reference leads to. */
const nameOf = (reference: string): string => reference.split('/').at(-1) ?? ''

/** A schema with its reference resolved; what stands beside the reference counts. */
export function resolved(shape: Shape, { components }: Contract): Shape {
  if (shape.$ref === undefined) return shape
  const { $ref, ...beside } = shape
  return { ...components.schemas[nameOf($ref)], ...beside }
}

/** The values that a parameter may have, where they are named; null where they are not. */
export function choicesOf(shape: Shape, contract: Contract): unknown[] | null {
  const whole = resolved(shape, contract)
  if (whole.enum) return whole.enum.filter((value) => value !== null)
  if (whole.type === 'boolean') return [true, false]
  const variants = (whole.anyOf ?? []).filter(({ type }) => type !== 'null')
  const [only, ...others] = variants
  return only && others.length === 0 ? choicesOf(only, contract) : null
}

/** What a value is, in a few words: `text`, `list of Purchase`, `"post" or "hold"`. */
export function kindOf(shape: Shape): string {
  if (shape.$ref) return nameOf(shape.$ref)
  if (shape.const !== undefined) return JSON.stringify(shape.const)
  if (shape.enum) return shape.enum.map((value) => JSON.stringify(value)).join(' or ')
  const variants = shape.anyOf ?? shape.oneOf
  if (variants) return [...new Set(variants.map(kindOf))].join(' or ')
  if (shape.allOf) return shape.allOf.map(kindOf).join(' and ')
  const types = [shape.type ?? 'any value'].flat()
  return types.map((type) => kindOfType(type, shape)).join(' or ')
}

function kindOfType(type: string, shape: Shape): string {
  if (type === 'array') return `list of ${shape.items ? kindOf(shape.items) : 'values'}`
  if (type !== 'string') return type
  return shape.format === 'binary' ? 'file' : shape.format ? `text (${shape.format})` : 'text'
}

/** What a value must keep to, in words; empty where nothing is said. */
export function limitsOf(shape: Shape): string[] {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, pattern } = shape
  const preset = shape.default
  const says: [unknown, string][] = [
    [minimum, `at least ${minimum}`],
    [maximum, `at most ${maximum}`],
    [maxLength, `${minLength ?? 0} to ${maxLength} characters`],
    [maxItems, `${minItems ?? 0} to ${maxItems} entries`],
    [pattern, `matches ${pattern}`],
    [preset === null ? undefined : preset, `${JSON.stringify(preset)} when left out`],
  ]
  return says.filter(([value]) => value !== undefined).map(([, words]) => words)
}
