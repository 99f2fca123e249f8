import { parseDay } from '../values/day.ts'
import { type Instant, parseInstant, startOfWarsawDay } from '../values/instant.ts'
import type { SubjectType } from './export.ts'
import { beginsAt } from './plan.ts'
import { type Block, type Connection, type Lane, laneOf, type Progress } from './progress.ts'
import { maxForbidden } from './reactions.ts'
import { isSlow } from './schedule.ts'
import { msOf } from './time.ts'

/** How a connection stands, as a person reads it. */
interface Condition {
  state: 'connecting' | 'connected' | 'waiting' | 'refused' | 'unavailable' | 'paused'
  message: string
  /** When it goes on; null: a sync is under way, or none begins before somebody acts. */
  until: Instant | null
}

const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Warsaw',
  dateStyle: 'short',
  timeStyle: 'medium',
})
/** An instant as a clock in Warsaw shows it. */
export const warsawClock = (instant: Instant): string => clock.format(msOf(instant))

/**
 * What holds for the connection as a whole: that a person must act, that nothing may be asked for now, that one subject
 * type does not come. `connected` means that the last try of every subject type succeeded.
 */
export function conditionOf(
  nip: string,
  connection: Connection,
  progress: Progress,
  now: Instant,
): Condition {
  const { refusal, block, failures, logins } = progress
  if (refusal !== null) return { state: 'refused', message: refusal.message, until: null }
  if (connection.paused)
    return {
      state: 'paused',
      message: 'Paused: nothing is fetched until the connection is put with paused false.',
      until: null,
    }
  if (block !== null && msOf(now) < msOf(block.until)) {
    const { until, detail } = block
    if (block.why === 'limit')
      return { state: 'waiting', message: `Waiting until ${warsawClock(until)}: ${detail}.`, until }
    return { state: 'unavailable', message: toldOf(block, failures, logins), until }
  }
  const lanes = connection.subjects.map((subject) => ({ subject, lane: laneOf(progress, subject) }))
  return troubleOf(lanes, now) ?? retrying(progress) ?? calm(nip, connection, progress, lanes, now)
}

/** What held up all subject types is tried again; null where nothing did. */
function retrying({ failures, block }: Progress): Condition | null {
  if (failures === 0) return null
  const why = block === null ? '' : ` (${block.detail})`
  return {
    state: 'unavailable',
    message: `Nothing comes. It is tried again now, after ${failures} failures${why}.`,
    until: null,
  }
}

type Named = { subject: SubjectType; lane: Lane }

/** `refusals`: how many of the failures KSeF refused. */
const toldOf = ({ why, detail, until }: Block, failures: number, refusals: number): string => {
  if (why === 'forbidden') {
    const maybe = 'KSeF refuses this at times although the permissions are right, so it is tried again'
    return `${detail} ${maybe} at ${warsawClock(until)}; refused ${refusals} times so far.`
  }
  const what = why === 'silence' ? 'KSeF is not available' : 'KSeF did not do what was asked'
  return `${what} (${detail}). Trying again at ${warsawClock(until)}; ${failures} failed so far.`
}

/** The trouble of subject types; null where there is none. */
function troubleOf(lanes: readonly Named[], now: Instant): Condition | null {
  const failing = lanes.filter(({ lane }) => lane.failures > 0)
  const slow = lanes.filter(({ lane }) => isSlow(lane, now))
  const told = [...failing, ...slow.filter((one) => !failing.includes(one))].map((one) =>
    toldOfLane(one, now),
  )
  if (told.length === 0) return null
  const message = told.map(({ text }) => text).join(' ')
  const until = told.map((t) => t.until).reduce((a, b) => (b !== null && (a === null || b < a) ? b : a))
  const allowed = lanes.filter(isAllowed)
  const isRefused = allowed.length > 0 && allowed.every(({ lane }) => lane.forbidden >= maxForbidden)
  const waits = failing.length > 0 && failing.every(({ lane }) => lane.pause?.why === 'limit')
  return { state: isRefused ? 'refused' : waits ? 'waiting' : 'unavailable', message, until }
}

