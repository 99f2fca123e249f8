import { say } from '../texts/say.ts'
import type { Said, Sentence } from '../texts/sentence.ts'
import { parseDay } from '../values/day.ts'
import { type Instant, parseInstant, startOfWarsawDay } from '../values/instant.ts'
import { present } from '../values/present.ts'
import type { SubjectType } from './export.ts'
import { beginsAt } from './plan.ts'
import { type Block, type Connection, type Lane, laneOf, type Progress } from './progress.ts'
import { maxForbidden } from './reactions.ts'
import { isSlow } from './schedule.ts'
import { msOf } from './time.ts'

/** How a connection stands, as a person reads it. */
interface Condition {
  state: 'connecting' | 'connected' | 'waiting' | 'refused' | 'unavailable' | 'paused'
  message: Sentence
  /** When it goes on; null: a sync is under way, or none begins before somebody acts. */
  until: Instant | null
}

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
      message: say('connection.paused'),
      until: null,
    }
  if (block !== null && msOf(now) < msOf(block.until)) {
    const { until, detail } = block
    if (block.why === 'limit')
      return { state: 'waiting', message: say('connection.waiting', { until, why: detail }), until }
    return { state: 'unavailable', message: toldOf(block, failures, logins), until }
  }
  const lanes = connection.subjects.map((subject) => ({ subject, lane: laneOf(progress, subject) }))
  return troubleOf(lanes, now) ?? retrying(progress) ?? calm(nip, connection, progress, lanes, now)
}

/** What held up all subject types is tried again; null where nothing did. */
function retrying({ failures, block }: Progress): Condition | null {
  if (failures === 0) return null
  const message = say('connection.trying-again', { failures, why: block?.detail ?? null })
  return { state: 'unavailable', message, until: null }
}

type Named = { subject: SubjectType; lane: Lane }

/** `refusals`: how many of the failures KSeF refused. */
const toldOf = ({ why, detail, until }: Block, failures: number, refusals: number): Said => {
  if (why === 'forbidden') return say('connection.forbidden', { why: detail, until, refusals })
  const facts = { why: detail, until, failures }
  return why === 'silence' ? say('connection.silent', facts) : say('connection.failing', facts)
}

/** The trouble of subject types; null where there is none. */
function troubleOf(lanes: readonly Named[], now: Instant): Condition | null {
  const failing = lanes.filter(({ lane }) => lane.failures > 0)
  const slow = lanes.filter(({ lane }) => isSlow(lane, now))
  const told = [...failing, ...slow.filter((one) => !failing.includes(one))].map((one) =>
    toldOfLane(one, now),
  )
  if (told.length === 0) return null
  const message = say('together', { parts: told.map(({ text }) => text) })
  const until = told.map((t) => t.until).reduce((a, b) => (b !== null && (a === null || b < a) ? b : a))
  const allowed = lanes.filter(isAllowed)
  const isRefused = allowed.length > 0 && allowed.every(({ lane }) => lane.forbidden >= maxForbidden)
  const waits = failing.length > 0 && failing.every(({ lane }) => lane.pause?.why === 'limit')
  return { state: isRefused ? 'refused' : waits ? 'waiting' : 'unavailable', message, until }
}

const isAllowed = ({ lane }: Named): boolean => lane.notAllowed === null

/** What does not come of a subject type, and when it is tried again; a pause that is over holds up nothing any more. */
export function toldOfLane({ subject, lane }: Named, now: Instant): { text: Said; until: Instant | null } {
  const { pause, export: asked, failures, forbidden } = lane
  if (pause !== null && msOf(now) < msOf(pause.until))
    return {
      text: say('connection.of-subject', { subject, what: toldOf(pause, failures, forbidden) }),
      until: pause.until,
    }
  if (asked !== null) {
    const text = say('connection.export-not-ended', { subject, askedAt: asked.requestedAt })
    return { text, until: asked.askAt }
  }
  const why = pause?.detail ?? null
  return { text: say('connection.subject-trying-again', { subject, failures, why }), until: null }
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
    const subjects = first.length === lanes.length ? [] : first
    return { state: 'connecting', message: say('connection.first-sync', { subjects }), until: begins }
  }
  const last = present(lastDoneAt(connection, progress))
  return { state: 'connected', message: calmSince(last, begins, now), until: begins }
}

function calmSince(last: Instant, next: Instant | null, now: Instant): Said {
  if (next === null) return say('connection.calm-running', { last })
  return next === now
    ? say('connection.calm-next-now', { last })
    : say('connection.calm-next-at', { last, next })
}

/** Every sync asks again, since KSeF may allow them one day; until then nothing at all comes. */
const noneAllowed = ({ subjects }: Connection, begins: Instant | null): Condition => ({
  state: 'refused',
  message: say('connection.none-allowed', { subjects }),
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
  message: Sentence
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

/** So many days before its end a credential is a reason to look, and so many before it a pressing one. */
export const credentialDays = 30
const pressingDays = 7

/** Warns before the credential ends. */
export function connectionFindings(connection: Connection, now: Instant): ConnectionFinding[] {
  const end = credentialEnd(connection)
  if (end === null) return []
  const left = msOf(end) - msOf(now)
  if (left > credentialDays * dayMs) return []
  const credential = connection.credential.type
  if (left <= 0) {
    const message = say('connection.credential-ended', { credential, end })
    return [{ code: 'CREDENTIAL_EXPIRED', severity: 'blocking', message }]
  }
  const message = say('connection.credential-ends', { credential, end, days: Math.ceil(left / dayMs) })
  return [{ code: 'CREDENTIAL_EXPIRES', severity: left <= pressingDays * dayMs ? 'review' : 'info', message }]
}
