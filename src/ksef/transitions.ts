import type { Sentence } from '../texts/sentence.ts'
import type { Instant } from '../values/instant.ts'
import type { SubjectType } from './export.ts'
import {
  type Block,
  type ExportUnderWay,
  type Lane,
  laneOf,
  type Progress,
  type Task,
  withLane,
  withoutTask,
} from './progress.ts'
import { backOffMs, isSlow } from './schedule.ts'
import { msOf, plus } from './time.ts'

/** What becomes of the progress when something was held up, went on, or is given up: pure, each by itself. */

/** Whose connection something went wrong with, and when. */
export interface FailureContext {
  nip: string
  now: Instant
}

/** Nothing is asked for before a pause is over, longer with each trouble in a row. */
export function troubled(
  progress: Progress,
  { nip, now }: FailureContext,
  why: Block['why'],
  detail: Sentence,
): Progress {
  const failures = progress.failures + 1
  const block = { until: plus(now, backOffMs(nip, failures)), why, detail }
  return { ...progress, failures, since: progress.since ?? now, block }
}

/** The same for one subject type: the others go on. `leastMs`: the pause is not shorter. */
export function laneTroubled(
  progress: Progress,
  { nip, now }: FailureContext,
  subject: SubjectType,
  why: Block['why'],
  detail: Sentence,
  leastMs = 0,
): Progress {
  const lane = laneOf(progress, subject)
  const failures = lane.failures + 1
  const until = plus(now, Math.max(leastMs, backOffMs(nip, failures)))
  return withLane(progress, subject, {
    failures,
    since: lane.since ?? now,
    forbidden: why === 'forbidden' ? lane.forbidden + 1 : lane.forbidden,
    pause: { until, why, detail },
  })
}

/** What held up all lanes is over. Not with a login alone: KSeF may refuse every token that it gives. */
export const nothingHeldUp = { failures: 0, since: null, block: null } as const

/** What went wrong with a subject type is over. */
export const laneSucceeded = (progress: Progress, subject: SubjectType): Progress => ({
  ...withLane(progress, subject, { failures: 0, since: null, pause: null, forbidden: 0 }),
  ...nothingHeldUp,
})

/** KSeF answered a call of the session, be it with a refusal of what was asked: what held up all lanes is over. */
export const heard = (progress: Progress): Progress => ({ ...progress, rejected: 0, ...nothingHeldUp })

/** The task is over without a call. A look back that has nothing to look at is no failed one any more. */
export const nothingToAsk = (progress: Progress, task: Task): Progress =>
  withoutTask(
    task.direction === 'look-back' ? withLane(progress, task.subject, { lookFailure: null }) : progress,
    task,
  )

/** The export is over and so is the task that it was for. */
export function finished(progress: Progress, asked: ExportUnderWay, now: Instant): Progress {
  const done = withoutTask(laneSucceeded(progress, asked.subject), asked)
  const lane = { export: null, tried: null, narrowed: null }
  return withLane(done, asked.subject, asked.direction === 'forward' ? { ...lane, doneAt: now } : lane)
}

/**
 * Tries again at once what was paused, but for what KSeF's limits forbid: somebody asked for it. An export that does not
 * end is given up, since the same window asked for anew does (KSeF 307).
 */
export function unpaused(progress: Progress, now: Instant): Progress {
  const lanes = Object.entries(progress.lanes).map(([subject, lane]): [string, Lane] => {
    const asked = isSlow(lane, now) ? null : lane.export
    const isLimit = lane.pause?.why === 'limit' && msOf(now) < msOf(lane.pause.until)
    const pause = isLimit ? lane.pause : null
    return [subject, { ...lane, export: asked, pause, forbidden: 0, notAllowed: null }]
  })
  const block = progress.block?.why === 'limit' ? progress.block : null
  return { ...progress, block, lanes: Object.fromEntries(lanes) }
}

/** The same for somebody who may have acted upon a refusal: what failed before it says nothing about the tries from now on. */
export const resumed = (progress: Progress, now: Instant): Progress => {
  const awake = unpaused(progress, now)
  return progress.refusal === null ? awake : { ...awake, refusal: null, failures: 0, since: null }
}

/** Stops until a person acts; the run ends with what it has. */
export function refused(
  progress: Progress,
  { now }: FailureContext,
  code: string,
  message: Sentence,
): Progress {
  const refusal = { code, message, at: now }
  const lanes = Object.entries(progress.lanes).map(([subject, lane]) => [subject, { ...lane, export: null }])
  return { ...progress, refusal, session: null, lanes: Object.fromEntries(lanes), block: null }
}

/** Whether the export is still the lane's: who asks for a sync gives up a slow one while KSeF is asked about it. */
export const isUnderWay = (progress: Progress, { subject, reference }: ExportUnderWay): boolean =>
  laneOf(progress, subject).export?.reference === reference

/** Gives up an export; the same window is asked for again. Nothing follows where it was given up before. */
export const abandoned = (
  progress: Progress,
  scene: FailureContext,
  asked: ExportUnderWay,
  why: Sentence,
): Progress =>
  isUnderWay(progress, asked)
    ? laneTroubled(withLane(progress, asked.subject, { export: null }), scene, asked.subject, 'failure', why)
    : progress
