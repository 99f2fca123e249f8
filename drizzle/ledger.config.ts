import { defineConfig } from 'drizzle-kit'

/** Of drizzle-kit, for `npm run migrations`. */
export default defineConfig({
  dialect: 'sqlite',
  schema: './drizzle/ledger/schema.ts',
  out: './drizzle/ledger/migrations',
  breakpoints: false,
})
