import { say } from '../texts/say.ts'
import type { Sentence } from '../texts/sentence.ts'
import type { Failure } from './call.ts'
import type { SubjectType } from './export.ts'
import { forbidden } from './forbidden.ts'
import { laneOf, type Progress, taskFor, withLane, withoutTask, withProblems } from './progress.ts'
import { plus, share } from './time.ts'
import {
  abandoned,
  type FailureContext,
  heard,
  laneSucceeded,
  laneTroubled,
  refused,
  troubled,
} from './transitions.ts'

/** What follows from a failure: pure, so that every case can be read and tested by itself. */

/** What calls KSeF. */
export const syncActivities = [
  'sign-in',
  'check-sign-in',
  'refresh',
  'request-export',
  'check-export',
  'look-back',
] as const
export type SyncActivity = (typeof syncActivities)[number]

/** Codes of KSeF (API notes, sections 2 and 5.1). */
const subjectNotAllowed = 21181
const badChallenge = 21111
const unknownKey = 21470
const tooManyRunning = 21182
const runningPauseMs = 5 * 60_000
/** Packages of one export that may fail before another export is asked for. */
const maxFailedPackages = 3
/** At most so long after Retry-After, so that taxpayers do not come back together. */
const jitterMs = 2_000

/** What follows when a step failed by a fault of our own: as after a call that failed, so that it does not go on at once. */
export function afterFault(
  progress: Progress,
  doing: string,
  detail: Sentence,
  scene: FailureContext,
  subject: SubjectType | null,
): Progress {
  if (subject === null) return troubled(progress, scene, 'failure', detail)
  if (doing === 'look-back') return afterLook(progress, subject, detail, true)
  return laneTroubled(progress, scene, subject, 'failure', detail)
}

/** What follows when a call failed; `subject`: for which it was made, null for calls of signing in. */
export function afterFailure(
  progress: Progress,
  doing: SyncActivity,
  failure: Failure,
  scene: FailureContext,
  subject: SubjectType | null,
): Progress {
  if (failure.kind === 'limited') return afterLimit(progress, failure.seconds, scene)
  if (failure.kind === 'unauthorized') return afterUnauthorized(progress, doing, scene)
  if (subject === null) return afterSigningIn(progress, doing, failure, scene)
  const isAnswer = failure.kind === 'forbidden' || failure.kind === 'refused'
  return afterCall(isAnswer ? heard(progress) : progress, doing, failure, scene, subject)
}

/** What follows when a call of the open session failed. */
function afterCall(
  progress: Progress,
  doing: SyncActivity,
  failure: Exclude<Failure, { kind: 'limited' | 'unauthorized' }>,
  scene: FailureContext,
  subject: SubjectType,
): Progress {
  if (doing === 'look-back') return afterLook(progress, subject, failure.detail, failure.kind === 'refused')
  switch (failure.kind) {
    case 'unavailable':
      return laneTroubled(progress, scene, subject, 'silence', failure.detail)
    case 'package':
      return afterPackage(progress, failure.detail, scene, subject)
    case 'forbidden':
      return afterForbidden(progress, failure, scene, subject)
    case 'refused': {
      if (doing !== 'check-export')
        return afterRefusedExport(progress, failure.codes, failure.detail, scene, subject)
      // The export is unknown or its time is over: its window is asked for again.
      const asked = laneOf(progress, subject).export
      return asked === null ? progress : abandoned(progress, scene, asked, failure.detail)
    }
  }
}

function afterLimit(progress: Progress, seconds: number, scene: FailureContext): Progress {
  const jitter = Math.round(share(scene.nip, scene.now) * jitterMs)
  const until = plus(scene.now, seconds * 1000 + jitter)
  return { ...progress, block: { until, why: 'limit', detail: say('ksef.limit', { seconds }) } }
}

function afterPackage(
  progress: Progress,
  detail: Sentence,
  scene: FailureContext,
  subject: SubjectType,
): Progress {
  const asked = laneOf(progress, subject).export
  if (asked === null) return laneTroubled(progress, scene, subject, 'failure', detail)
  const failed = asked.failed + 1
  if (failed >= maxFailedPackages) return abandoned(progress, scene, asked, detail)
  const kept = withLane(progress, subject, { export: { ...asked, failed } })
  return laneTroubled(kept, scene, subject, 'failure', detail)
}

