import type { Ledger } from '../ledger/ledger.ts'
import { webhookContext } from '../secrets/contexts.ts'
import type { Vault } from '../secrets/vault.ts'
import { endJob, jobDue, putJob } from '../store/jobs.ts'
import {
  deleteWebhook,
  insertAttempt,
  listWebhooks,
  putWebhook,
  readWebhook,
  type WebhookRow,
} from '../store/webhooks.ts'
import { say } from '../texts/say.ts'
import { writtenSentence } from '../texts/sentence.ts'
import { Refusal, refusedAt } from '../values/refusal.ts'
import { whyNoWebhookUrl } from './address.ts'
import { type Deliver, type DeliveryOutcome, send } from './deliver.ts'
import { newWebhookSecret } from './signature.ts'

/** What the caller says about a webhook; `types` null: all. */
interface WebhookWish {
  url: string
  types: readonly string[] | null
  description: string | null
}

/** How many webhooks a taxpayer may have: each is served beside the others. */
const maxWebhooks = 20
/** How long the secret before signs along after a change, in milliseconds. */
const overlapMs = 24 * 3_600_000

/**
 * Makes a webhook that gets what changes after `after` in the feed. Answers it with its secret, which is shown once.
 * @throws Refusal webhook-address, webhook-limit
 */
export async function createWebhook(
  ledger: Ledger,
  vault: Vault,
  wish: WebhookWish,
  after: number,
  allowPrivate: boolean,
): Promise<{ hook: WebhookRow; secret: string }> {
  const url = checkedUrl(wish.url, allowPrivate)
  const id = ledger.host.newId()
  const secret = newWebhookSecret()
  const sealed = await vault.seal(secret, webhookContext(id))
  const hook = ledger.db.transaction(() => {
    if (listWebhooks(ledger.db, 0, maxWebhooks).length === maxWebhooks) {
      throw new Refusal('webhook-limit', say('refusal.webhook-limit', { most: maxWebhooks }))
    }
    putWebhook(ledger.db, {
      id,
      url,
      types: wish.types,
      description: wish.description,
      enabled: true,
      disabledReason: null,
      secret: sealed,
      previousSecret: null,
      previousUntilMs: null,
      position: after,
      failingSinceMs: null,
      createdAt: ledger.host.now(),
    })
    putJob(ledger.db, 'webhook', id, ledger.nowMs())
    return knownWebhook(ledger, id)
  })
  ledger.host.due(ledger.nip, ledger.nowMs())
  return { hook, secret }
}

/**
 * Changes a webhook; enabled (again) it goes on where it stopped, and tries at once.
 * @throws Refusal webhook-unknown, webhook-address
 */
export function changeWebhook(
  ledger: Ledger,
  id: string,
  wish: { [N in keyof WebhookWish]?: WebhookWish[N] | undefined } & { enabled?: boolean | undefined },
  allowPrivate: boolean,
): WebhookRow {
  const changed = ledger.db.transaction(() => {
    const hook = knownWebhook(ledger, id)
    const enabled = wish.enabled ?? hook.enabled
    putWebhook(ledger.db, {
      ...hook,
      url: wish.url === undefined ? hook.url : checkedUrl(wish.url, allowPrivate),
      types: wish.types === undefined ? hook.types : wish.types,
      description: wish.description === undefined ? hook.description : wish.description,
      enabled,
      disabledReason: enabled ? null : hook.disabledReason,
      failingSinceMs: enabled && !hook.enabled ? null : hook.failingSinceMs,
    })
    if (enabled) putJob(ledger.db, 'webhook', id, ledger.nowMs())
    else endJob(ledger.db, { kind: 'webhook', subject: id })
    return knownWebhook(ledger, id)
  })
  if (changed.enabled) ledger.host.due(ledger.nip, ledger.nowMs())
  return changed
}

/** @throws Refusal webhook-unknown */
export function removeWebhook(ledger: Ledger, id: string): void {
  ledger.db.transaction(() => {
    deleteWebhook(ledger.db, knownWebhook(ledger, id))
    endJob(ledger.db, { kind: 'webhook', subject: id })
  })
}

/** Gives a webhook a new secret, shown once; the one before signs along for a day. @throws Refusal webhook-unknown */
export async function rotateSecret(
  ledger: Ledger,
  vault: Vault,
  id: string,
): Promise<{ hook: WebhookRow; secret: string }> {
  const known = knownWebhook(ledger, id)
  const secret = newWebhookSecret()
  const sealed = await vault.seal(secret, webhookContext(id))
  // One that was sealed under another master key signs no more.
  const lost = await vault.open(known.secret, webhookContext(id)).then(
    () => null,
    () => known.secret,
  )
  const hook = ledger.db.transaction(() => {
    const before = knownWebhook(ledger, id)
    putWebhook(ledger.db, {
      ...before,
      secret: sealed,
      previousSecret: before.secret === lost ? null : before.secret,
      previousUntilMs: ledger.nowMs() + overlapMs,
    })
    return knownWebhook(ledger, id)
  })
  return { hook, secret }
}

/** Sends one event of the type webhook.test, once and now, and logs the attempt. @throws Refusal webhook-unknown */
export async function testWebhook(
  ledger: Ledger,
  host: { deliver: Deliver; vault: Vault; signal: AbortSignal },
  id: string,
): Promise<DeliveryOutcome> {
  const hook = knownWebhook(ledger, id)
  const at = ledger.host.now()
  const type = 'webhook.test'
  const body = JSON.stringify({ type, timestamp: at, data: { taxpayer: ledger.nip } })
  const { cause: _, ...outcome } = await send(
    hook,
    ledger.nip,
    { id: `${id}-test-${ledger.host.newId()}`, body },
    { ...host, nowMs: ledger.nowMs() },
  )
  // It may be deleted by now.
  if (readWebhook(ledger.db, id) === null) return outcome
  const error = outcome.error && writtenSentence(outcome.error)
  insertAttempt(ledger.db, hook.seq, { at, cursor: null, type, ...outcome, error, nextMs: null })
  return outcome
}

/** @throws Refusal webhook-unknown */
export function knownWebhook(ledger: Ledger, id: string): WebhookRow {
  const hook = readWebhook(ledger.db, id)
  if (hook) return hook
  throw new Refusal('webhook-unknown', say('refusal.webhook-unknown', { id }))
}

/** When the next delivery is due, in milliseconds since 1970; null when nothing waits. */
export const nextDeliveryMs = (ledger: Ledger, id: string): number | null => jobDue(ledger.db, 'webhook', id)

function checkedUrl(text: string, allowPrivate: boolean): string {
  const message = whyNoWebhookUrl(text, allowPrivate)
  if (message === null) return new URL(text).href
  throw refusedAt('/url', 'webhook-address', message)
}
