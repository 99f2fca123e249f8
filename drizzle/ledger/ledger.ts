import { sql } from 'drizzle-orm'
import { check, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Supplier } from '../../src/receipt/facts.ts'
import type { Settings } from '../../src/store/settings.ts'
import type { Json } from '../../src/values/json.ts'

/** The taxpayer's settings as the ledger knows them, and up to which revision it knows the outages. */
export const profile = sqliteTable(
  'profile',
  {
    id: integer('id').primaryKey(),
    settings: text('settings').notNull().$type<Json<Settings>>(),
    outagesRevision: integer('outages_revision').notNull(),
  },
  (t) => [check('profile_one', sql`${t.id} = 1`)],
)

/** What is known of sellers. */
export const suppliers = sqliteTable('suppliers', {
  id: text('id').primaryKey(),
  record: text('record', { mode: 'json' }).notNull().$type<Supplier>(),
})

/** Notices of outages as the directory has them; text, for not all of them need to be readable. */
export const outages = sqliteTable('outages', {
  id: text('id').primaryKey(),
  notice: text('notice').notNull(),
})

/** Which ledger this is: whose, and an id that no other has. */
export const identity = sqliteTable(
  'identity',
  { id: integer('id').primaryKey(), nip: text('nip').notNull(), ledger: text('ledger').notNull() },
  (t) => [check('identity_one', sql`${t.id} = 1`)],
)

/** The archive that the ledger is restored from, or was: until `ended` is set nothing of it is used. Each part is JSON. */
export const restore = sqliteTable(
  'restore',
  {
    id: integer('id').primaryKey(),
    manifest: text('manifest').notNull(),
    checked: text('checked'),
    ended: text('ended'),
  },
  (t) => [check('restore_one', sql`${t.id} = 1`)],
)
