import type { Instant } from '../values/instant.ts'
import { type ConnectionFinding, type SyncFindingCode, toldOfLane, warsawClock } from './condition.ts'
import type { SubjectType } from './export.ts'
import { type Connection, type Lane, laneOf, type Progress, type SubjectCoverage } from './progress.ts'
import { isSlow } from './schedule.ts'
import { type Checkpoint, instantAt, msOf } from './time.ts'
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

const review = (code: SyncFindingCode, message: string): ConnectionFinding => ({
  code,
  severity: 'review',
  message,
})

const refusedSubject = (subject: SubjectType): ConnectionFinding =>
  review(
    'SUBJECT_NOT_ALLOWED',
    `KSeF does not allow ${subject} for this taxpayer (21181), so nothing of it comes. Take it out of the connection's subjects, or ask the Ministry of Finance.`,
  )

/** A run does not end while signing in fails, so nothing else would tell. */
function allFailing({ since, failures, block }: Progress, now: Instant): ConnectionFinding[] {
  if (since === null || msOf(now) - msOf(since) < toldAfterMs.failing) return []
  const why = block === null ? '' : ` (${block.detail})`
  const message = `Nothing has come from KSeF since ${warsawClock(since)}: ${failures} tries to sign in or to begin failed${why}. It is tried again with growing pauses.`
  return [review('CONNECTION_FAILING', message)]
}

function failing(subject: SubjectType, lane: Lane, now: Instant): ConnectionFinding[] {
  if (lane.since === null || msOf(now) - msOf(lane.since) < toldAfterMs.failing) return []
  const { text } = toldOfLane({ subject, lane }, now)
  const message = `Invoices of ${subject} have not come since ${warsawClock(lane.since)}. ${text}`
  return [review('SUBJECT_FAILING', message)]
}

function stalled(subject: SubjectType, lane: Lane, now: Instant): ConnectionFinding[] {
  if (lane.export === null || !isSlow(lane, now)) return []
  const asked = warsawClock(lane.export.requestedAt)
  return [
    review(
      'EXPORT_STALLED',
      `KSeF has not ended the export of ${subject} that was asked for at ${asked}. It is given up after some hours and asked for again, or at once where you ask for a sync; nothing of ${subject} comes meanwhile.`,
    ),
  ]
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
  const more = found.length === 1 ? '' : `, and ${found.length - 1} more spans`
  return [
    review(
      'COVERAGE_GAP',
      `Invoices of ${subject} stored in KSeF from ${shownAt(first.from)} to ${shownAt(first.to)}${more} are not known to be here. Every sync tries again; ask for the span with POST …/ksef/syncs, or import it by hand.`,
    ),
  ]
}

const shownAt = (at: Checkpoint): string => warsawClock(instantAt(msOf(at)))

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
  const why = !isLong ? '' : `, or KSeF lets the sync wait that began at ${warsawClock(run.startedAt)}`
  return [
    review(
      'COVERAGE_BEHIND',
      `Of ${subject} only what KSeF stored until ${shownAt(checkpoint)} is known to be here: KSeF's high-water mark stands still, or the way back is long${why}.`,
    ),
  ]
}

function notLookedBack(
  subject: SubjectType,
  lane: Lane,
  { connectedAt, lastRunAt }: Progress,
): ConnectionFinding[] {
  const last = lane.lookedAt ?? connectedAt
  if (last === null || lastRunAt === null) return []
  if (msOf(lastRunAt) - msOf(last) < toldAfterMs.notLookedBack || lane.lookFailure === null) return []
  return [
    review(
      'NOT_LOOKED_BACK',
      `Since ${warsawClock(last)} it could not be looked whether KSeF shows invoices of ${subject} that came late (${lane.lookFailure}). It is tried again in every sync.`,
    ),
  ]
}
