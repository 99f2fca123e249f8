import type { Ledger } from '../ledger/ledger.ts'
import { webhookContext } from '../secrets/contexts.ts'
import type { Vault } from '../secrets/vault.ts'
import { type ChangeRow, changesAfter, lastChange } from '../store/changes.ts'
import { endJob, type Job, moveJob } from '../store/jobs.ts'
import { insertAttempt, putWebhook, readWebhook, type WebhookRow } from '../store/webhooks.ts'
import { defaultLanguage } from '../texts/language.ts'
import { say } from '../texts/say.ts'
import { type Said, writtenSentence } from '../texts/sentence.ts'
import { toldObject } from '../texts/tell.ts'
import { fromJson } from '../values/json.ts'
import { signaturesOf } from './signature.ts'

/** One message to a receiver. */
export interface Delivery {
  /** Whose webhook it is. */
  taxpayer: string
  url: string
  headers: Record<string, string>
  body: string
}

/**
 * Sends a message and answers the status, as soon as it is known; follows no redirect.
 * @throws Error that says why no answer came
 */
export type Deliver = (delivery: Delivery, signal: AbortSignal) => Promise<number>

/** What sending needs of the host. */
interface Sender {
  deliver: Deliver
  vault: Vault
  log: (record: Record<string, unknown>) => void
  /** Aborted when the host stops: what is interrupted is sent again later. */
  signal: AbortSignal
}

/** What came of sending once, as the taxpayer reads it: a status, or why there is none. */
export interface DeliveryOutcome {
  status: number | null
  error: Said | null
  ms: number
}

/** The same with what the operator alone may read of a failure. */
interface FullOutcome extends DeliveryOutcome {
  cause: string | null
}

/**
 * The one sentence for whatever came between: which addresses a name has here, what listens where and what refuses is
 * no taxpayer's business, for he chooses the URL and the service asks from inside its network.
 */
export const undelivered = say('webhook.undelivered')
const unsigned = say('webhook.unsigned')

/** An error as the taxpayer reads it: what earlier versions kept says more than it may. */
export const shownError = (error: string | null): Said | null =>
  error === null ? null : error === writtenSentence(unsigned) ? unsigned : undelivered

/** How long one turn goes on, in milliseconds. */
const turnMs = 30_000

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000] as const
/** How long to wait after so many failures in a row; the last for all further ones. */
const pauses = [5 * second, 30 * second, 2 * minute, 10 * minute, hour, 6 * hour] as const
/** Without success for so long, a webhook is disabled. */
const patienceMs = 5 * day

/**
 * Sends the changes that a webhook does not have yet, one after the other: the next only after the receiver took the
 * one before, so what happened to a purchase arrives in order. The place in the feed is stored after success, so every
 * change arrives at least once.
 */
export async function deliverWebhook(ledger: Ledger, job: Job, host: Sender): Promise<void> {
  const until = ledger.nowMs() + turnMs
  let failures = job.attempts
  for (;;) {
    const hook = readWebhook(ledger.db, job.subject)
    const change = hook?.enabled ? nextChange(ledger, hook) : null
    if (hook === null || change === null) return rest(ledger, job, hook)
    if (ledger.nowMs() > until) return moveJob(ledger.db, job, ledger.nowMs(), failures)
    const { cause, ...outcome } = await send(hook, ledger.nip, messageOf(ledger.nip, hook.id, change), {
      ...host,
      nowMs: ledger.nowMs(),
    })
    if (host.signal.aborted) return
    failures = storeOutcome(ledger, job, failures, change, outcome)
    if (!isSuccess(outcome)) host.log(failureRecord(ledger.nip, hook.id, failures, outcome.status, cause))
    if (failures > 0) return
  }
}

function nextChange(ledger: Ledger, hook: WebhookRow): ChangeRow | null {
  ledger.secureFeed()
  return changesAfter(ledger.db, hook.position, 1, hook.types)[0] ?? null
}

/** Nothing is left to send: the next change gives the webhook a new job. */
function rest(ledger: Ledger, job: Job, hook: WebhookRow | null): void {
  ledger.db.transaction(() => {
    if (hook?.enabled) putWebhook(ledger.db, { ...hook, position: lastChange(ledger.db) })
    endJob(ledger.db, job)
  }, 'later')
}

