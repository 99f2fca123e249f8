import type { Instant } from '../values/instant.ts'
import { present } from '../values/present.ts'
import { pairsOf } from '../values/tables.ts'
import type { SubjectType } from './export.ts'
import { allowedAt, type CallGroup } from './limits.ts'
import { beginLook } from './look-back.ts'
import {
  type Connection,
  type Look,
  laneOf,
  type Progress,
  type SubjectCoverage,
  type Task,
} from './progress.ts'
import { dueAt } from './schedule.ts'
import { type Checkpoint, checkpointOf, earlier, instantAt, msOf } from './time.ts'
import { nextWindow, type Window, within } from './windows.ts'

/** What to do next; one call at most, so that what it brought is stored before the next one. */
export type SyncStep =
  /** Nothing until then; null: nothing until somebody changes the connection. */
  | { do: 'rest'; until: Instant | null }
  | { do: 'start-run' | 'sign-in' | 'check-sign-in' | 'refresh' }
  /** `left`: subject types with which the run could not be done in time. */
  | { do: 'finish-run'; left: SubjectType[] }
  | { do: 'check-export'; subject: SubjectType }
  | { do: 'finish-task'; task: Task }
  | { do: 'request-export'; task: Task; window: Window }
  | { do: 'look-back'; task: Task; look: Look }

/** The subject type that a step is for; null for steps of the whole connection. */
export function subjectOf(step: SyncStep): SubjectType | null {
  if ('task' in step) return step.task.subject
  return step.do === 'check-export' ? step.subject : null
}

/** Tokens are renewed so long before they end. */
const renewalMs = 90_000

/** Decides the next step from what is stored and the time alone. */
export function nextStep(
  nip: string,
  connection: Connection,
  progress: Progress,
  reaches: ReadonlyMap<SubjectType, SubjectCoverage>,
  now: Instant,
): SyncStep {
  if (connection.paused || progress.refusal !== null) return { do: 'rest', until: null }
  const { block, run } = progress
  if (block !== null && msOf(now) < msOf(block.until)) return { do: 'rest', until: block.until }
  if (run === null) {
    const begin = beginsAt(nip, connection, progress, now)
    return begin === now ? { do: 'start-run' } : { do: 'rest', until: begin }
  }
  const due = dueAt(nip, connection, progress)
  const subjects = waitingLongest(progress)
  const steps = subjects.map((subject) => laneStep(connection, progress, subject, reaches, now))
  const step = steps.find((s) => s.do !== 'rest')
  if (step === undefined) return idle(steps, subjects, due, now)
  return step.do === 'finish-task' ? step : (sessionStep(progress, now) ?? step)
}

/**
 * When the next run begins: `now` where it is due already, null where none does before somebody acts. One under way is
 * not the next. Who asks for a run ends the pauses of lanes, so that one that was asked for does not wait for them.
 */
export function beginsAt(
  nip: string,
  connection: Connection,
  progress: Progress,
  now: Instant,
): Instant | null {
  if (connection.paused || progress.refusal !== null) return null
  const pauses = [progress.block?.until ?? null, progress.wanted === null ? free(connection, progress) : null]
  return [dueAt(nip, connection, progress), ...pauses].reduce<Instant>(latest, now)
}

const latest = (a: Instant, b: Instant | null): Instant => (b !== null && msOf(a) < msOf(b) ? b : a)

/** When the first lane may be worked on; null: at once. A run in which all of them pause brings nothing. */
function free({ subjects }: Connection, progress: Progress): Instant | null {
  const ends = subjects.map((subject) => laneOf(progress, subject).pause?.until ?? null)
  return ends.reduce((a, b) => (a === null || b === null ? null : msOf(a) < msOf(b) ? a : b))
}

/** The subject types of the run, whoever waited longest for an export first: one never uses up KSeF's limit alone. */
function waitingLongest(progress: Progress): SubjectType[] {
  const under = pairsOf(progress.lanes).filter(([, lane]) => lane.export !== null)
  const all = [...(progress.run?.tasks ?? []).map(({ subject }) => subject), ...under.map(([name]) => name)]
  const askedAt = (subject: SubjectType) => {
    const { askedAt: at } = laneOf(progress, subject)
    return at === null ? 0 : msOf(at)
  }
  return [...new Set(all)].sort((a, b) => askedAt(a) - askedAt(b))
}

/** Every lane waits, or none is left. A run that is not done when the next is due ends, so that the others go on. */
function idle(steps: readonly SyncStep[], subjects: SubjectType[], due: Instant, now: Instant): SyncStep {
  if (steps.length === 0 || msOf(due) <= msOf(now)) return { do: 'finish-run', left: subjects }
  const ends = steps.flatMap((step) => (step.do === 'rest' && step.until !== null ? [msOf(step.until)] : []))
  return { do: 'rest', until: instantAt(Math.min(msOf(due), ...ends)) }
}

function laneStep(
  connection: Connection,
  progress: Progress,
  subject: SubjectType,
  reaches: ReadonlyMap<SubjectType, SubjectCoverage>,
  now: Instant,
): SyncStep {
  const lane = laneOf(progress, subject)
  if (lane.pause !== null && msOf(now) < msOf(lane.pause.until))
    return { do: 'rest', until: lane.pause.until }
  if (lane.export !== null) {
    const { askAt } = lane.export
    if (msOf(now) < msOf(askAt)) return { do: 'rest', until: askAt }
    return limited('export-status', progress, now) ?? { do: 'check-export', subject }
  }
  const task = present(progress.run?.tasks.find((t) => t.subject === subject))
  const { checkpoint, covered } = reaches.get(subject) ?? { checkpoint: connection.from, covered: [] }
  if (task.direction === 'look-back') {
    const look = lane.look ?? beginLook(lane, connection.from, checkpoint, now)
    return look === null
      ? { do: 'finish-task', task }
      : (limited('metadata', progress, now) ?? { do: 'look-back', task, look })
  }
  const reach = { start: connection.from, checkpoint, covered }
  const window = windowOf(task, task.direction, reach, checkpointOf(now), lane.narrowed)
  if (window === null) return { do: 'finish-task', task }
  return limited('exports', progress, now) ?? { do: 'request-export', task, window }
}

/** What a task asks for next; null: it is done. */
function windowOf(
  { from, to }: Task,
  direction: 'forward' | 'fill' | 'again',
  reach: Parameters<typeof nextWindow>[1],
  now: Checkpoint,
  narrowed: Checkpoint | null,
): Window | null {
  if (direction !== 'again') return nextWindow(direction, reach, now, narrowed, from)
  const start = from ?? reach.start
  return start >= (to === null ? now : earlier(to, now)) ? null : within({ from: start, to }, now, narrowed)
}

/** Rests where one call more would pass KSeF's limit. */
function limited(group: CallGroup, { calls }: Progress, now: Instant): SyncStep | null {
  const at = allowedAt(group, calls[group])
  return at > msOf(now) ? { do: 'rest', until: instantAt(at) } : null
}

/** What is missing before KSeF may be asked for something; null: nothing. */
function sessionStep({ session }: Progress, now: Instant): SyncStep | null {
  if (session === null) return { do: 'sign-in' }
  if (session.state === 'signing-in') {
    return msOf(now) < msOf(session.askAt) ? { do: 'rest', until: session.askAt } : { do: 'check-sign-in' }
  }
  const soon = msOf(now) + renewalMs
  if (soon < msOf(session.accessUntil)) return null
  return { do: soon < msOf(session.refreshUntil) ? 'refresh' : 'sign-in' }
}
