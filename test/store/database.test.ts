import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'
import { databaseOf } from '../../src/store/database.ts'

/** A database of the driver of Node, without files. */
function open() {
  const file = openSqlite(':memory:')
  file.exec('CREATE TABLE t (n INTEGER) STRICT')
  return databaseOf({
    all: (text, params) => file.prepare(text).all(...params),
    values: (text, params) =>
      file
        .prepare(text)
        .raw()
        .all(...params) as unknown[][],
    run: (text, params) => {
      file.prepare(text).run(...params)
    },
    transaction: (work) => {
      file.exec('BEGIN')
      try {
        const result = work()
        file.exec('COMMIT')
        return result
      } catch (error) {
        file.exec('ROLLBACK')
        throw error
      }
    },
    secure: async () => {},
  })
}
const numbers = (count: number) =>
  sql.join(
    Array.from({ length: count }, (_, n) => sql`(${n})`),
    sql`, `,
  )

describe('a database of any host', () => {
  it('binds 100 parameters in a statement, and no more, as the strictest host', () => {
    const db = open()
    db.run(sql`INSERT INTO t VALUES ${numbers(100)}`)
    expect(() => db.run(sql`INSERT INTO t VALUES ${numbers(101)}`)).toThrow(/binds 101 parameters/)
    expect(() => db.all(sql`SELECT * FROM (VALUES ${numbers(101)})`)).toThrow(/binds 101 parameters/)
    expect(db.get(sql`SELECT count(*) AS n FROM t`)).toEqual({ n: 100 })
  })
  it('takes back a transaction whose callback is asynchronous', () => {
    const db = open()
    const asynchronous = async () => db.run(sql`INSERT INTO t VALUES (1)`)
    expect(() => db.transaction(asynchronous)).toThrow(/asynchronous/)
    expect(db.get(sql`SELECT count(*) AS n FROM t`)).toEqual({ n: 0 })
  })
})
