import type { OpenAPIHono, z } from '@hono/zod-openapi'
import { isRecord, propertyOf } from '../../values/record.ts'

const components = new Map<string, z.ZodType>()

/**
 * Gives a schema its name in the OpenAPI document, and with it in the typed client. A schema that is used as nullable
 * or with a default needs this: the document would else define the name by its first use, null or default included.
 */
export function named<T extends z.ZodType>(name: string, schema: T): T {
  const withName = schema.openapi(name)
  components.set(name, withName)
  return withName
}

/** Defines all named schemas in the document of an app, whatever uses them first. */
export function defineNamed(registry: OpenAPIHono['openAPIRegistry']): void {
  for (const [name, schema] of components) registry.register(name, schema)
}

/**
 * A document with references that may be null written as `anyOf`: the generator writes them as `allOf` of the
 * reference and a type with null, which no null satisfies.
 */
export function withNullableReferences(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withNullableReferences)
  if (!isRecord(node)) return node
  const { allOf, ...rest } = node
  const [reference, more]: unknown[] = Array.isArray(allOf) ? allOf : []
  const types = propertyOf(more, 'type')
  const isNullable =
    propertyOf(reference, '$ref') !== undefined && Array.isArray(types) && types.includes('null')
  if (isNullable && isRecord(more) && Object.keys(more).length === 1)
    return { ...rest, anyOf: [reference, { type: 'null' }] }
  const entries = Object.entries(node).map(([name, value]) => [name, withNullableReferences(value)])
  return Object.fromEntries(entries)
}
