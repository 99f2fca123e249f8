import { defineConfig } from 'drizzle-kit'

/** Of drizzle-kit, for `npm run migrations`. */
export default defineConfig({
  dialect: 'sqlite',
  schema: './drizzle/directory/schema.ts',
  out: './drizzle/directory/migrations',
  breakpoints: false,
})
