/** Tables of the law and others like them: what they name, as the names that they have and no other text. */

type NameOf<Table> = Table extends object ? keyof Table & string : never

/** The names of a table with what stands at each, in its order. For tables that have no more names than their type says. */
export const pairsOf = <Name extends string, Value>(
  table: {
    readonly [N in Name]?: Value
  },
): [Name, Value][] => Object.entries(table) as [Name, Value][]

/** The names of a table, in its order. For tables that have no more names than their type says. */
export const namesOf = <Table extends object>(table: Table): NameOf<Table>[] =>
  Object.keys(table) as NameOf<Table>[]

/** A table that has a value for each of some names. */
export const tableOver = <Name extends string, Value>(
  names: readonly Name[],
  make: (name: Name) => Value,
): Record<Name, Value> => Object.fromEntries(names.map((name) => [name, make(name)])) as Record<Name, Value>

/** Whether a value, which may be anything, is one of those listed. */
export const isOneOf = <Listed>(list: readonly Listed[], value: unknown): value is Listed =>
  list.some((listed) => listed === value)
