import { sql } from 'drizzle-orm'
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Announcement } from '../../src/outages/same-event.ts'
import type { Role } from '../../src/store/keys.ts'
import type { LatarniaState } from '../../src/store/latarnia.ts'
import type { Settings } from '../../src/store/settings.ts'
import type { Summary } from '../../src/store/summaries.ts'
import type { Language } from '../../src/texts/language.ts'
import type { Instant } from '../../src/values/instant.ts'
import type { Json } from '../../src/values/json.ts'

/** The tables of the directory as they are now, as `ledger/schema.ts` has those of a ledger. */
export * from '../idempotency.ts'

/** What is known by a name: secrets of the service, erasures under way. */
export const settings = sqliteTable('settings', {
  name: text('name').primaryKey(),
  value: text('value').notNull(),
})

/** Taxpayers, which ledger is whose, and when it was looked through for damage. */
export const taxpayers = sqliteTable('taxpayers', {
  nip: text('nip').primaryKey(),
  profile: text('profile').notNull().$type<Json<Settings>>(),
  createdAt: text('created_at').notNull(),
  /** Null before it was made; empty for one that nobody opened since ledgers have ids. */
  ledger: text('ledger'),
  checkedAt: text('checked_at'),
  damage: text('damage'),
})

/** Notices of outages; text, for not all of them need to be readable. */
export const outages = sqliteTable('outages', {
  seq: integer('seq').primaryKey(),
  id: text('id').notNull().unique(),
  /** Grows with every notice that is new or changed. */
  revision: integer('revision').notNull().unique(),
  notice: text('notice').notNull(),
})

/** Keys of callers: their hashes, never their texts. */
export const keys = sqliteTable('keys', {
  seq: integer('seq').primaryKey(),
  /** The part of the text that is no secret. */
  id: text('id').notNull().unique(),
  name: text('name').notNull(),
  role: text('role').notNull().$type<Role>(),
  taxpayers: text('taxpayers', { mode: 'json' }).notNull().$type<readonly string[] | '*'>(),
  hash: text('hash').notNull(),
  createdAt: text('created_at').notNull(),
  createdBy: text('created_by').notNull(),
  lastUsedAt: text('last_used_at'),
  revokedAt: text('revoked_at'),
  /** From then on it counts no more; null: it never ends by itself. */
  expiresAt: text('expires_at'),
  /** In which requests are answered that ask for none. */
  language: text('language').$type<Language>(),
})

/** Sessions of browsers: hashes of their texts and of the keys that they stand for. */
export const sessions = sqliteTable(
  'sessions',
  {
    hash: text('hash').primaryKey(),
    keyId: text('key_id').notNull(),
    keyHash: text('key_hash').notNull(),
    createdAt: text('created_at').notNull(),
    endsAt: text('ends_at').notNull(),
  },
  (t) => [
    // Which sessions has a key, and which of them began first?
    index('sessions_key').on(t.keyId, t.createdAt),
    // Which are over?
    index('sessions_end').on(t.endsAt),
  ],
)

/** What waits for people in each ledger, so that all of them are told without opening one. */
export const summaries = sqliteTable(
  'summaries',
  {
    nip: text('nip').primaryKey(),
    asOf: text('as_of').notNull(),
    place: text('place').notNull(),
    summary: text('summary').notNull().$type<Json<Summary>>(),
  },
  (t) => [
    // Which are the most urgent?
    index('summaries_place').on(t.place),
    // Which are of another day?
    index('summaries_as_of').on(t.asOf),
  ],
)

/** Messages of Latarnia as they came, each once. */
export const latarniaMessages = sqliteTable('latarnia_messages', {
  seq: integer('seq').primaryKey(),
  message: text('message').notNull().unique(),
  fetchedAt: text('fetched_at').notNull().$type<Instant>(),
})

/** Which outages events of Latarnia became, and what was said of them the last time. */
export const latarniaEvents = sqliteTable('latarnia_events', {
  eventId: text('event_id').primaryKey(),
  outage: text('outage').notNull(),
  said: text('said', { mode: 'json' }).notNull().$type<Announcement>(),
})

/** How asking Latarnia went the last time. */
export const latarniaState = sqliteTable(
  'latarnia_state',
  { id: integer('id').primaryKey(), state: text('state', { mode: 'json' }).notNull().$type<LatarniaState>() },
  (t) => [check('latarnia_state_one', sql`${t.id} = 1`)],
)

/** Who did what. Each row holds the hash of the one before; triggers let none be changed or removed. */
export const audit = sqliteTable(
  'audit',
  {
    seq: integer('seq').primaryKey(),
    at: text('at').notNull(),
    actor: text('actor').notNull(),
    actorName: text('actor_name').notNull(),
    action: text('action').notNull(),
    taxpayer: text('taxpayer'),
    subject: text('subject'),
    /** JSON as it was hashed. */
    data: text('data').notNull(),
    hash: text('hash').notNull(),
  },
  // What was done to this taxpayer, in order?
  (t) => [index('audit_taxpayer').on(t.taxpayer, t.seq).where(sql`${t.taxpayer} IS NOT NULL`)],
)
