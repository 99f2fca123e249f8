/** Whether a value, which may be anything, is an object with properties: no list, and not null. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A property of a value that may be anything; undefined where it has none of that name. */
export const propertyOf = (value: unknown, name: PropertyKey): unknown =>
  value === undefined || value === null ? undefined : Reflect.get(Object(value), name)
