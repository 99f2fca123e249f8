/** Tables of the law and others like them: what they name, as the names that they have and no other text. */

/** The names of a table with what stands at each, in its order. For tables that have no more names than their type says. */
export const pairsOf = <Name extends string, Value>(
  table: {
    readonly [N in Name]?: Value
  },
): [Name, Value][] => Object.entries(table) as [Name, Value][]

/** The names of a table, in its order. For tables that have no more names than their type says. */
export const namesOf = <Table extends object>(table: Table): (keyof Table & string)[] =>
  Object.keys(table) as (keyof Table & string)[]

/** A table of what stands at each of its names, which are all of them. */
export const tableOf = <Table extends object>(
  names: readonly (keyof Table & string)[],
  make: <Name extends keyof Table & string>(name: Name) => Table[Name],
): Table => Object.fromEntries(names.map((name) => [name, make(name)])) as Table

/** A table that has a value for each of some names. */
export const tableOver = <Name extends string, Value>(
  names: readonly Name[],
  make: (name: Name) => Value,
): Record<Name, Value> => tableOf<Record<Name, Value>>(names, make)

/** Whether a value, which may be anything, is one of those listed. */
export const isOneOf = <Listed>(list: readonly Listed[], value: unknown): value is Listed =>
  list.some((listed) => listed === value)
