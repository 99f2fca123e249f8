import { type SQL, sql } from 'drizzle-orm'
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core'

/**
 * A SQLite database of any host: all of them are synchronous. Statements are drizzle's, of its builder (`prepared.ts`),
 * or written with its `sql` where the builder cannot say them.
 */
export interface Db {
  all<Row>(query: SQL): Row[]
  get<Row>(query: SQL): Row | undefined
  run(query: SQL): void
  /** The rows of a statement as lists of values, in the order of its columns. */
  values(text: string, params: readonly unknown[]): unknown[][]
  /** Runs one statement for each row of parameters: for wide rows twice as fast as one set-based statement. */
  runEach(text: string, rows: readonly (readonly unknown[])[]): void
  /** Runs a writing transaction. The callback is synchronous: an asynchronous one would commit at its first await. */
  transaction<T>(work: () => T, durability?: Durability): T
  /** Resolves when everything that was committed so far survives a loss of power. */
  secure(): Promise<void>
}

const kept = new WeakMap<Db, Map<() => unknown, unknown>>()

/** What is known here of what a database has, by what makes it: kept until one of its transactions fails. */
export function keptOf<T>(db: Db, make: () => T): T {
  const ofThis = kept.get(db) ?? new Map<() => unknown, unknown>()
  kept.set(db, ofThis)
  if (!ofThis.has(make)) ofThis.set(make, make())
  return ofThis.get(make) as T
}

/** Forgets what was known: to be called when tables are made anew. */
export const forget = (db: Db): void => {
  kept.delete(db)
}

/**
 * `now`: what is committed survives a loss of power. `later`: it does so after `secure`, or once a later transaction
 * was committed with `now`, which makes everything before it durable too; for work that is acknowledged only then.
 */
export type Durability = 'now' | 'later'

/** What a host's driver offers: statements by their text, so that the driver may keep them prepared. */
export interface Driver {
  all(text: string, params: readonly unknown[]): unknown[]
  values(text: string, params: readonly unknown[]): unknown[][]
  run(text: string, params: readonly unknown[]): void
  transaction<T>(work: () => T, durability: Durability): T
  secure(): Promise<void>
}

const dialect = new SQLiteSyncDialect()

/** So many parameters may a statement bind on every host: Durable Objects take no more. */
export const maxParameters = 100

/** Makes a database of a driver. What one host would not bear fails on all of them. */
export function databaseOf(driver: Driver): Db {
  const written = (query: SQL): { text: string; params: readonly unknown[] } => {
    const { sql: text, params } = dialect.sqlToQuery(query)
    if (params.length <= maxParameters) return { text, params }
    throw new Error(`A statement binds ${params.length} parameters; hosts take ${maxParameters}: ${text}`)
  }
  const db: Db = {
    all: <Row>(query: SQL) => {
      const { text, params } = written(query)
      return driver.all(text, params) as Row[]
    },
    get: <Row>(query: SQL) => db.all<Row>(query)[0],
    run: (query) => {
      const { text, params } = written(query)
      driver.run(text, params)
    },
    values: driver.values,
    runEach: (text, rows) => {
      for (const row of rows) driver.run(text, row)
    },
    transaction: (work, durability = 'now') => {
      try {
        return driver.transaction(() => {
          const result = work()
          if (result instanceof Promise) throw new Error('A transaction was given an asynchronous callback.')
          return result
        }, durability)
      } catch (error) {
        forget(db)
        throw error
      }
    },
    secure: driver.secure,
  }
  return db
}

/**
 * Rows for a set-based statement: one bound JSON parameter whatever their number, since some hosts bind at most 100.
 * Each row is an array; read its columns in SQL as `value ->> 0`, `value ->> 1`, …
 */
export const rowsOf = (rows: readonly (readonly unknown[] | string | number)[]): SQL =>
  sql`json_each(${JSON.stringify(rows)})`

/**
 * So many rows at most. SQLite's planner looks at the value of a bound LIMIT, and so prepares a statement anew whenever
 * it is bound, which takes several times as long as to run it; it does not look behind a sign.
 */
export const limitTo = (rows: number): SQL => sql`LIMIT +${rows}`
