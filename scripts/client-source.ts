import { printed, type Schema } from './client-types.ts'

interface Parameter {
  name: string
  in: string
  required?: boolean
  schema: Schema
}
interface Described {
  operationId: string
  summary?: string
  parameters?: Parameter[]
  requestBody?: { content: Content }
  responses: Record<string, { content?: Content }>
  'x-role'?: string
}
type Content = Record<string, { schema: Schema }>

/** The part of an OpenAPI document that the client is made from. */
export interface Document {
  paths: Record<string, Record<string, Described>>
  components: { schemas: Record<string, Schema> }
}

const head = `// Made by \`npm run client\` from the OpenAPI document of the service. Do not edit: change the schemas in src/http.

import type { Bytes, CallOptions, Operation, PostOptions } from '../call.ts'
import type { Page, Pages } from '../pages.ts'
`

/** The source of \`src/client/generated/contract.ts\`: a type for every schema of the document, a method for every operation. */
export function clientSource(document: Document): string {
  const { schemas } = document.components
  // By name: their order in the document is that in which modules happen to be loaded.
  const types = Object.keys(schemas)
    .toSorted()
    .map((name) => declaration(name, schemas[name] as Schema))
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({ path, method: method.toUpperCase(), described })),
  )
  const signatures = operations.map((o) => signature(o.method, o.path, o.described, schemas))
  const rows = operations.map((o) => row(o.method, o.path, o.described, schemas))
  return [
    head,
    ...types,
    `/** The service's endpoints, each under its operationId. */\nexport interface Client {\n${signatures.join('\n\n')}\n}\n`,
    `export const operations: Record<keyof Client, Operation> = {\n${rows.join('\n')}\n}\n`,
  ].join('\n')
}

function declaration(name: string, schema: Schema): string {
  const comment = schema.description ? `/** ${schema.description} */\n` : ''
  const type = printed(schema, '')
  return schema.type === 'object' && type.startsWith('{')
    ? `${comment}export interface ${name} ${type}\n`
    : `${comment}export type ${name} = ${type}\n`
}

function signature(method: string, path: string, o: Described, schemas: Record<string, Schema>): string {
  const options = method === 'POST' ? 'PostOptions' : 'CallOptions'
  const body = bodyType(o)
  const before = [parametersOf(o, body !== null), ...(body === null ? [] : [`body: ${body}`])].filter(Boolean)
  const [main, ...others] = answersOf(o)
  const role = o['x-role'] === 'nobody' ? 'no key needed' : `role ${o['x-role']}`
  const variants = others
    .filter(([, answer]) => answer !== main?.[1])
    .map(
      ([type, answer]) =>
        `  ${o.operationId}(${[...before.map((p) => p.replace('?: {', ': {')), `options: ${options} & { accept: '${type}' }`].join(', ')}): Promise<${answer}>`,
    )
  const answer = pagesBy(o, schemas) ? `Pages<${main?.[1]}>` : `Promise<${main?.[1] ?? 'void'}>`
  return [
    `  /**\n   * ${o.summary}\n   *\n   * \`${method} ${path}\`, ${role}\n   */`,
    ...variants,
    `  ${o.operationId}(${[...before, `options?: ${options}`].join(', ')}): ${answer}`,
  ].join('\n')
}

/** Headers are options of a call: the Idempotency-Key has a name there. */
const inPathOrQuery = (o: Described): Parameter[] =>
  (o.parameters ?? []).filter((p) => p.in === 'path' || p.in === 'query')

/** What stands in the path and the query, in one object: their names differ. What is optional may also be undefined. */
function parametersOf(o: Described, isFollowed: boolean): string {
  const parameters = inPathOrQuery(o)
  if (parameters.length === 0) return ''
  const names = parameters.map((p) => p.name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice) throw new Error(`${o.operationId} has two parameters with the name ${twice}: rename one.`)
  const required = parameters.filter((p) => p.required).map((p) => p.name)
  const properties = Object.fromEntries(
    parameters.map(({ name, required, schema }) => {
      const { description = '', default: preset } = schema
      const optional = { anyOf: [schema, { type: 'undefined' }], description, default: preset }
      return [name, required ? schema : optional]
    }),
  )
  const isOptional = required.length === 0 && !isFollowed
  return `params${isOptional ? '?' : ''}: ${printed({ type: 'object', properties, required }, '  ')}`
}

function bodyType(o: Described): string | null {
  if (!o.requestBody) return null
  const types = Object.entries(o.requestBody.content).map(([type, { schema }]) => {
    if (type === 'application/json') return printed(schema, '  ')
    return type === 'multipart/form-data' ? 'FormData' : 'Bytes'
  })
  return [...new Set(types)].join(' | ')
}

/** The answers of success by media type, JSON first; the same endpoint answers the others to an \`Accept\`. */
function answersOf(o: Described): [string, string][] {
  const answers = new Map<string, Set<string>>()
  for (const [status, { content }] of Object.entries(o.responses)) {
    if (!status.startsWith('2')) continue
    for (const [type, { schema }] of Object.entries(content ?? {})) {
      answers.set(type, (answers.get(type) ?? new Set()).add(answerType(type, schema)))
    }
  }
  return [...answers]
    .toSorted(([a], [b]) => Number(isJson(b)) - Number(isJson(a)))
    .map(([type, kinds]) => [type, [...kinds].join(' | ')])
}

const isJson = (type: string): boolean => type === 'application/json'

function answerType(type: string, schema: Schema): string {
  if (schema.format === 'binary') return 'Blob'
  if (!isJson(type)) return /^text\/|[/+]xml$/.test(type) ? 'string' : 'Blob'
  const { items, next, ...more } = schema.properties ?? {}
  const isPage = items?.items !== undefined && next !== undefined && Object.keys(more).length === 0
  return isPage ? `Page<${printed(items.items as Schema, '  ')}>` : printed(schema, '  ')
}

/** The parameter that leads to the next page, where the answer is a page. */
function pagesBy(o: Described, schemas: Record<string, Schema>): string | null {
  const schema = o.responses[200]?.content?.['application/json']?.schema
  const reference = schema?.$ref?.split('/').at(-1)
  const { items, next } = (reference ? schemas[reference] : schema)?.properties ?? {}
  if (!items || !next) return null
  return o.parameters?.find((p) => p.name === 'cursor' || p.name === 'after')?.name ?? null
}

function row(method: string, path: string, o: Described, schemas: Record<string, Schema>): string {
  const by = pagesBy(o, schemas)
  const bodies = Object.keys(o.requestBody?.content ?? {}).map((type) => `'${type}'`)
  const parts = [
    `method: '${method}'`,
    `path: '${path}'`,
    ...(inPathOrQuery(o).length > 0 ? ['params: true'] : []),
    ...(bodies.length > 0 ? [`body: [${bodies.join(', ')}]`] : []),
    ...(by ? [`pagesBy: '${by}'`] : []),
    ...(answersOf(o)[0]?.[1] === 'Blob' ? ['blob: true'] : []),
  ]
  return `  ${o.operationId}: { ${parts.join(', ')} },`
}
