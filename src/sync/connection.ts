import { type Credential, checkCredential } from '../ksef/credential.ts'
import type { SubjectType } from '../ksef/export.ts'
import {
  type Connection,
  noProgress,
  type Progress,
  type Run,
  type RunCause,
  type Span,
  type Task,
  taskFor,
  tasksOfSpans,
  type WantedRun,
} from '../ksef/progress.ts'
import { logOut } from '../ksef/session.ts'
import type { Checkpoint } from '../ksef/time.ts'
import { resumed, unpaused } from '../ksef/transitions.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Vault } from '../secrets/vault.ts'
import {
  deleteConnection,
  readConnection,
  readProgress,
  type StoredRun,
  writeConnection,
  writeProgress,
  writeRun,
} from '../store/ksef.ts'
import { say } from '../texts/say.ts'
import { type KsefContext, notBegun, sealedAs, stored, withoutRun } from './gate.ts'
import { endSync, wakeSync } from './job.ts'
import { accessToken } from './session.ts'

/** What a user states of a connection; without a credential the stored one stays. */
interface ConnectionStatement {
  credential: Credential | null
  subjects: SubjectType[]
  from: Checkpoint
  everyMinutes: number
  paused: boolean
  credentialValidUntil: string | null
}

/**
 * Creates or replaces the connection and looks at once what there is to do. Answers null when no credential was given
 * and none is stored. @throws CredentialProblem
 */
export async function putConnection(
  ledger: Ledger,
  vault: Vault,
  { credential, ...settings }: ConnectionStatement,
): Promise<'created' | 'replaced' | null> {
  const now = ledger.host.now()
  const certificate = credential === null ? null : await checkCredential(credential, now)
  const sealed =
    credential === null ? null : await vault.seal(JSON.stringify(credential), sealedAs(ledger, 'credential'))
  const shown: Connection['credential'] =
    certificate === null
      ? { type: 'token' }
      : { type: 'certificate', subject: certificate.subject, validTo: certificate.validTo }
  const outcome = ledger.db.transaction(() => {
    const before = readConnection(ledger.db)
    const secret = sealed ?? before?.credential
    if (secret === undefined) return null
    const kept = credential === null ? before?.connection.credential : undefined
    writeConnection(ledger.db, { ...settings, credential: kept ?? shown }, secret)
    const { revision, progress } = readProgress(ledger.db)
    const fresh = before === null || credential !== null
    const isMore = before !== null && wantsMore(before.connection, settings)
    const after = fresh ? anew(ledger, progress) : isMore ? begun(ledger, progress) : progress
    writeProgress(ledger.db, revision + 1, withWanted(after, settings))
    wakeSync(ledger, now)
    return before === null ? 'created' : 'replaced'
  })
  ledger.host.due(ledger.nip, Date.parse(now))
  return outcome
}

/** With a new credential everything is tried again but what KSeF's limits forbid. */
function anew(ledger: Ledger, progress: Progress): Progress {
  const { wanted } = progress
  const now = ledger.host.now()
  const fresh = { session: null, refusal: null, failures: 0, since: null, logins: 0, rejected: 0 }
  return {
    ...unpaused(progress, now),
    ...fresh,
    connectedAt: now,
    wanted: progress.run === null ? (wanted ?? wantedRun(ledger, 'connected', [])) : null,
  }
}

/** Whether what is stated now is more than what was fetched before; the next sync may be a week away. */
const wantsMore = (before: Connection, { subjects, from }: Pick<Connection, 'subjects' | 'from'>): boolean =>
  from < before.from || subjects.some((subject) => !before.subjects.includes(subject))

/** With a run that begins now, unless one is under way or a person must act first. */
function begun(ledger: Ledger, progress: Progress): Progress {
  if (progress.run !== null || progress.wanted !== null || progress.refusal !== null) return progress
  return { ...progress, wanted: wantedRun(ledger, 'connected', []) }
}

/** A run under way brings what is wanted now: subject types may have come or gone, the start may have moved. */
function withWanted(progress: Progress, { subjects }: Pick<Connection, 'subjects'>): Progress {
  const { run } = progress
  if (run === null) return progress
  const kept = run.tasks.filter((task) => task.direction === 'again' || subjects.includes(task.subject))
  const tasks = [...kept, ...missingFrom(kept, subjects, 'forward'), ...missingFrom(kept, subjects, 'fill')]
  return { ...progress, run: { ...run, tasks } }
}

