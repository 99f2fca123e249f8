import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** What many rows of JSON have in common; `text` is what is left of one without its values (`store/folding.ts`). */
export const shapes = sqliteTable('shapes', {
  seq: integer('seq').primaryKey(),
  text: text('text').notNull().unique(),
})