/** Stores what came of a message; answers the failures in a row, 0 after success. */
function storeOutcome(
  ledger: Ledger,
  job: Job,
  before: number,
  change: ChangeRow,
  outcome: DeliveryOutcome,
): number {
  return ledger.db.transaction(() => {
    // Read again: somebody may have changed, disabled or deleted it meanwhile.
    const hook = readWebhook(ledger.db, job.subject)
    if (hook === null) return before
    const now = ledger.nowMs()
    const success = isSuccess(outcome)
    const failures = success ? 0 : before + 1
    const since = success ? null : (hook.failingSinceMs ?? now)
    const reason = success ? null : whyDisabled(outcome, now - (since ?? now))
    const nextMs = success || reason !== null || !hook.enabled ? null : now + pauseAfter(failures, hook.id)
    insertAttempt(ledger.db, hook.seq, {
      at: ledger.host.now(),
      cursor: change.seq,
      type: change.type,
      ...outcome,
      error: outcome.error && writtenSentence(outcome.error),
      nextMs,
    })
    putWebhook(ledger.db, {
      ...hook,
      position: success ? change.seq : hook.position,
      failingSinceMs: since,
      ...(reason === null ? {} : { enabled: false, disabledReason: writtenSentence(reason) }),
    })
    if (nextMs !== null) moveJob(ledger.db, job, nextMs, failures)
    else if (!success) endJob(ledger.db, job)
    else if (before > 0) moveJob(ledger.db, job, now, 0)
    return failures
  }, 'later')
}

/** What the operator reads of a failure; the address is the taxpayer's business. */
const failureRecord = (
  taxpayer: string,
  webhook: string,
  failures: number,
  status: number | null,
  error: string | null,
) => ({
  level: 'warn',
  message: 'a webhook could not be delivered',
  taxpayer,
  webhook,
  failures,
  status,
  error,
})

export const isSuccess = ({ status }: DeliveryOutcome): boolean =>
  status !== null && status >= 200 && status < 300

function whyDisabled({ status }: DeliveryOutcome, failingMs: number): Said | null {
  if (status === 410) return say('webhook.gone')
  return failingMs >= patienceMs ? say('webhook.failed-for-days', { days: patienceMs / day }) : null
}

/** Up to a fifth longer than the table says, the same for the same webhook: those that failed together spread. */
function pauseAfter(failures: number, id: string): number {
  const pause = pauses[Math.min(failures, pauses.length) - 1] ?? 0
  let hash = 2166136261
  for (const char of `${id}/${failures}`) hash = Math.imul(hash ^ char.charCodeAt(0), 16777619) >>> 0
  return pause + Math.floor((pause / 5) * (hash / 2 ** 32))
}

/** A message before it is signed; `id` is the same whenever the same change is sent to the same webhook. */
interface Message {
  id: string
  body: string
}

const messageOf = (nip: string, webhookId: string, change: ChangeRow): Message => ({
  id: `${webhookId}-${change.seq}`,
  body: JSON.stringify({
    type: change.type,
    timestamp: change.at,
    data: {
      taxpayer: nip,
      cursor: String(change.seq),
      purchaseId: change.purchase,
      ...forPrograms(fromJson(change.data)),
    },
  }),
})

/** Codes and params without words: nobody knows in which language a program is read. */
function forPrograms(data: object): object {
  const { message: _, ...coded } = toldObject(data, defaultLanguage)
  return coded
}

/** Signs and sends a message once; whatever goes wrong is an outcome. */
export async function send(
  hook: Pick<WebhookRow, 'id' | 'url' | 'secret' | 'previousSecret' | 'previousUntilMs'>,
  taxpayer: string,
  { id, body }: Message,
  host: { deliver: Deliver; vault: Vault; signal: AbortSignal; nowMs: number },
): Promise<FullOutcome> {
  const startedAt = performance.now()
  const outcome = (status: number | null, error: Said | null, cause: string | null = null): FullOutcome => ({
    status,
    error,
    ms: Math.round(performance.now() - startedAt),
    cause,
  })
  let headers: Record<string, string>
  try {
    const timestamp = Math.floor(host.nowMs / 1000)
    headers = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': await signaturesOf(await secretsOf(hook, host), id, timestamp, body),
    }
  } catch (error) {
    return outcome(null, unsigned, textOf(error))
  }
  try {
    return outcome(await host.deliver({ taxpayer, url: hook.url, headers, body }, host.signal), null)
  } catch (error) {
    return outcome(null, undelivered, textOf(error))
  }
}

const textOf = (error: unknown): string =>
  String(error instanceof Error ? error.message : error).slice(0, 300)

/** The secret, and for a day after a change the one before. */
function secretsOf(
  { id, secret, previousSecret, previousUntilMs }: Parameters<typeof send>[0],
  { vault, nowMs }: { vault: Vault; nowMs: number },
): Promise<string[]> {
  const both = previousSecret !== null && (previousUntilMs ?? 0) > nowMs ? [secret, previousSecret] : [secret]
  return Promise.all(both.map((sealed) => vault.open(sealed, webhookContext(id))))
}
