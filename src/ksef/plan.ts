import type { Instant } from '../values/instant.ts'
import type { SubjectType } from './export.ts'
import { allowedAt, type CallGroup } from './limits.ts'
import type { Connection, Progress, Reach, Task } from './progress.ts'
import { dueAt } from './schedule.ts'
import { type Checkpoint, checkpointOf, instantAt, msOf } from './time.ts'
import { nextWindow, type Window } from './windows.ts'

/** What to do next; one call at most, so that what it brought is stored before the next one. */
export type Step =
  /** Nothing until then; null: nothing until somebody changes the connection. */
  | { do: 'rest'; until: Instant | null }
  | {
      do:
        | 'start-run'
        | 'sign-in'
        | 'check-sign-in'
        | 'refresh'
        | 'check-export'
        | 'finish-task'
        | 'finish-run'
    }
  | { do: 'request-export'; task: Task; window: Window }

/** Tokens are renewed so long before they end. */
const renewalMs = 90_000

/** Decides the next step from what is stored and the time alone. */
export function nextStep(
  nip: string,
  connection: Connection,
  progress: Progress,
  reaches: ReadonlyMap<SubjectType, Reach>,
  now: Instant,
): Step {
  if (connection.paused || progress.refusal !== null) return { do: 'rest', until: null }
  const { block, run } = progress
  if (block !== null && msOf(now) < msOf(block.until)) return { do: 'rest', until: block.until }
  if (run === null) {
    const due = dueAt(nip, connection, progress)
    return msOf(due) <= msOf(now) ? { do: 'start-run' } : { do: 'rest', until: due }
  }
  const step = businessStep(connection, progress, run.tasks[0], reaches, now)
  const calls = step.do === 'request-export' || step.do === 'check-export'
  return calls ? (sessionStep(progress, now) ?? step) : step
}

function businessStep(
  connection: Connection,
  progress: Progress,
  task: Task | undefined,
  reaches: ReadonlyMap<SubjectType, Reach>,
  now: Instant,
): Step {
  if (progress.export !== null) {
    const { askAt } = progress.export
    if (msOf(now) < msOf(askAt)) return { do: 'rest', until: askAt }
    return limited('export-status', progress, now) ?? { do: 'check-export' }
  }
  if (task === undefined) return { do: 'finish-run' }
  const { checkpoint, covered } = reaches.get(task.subject) ?? { checkpoint: connection.from, covered: [] }
  const reach = { start: connection.from, checkpoint, covered }
  const window = nextWindow(task.direction, reach, checkpointOf(now) as Checkpoint, task.narrowed)
  if (window === null) return { do: 'finish-task' }
  return limited('exports', progress, now) ?? { do: 'request-export', task, window }
}

/** Rests where one call more would pass KSeF's limit. */
function limited(group: CallGroup, { calls }: Progress, now: Instant): Step | null {
  const at = allowedAt(group, calls[group])
  return at > msOf(now) ? { do: 'rest', until: instantAt(at) } : null
}

/** What is missing before KSeF may be asked for something; null: nothing. */
function sessionStep({ session }: Progress, now: Instant): Step | null {
  if (session === null) return { do: 'sign-in' }
  if (session.state === 'signing-in') {
    return msOf(now) < msOf(session.askAt) ? { do: 'rest', until: session.askAt } : { do: 'check-sign-in' }
  }
  const soon = msOf(now) + renewalMs
  if (soon < msOf(session.accessUntil)) return null
  return { do: soon < msOf(session.refreshUntil) ? 'refresh' : 'sign-in' }
}
