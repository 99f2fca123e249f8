import { instantAt } from '../ksef/time.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { mailboxStateOf } from '../queries/mailbox-state.ts'
import { jobDue } from '../store/jobs.ts'
import type { MailboxState } from '../store/mailbox.ts'
import { type LeftOutMail, type Mailbox, type MailboxProgress, readMailbox } from '../store/mailbox.ts'
import { say } from '../texts/say.ts'
import type { Sentence } from '../texts/sentence.ts'
import type { Instant } from '../values/instant.ts'
import { present } from '../values/present.ts'

interface MailboxView extends Mailbox {
  state: MailboxState
  message: Sentence
  lookedAt: Instant | null
  nextLookAt: Instant | null
  taken: number
  leftOut: number
  lastLeftOut: LeftOutMail[]
}

/**
 * What a reader sees of a mailbox; no secret is ever read for it. Null where there is none.
 * @param isOffered whether the host looks into mailboxes: a ledger may have come from one that does
 */
export function mailboxView({ db }: Ledger, isOffered = true): MailboxView | null {
  const stored = readMailbox(db)
  if (stored === null) return null
  const { settings, progress } = stored
  const dueMs = jobDue(db, 'mailbox', '')
  const nextLookAt = dueMs === null ? null : instantAt(dueMs)
  const { lookedAt, taken, leftOut, lastLeftOut } = progress
  return {
    ...settings,
    ...(isOffered || settings.paused
      ? {
          state: mailboxStateOf(settings, progress),
          message: messageOf(settings, progress, nextLookAt),
        }
      : { state: 'unavailable' as const, message: say('refusal.mailbox-not-offered') }),
    ...{ lookedAt, nextLookAt, taken, leftOut, lastLeftOut },
  }
}

function messageOf(settings: Mailbox, progress: MailboxProgress, next: Instant | null): Sentence {
  const { trouble, failures, lookedAt } = progress
  const why = trouble ?? say('mailbox.look-failed')
  switch (mailboxStateOf(settings, progress)) {
    case 'refused':
      return say('mailbox.refused', { why })
    case 'paused':
      return say('mailbox.paused')
    case 'unavailable':
      return say('mailbox.unavailable', { why, failures, next })
    case 'connecting':
      return say('mailbox.connecting')
    case 'connected':
      return say('mailbox.connected', { last: present(lookedAt), next })
  }
}
