import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { ImportCounts, ImportProblem } from '../../src/store/imports.ts'
import type { Sentence } from '../../src/texts/sentence.ts'
import { bytes } from '../bytes.ts'

/** Imports with their counts so far; one that reads from a package goes on where it stopped. */
export const imports = sqliteTable(
  'imports',
  {
    id: text('id').primaryKey(),
    at: text('at').notNull(),
    actor: text('actor').notNull(),
    /** Imports of earlier versions have their problems in it. */
    result: text('result', { mode: 'json' })
      .notNull()
      .$type<ImportCounts & { problems?: readonly ImportProblem[] }>(),
    state: text('state', { enum: ['running', 'done', 'refused'] })
      .notNull()
      .default('done'),
    /** The package from which it reads; null for one that reads from memory. */
    package: text('package'),
    refusal: text('refusal', { mode: 'json' }).$type<{ code: string; message: Sentence }>(),
  },
  // Which import has waited longest?
  (t) => [index('imports_running').on(t.at, t.id).where(sql`${t.state} = 'running'`)],
)

/** Problems that imports met, those of a step in one row. */
export const importProblems = sqliteTable(
  'import_problems',
  {
    import: text('import').notNull(),
    /** How many documents had been dealt with by then. */
    received: integer('received').notNull(),
    problems: text('problems', { mode: 'json' }).notNull().$type<readonly ImportProblem[]>(),
  },
  (t) => [primaryKey({ columns: [t.import, t.received] })],
)

/** Packages that lie here in pieces until they were taken in; `size` is null until all of one came. */
export const packages = sqliteTable('packages', {
  id: text('id').primaryKey(),
  atMs: integer('at_ms').notNull(),
  size: integer('size'),
})

/** The pieces of packages. */
export const importParts = sqliteTable(
  'import_parts',
  {
    package: text('package')
      .notNull()
      .references(() => packages.id),
    piece: integer('piece').notNull(),
    bytes: bytes('bytes').notNull(),
  },
  (t) => [primaryKey({ columns: [t.package, t.piece] })],
)
