/** A schema of OpenAPI 3.1, as far as the service's document uses it. */
export interface Schema {
  $ref?: string
  type?: string | string[]
  format?: string
  enum?: unknown[]
  const?: unknown
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  items?: Schema
  prefixItems?: Schema[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  description?: string
  default?: unknown
}

/** A schema as a TypeScript type. @throws Error for what cannot be told as one: a type must not silently say less */
export function printed(schema: Schema, indent: string): string {
  if (schema.$ref) return schema.$ref.split('/').at(-1) as string
  if (schema.enum) return union(schema.enum.map((value) => literal(value)))
  if (schema.const !== undefined) return literal(schema.const)
  const either = schema.anyOf ?? schema.oneOf
  if (either) return union(either.map((one) => printed(one, indent)))
  if (schema.allOf) return schema.allOf.map((one) => bracketed(printed(one, indent))).join(' & ')
  if (schema.type === undefined) return 'unknown'
  return union([schema.type].flat().map((type) => ofType(type, schema, indent)))
}

const union = (types: readonly string[]): string => [...new Set(types)].join(' | ')

const literal = (value: unknown): string =>
  typeof value === 'string' ? `'${value.replaceAll(/['\\]/g, '\\$&')}'` : String(value)

/** Brackets where a type is an alternative: outside of braces. */
function bracketed(type: string): string {
  const innermost = /\{[^{}]*\}/g
  let outside = type
  while (innermost.test(outside)) outside = outside.replaceAll(innermost, '')
  return / [|&] /.test(outside) ? `(${type})` : type
}

function ofType(type: string, schema: Schema, indent: string): string {
  if (['string', 'boolean', 'null', 'undefined'].includes(type)) return type
  if (type === 'number' || type === 'integer') return 'number'
  if (type === 'object') return ofObject(schema, indent)
  if (type === 'array' && schema.items) {
    return `${bracketed(printed(schema.items, indent))}[]`
  }
  if (schema.prefixItems) return `[${schema.prefixItems.map((one) => printed(one, indent)).join(', ')}]`
  throw new Error(`No type for ${JSON.stringify(schema)}.`)
}

function ofObject(schema: Schema, indent: string): string {
  const inner = `${indent}  `
  const properties = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const isOptional = !schema.required?.includes(name)
    const type = printed(property, inner)
    const key = /^[A-Za-z_]\w*$/.test(name) ? name : `'${name}'`
    return `${comment(property, inner)}${inner}${key}${isOptional ? '?' : ''}: ${type}`
  })
  const { additionalProperties: more } = schema
  if (more !== undefined && more !== false) {
    const type = more === true || properties.length > 0 ? 'unknown' : printed(more, inner)
    properties.push(`${inner}[name: string]: ${type}`)
  }
  return properties.length === 0 ? 'Record<string, never>' : `{\n${properties.join('\n')}\n${indent}}`
}

function comment({ description, default: preset }: Schema, indent: string): string {
  const told = preset === undefined ? '' : `Default: ${JSON.stringify(preset)}.`
  const text = [description, told].filter(Boolean).join(description?.endsWith('.') ? ' ' : '. ')
  return text === '' ? '' : `${indent}/** ${text} */\n`
}
