import { Column, is, noopDecoder, Param, Placeholder, type Query, SQL, sql } from 'drizzle-orm'
import {
  BaseSQLiteDatabase,
  type PreparedQueryConfig,
  type SelectedFieldsOrdered,
  SQLitePreparedQuery,
  SQLiteSession,
  SQLiteSyncDialect,
} from 'drizzle-orm/sqlite-core'
import { present } from '../values/present.ts'
import { propertyOf } from '../values/record.ts'
import { type Db, maxParameters } from './database.ts'

/**
 * A statement of drizzle's builder. It is put into words once in a process, when it is asked first, whatever the number
 * of databases; each driver keeps it prepared by its text.
 */
interface Statement<Values, Row> {
  all(db: Db, values: Values): Row[]
  get(db: Db, values: Values): Row | undefined
  run(db: Db, values: Values): void
  /** Runs it once for each. */
  runEach(db: Db, rows: readonly Values[]): void
}

/**
 * Places in a statement that are filled when it is run, by name; to be taken one by one. Drizzle's types let no place into
 * what an update sets, so each passes as an expression too.
 */
export type Places<Values> = {
  readonly [Name in keyof Values]: Placeholder<string, Values[Name]> & SQL<Values[Name]>
}

type Config = PreparedQueryConfig & { type: 'sync' }
interface Buildable {
  prepare(): SQLitePreparedQuery<Config>
}
type RowOf<Built extends Buildable> =
  ReturnType<ReturnType<Built['prepare']>['all']> extends (infer Row)[] ? Row : never

/**
 * Makes a statement: `prepared((orm, { id }: Places<{ id: string }>) => orm.select().from(keys).where(eq(keys.id, id)))`.
 * Values are written as their columns write them, null is always NULL.
 */
export function prepared<Values, Built extends Buildable>(
  build: (orm: Orm, places: Places<Values>) => Built,
): Statement<Values, RowOf<Built>> {
  let worded: Worded | undefined
  const words = (): Worded => {
    worded ??= wordsOf(build(builder, placesOf<Values>()).prepare())
    return worded
  }
  const all = (db: Db, values: Values): RowOf<Built>[] => {
    const { text, fill, read } = words()
    return db.values(text, fill(values)).map(read) as RowOf<Built>[]
  }
  return {
    all,
    get: (db, values) => all(db, values)[0],
    run: (db, values) => {
      const { text, fill } = words()
      db.runEach(text, [fill(values)])
    },
    runEach: (db, rows) => {
      if (rows.length === 0) return
      const { text, fill } = words()
      db.runEach(text, rows.map(fill))
    },
  }
}

/** What a statement that failed to insert would have written to this column. */
export const excluded = (column: Column): SQL => sql`excluded.${sql.identifier(column.name)}`

/** The values of a list that comes as JSON text, to select from and to join with; each is `listed`. */
export const listOf = (list: Placeholder<string, string>): SQL => sql`json_each(${list}) j`
export const listed: SQL = sql`j.value`

/**
 * So many rows at most: SQLite's planner looks at the value of a bound LIMIT, and so prepares a statement anew whenever it
 * is bound; it does not look behind a sign. Drizzle's types know numbers and places alone.
 */
export const atMost = (rows: Placeholder<string, number> | number): Placeholder =>
  sql`+${rows}` as unknown as Placeholder

interface Worded {
  text: string
  fill(values: unknown): unknown[]
  read(row: readonly unknown[]): Record<string, unknown>
}

/** Has every name as a place. */
const placesOf = <Values>(): Places<Values> =>
  new Proxy({} as Places<Values>, { get: (_, name) => sql.placeholder(String(name)) })

function wordsOf(made: SQLitePreparedQuery<Config>): Worded {
  if (!(made instanceof Prepared)) throw new Error('A statement is built by the builder of here.')
  const { query, fields } = made
  if (query.params.length > maxParameters)
    throw new Error(
      `A statement binds ${query.params.length} parameters; hosts take ${maxParameters}: ${query.sql}`,
    )
  const writers = query.params.map(writerOf)
  const readers = (fields ?? []).map(readerOf)
  return {
    text: query.sql,
    fill: (values) => writers.map((write) => write(values as Record<string, unknown>)),
    read: (row) => {
      const result: Record<string, unknown> = {}
      for (let at = 0; at < readers.length; at++) {
        const { name, decode } = present(readers[at])
        const value = row[at]
        result[name] = decode === null || value === null ? value : decode(value)
      }
      return result
    },
  }
}

function writerOf(param: unknown): (values: Record<string, unknown>) => unknown {
  const given = (name: string) => (values: Record<string, unknown>) => {
    const value = values[name]
    if (value === undefined) throw new Error(`A statement lacks the value of ${name}.`)
    return value
  }
  if (is(param, Placeholder)) return given(param.name)
  if (param === undefined) throw new Error('A statement has a place that is none.')
  if (!is(param, Param) || !is(param.value, Placeholder)) return () => param
  const [plain, { encoder }] = [given(param.value.name), param]
  return (values) => {
    const value = plain(values)
    return value === null ? null : encoder.mapToDriverValue(value)
  }
}

interface Reader {
  name: string
  /** Null where a value is what the driver gives. */
  decode: ((value: unknown) => unknown) | null
}

function readerOf({ path, field }: SelectedFieldsOrdered[number]): Reader {
  const [name = '', ...deeper] = path
  if (deeper.length > 0) throw new Error(`A statement names its columns one by one: ${path.join('.')}.`)
  const decoder = is(field, Column) ? field : decoderOf(field)
  const isPlain =
    decoder.mapFromDriverValue === Column.prototype.mapFromDriverValue || decoder === noopDecoder
  return { name, decode: isPlain ? null : (value) => decoder.mapFromDriverValue(value) }
}

/** Of an expression, named or not: drizzle keeps it out of its types. */
function decoderOf(field: unknown): Decoder {
  const decoder = propertyOf(is(field, SQL) ? field : propertyOf(field, 'sql'), 'decoder')
  if (!isDecoder(decoder)) throw new Error('An expression of a statement cannot be read.')
  return decoder
}

interface Decoder {
  mapFromDriverValue(value: unknown): unknown
}
const isDecoder = (value: unknown): value is Decoder =>
  typeof propertyOf(value, 'mapFromDriverValue') === 'function'

/** What drizzle would run, with the columns that come back. */
class Prepared extends SQLitePreparedQuery<Config> {
  declare readonly query: Query
  readonly fields: SelectedFieldsOrdered | undefined

  constructor(query: Query, fields: SelectedFieldsOrdered | undefined) {
    super('sync', 'all', query)
    this.fields = fields
  }
  override run = notHere
  override all = notHere
  override get = notHere
  override values = notHere
}

/** Builds and runs nothing: which database a statement is for is said when it is run. */
class Builder extends SQLiteSession<'sync', void, Record<string, never>, Record<string, never>> {
  override prepareQuery(query: Query, fields: SelectedFieldsOrdered | undefined): Prepared {
    return new Prepared(query, fields)
  }
  override transaction = notHere
}

function notHere(): never {
  throw new Error('A statement is run with the database that is asked: prepared(…).all(db, values).')
}

/** Builds statements, and runs none. */
export type Orm = BaseSQLiteDatabase<'sync', void>
const dialect = new SQLiteSyncDialect()
const builder: Orm = new BaseSQLiteDatabase('sync', dialect, new Builder(dialect), undefined)
