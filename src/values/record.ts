/** Whether a value, which may be anything, is an object with properties: no list, and not null. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const hasProperties = (value: unknown): value is Readonly<Record<PropertyKey, unknown>> =>
  typeof value === 'object' && value !== null

/** A property of a value that may be anything; undefined where it has none of that name. Asked of every row that comes in. */
export const propertyOf = (value: unknown, name: PropertyKey): unknown =>
  hasProperties(value) ? value[name] : undefined
