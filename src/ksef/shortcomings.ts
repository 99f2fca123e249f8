import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import type { Instant } from '../values/instant.ts'
import { type ConnectionFinding, type SyncFindingCode, toldOfLane } from './condition.ts'
import type { SubjectType } from './export.ts'
import { type Connection, type Lane, laneOf, type Progress, type SubjectCoverage } from './progress.ts'
import { isSlow } from './schedule.ts'
import { type Checkpoint, msOf } from './time.ts'
import { gaps, type Interval } from './windows.ts'

/** What a synchronisation does not bring, told within hours: pure, taken anew at every reading. */

const hourMs = 3_600_000
/** TABLE: from when on what fails, lags or was not looked at is told, in ms. */
const toldAfterMs = { failing: 2 * hourMs, behind: 6 * hourMs, notLookedBack: 48 * hourMs } as const

/** What of the wanted span is not known complete. */
export const gapsOf = (from: Checkpoint, reach: SubjectCoverage | undefined): Interval[] =>
  reach === undefined ? [] : gaps(reach.covered, from, reach.checkpoint)

/** Findings on what the subject types of a connection do not bring. */
export function shortcomings(
  connection: Connection,
  progress: Progress,
  reaches: ReadonlyMap<SubjectType, SubjectCoverage>,
  now: Instant,
): ConnectionFinding[] {
  if (connection.paused || progress.refusal !== null) return []
  const ofAll = allFailing(progress, now)
  const ofSubjects = connection.subjects.flatMap((subject) => {
    const lane = laneOf(progress, subject)
    const notAllowed = lane.notAllowed
    if (notAllowed !== null) return [refusedSubject(subject)]
    const ofLane = [...failing(subject, lane, now), ...stalled(subject, lane, now)]
    return [
      ...ofLane,
      ...gap(subject, connection, progress, reaches.get(subject)),
      ...(ofAll.length + ofLane.length > 0
        ? []
        : behind(subject, connection, progress, reaches.get(subject), now)),
      ...notLookedBack(subject, lane, progress),
    ]
  })
  return [...ofAll, ...ofSubjects]
}

const review = (code: SyncFindingCode, message: Said): ConnectionFinding => ({
  code,
  severity: 'review',
  message,
})

const refusedSubject = (subject: SubjectType): ConnectionFinding =>
  review('SUBJECT_NOT_ALLOWED', say('connection.subject-not-allowed', { subject }))

/** A run does not end while signing in fails, so nothing else would tell. */
function allFailing({ since, failures, block }: Progress, now: Instant): ConnectionFinding[] {
  if (since === null || msOf(now) - msOf(since) < toldAfterMs.failing) return []
  const why = block?.detail ?? null
  return [review('CONNECTION_FAILING', say('connection.nothing-since', { since, failures, why }))]
}

function failing(subject: SubjectType, lane: Lane, now: Instant): ConnectionFinding[] {
  if (lane.since === null || msOf(now) - msOf(lane.since) < toldAfterMs.failing) return []
  const { text: trouble } = toldOfLane({ subject, lane }, now)
  const { since } = lane
  return [review('SUBJECT_FAILING', say('connection.subject-nothing-since', { subject, since, trouble }))]
}

function stalled(subject: SubjectType, lane: Lane, now: Instant): ConnectionFinding[] {
  if (lane.export === null || !isSlow(lane, now)) return []
  const askedAt = lane.export.requestedAt
  return [review('EXPORT_STALLED', say('connection.export-stalled', { subject, askedAt }))]
}

/** While a run is under way it may still fill the gap. */
function gap(
  subject: SubjectType,
  { from }: Connection,
  { run }: Progress,
  reach: SubjectCoverage | undefined,
): ConnectionFinding[] {
  const found = gapsOf(from, reach)
  const [first] = found
  const isUnderWay = run?.tasks.some((t) => t.subject === subject && t.direction !== 'look-back') ?? false
  if (first === undefined || isUnderWay) return []
  const { from: start, to } = first
  const more = found.length - 1
  return [review('COVERAGE_GAP', say('connection.gap', { subject, from: start, to, more }))]
}

/**
 * Judged by the last run that came to its end, also while the next one is under way. One that is under way as long
 * does not end by itself: a wait that KSeF wants again and again is no failure, and nothing else would tell of it.
 */
function behind(
  subject: SubjectType,
  { from }: Connection,
  { connectedAt, lastRunAt, endedRunAt, run }: Progress,
  reach: SubjectCoverage | undefined,
  now: Instant,
): ConnectionFinding[] {
  const isLong = run !== null && msOf(now) - msOf(run.startedAt) >= toldAfterMs.behind
  const judgedAt = run === null ? lastRunAt : isLong ? now : endedRunAt
  if (judgedAt === null) return []
  const checkpoint = reach?.checkpoint ?? from
  const since = Math.max(msOf(checkpoint), connectedAt === null ? 0 : msOf(connectedAt))
  if (msOf(judgedAt) - since < toldAfterMs.behind) return []
  const waitingSince = isLong ? run.startedAt : null
  return [review('COVERAGE_BEHIND', say('connection.behind', { subject, until: checkpoint, waitingSince }))]
}

function notLookedBack(
  subject: SubjectType,
  lane: Lane,
  { connectedAt, lastRunAt }: Progress,
): ConnectionFinding[] {
  const last = lane.lookedAt ?? connectedAt
  if (last === null || lastRunAt === null) return []
  if (msOf(lastRunAt) - msOf(last) < toldAfterMs.notLookedBack || lane.lookFailure === null) return []
  const facts = { subject, since: last, why: lane.lookFailure }
  return [review('NOT_LOOKED_BACK', say('connection.not-looked-back', facts))]
}
