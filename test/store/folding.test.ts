import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { ledgerMigrations } from '../../drizzle/ledger/migrations.ts'
import { openSqlite, type SqliteFile } from '../../src/hosts/node/sqlite.ts'
import type { Db } from '../../src/store/database.ts'
import { unfoldedValues } from '../../src/store/folded-values.ts'
import { factsFolding, folding, unfolding } from '../../src/store/folding.ts'
import { migrate } from '../../src/store/migrate.ts'
import { type Json, toJson } from '../../src/values/json.ts'
import { databaseIn } from '../support/database.ts'

let file: SqliteFile
let db: Db
beforeEach(() => {
  file = openSqlite(':memory:')
  db = databaseIn(file)
  migrate(db, ledgerMigrations, '2026-07-01T10:00:00Z', '1111111111')
})

const fold = (text: string) => db.transaction(() => folding(db)(text))
/** As one who opens the ledger anew reads it. */
const unfold = (stored: string) => unfolding(databaseIn(file))(stored)
const valueIn = (stored: string) => unfoldedValues(databaseIn(file))(stored as Json<unknown>)
const shapes = () => file.prepare('SELECT seq, text FROM shapes ORDER BY seq').all()

describe('Folded texts', () => {
  it('have the number of their shape and each of their values once', () => {
    const window = (from: string, until: string) =>
      `{"from":"${from}","until":"${until}","legalBasis":["art. 86 ust. 10"],"share":1,"month":null}`
    expect(fold(window('2026-05', '2026-08'))).toBe('[1,"2026-05","2026-08",1]')
    expect(fold(window('2026-06', '2026-09'))).toBe('[1,"2026-06","2026-09",1]')
    expect(fold(window('2026-05', '2026-05'))).toBe('[2,"2026-05",1]')
    expect(unfold('[1,"2026-05","2026-08",1]')).toBe(window('2026-05', '2026-08'))
    expect(unfold('[2,"2026-05",1]')).toBe(window('2026-05', '2026-05'))
    expect(shapes()).toHaveLength(2)
  })

  it('come back to the letter, whatever they are', () => {
    const odd = [
      '{}',
      '{"a":[]}',
      '{ "a" : 1.50 , "b":-0e+10,"a":"\\u0142\\n\\"x\\":"}',
      '{"name":"a],[b,\\"c\\"","said":"1,2","n":[1,"1",1,true,null]}',
      '{"":"","\\u0001":"\\u0001"}',
      '{"\\u0001":1,"a":{"\\u0001":{"\\u0001":0}},"__proto__":{"b":2},"constructor":[{}]}',
    ]
    for (const text of odd) {
      expect(unfold(fold(text))).toBe(text)
      expect(valueIn(fold(text))).toEqual(JSON.parse(text))
    }
    fc.assert(
      fc.property(fc.object({ maxDepth: 4, withNullPrototype: false }), (value) => {
        const text = JSON.stringify(value)
        const stored = fold(text)
        expect(unfold(stored)).toBe(text)
        expect(JSON.stringify(valueIn(stored))).toBe(text)
      }),
    )
  })

  it('are values of their own each time: what one reader does to his no other sees', () => {
    const told = { basis: ['art. 86'], row: { month: '2026-05', why: null as string | null } }
    const stored = db.transaction(() => folding(db)(toJson(told)))
    const value = unfoldedValues(db)<typeof told>
    const one = value(stored)
    one.basis.push('x')
    one.row.why = 'x'
    expect(value(stored)).toEqual({ basis: ['art. 86'], row: { month: '2026-05', why: null } })
    expect(unfoldedValues(db)(toJson({ from: '2026-05' }))).toEqual({ from: '2026-05' })
  })

  it('are not made of what is no object, of long lists, and where there are too many shapes', () => {
    expect(fold('[1,2]')).toBe('[1,2]')
    const long = JSON.stringify({ list: Array.from({ length: 10_000 }, (_, i) => i) })
    expect(fold(long)).toBe(long)
    expect(shapes()).toHaveLength(0)
    for (let i = 1; i <= 2_000; i++) fold(`{"p${i}":1}`)
    expect(fold('{"p2000":2}')).toBe('[2000,2]')
    expect(fold('{"p2001":2}')).toBe('{"p2001":2}')
    expect(unfold('{"p2001":2}')).toBe('{"p2001":2}')
  })

  it('are read as they are where they were stored before anything was folded', () => {
    expect(unfold('{"from":"2026-05"}')).toBe('{"from":"2026-05"}')
  })

  it('keep to the shapes that are stored, also after a transaction that failed', () => {
    expect(fold('{"a":1}')).toBe('[1,1]')
    const failing = () =>
      db.transaction(() => {
        expect(folding(db)('{"b":1}')).toBe('[2,1]')
        throw new Error('the disk is full')
      })
    expect(failing).toThrow('the disk is full')
    expect(fold('{"c":1}')).toBe('[2,1]')
    expect(fold('{"b":1}')).toBe('[3,1]')
    expect(unfold('[2,1]')).toBe('{"c":1}')
    expect(unfoldedValues(db)('[2,1]' as Json<unknown>)).toEqual({ c: 1 })
    expect(() => unfold('[4,1]')).toThrow('A row has a shape that is not stored: 4.')
  })

  it('are what is stored to whoever began to read before a transaction failed', () => {
    const [reader, writer, values] = [unfolding(db), folding(db), unfoldedValues(db)]
    const rehearsal = () =>
      db.transaction(() => {
        expect(reader(writer('{"a":1}'))).toBe('{"a":1}')
        expect(values('[1,1]' as Json<unknown>)).toEqual({ a: 1 })
        throw new Error('it was a rehearsal')
      })
    expect(rehearsal).toThrow('it was a rehearsal')
    expect(writer('{"b":1}')).toBe('[1,1]')
    expect(reader('[1,1]')).toBe('{"b":1}')
    expect(values('[1,1]' as Json<unknown>)).toEqual({ b: 1 })
    expect(writer('{"a":1}')).toBe('[2,1]')
  })

  it('leave copies alone, whose file is looked for', () => {
    const folded = factsFolding(db)
    const copy = '{"type":"copy","file":{"hash":"x"}}'
    expect(folded(copy)).toBe(copy)
    expect(folded('{"type":"ksef","addressee":"buyer","hasXml":true}')).toBe('[1]')
  })
})
