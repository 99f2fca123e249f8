import { eq, sql } from 'drizzle-orm'
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { openSqlite, type SqliteFile } from '../../src/hosts/node/sqlite.ts'
import { type Db, databaseOf } from '../../src/store/database.ts'
import { atMost, excluded, type Places, prepared } from '../../src/store/prepared.ts'

const things = sqliteTable('things', {
  seq: integer('seq').primaryKey(),
  someName: text('some_name').notNull().unique(),
  facts: text('facts', { mode: 'json' }).$type<{ n: number } | null>(),
  open: integer('open', { mode: 'boolean' }).notNull(),
})
type Thing = Omit<typeof things.$inferSelect, 'seq'>

let file: SqliteFile
let db: Db
let texts: string[]
beforeEach(() => {
  file = openSqlite(':memory:')
  file.exec(
    'CREATE TABLE things (seq INTEGER PRIMARY KEY, some_name TEXT UNIQUE, facts TEXT, open INTEGER) STRICT',
  )
  texts = []
  const noted = (text: string) => {
    texts.push(text)
    return file.prepare(text)
  }
  db = databaseOf({
    all: (text, params) => noted(text).all(...params),
    values: (text, params) =>
      noted(text)
        .raw()
        .all(...params) as unknown[][],
    run: (text, params) => {
      noted(text).run(...params)
    },
    transaction: (work) => file.transaction(work)(),
    secure: async () => {},
  })
})

let built = 0
const put = prepared((orm, p: Places<Thing>) => {
  built++
  return orm
    .insert(things)
    .values({ someName: p.someName, facts: p.facts, open: p.open })
    .onConflictDoUpdate({ target: things.someName, set: { facts: excluded(things.facts) } })
    .returning()
})
const page = prepared((orm, { limit }: Places<{ limit: number }>) =>
  orm.select().from(things).orderBy(things.seq).limit(atMost(limit)),
)

describe('a statement of the builder', () => {
  it('writes and reads values as their columns do, under the names of the schema', () => {
    const row = put.get(db, { someName: 'a', facts: { n: 1 }, open: true })
    expect(row).toEqual({ seq: 1, someName: 'a', facts: { n: 1 }, open: true })
    expect(file.prepare('SELECT * FROM things').all()).toEqual([
      { seq: 1, some_name: 'a', facts: '{"n":1}', open: 1 },
    ])
  })
  it('keeps null as NULL, also in a column of JSON', () => {
    put.run(db, { someName: 'a', facts: null, open: false })
    expect(file.prepare('SELECT facts IS NULL AS empty, open FROM things').get()).toEqual({
      empty: 1,
      open: 0,
    })
    expect(page.all(db, { limit: 5 })[0]?.facts).toBeNull()
  })
  it('writes what an update sets as its column does', () => {
    const set = prepared((orm, p: Places<{ name: string; facts: { n: number } }>) =>
      orm.update(things).set({ facts: p.facts }).where(eq(things.someName, p.name)),
    )
    put.run(db, { someName: 'a', facts: null, open: false })
    set.run(db, { name: 'a', facts: { n: 2 } })
    expect(page.all(db, { limit: 1 })[0]?.facts).toEqual({ n: 2 })
  })
  it('is put into words once, and runs for each of many rows', () => {
    const before = built
    const rows = ['a', 'b', 'a'].map((someName, n): Thing => ({ someName, facts: { n }, open: true }))
    put.runEach(db, [])
    put.runEach(db, rows.slice(0, 0))
    for (const row of rows) put.all(db, row)
    expect(built - before).toBeLessThanOrEqual(1)
    expect(page.all(db, { limit: 9 }).map(({ someName, facts }) => [someName, facts?.n])).toEqual([
      ['a', 2],
      ['b', 1],
    ])
    expect(new Set(texts.filter((one) => one.startsWith('insert'))).size).toBe(1)
  })
  it('binds its limit where the planner does not look', () => {
    page.all(db, { limit: 2 })
    expect(texts.at(-1)).toMatch(/limit \+\?$/)
  })
  it.each<[string, () => void, RegExp]>([
    ['a value is not given', () => page.all(db, {} as { limit: number }), /lacks the value of limit/],
    [
      'a place is none',
      () => {
        // Places are taken one by one: the others are not in what is left.
        const rest = prepared((orm, { a: _, ...others }: Places<{ a: string; b: string }>) =>
          orm.select().from(things).where(eq(things.someName, others.b)),
        )
        rest.all(db, { a: 'x', b: 'y' })
      },
      /place that is none/,
    ],
    [
      'a column stands below another',
      () => prepared((orm) => orm.select({ below: { seq: things.seq } }).from(things)).all(db, {}),
      /one by one: below\.seq/,
    ],
    [
      'it binds more than every host takes',
      () => {
        const many = sql.join(
          Array.from({ length: 101 }, (_, n) => sql`${n}`),
          sql`, `,
        )
        prepared((orm) => orm.select().from(things).where(sql`${things.seq} IN (${many})`)).all(db, {})
      },
      /binds 101 parameters/,
    ],
  ])('is refused where %s', (_, work, why) => {
    expect(work).toThrow(why)
  })
})
