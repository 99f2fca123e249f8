import { and, asc, desc, eq, gt, lt, lte, sql } from 'drizzle-orm'
import { jobs, webhookAttempts, webhooks } from '../../drizzle/ledger/webhooks.ts'
import type { Db } from './database.ts'
import { atMost, excluded, type Places, prepared } from './prepared.ts'

/** A webhook as stored; its secrets are sealed. Times in milliseconds since 1970. */
export type WebhookRow = typeof webhooks.$inferSelect

const byId = prepared((orm, { id }: Places<{ id: string }>) =>
  orm.select().from(webhooks).where(eq(webhooks.id, id)),
)
export const readWebhook = (db: Db, id: string): WebhookRow | null => byId.get(db, { id }) ?? null

const page = prepared((orm, { after, limit }: Places<{ after: number; limit: number }>) =>
  orm.select().from(webhooks).where(gt(webhooks.seq, after)).orderBy(asc(webhooks.seq)).limit(atMost(limit)),
)
export const listWebhooks = (db: Db, after: number, limit: number): WebhookRow[] =>
  page.all(db, { after, limit })

const put = prepared((orm, hook: Places<Omit<WebhookRow, 'seq'>>) =>
  orm
    .insert(webhooks)
    .values({
      id: hook.id,
      url: hook.url,
      types: hook.types,
      description: hook.description,
      enabled: hook.enabled,
      disabledReason: hook.disabledReason,
      secret: hook.secret,
      previousSecret: hook.previousSecret,
      previousUntilMs: hook.previousUntilMs,
      position: hook.position,
      failingSinceMs: hook.failingSinceMs,
      createdAt: hook.createdAt,
    })
    .onConflictDoUpdate({
      target: webhooks.id,
      set: {
        url: excluded(webhooks.url),
        types: excluded(webhooks.types),
        description: excluded(webhooks.description),
        enabled: excluded(webhooks.enabled),
        disabledReason: excluded(webhooks.disabledReason),
        secret: excluded(webhooks.secret),
        previousSecret: excluded(webhooks.previousSecret),
        previousUntilMs: excluded(webhooks.previousUntilMs),
        position: excluded(webhooks.position),
        failingSinceMs: excluded(webhooks.failingSinceMs),
      },
    }),
)
/** Writes a webhook, a new one (without `seq`) or a changed one. */
export const putWebhook = (db: Db, hook: Omit<WebhookRow, 'seq'>): void => put.run(db, hook)

const dropAttempts = prepared((orm, { seq }: Places<{ seq: number }>) =>
  orm.delete(webhookAttempts).where(eq(webhookAttempts.webhook, seq)),
)
const drop = prepared((orm, { seq }: Places<{ seq: number }>) =>
  orm.delete(webhooks).where(eq(webhooks.seq, seq)),
)
export function deleteWebhook(db: Db, { seq }: WebhookRow): void {
  dropAttempts.run(db, { seq })
  drop.run(db, { seq })
}

const queue = prepared((orm, { nowMs }: Places<{ nowMs: number }>) =>
  orm
    .insert(jobs)
    .select((query) =>
      query
        .select({
          kind: sql<string>`'webhook'`.as('kind'),
          subject: webhooks.id,
          dueMs: sql<number>`${nowMs}`.as('due_ms'),
          attempts: sql<number>`0`.as('attempts'),
        })
        .from(webhooks)
        .where(eq(webhooks.enabled, true)),
    )
    .onConflictDoNothing()
    .returning({ subject: jobs.subject }),
)
/** Gives each enabled webhook a job, unless it has one that waits; answers whether there is a new one. */
export const queueDeliveries = (db: Db, nowMs: number): boolean => queue.all(db, { nowMs }).length > 0

type AttemptRow = Omit<typeof webhookAttempts.$inferSelect, 'webhook'>
type NewAttempt = Omit<typeof webhookAttempts.$inferSelect, 'seq'>

/** How many attempts of a webhook are kept. */
const keptAttempts = 1000

const note = prepared((orm, attempt: Places<NewAttempt>) =>
  orm.insert(webhookAttempts).values({
    webhook: attempt.webhook,
    at: attempt.at,
    cursor: attempt.cursor,
    type: attempt.type,
    status: attempt.status,
    error: attempt.error,
    ms: attempt.ms,
    nextMs: attempt.nextMs,
  }),
)
const forgetOldest = prepared((orm, { webhook }: Places<{ webhook: number }>) => {
  const ofWebhook = eq(webhookAttempts.webhook, webhook)
  const lastForgotten = orm
    .select({ seq: webhookAttempts.seq })
    .from(webhookAttempts)
    .where(ofWebhook)
    .orderBy(desc(webhookAttempts.seq))
    .limit(atMost(1))
    .offset(keptAttempts)
  return orm.delete(webhookAttempts).where(and(ofWebhook, lte(webhookAttempts.seq, lastForgotten)))
})
/** Logs an attempt and forgets the oldest beyond those that are kept. */
export function insertAttempt(db: Db, webhook: number, attempt: Omit<NewAttempt, 'webhook'>): void {
  note.run(db, { ...attempt, webhook })
  forgetOldest.run(db, { webhook })
}

const attempts = prepared((orm, p: Places<{ webhook: number; before: number; limit: number }>) =>
  orm
    .select({
      seq: webhookAttempts.seq,
      at: webhookAttempts.at,
      cursor: webhookAttempts.cursor,
      type: webhookAttempts.type,
      status: webhookAttempts.status,
      error: webhookAttempts.error,
      ms: webhookAttempts.ms,
      nextMs: webhookAttempts.nextMs,
    })
    .from(webhookAttempts)
    .where(and(eq(webhookAttempts.webhook, p.webhook), lt(webhookAttempts.seq, p.before)))
    .orderBy(desc(webhookAttempts.seq))
    .limit(atMost(p.limit)),
)
/** Attempts of a webhook, newest first, older than `before`. */
export const listAttempts = (db: Db, webhook: number, before: number, limit: number): AttemptRow[] =>
  attempts.all(db, { webhook, before, limit })

const reseal = prepared((orm, p: Places<{ id: string; before: string; after: string }>) =>
  orm
    .update(webhooks)
    .set({ secret: p.after })
    .where(and(eq(webhooks.id, p.id), eq(webhooks.secret, p.before))),
)
/** Seals a secret anew, unless another took its place meanwhile. */
export const resealSecret = (db: Db, id: string, before: string, after: string): void =>
  reseal.run(db, { id, before, after })

const resealPrevious = prepared((orm, p: Places<{ id: string; before: string; after: string }>) =>
  orm
    .update(webhooks)
    .set({ previousSecret: p.after })
    .where(and(eq(webhooks.id, p.id), eq(webhooks.previousSecret, p.before))),
)
/** The same of the secret before it. */
export const resealPreviousSecret = (db: Db, id: string, before: string, after: string): void =>
  resealPrevious.run(db, { id, before, after })
