import type { Db } from '../store/database.ts'
import {
  type Mailbox,
  type MailboxProgress,
  type MailboxStanding,
  type MailboxState,
  readMailbox,
} from '../store/mailbox.ts'
import type { Instant } from '../values/instant.ts'

export function mailboxStateOf(
  { paused }: Pick<Mailbox, 'paused'>,
  { refused, failures, lookedAt }: MailboxProgress,
): MailboxState {
  if (refused) return 'refused'
  if (paused) return 'paused'
  if (failures > 0) return 'unavailable'
  return lookedAt === null ? 'connecting' : 'connected'
}

/** @param isOffered whether the host looks into mailboxes: a ledger may have come from one that does */
export function mailboxStanding(db: Db, isOffered = true): MailboxStanding {
  const stored = readMailbox(db)
  if (stored === null) return { state: 'none', lookedAt: null }
  const { settings, progress } = stored
  const state = isOffered || settings.paused ? mailboxStateOf(settings, progress) : 'unavailable'
  return { state, lookedAt: progress.lookedAt }
}

/** So many milliseconds a server may be silent: restarts and nights of a provider are no reason to look. */
const silenceMs = 3 * 3_600_000

/** Nothing comes from a mailbox before a person acts, or nothing came for hours. */
export const isMailboxCutOff = ({ state, lookedAt }: MailboxStanding, now: Instant): boolean =>
  state === 'refused' ||
  (state === 'unavailable' && (lookedAt === null || Date.parse(now) - Date.parse(lookedAt) >= silenceMs))