/**
 * The look back is tried again in a later run; nothing else waits for it. `isAnew`: from its beginning, since the page
 * that failed would do so again.
 */
function afterLook(progress: Progress, subject: SubjectType, detail: Sentence, isAnew: boolean): Progress {
  const lane = isAnew ? { lookFailure: detail, look: null } : { lookFailure: detail }
  return withoutTask(withLane(progress, subject, lane), taskFor(subject, 'look-back'))
}

/** The access token may have been ended early: renew it once, then sign in anew, then wait. */
function afterUnauthorized(progress: Progress, doing: SyncActivity, scene: FailureContext): Progress {
  if (signsIn(doing) || progress.session?.state !== 'open')
    return troubled({ ...progress, session: null }, scene, 'failure', say('ksef.session-refused'))
  const rejected = progress.rejected + 1
  if (rejected === 1)
    return { ...progress, rejected, session: { ...progress.session, accessUntil: scene.now } }
  return troubled({ ...progress, rejected, session: null }, scene, 'failure', say('ksef.token-refused'))
}

const signsIn = (doing: SyncActivity): boolean =>
  doing === 'sign-in' || doing === 'check-sign-in' || doing === 'refresh'

/** TABLE: pauses after 403 in a row, in ms. They pass within minutes or hours, or when somebody grants a permission. */
const forbiddenPausesMs = [5, 30, 2 * 60, 6 * 60].map((minutes) => minutes * 60_000)
/** From so many in a row on a person is asked. */
export const maxForbidden = forbiddenPausesMs.length

function afterForbidden(
  progress: Progress,
  { reason, detail }: Extract<Failure, { kind: 'forbidden' }>,
  scene: FailureContext,
  subject: SubjectType,
): Progress {
  const [code, message, isFinal] = forbidden(reason, detail)
  if (isFinal) return refused(progress, scene, code, message)
  const times = laneOf(progress, subject).forbidden
  const pause = forbiddenPausesMs[Math.min(times, maxForbidden - 1)]
  return laneTroubled(progress, scene, subject, 'forbidden', message, pause)
}

function afterSigningIn(
  progress: Progress,
  doing: SyncActivity,
  failure: Exclude<Failure, { kind: 'limited' | 'unauthorized' }>,
  scene: FailureContext,
): Progress {
  if (failure.kind === 'unavailable') return troubled(progress, scene, 'silence', failure.detail)
  if (failure.kind === 'package') return troubled(progress, scene, 'failure', failure.detail)
  const again = { ...progress, session: null, logins: progress.logins + 1 }
  if (failure.kind === 'forbidden') {
    const [code, message, isFinal] = forbidden(failure.reason, failure.detail)
    const stops = isFinal || again.logins >= maxForbidden
    return stops ? refused(progress, scene, code, message) : troubled(again, scene, 'forbidden', message)
  }
  const { codes, detail, status } = failure
  // Another challenge, or another key, may do; whoever sent the credential cannot help there.
  const passing = codes.includes(badChallenge) || codes.includes(unknownKey) || status === 410
  if (doing !== 'sign-in' || passing) return troubled(again, scene, 'failure', detail)
  const message = say('sign-in.refused', { why: detail })
  return refused(progress, scene, 'sign-in-refused', message)
}

function afterRefusedExport(
  progress: Progress,
  codes: number[],
  detail: Sentence,
  scene: FailureContext,
  subject: SubjectType,
): Progress {
  if (codes.includes(tooManyRunning)) {
    const why = say('ksef.exports-running')
    return laneTroubled(progress, scene, subject, 'limit', why, runningPauseMs)
  }
  const { run } = progress
  if (codes.includes(subjectNotAllowed) && run !== null) {
    const tasks = run.tasks.filter((task) => task.subject !== subject)
    const without = { ...progress, run: { ...run, tasks } }
    const told = withProblems(without, [say('run.subject-not-allowed', { subject })])
    // KSeF answered for this subject type: what failed before is over.
    return withLane(laneSucceeded(told, subject), subject, { notAllowed: scene.now })
  }
  return laneTroubled(withLane(progress, subject, { export: null }), scene, subject, 'failure', detail)
}
