import { parseDay } from '../values/day.ts'
import { type Instant, parseInstant, startOfWarsawDay } from '../values/instant.ts'
import type { Connection, Progress } from './progress.ts'
import { dueAt } from './schedule.ts'
import { msOf } from './time.ts'

/** How a connection stands, as a person reads it. */
export interface Condition {
  state: 'connecting' | 'connected' | 'waiting' | 'refused' | 'unavailable' | 'paused'
  message: string
  /** When it goes on; null: not before somebody acts. */
  until: Instant | null
}

const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Warsaw',
  dateStyle: 'short',
  timeStyle: 'medium',
})
/** An instant as a clock in Warsaw shows it. */
const shown = (instant: Instant): string => clock.format(msOf(instant))

export function conditionOf(
  nip: string,
  connection: Connection,
  progress: Progress,
  now: Instant,
): Condition {
  const { refusal, block, failures, run } = progress
  if (refusal !== null) return { state: 'refused', message: refusal.message, until: null }
  if (connection.paused)
    return {
      state: 'paused',
      message: 'Paused: nothing is fetched until the connection is put with paused false.',
      until: null,
    }
  if (block !== null && msOf(now) < msOf(block.until)) {
    const until = block.until
    if (block.why === 'limit')
      return { state: 'waiting', message: `Waiting until ${shown(until)}: ${block.detail}.`, until }
    const what = block.why === 'silence' ? 'KSeF is not available' : 'KSeF did not do what was asked'
    const message = `${what} (${block.detail}). Trying again at ${shown(until)}; ${failures} failed so far.`
    return { state: 'unavailable', message, until }
  }
  if (progress.lastSuccessAt === null)
    return { state: 'connecting', message: 'The first sync has not brought anything yet.', until: null }
  const last = `Last brought up to date at ${shown(progress.lastSuccessAt)}`
  if (run !== null) return { state: 'connected', message: `${last}; a sync is running.`, until: null }
  const next = dueAt(nip, connection, progress)
  return { state: 'connected', message: `${last}; next at ${shown(next)}.`, until: next }
}

/** Something on a connection that needs a human, as findings on purchases do. */
export interface ConnectionFinding {
  code: 'CREDENTIAL_EXPIRES' | 'CREDENTIAL_EXPIRED'
  severity: 'info' | 'review' | 'blocking'
  message: string
}

const dayMs = 24 * 3_600_000

/** When the credential ends: as stated, or as the certificate says, whichever is first. */
export function credentialEnd({ credential, credentialValidUntil: stated }: Connection): Instant | null {
  const day = stated === null ? null : parseDay(stated)
  const end = stated === null ? null : day === null ? parseInstant(stated) : startOfWarsawDay(day)
  const own = credential.type === 'certificate' ? credential.validTo : null
  if (end === null || own === null) return end ?? own
  return msOf(end) < msOf(own) ? end : own
}

/** Warns 30 and 7 days before the credential ends. */
export function connectionFindings(connection: Connection, now: Instant): ConnectionFinding[] {
  const end = credentialEnd(connection)
  if (end === null) return []
  const left = msOf(end) - msOf(now)
  if (left > 30 * dayMs) return []
  const what = connection.credential.type === 'token' ? 'KSeF token' : 'certificate'
  if (left <= 0) {
    const message = `The ${what} ended at ${shown(end)}. Send a new one.`
    return [{ code: 'CREDENTIAL_EXPIRED', severity: 'blocking', message }]
  }
  const message = `The ${what} ends at ${shown(end)}, in ${Math.ceil(left / dayMs)} days. Get a new one in KSeF and send it before.`
  return [{ code: 'CREDENTIAL_EXPIRES', severity: left <= 7 * dayMs ? 'review' : 'info', message }]
}
