import { z } from '@hono/zod-openapi'
import { listAttempts, listWebhooks, type WebhookRow } from '../../store/webhooks.ts'
import { readSentence } from '../../texts/sentence.ts'
import { isSuccess, shownError } from '../../webhooks/deliver.ts'
import {
  changeWebhook,
  createWebhook,
  knownWebhook,
  nextDeliveryMs,
  removeWebhook,
  rotateSecret,
  testWebhook,
} from '../../webhooks/manage.ts'
import { type App, endpoint } from '../endpoint/endpoint.ts'
import { pageQuery, sentenceParams, text } from '../endpoint/fields.ts'
import { afterCursor, type Services } from '../endpoint/services.ts'
import { respond } from '../endpoint/speaking.ts'
import { changeType, feedCursor } from './changes.ts'
import { page } from './schemas.ts'

const params = z.strictObject({ nip: z.string() })
const oneParams = z.strictObject({ nip: z.string(), id: z.string().max(100) })
const url = text(2000).openapi({ example: 'https://erp.example/hooks/ksef' })
const types = z.array(changeType).min(1).max(50)
const description = text(200)
/** What a webhook says of itself. */
export const webhookInput = { url, types, description }
const webhookBody = z
  .strictObject({
    url,
    types: types.nullish().openapi({ description: 'Only these; all when left out' }),
    description: description.nullish(),
    after: pageQuery.cursor.openapi({
      description:
        'Begin with the change after this cursor of the feed; with what changes from now on when left out',
    }),
  })
  .openapi('WebhookInput')
const webhookPatch = z
  .strictObject({
    url: url.optional(),
    types: types.nullish(),
    description: description.nullish(),
    enabled: z
      .boolean()
      .optional()
      .openapi({ description: 'Enabled again it goes on where it stopped; nothing is lost' }),
  })
  .openapi('WebhookPatch')

const instant = z.string().openapi({ format: 'date-time' })
const shown = {
  id: z.string(),
  url: z.string(),
  types: z.array(z.string()).nullable(),
  description: z.string().nullable(),
  enabled: z.boolean(),
  disabledReason: z.string().nullable(),
  disabledReasonCode: z.string().optional(),
  disabledReasonParams: sentenceParams.optional(),
  cursor: z.string().openapi({ description: 'The last change that was delivered or passed over' }),
  failingSince: instant.nullable(),
  nextAttemptAt: instant.nullable(),
  createdAt: instant,
}
const webhook = z.object(shown).openapi('Webhook')
const withSecret = z
  .object({ ...shown, secret: z.string().openapi({ description: 'Shown this once' }) })
  .openapi('WebhookWithSecret')
const outcome = {
  status: z.number().int().nullable(),
  error: z.string().nullable(),
  errorCode: z.string().optional(),
  ms: z.number().int(),
}
const attempt = z
  .object({
    at: instant,
    type: z.string(),
    cursor: z.string().nullable().openapi({ description: 'Of the change; null for a test' }),
    ...outcome,
    nextAttemptAt: instant.nullable(),
  })
  .openapi('WebhookAttempt')

const instantOf = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())

const shared = { role: 'accountant', tag: 'Webhooks' } as const
const base = '/v1/taxpayers/{nip}/webhooks'
const one = `${base}/{id}`

export function webhookEndpoints(app: App, services: Services): void {
  createWebhookEndpoint(app, services)
  listWebhooksEndpoint(app, services)
  getWebhookEndpoint(app, services)
  patchWebhookEndpoint(app, services)
  deleteWebhookEndpoint(app, services)
  rotateWebhookSecretEndpoint(app, services)
  testWebhookEndpoint(app, services)
  listWebhookAttemptsEndpoint(app, services)
}

function createWebhookEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      ...shared,
      method: 'post',
      path: base,
      id: 'createWebhook',
      summary: 'Have changes sent to a URL, signed as Standard Webhooks describes; the secret is shown once',
      params,
      body: webhookBody,
      answers: { 201: { description: 'Created', schema: withSecret } },
    },
    ({ c, params: { nip }, body }) =>
      services.withLedger(nip, async (ledger) => {
        const wish = { url: body.url, types: body.types ?? null, description: body.description ?? null }
        const after = feedCursor(ledger, body.after, 'last')
        const made = await createWebhook(ledger, services.vault, wish, after, services.allowPrivateWebhooks)
        return respond(
          c,
          { ...viewOf(made.hook, nextDeliveryMs(ledger, made.hook.id)), secret: made.secret },
          201,
        )
      }),
  )
}

function listWebhooksEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      ...shared,
      method: 'get',
      path: base,
      id: 'listWebhooks',
      summary: 'All webhooks in the order in which they were created; never a secret',
      params,
      query: z.strictObject(pageQuery),
      answers: { 200: { description: 'A page', schema: page(webhook) } },
    },
    ({ c, params: { nip }, query }) =>
      services.withLedger(nip, (ledger) => {
        const rows = listWebhooks(ledger.db, afterCursor(query.cursor), query.limit)
        const next = rows.length === query.limit ? String(rows.at(-1)?.seq) : null
        return respond(c, { items: rows.map((row) => viewOf(row, nextDeliveryMs(ledger, row.id))), next })
      }),
  )
}

function getWebhookEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      ...shared,
      method: 'get',
      path: one,
      id: 'getWebhook',
      summary: 'One webhook: how far it is, since when it fails, when it is tried again',
      params: oneParams,
      answers: { 200: { description: 'The webhook', schema: webhook } },
    },
    ({ c, params: { nip, id } }) =>
      services.withLedger(nip, (ledger) =>
        respond(c, viewOf(knownWebhook(ledger, id), nextDeliveryMs(ledger, id))),
      ),
  )
}

function patchWebhookEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      ...shared,
      method: 'patch',
      path: one,
      id: 'patchWebhook',
      summary: 'Change a webhook, stop it, or let it go on where it stopped',
      params: oneParams,
      body: webhookPatch,
      answers: { 200: { description: 'Changed', schema: webhook } },
    },
    ({ c, params: { nip, id }, body }) =>
      services.withLedger(nip, (ledger) => {
        const changed = changeWebhook(ledger, id, body, services.allowPrivateWebhooks)
        return respond(c, viewOf(changed, nextDeliveryMs(ledger, id)))
      }),
  )
}

function deleteWebhookEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      ...shared,
      method: 'delete',
      path: one,
      id: 'deleteWebhook',
      summary: 'Delete a webhook with its log',
      params: oneParams,
      answers: { 204: { description: 'Deleted' } },
    },
    ({ c, params: { nip, id } }) =>
      services.withLedger(nip, (ledger) => {
        removeWebhook(ledger, id)
        return c.body(null, 204)
      }),
  )
}

function rotateWebhookSecretEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      ...shared,
      method: 'post',
      path: `${one}/secret`,
      id: 'rotateWebhookSecret',
      summary: 'A new secret, shown once; for a day the one before signs along',
      params: oneParams,
      answers: { 200: { description: 'The webhook with its new secret', schema: withSecret } },
    },
    ({ c, params: { nip, id } }) =>
      services.withLedger(nip, async (ledger) => {
        const { hook, secret } = await rotateSecret(ledger, services.vault, id)
        return respond(c, { ...viewOf(hook, nextDeliveryMs(ledger, id)), secret })
      }),
  )
}

function testWebhookEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      ...shared,
      method: 'post',
      path: `${one}/test`,
      id: 'testWebhook',
      summary: 'Send an event of the type webhook.test once, and say what came of it',
      params: oneParams,
      answers: {
        200: {
          description: 'What the receiver answered, or why there is no answer',
          schema: z.object({ delivered: z.boolean(), ...outcome }),
        },
      },
    },
    ({ c, params: { nip, id } }) =>
      services.withLedger(nip, async (ledger) => {
        const came = await testWebhook(ledger, services.jobs, id)
        return respond(c, { delivered: isSuccess(came), ...came })
      }),
  )
}

function listWebhookAttemptsEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      ...shared,
      method: 'get',
      path: `${one}/attempts`,
      id: 'listWebhookAttempts',
      summary: 'The last thousand attempts to deliver, newest first',
      params: oneParams,
      query: z.strictObject(pageQuery),
      answers: { 200: { description: 'A page', schema: page(attempt) } },
    },
    ({ c, params: { nip, id }, query: { cursor, limit } }) =>
      services.withLedger(nip, (ledger) => {
        const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : afterCursor(cursor)
        const rows = listAttempts(ledger.db, knownWebhook(ledger, id).seq, before, limit)
        const items = rows.map(({ at, type, cursor, status, error, ms, nextMs }) => ({
          at,
          type,
          cursor: cursor === null ? null : String(cursor),
          status,
          error: shownError(error),
          ms,
          nextAttemptAt: instantOf(nextMs),
        }))
        return respond(c, { items, next: rows.length === limit ? String(rows.at(-1)?.seq) : null })
      }),
  )
}

const viewOf = (hook: WebhookRow, nextMs: number | null) => ({
  id: hook.id,
  url: hook.url,
  types: hook.types,
  description: hook.description,
  enabled: hook.enabled,
  disabledReason: hook.disabledReason === null ? null : readSentence(hook.disabledReason),
  cursor: String(hook.position),
  failingSince: instantOf(hook.failingSinceMs),
  nextAttemptAt: instantOf(nextMs),
  createdAt: hook.createdAt,
})
