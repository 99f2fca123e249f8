import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StandIn } from './stand-in.ts'

/** Checks the stand-in's answers against the Ministry's OpenAPI file, where it lies beside the repository. */

const file = join(import.meta.dirname, '../../../shared/ksef/open-api.json')
export const hasContract = existsSync(file)

type Schema = {
  $ref?: string
  allOf?: Schema[]
  type?: string
  nullable?: boolean
  required?: string[]
  properties?: Record<string, Schema>
  items?: Schema
  enum?: unknown[]
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  format?: string
}

interface Contract {
  paths: Record<
    string,
    Record<string, { responses: Record<string, { content?: Record<string, { schema: Schema }> }> }>
  >
  components: { schemas: Record<string, Schema> }
}

/** From now on every answer is checked; what the contract does not allow is collected. */
export function checkAnswers(standIn: StandIn): { checked: number; errors: string[] } {
  const contract = JSON.parse(readFileSync(file, 'utf8')) as Contract
  const tally = { checked: 0, errors: [] as string[] }
  standIn.check = async (operation, method, path, response) => {
    if (operation === 'part' || operation === 'latarnia' || response.status === 204) return
    const described = operationOf(contract, method, path.replace('/v2', ''))?.responses[response.status]
    const call = `${method} ${path} ${response.status}`
    tally.checked++
    if (described === undefined) return void tally.errors.push(`${call} is not described`)
    const type = response.headers.get('content-type')?.split(';')[0] ?? ''
    const schema = described.content?.[type]?.schema
    if (schema === undefined) return void tally.errors.push(`${call} may not be ${type}`)
    const errors = check(contract, schema, await response.json(), '')
    tally.errors.push(...errors.map((error) => `${call}: ${error}`))
  }
  return tally
}

function operationOf(contract: Contract, method: string, path: string) {
  const exact = contract.paths[path]
  const shape = (template: string) => new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`)
  const found = exact ?? Object.entries(contract.paths).find(([template]) => shape(template).test(path))?.[1]
  return found?.[method.toLowerCase()]
}

function check(contract: Contract, schema: Schema, value: unknown, at: string): string[] {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) as string
    return check(contract, contract.components.schemas[name] as Schema, value, at)
  }
  if (value === null) return schema.nullable ? [] : [`${at} is null`]
  const all = (schema.allOf ?? []).flatMap((part) => check(contract, part, value, at))
  if (schema.enum !== undefined && !schema.enum.includes(value)) all.push(`${at} is ${value}`)
  return [...all, ...checkType(contract, schema, value, at)]
}

function checkType(contract: Contract, schema: Schema, value: unknown, at: string): string[] {
  if (schema.type === 'array') {
    if (!Array.isArray(value)) return [`${at} is no list`]
    return value.flatMap((item, i) => check(contract, schema.items ?? {}, item, `${at}/${i}`))
  }
  if (schema.type === 'object' || schema.required !== undefined) {
    if (typeof value !== 'object') return [`${at} is no object`]
    const object = value as Record<string, unknown>
    const missing = (schema.required ?? []).filter((name) => object[name] === undefined)
    const inside = Object.entries(schema.properties ?? {}).filter(([name]) => object[name] !== undefined)
    return [
      ...missing.map((name) => `${at}/${name} is missing`),
      ...inside.flatMap(([name, inner]) => check(contract, inner, object[name], `${at}/${name}`)),
    ]
  }
  if (schema.type === 'string') return checkText(schema, value, at)
  if (schema.type === 'integer' || schema.type === 'number') {
    const fits =
      typeof value === 'number' && value >= (schema.minimum ?? value) && value <= (schema.maximum ?? value)
    return fits && (schema.type === 'number' || Number.isInteger(value)) ? [] : [`${at} is ${value}`]
  }
  return schema.type === 'boolean' && typeof value !== 'boolean' ? [`${at} is ${value}`] : []
}

function checkText(schema: Schema, value: unknown, at: string): string[] {
  if (typeof value !== 'string') return [`${at} is no text`]
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, format } = schema
  if (value.length < minLength || value.length > maxLength) return [`${at} has ${value.length} characters`]
  if (format === 'date-time' && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value))
    return [`${at} is no time`]
  return []
}