/** Tasks for the subject types that have none of this direction. */
const missingFrom = (
  tasks: readonly Task[],
  subjects: readonly SubjectType[],
  direction: Task['direction'],
): Task[] =>
  subjects
    .filter((subject) => !tasks.some((t) => t.subject === subject && t.direction === direction))
    .map((subject) => taskFor(subject, direction))

function wantedRun(ledger: Ledger, cause: RunCause, spans: Span[]): WantedRun {
  const made: WantedRun = { id: ledger.host.newId(), cause, requestedAt: ledger.host.now(), spans }
  writeRun(ledger.db, notBegun(made))
  return made
}

/**
 * Asks for a run now, and for what somebody names to be fetched again, whatever is known of it. A run that is under way
 * or waiting already is answered instead, with that added. What stopped trying after a refusal or pauses after a failure
 * tries once more: a person asked for it. Null when there is no connection.
 */
export function wantSync(ledger: Ledger, span: WantedSpan | null): StoredRun | null {
  const now = ledger.host.now()
  const run = ledger.db.transaction(() => {
    const connection = readConnection(ledger.db)?.connection
    if (connection === undefined) return null
    const { revision, progress } = readProgress(ledger.db)
    const spans = span === null ? [] : [{ ...span, subjects: span.subjects ?? connection.subjects }]
    const awake = resumed(progress, now)
    const { after, run: answered } =
      progress.run === null ? toBegin(ledger, awake, spans) : underWay(awake, progress.run, connection, spans)
    if (span !== null) writeRun(ledger.db, answered)
    writeProgress(ledger.db, revision, after)
    wakeSync(ledger, now)
    return answered
  })
  ledger.host.due(ledger.nip, Date.parse(now))
  return run
}

/** A span to be fetched again; without subjects those of the connection. */
export type WantedSpan = Omit<Span, 'subjects'> & { subjects: SubjectType[] | null }

interface Answered {
  after: Progress
  run: StoredRun
}

function toBegin(ledger: Ledger, progress: Progress, spans: Span[]): Answered {
  const before = progress.wanted
  const wanted =
    before === null
      ? wantedRun(ledger, 'manual', spans)
      : { ...before, spans: [...(before.spans ?? []), ...spans] }
  return { after: { ...progress, wanted }, run: notBegun(wanted) }
}

/** What a sync does that somebody asks for, in this order, before what he names. */
const ofEveryRun = ['forward', 'look-back', 'fill'] as const

/** What the run has done already is done once more; a look still comes before the gaps that it may leave. */
function underWay(progress: Progress, run: Run, { subjects }: Connection, spans: Span[]): Answered {
  const missing = ofEveryRun.flatMap((direction) => missingFrom(run.tasks, subjects, direction))
  const rank = ({ direction }: Task) => [...ofEveryRun, 'again'].indexOf(direction)
  const inOrder = [...run.tasks, ...missing].toSorted((a, b) => rank(a) - rank(b))
  const tasks = [...inOrder, ...tasksOfSpans(spans)]
  const longer = { ...run, tasks, spans: [...(run.spans ?? []), ...spans] }
  return { after: { ...progress, wanted: null, run: longer }, run: stored(longer) }
}

/**
 * Deletes the connection with its secrets. What is known complete stays known, and calls made still count for KSeF's
 * limits. The session at KSeF is ended where KSeF can be reached. Answers whether there was one.
 */
export async function removeConnection(ledger: Ledger, gate: KsefContext): Promise<boolean> {
  const { progress } = readProgress(ledger.db)
  const access = await accessToken(ledger, gate, progress)
  const existed = ledger.db.transaction(() => {
    if (readConnection(ledger.db) === null) return false
    const stopped = readProgress(ledger.db)
    withoutRun(ledger, stopped.progress, say('run.connection-deleted'))
    const { calls, lastRunAt } = stopped.progress
    deleteConnection(ledger.db)
    writeProgress(ledger.db, stopped.revision + 1, { ...noProgress, calls, lastRunAt })
    endSync(ledger)
    return true
  })
  if (existed && access !== null) await logOut(gate.host, access).catch(() => {})
  return existed
}
