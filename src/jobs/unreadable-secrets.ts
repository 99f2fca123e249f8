import { refused } from '../ksef/transitions.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { mailboxUnreadable } from '../mailbox/connect.ts'
import { answerContext, mailboxContext, sealedFor, webhookContext } from '../secrets/contexts.ts'
import type { Vault } from '../secrets/vault.ts'
import { tablesHere } from '../store/archive.ts'
import { forgetRequests, keptAnswers, type RequestName } from '../store/idempotency.ts'
import { endJob } from '../store/jobs.ts'
import { readConnection, readProgress, writeProgress } from '../store/ksef.ts'
import { readMailbox } from '../store/mailbox.ts'
import { listWebhooks, putWebhook, type WebhookRow } from '../store/webhooks.ts'
import { withoutRun } from '../sync/gate.ts'
import { say } from '../texts/say.ts'
import { type Said, writtenSentence } from '../texts/sentence.ts'

/** What a restored ledger brought and this service cannot read: it was sealed under another master key. */
interface LostSecrets {
  credential: boolean
  mailbox: boolean
  webhooks: WebhookRow[]
  previousSecrets: WebhookRow[]
  requests: RequestName[]
}

/** Looks which secrets of a ledger cannot be read here. */
export async function lostSecrets({ db, nip }: Ledger, vault: Vault): Promise<LostSecrets> {
  const isLost = (text: string, context: string) =>
    vault.open(text, context).then(
      () => false,
      () => true,
    )
  const lost: LostSecrets = {
    credential: false,
    mailbox: false,
    webhooks: [],
    previousSecrets: [],
    requests: [],
  }
  const stored = readConnection(db)
  lost.credential = stored !== null && (await isLost(stored.credential, sealedFor(nip, 'credential')))
  // A ledger of the release before is restored as it was then.
  const box = tablesHere(db).has('mailbox') ? readMailbox(db) : null
  lost.mailbox = box !== null && (await isLost(box.password, mailboxContext(nip, box.settings)))
  for (const hook of listWebhooks(db, 0, Number.MAX_SAFE_INTEGER)) {
    const { id, secret, previousSecret } = hook
    if (await isLost(secret, webhookContext(id))) lost.webhooks.push(hook)
    else if (previousSecret !== null && (await isLost(previousSecret, webhookContext(id))))
      lost.previousSecrets.push(hook)
  }
  for (const { answer, ...name } of keptAnswers(db))
    if (await isLost(answer, answerContext(nip, name.caller, name.key))) lost.requests.push(name)
  return lost
}

/**
 * Leaves what needs a lost secret in a state that asks for it again. Answers what a human has to do, a sentence each.
 * Within a transaction.
 */
export function askAgain(ledger: Ledger, lost: LostSecrets): Said[] {
  const { db, nip } = ledger
  const warnings: Said[] = []
  forgetRequests(db, lost.requests)
  for (const hook of lost.previousSecrets) putWebhook(db, { ...hook, previousSecret: null })
  for (const hook of lost.webhooks) {
    putWebhook(db, {
      ...hook,
      previousSecret: null,
      enabled: false,
      disabledReason: writtenSentence(say('webhook.secret-lost')),
    })
    endJob(db, { kind: 'webhook', subject: hook.id })
    warnings.push(say('secrets.webhook-lost', { url: hook.url }))
  }
  if (lost.credential) {
    const message = say('sign-in.credential-of-another-service')
    const { revision, progress } = readProgress(db)
    const stopped = refused(progress, { nip, now: ledger.host.now() }, 'credential-unreadable', message)
    writeProgress(db, revision + 1, withoutRun(ledger, stopped, message))
    warnings.push(say('secrets.credential-lost'))
  }
  if (lost.mailbox) {
    mailboxUnreadable(ledger)
    warnings.push(say('secrets.mailbox-lost'))
  }
  return warnings
}
