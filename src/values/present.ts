/**
 * A value that must be there: what was just stored is found again, an index lies within its list.
 * An error where it is absent, which is a mistake of this program and never one of its input: nothing goes on with less.
 */
export function present<T>(value: T): NonNullable<T> {
  if (value === undefined || value === null) throw new Error('What must be there is absent.')
  return value
}
