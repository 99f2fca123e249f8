import { KsefError } from '../ksef/call.ts'
import type { SubjectType } from '../ksef/export.ts'
import { isLookDue } from '../ksef/look-back.ts'
import { nextStep, type SyncStep, subjectOf } from '../ksef/plan.ts'
import {
  type Connection,
  laneOf,
  type Progress,
  type Run,
  type Task,
  taskFor,
  tasksOfSpans,
} from '../ksef/progress.ts'
import { afterFailure, afterFault, syncActivities } from '../ksef/reactions.ts'
import { msOf } from '../ksef/time.ts'
import { nothingToAsk } from '../ksef/transitions.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { keepNewestRuns, readConnection, readProgress, readReaches, writeRun } from '../store/ksef.ts'
import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import type { Instant } from '../values/instant.ts'
import { checkExport, requestExport } from './export.ts'
import { commit, type KsefContext, stored, withoutRun } from './gate.ts'
import { lookBack } from './look-back.ts'
import { checkSignIn, renew, signIn } from './session.ts'

/** Runs that are kept to be looked at. */
const keptRuns = 500
/** Steps before others have their turn. */
const maxSteps = 40

/**
 * Brings a taxpayer's synchronisation on as far as it goes now: step by step, each stored before the next, until there
 * is something to wait for. `rest` hears when to go on (null: not before the connection changes), at the moment at
 * which that was decided. Never called twice at once for one ledger. After a crash the next call resumes where the
 * last transaction left it.
 */
export async function advanceSync(
  ledger: Ledger,
  gate: KsefContext,
  rest: (until: Instant | null) => void,
): Promise<void> {
  for (let steps = 0; steps < maxSteps; steps++) {
    const now = ledger.host.now()
    const connection = readConnection(ledger.db)?.connection ?? null
    if (connection === null) return rest(null)
    const { revision, progress } = readProgress(ledger.db)
    const step = nextStep(ledger.nip, connection, progress, readReaches(ledger.db), now)
    if (step.do === 'rest') return rest(step.until)
    const free = gate.pace.take(ledger.nip, step.do, now)
    if (msOf(free) > msOf(now)) return rest(free)
    await carefully(ledger, gate, revision, step, () =>
      perform(ledger, gate, revision, connection, progress, step),
    )
    if (gate.host.signal.aborted) return
    await ledger.host.yieldToEventLoop()
  }
  rest(ledger.host.now())
}

/** Does a step; whatever goes wrong is stored as what to do next. */
async function carefully(
  ledger: Ledger,
  gate: KsefContext,
  revision: number,
  step: SyncStep,
  work: () => Promise<void> | void,
): Promise<void> {
  try {
    await work()
  } catch (error) {
    // What the end of the process cut off is no failure: it is done again.
    if (gate.host.signal.aborted) return
    const scene = { nip: ledger.nip, now: ledger.host.now() }
    const subject = subjectOf(step)
    const doing = syncActivities.find((activity) => activity === step.do)
    if (error instanceof KsefError && doing !== undefined) {
      const { failure } = error
      if (failure.kind === 'limited' && failure.shared) gate.pace.block(scene.now, failure.seconds)
      gate.log({
        level: 'warn',
        message: 'KSeF did not answer as hoped',
        taxpayer: ledger.nip,
        step: step.do,
        failure,
      })
      commit(ledger, revision, (progress) => afterFailure(progress, doing, failure, scene, subject))
      return
    }
    const stack = error instanceof Error ? error.stack : String(error)
    gate.log({
      level: 'error',
      message: 'a synchronisation failed',
      taxpayer: ledger.nip,
      step: step.do,
      error: stack,
    })
    const why = say('ksef.fault')
    commit(ledger, revision, (progress) => afterFault(progress, step.do, why, scene, subject))
  }
}

function perform(
  ledger: Ledger,
  gate: KsefContext,
  revision: number,
  connection: Connection,
  progress: Progress,
  step: Exclude<SyncStep, { do: 'rest' }>,
): Promise<void> | void {
  switch (step.do) {
    case 'start-run':
      return startRun(ledger, revision, connection)
    case 'sign-in':
      return signIn(ledger, gate, revision)
    case 'check-sign-in':
      return checkSignIn(ledger, gate, revision, progress)
    case 'refresh':
      return renew(ledger, gate, revision, progress)
    case 'request-export':
      return requestExport(ledger, gate, revision, progress, step)
    case 'check-export':
      return checkExport(ledger, gate, revision, progress, connection, step.subject)
    case 'look-back':
      return lookBack(ledger, gate, revision, progress, step)
    case 'finish-task': {
      const { task } = step
      commit(ledger, revision, (before) => nothingToAsk(before, task))
      return
    }
    case 'finish-run':
      commit(ledger, revision, (before) => withoutRun(ledger, before, unfinished(before, step.left)))
      return
  }
}

/** Why a run ends that is not done; null: it is. */
function unfinished(progress: Progress, left: readonly SubjectType[]): Said | null {
  if (left.length === 0) return null
  const each = left.map((subject) => {
    const { pause, export: asked } = laneOf(progress, subject)
    const otherwise = asked === null ? say('ksef.limit-of-calls') : say('export.not-ended')
    return { subject, why: pause?.detail ?? otherwise }
  })
  return say('run.not-in-time', { left: each })
}

/** First what is new, then what came late, then gaps, then what somebody named. */
function tasksOf({ subjects }: Connection, progress: Progress, now: Instant): Task[] {
  const { wanted } = progress
  const task = (direction: Task['direction']) => (subject: SubjectType) => taskFor(subject, direction)
  const looked = subjects.filter((s) => wanted?.cause === 'manual' || isLookDue(laneOf(progress, s), now))
  return [
    ...subjects.map(task('forward')),
    ...looked.map(task('look-back')),
    ...subjects.map(task('fill')),
    ...progress.carried,
    ...tasksOfSpans(wanted?.spans ?? []),
  ]
}

function startRun(ledger: Ledger, revision: number, connection: Connection): void {
  commit(ledger, revision, (progress) => {
    const startedAt = ledger.host.now()
    const wanted = progress.wanted ?? { id: ledger.host.newId(), cause: 'schedule', requestedAt: startedAt }
    const tasks = tasksOf(connection, progress, startedAt)
    const run: Run = { ...wanted, startedAt, tasks, yields: [], problems: [] }
    writeRun(ledger.db, stored(run))
    keepNewestRuns(ledger.db, keptRuns)
    return { ...progress, run, wanted: null, carried: [], lastRunAt: startedAt }
  })
}
