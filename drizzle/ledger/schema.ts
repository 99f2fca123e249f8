/**
 * The tables of a ledger as they are now, by topic. `test/store/schema.test.ts` holds them against what the migrations
 * make. What drizzle cannot say is in the migrations alone: every table is STRICT, those with a key of their own are
 * WITHOUT ROWID, and references are checked when a transaction ends, so that it may write in any order.
 */
export * from '../idempotency.ts'
export * from './decisions.ts'
export * from './drafts.ts'
export * from './evidence.ts'
export * from './history.ts'
export * from './imports.ts'
export * from './jpk-checks.ts'
export * from './ksef.ts'
export * from './ledger.ts'
export * from './mails.ts'
export * from './purchases.ts'
export * from './quarantine.ts'
export * from './register.ts'
export * from './shapes.ts'
export * from './webhooks.ts'
