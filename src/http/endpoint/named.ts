import type { OpenAPIHono, z } from '@hono/zod-openapi'

const components = new Map<string, z.ZodType>()

/**
 * Gives a schema its name in the OpenAPI document, and with it in the typed client. A schema that is used as nullable
 * or with a default needs this: the document would else define the name by its first use, null or default included.
 */
export function named<T extends z.ZodType>(name: string, schema: T): T {
  const withName = schema.openapi(name) as T
  components.set(name, withName)
  return withName
}

/** Defines all named schemas in the document of an app, whatever uses them first. */
export function defineNamed(registry: OpenAPIHono['openAPIRegistry']): void {
  for (const [name, schema] of components) registry.register(name, schema)
}

type Json = { [name: string]: unknown }

/**
 * The document with references that may be null written as `anyOf`: the generator writes them as `allOf` of the
 * reference and a type with null, which no null satisfies.
 */
export function withNullableReferences<T>(node: T): T {
  if (Array.isArray(node)) return node.map(withNullableReferences) as T
  if (typeof node !== 'object' || node === null) return node
  const { allOf, ...rest } = node as Json
  const [reference, more] = Array.isArray(allOf) ? (allOf as Json[]) : []
  const isNullable = reference?.$ref !== undefined && Array.isArray(more?.type) && more.type.includes('null')
  if (isNullable && Object.keys(more).length === 1)
    return { ...rest, anyOf: [reference, { type: 'null' }] } as T
  const entries = Object.entries(node).map(([name, value]) => [name, withNullableReferences(value)])
  return Object.fromEntries(entries)
}
