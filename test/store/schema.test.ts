import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { is, type SQL, Table } from 'drizzle-orm'
import { getTableConfig, SQLiteColumn, SQLiteSyncDialect, type SQLiteTable } from 'drizzle-orm/sqlite-core'
import { describe, expect, it } from 'vitest'
import { directoryMigrations } from '../../drizzle/directory/migrations.ts'
import * as directory from '../../drizzle/directory/schema.ts'
import { ledgerMigrations } from '../../drizzle/ledger/migrations.ts'
import * as ledger from '../../drizzle/ledger/schema.ts'
import { migrationsModule } from '../../scripts/migrations.ts'
import { openSqlite, type SqliteFile } from '../../src/hosts/node/sqlite.ts'
import { type Migration, migrate } from '../../src/store/migrate.ts'
import { databaseIn } from '../support/database.ts'

/** What the schemas say of the tables is what the migrations make, and the other way round: neither can part from the other. */

const dialect = new SQLiteSyncDialect()

function migrated(migrations: readonly Migration[]): SqliteFile {
  const file = openSqlite(':memory:')
  migrate(databaseIn(file), migrations, '2026-07-01T10:00:00Z', 'It')
  return file
}

/** An expression or condition of an index or check, without what may be written in two ways: by hand and by drizzle-kit. */
const plain = (text: string): string =>
  text
    .replace(/["`]/g, '')
    .replace(/\b\w+\.(?=[a-z])/g, '')
    .replace(/\s+/g, ' ')
    .trim()
const written = (expression: SQL): string => {
  const { sql: text, params } = dialect.sqlToQuery(expression, 'indexes')
  expect(params).toEqual([])
  return plain(text)
}

interface Shape {
  columns: object[]
  key: string[]
  unique: string[]
  references: string[]
  checks: string[]
  indexes: object[]
}

/** A table as the schema has it. */
function asDeclared(table: SQLiteTable): Shape {
  const { columns, primaryKeys, foreignKeys, checks, indexes } = getTableConfig(table)
  const own = columns.filter((column) => column.primary).map(({ name }) => name)
  return {
    columns: columns.map((column) => ({
      name: column.name,
      type: column.getSQLType().toUpperCase(),
      notNull: column.notNull,
      default: column.default === undefined ? null : column.mapToDriverValue(column.default),
    })),
    key: primaryKeys.length === 0 ? own : primaryKeys.flatMap((key) => key.columns.map(({ name }) => name)),
    unique: columns.filter((column) => column.isUnique).map(({ name }) => name),
    references: foreignKeys.map((key) => {
      const { columns: from, foreignTable, foreignColumns } = key.reference()
      return `${from.map(({ name }) => name)} ${getTableConfig(foreignTable).name}.${foreignColumns.map(({ name }) => name)}`
    }),
    checks: checks.map(({ value }) => written(value)),
    indexes: indexes.map(({ config }) => ({
      name: config.name,
      unique: config.unique,
      on: config.columns.map((column) => (is(column, SQLiteColumn) ? column.name : written(column as SQL))),
      where: config.where === undefined ? null : written(config.where),
    })),
  }
}

/** A table as SQLite has it. */
function asMade(file: SqliteFile, table: string): Shape {
  const info = file.pragma(`table_xinfo(${table})`) as {
    name: string
    type: string
    notnull: number
    dflt_value: string | null
    pk: number
  }[]
  const key = info.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk)
  // The row number is never null, though SQLite does not say so.
  const isRowNumber = (column: { name: string; type: string }) =>
    key.length === 1 && key[0]?.name === column.name && column.type.toUpperCase() === 'INTEGER'
  const list = file.pragma(`index_list(${table})`) as { name: string; unique: number; origin: string }[]
  const columnsOf = (index: string) =>
    (file.pragma(`index_xinfo(${index})`) as { name: string | null; key: number }[]).filter(
      (c) => c.key === 1,
    )
  const references = file.pragma(`foreign_key_list(${table})`) as {
    from: string
    table: string
    to: string
  }[]
  return {
    columns: info.map((column) => ({
      name: column.name,
      type: column.type.toUpperCase(),
      notNull: column.notnull === 1 || isRowNumber(column),
      default: column.dflt_value === null ? null : JSON.parse(column.dflt_value.replaceAll("'", '"')),
    })),
    key: key.map(({ name }) => name),
    unique: list.filter(({ origin }) => origin === 'u').map(({ name }) => String(columnsOf(name)[0]?.name)),
    references: references.map(({ from, table: other, to }) => `${from} ${other}.${to}`),
    checks: [...sqlOf(file, table).matchAll(/CHECK ?\(((?:[^()]|\([^()]*\))*)\)/g)].map((m) =>
      plain(m[1] as string),
    ),
    indexes: list
      .filter(({ origin }) => origin === 'c')
      .map(({ name, unique }) => {
        const text = sqlOf(file, name)
        const [, on = '', where] = /ON \w+ \((.*?)\)(?: WHERE (.*))?$/.exec(plain(text)) ?? []
        return {
          name,
          unique: unique === 1,
          on: splitList(on).map((part, at) => columnsOf(name)[at]?.name ?? part),
          where: where ?? null,
        }
      }),
  }
}

const sqlOf = (file: SqliteFile, name: string): string =>
  file.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(name) as string

/** Splits at the commas that stand in no brackets. */
function splitList(text: string): string[] {
  const parts: string[] = []
  let depth = 0
  for (const char of text) {
    depth += char === '(' ? 1 : char === ')' ? -1 : 0
    if (parts.length === 0 || (char === ',' && depth === 0)) parts.push('')
    if (char !== ',' || depth > 0) parts.push(parts.pop() + char)
  }
  return parts.map((part) => part.trim())
}

const sorted = (shape: Shape): Shape => {
  const byText = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)
  const { key, ...lists } = shape
  const inOrder = Object.entries(lists).map(([name, list]) => [name, [...list].sort(byText)])
  return { key, ...Object.fromEntries(inOrder) }
}

