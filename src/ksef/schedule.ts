import type { Instant } from '../values/instant.ts'
import { parseInstant } from '../values/instant.ts'
import { present } from '../values/present.ts'
import type { Connection, Lane, Progress } from './progress.ts'
import { instantAt, msOf, share } from './time.ts'

/** KSeF asks for pauses of at least a quarter of an hour between scheduled exports (API notes, section 5.4). */
export const leastMinutes = 15
const minute = 60_000
const longAgo = present(parseInstant('2000-01-01T00:00:00Z'))

/**
 * When the next run is due: when somebody asked for one, or at the next of the taxpayer's own moments, which lie
 * `everyMinutes` apart and are spread over taxpayers, so that hundreds of them do not begin together.
 */
export function dueAt(
  nip: string,
  { everyMinutes }: Pick<Connection, 'everyMinutes'>,
  { wanted, lastRunAt }: Pick<Progress, 'wanted' | 'lastRunAt'>,
): Instant {
  if (wanted !== null || lastRunAt === null) return longAgo
  const interval = everyMinutes * minute
  const phase = Math.floor(share(nip) * interval)
  const last = msOf(lastRunAt)
  const next = (Math.floor((last - phase) / interval) + 1) * interval + phase
  // A run shortly before a moment, asked for by hand, counts for it.
  const moment = next - last < interval / 2 ? next + interval : next
  return instantAt(Math.max(moment, last + leastMinutes * minute))
}

/**
 * After so long an export is given up. Those that end do so within minutes, as a rule; others stayed under way for days,
 * while the same window asked for anew was exported at once (KSeF 307, 366, 840).
 */
export const exportEndsMs = 3 * 60 * minute

/** From so long on an export under way is told of, and given up when somebody asks for a sync. */
const exportIsSlowMs = 60 * minute

/** Whether an export is under way for so long that a person is told. */
export const isSlow = ({ export: asked }: Lane, now: Instant): boolean =>
  asked !== null && msOf(now) - msOf(asked.requestedAt) >= exportIsSlowMs

/** Waiting between questions about an operation, in ms: growing from the first to the last. */
export const patienceMs = (asked: number, firstMs: number, lastMs: number): number =>
  Math.min(lastMs, Math.round(firstMs * 1.5 ** asked))

const firstPauseMs = 30_000
const maxPauseMs = 30 * minute

/** How long to wait after so many troubles in a row, in ms: doubling, with up to a fifth of it as jitter. */
export function backOffMs(nip: string, failures: number): number {
  const pause = Math.min(maxPauseMs, firstPauseMs * 2 ** Math.max(0, failures - 1))
  return Math.round(pause * (1 + share(nip, failures) / 5))
}