const isAllowed = ({ lane }: Named): boolean => lane.notAllowed === null

/** What does not come of a subject type, and when it is tried again; a pause that is over holds up nothing any more. */
export function toldOfLane({ subject, lane }: Named, now: Instant): { text: string; until: Instant | null } {
  const { pause, export: asked, failures, forbidden } = lane
  if (pause !== null && msOf(now) < msOf(pause.until))
    return { text: `${subject}: ${toldOf(pause, failures, forbidden)}`, until: pause.until }
  if (asked !== null) {
    const text = `${subject}: KSeF has not ended the export that was asked for at ${warsawClock(asked.requestedAt)}.`
    return { text, until: asked.askAt }
  }
  const why = pause === null ? '' : ` (${pause.detail})`
  return { text: `${subject}: it is tried again now, after ${failures} failures${why}.`, until: null }
}

function calm(
  nip: string,
  connection: Connection,
  progress: Progress,
  lanes: readonly Named[],
  now: Instant,
): Condition {
  const begins = progress.run === null ? beginsAt(nip, connection, progress, now) : null
  const allowed = lanes.filter(isAllowed)
  if (allowed.length === 0) return noneAllowed(connection, begins)
  const first = allowed.filter(({ lane }) => lane.doneAt === null).map(({ subject }) => subject)
  if (first.length > 0) {
    const what = first.length === lanes.length ? 'anything' : first.join(', ')
    return { state: 'connecting', message: `The first sync has not brought ${what} yet.`, until: begins }
  }
  const last = `Last brought up to date at ${warsawClock(lastDoneAt(connection, progress) as Instant)}`
  const next = begins === now ? 'the next sync begins now' : begins && `next at ${warsawClock(begins)}`
  return { state: 'connected', message: `${last}; ${next ?? 'a sync is running'}.`, until: begins }
}

/** Every sync asks again, since KSeF may allow them one day; until then nothing at all comes. */
const noneAllowed = ({ subjects }: Connection, begins: Instant | null): Condition => ({
  state: 'refused',
  message: `KSeF allows none of the subject types of this connection for this taxpayer (${subjects.join(', ')}; 21181), so nothing comes. Put the connection with other subjects, or ask the Ministry of Finance. Every sync asks again.`,
  until: begins,
})

/** When the last of the subject types was brought up to date that KSeF allows; null: one never was. */
export function lastDoneAt({ subjects }: Connection, progress: Progress): Instant | null {
  const lanes = subjects.map((subject) => laneOf(progress, subject))
  const times = lanes.filter(({ notAllowed }) => notAllowed === null).map(({ doneAt }) => doneAt)
  return times.length === 0 ? null : times.reduce((a, b) => (a === null || b === null ? null : a < b ? a : b))
}

/** Something on a connection that needs a human, as findings on purchases do. */
export interface ConnectionFinding {
  code: 'CREDENTIAL_EXPIRES' | 'CREDENTIAL_EXPIRED' | SyncFindingCode
  severity: 'info' | 'review' | 'blocking'
  message: string
}

/** What a synchronisation may not do in silence; opened in `shortcomings.ts`. */
export type SyncFindingCode =
  | 'CONNECTION_FAILING'
  | 'SUBJECT_FAILING'
  | 'SUBJECT_NOT_ALLOWED'
  | 'EXPORT_STALLED'
  | 'COVERAGE_GAP'
  | 'COVERAGE_BEHIND'
  | 'NOT_LOOKED_BACK'

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
    const message = `The ${what} ended at ${warsawClock(end)}. Send a new one.`
    return [{ code: 'CREDENTIAL_EXPIRED', severity: 'blocking', message }]
  }
  const message = `The ${what} ends at ${warsawClock(end)}, in ${Math.ceil(left / dayMs)} days. Get a new one in KSeF and send it before.`
  return [{ code: 'CREDENTIAL_EXPIRES', severity: left <= 7 * dayMs ? 'review' : 'info', message }]
}