describe.each([
  ['ledger', ledger, ledgerMigrations],
  ['directory', directory, directoryMigrations],
] as const)('the %s', (_, schema, migrations) => {
  const tables = Object.values<unknown>(schema).filter((value): value is SQLiteTable => is(value, Table))
  const file = migrated(migrations)
  const made = file
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> '_migrations' ORDER BY name")
    .pluck()
    .all() as string[]

  it('has the tables that the schema has, and no others', () => {
    expect(tables.map((table) => getTableConfig(table).name).sort()).toEqual(made)
  })
  it.each(tables.map((table) => [getTableConfig(table).name, table] as const))(
    'has %s as the schema has it',
    (name, table) => {
      expect(sorted(asMade(file, name))).toEqual(sorted(asDeclared(table)))
    },
  )
  it('is strict in every table, and checks references when a transaction ends', () => {
    const lax = file.prepare(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0",
    )
    expect(lax.pluck().all()).toEqual(['sqlite_schema'])
    for (const table of made) {
      const text = plain(sqlOf(file, table))
      const deferred =
        text.match(
          /REFERENCES \w+ ?\(\w+\)( ON (UPDATE|DELETE) no action)* DEFERRABLE INITIALLY DEFERRED/g,
        ) ?? []
      expect(deferred.length, table).toBe((text.match(/REFERENCES/g) ?? []).length)
    }
  })
  it('finds by an index what refers to a row: SQLite asks for it whenever such a row is stored', () => {
    const without = made.flatMap((table) => {
      const columnsOf = (index: string) => file.pragma(`index_xinfo(${index})`) as { name: string | null }[]
      const indexes = file.pragma(`index_list(${table})`) as { name: string }[]
      const columns = file.pragma(`table_xinfo(${table})`) as { name: string; pk: number }[]
      const first = [
        ...columns.filter(({ pk }) => pk === 1).map(({ name }) => name),
        ...indexes.map(({ name }) => columnsOf(name)[0]?.name),
      ]
      const references = file.pragma(`foreign_key_list(${table})`) as { from: string }[]
      return references.filter(({ from }) => !first.includes(from)).map(({ from }) => `${table}.${from}`)
    })
    // It has a row for each month that was filed: a look at all of them is short.
    expect(without.filter((column) => column !== 'filed_months.filing')).toEqual([])
  })
})

describe.each([
  ['ledger', ledgerMigrations],
  ['directory', directoryMigrations],
] as const)('the migrations of the %s', (database, migrations) => {
  const folder = join(import.meta.dirname, '../../drizzle', database, 'migrations')

  it('are those of the files, as `npm run migrations` puts them into their module', () => {
    expect(readFileSync(`${folder}.ts`, 'utf8')).toBe(migrationsModule(database))
    const files = readdirSync(folder).filter((name) => name.endsWith('.sql'))
    expect(files.sort()).toEqual(migrations.map(({ id }) => `${id}.sql`).sort())
  })
  it('are all that drizzle-kit would make of the schema', () => {
    // In a process of its own: drizzle-kit adds to the prototype of all arrays, after which pdf.js reads nothing.
    const root = join(import.meta.dirname, '../..')
    const difference = ['test/support/schema-difference.ts', database]
    const printed = execFileSync(join(root, 'node_modules/.bin/tsx'), difference, { cwd: root })
    expect(JSON.parse(printed.toString())).toEqual([])
  })
})

it('a table that parts from its migrations is noticed, also where drizzle-kit wrote them', () => {
  const file = openSqlite(':memory:')
  file.exec(
    'CREATE TABLE `findings` (`purchase` integer, `code` text NOT NULL DEFAULT \'x\', CONSTRAINT c CHECK("findings"."code" <> \'\')) STRICT',
  )
  file.exec('CREATE INDEX `findings_code` ON `findings` (`purchase`,`code`) WHERE "findings"."purchase" > 0')
  expect(sorted(asMade(file, 'findings'))).not.toEqual(sorted(asDeclared(ledger.findings)))
  const { indexes, columns, checks } = asMade(file, 'findings')
  expect(columns[1]).toEqual({ name: 'code', type: 'TEXT', notNull: true, default: 'x' })
  expect(checks).toEqual(["code <> ''"])
  expect(indexes).toEqual([
    { name: 'findings_code', unique: false, on: ['purchase', 'code'], where: 'purchase > 0' },
  ])
})
