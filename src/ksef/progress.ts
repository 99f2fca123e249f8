import type { Sentence } from '../texts/sentence.ts'
import type { Instant } from '../values/instant.ts'
import type { SubjectType } from './export.ts'
import type { CallGroup } from './limits.ts'
import type { Checkpoint } from './time.ts'
import type { Direction, Interval, Window } from './windows.ts'

/** What the user wants of a connection; nothing secret. */
export interface Connection {
  credential: { type: 'token' } | { type: 'certificate'; subject: string; validTo: Instant }
  subjects: SubjectType[]
  /** From which storage instant everything is wanted. */
  from: Checkpoint
  everyMinutes: number
  paused: boolean
  /** As stated by the user, a day or an instant; for a certificate also what it says itself. */
  credentialValidUntil: string | null
}

/** Where signing in stands. Tokens are sealed; what is beside them is no secret. */
export type Session =
  | { state: 'signing-in'; reference: string; askAt: Instant; asked: number; sealed: string }
  | { state: 'open'; accessUntil: Instant; refreshUntil: Instant; sealed: string }

/**
 * What is to be done for one subject type in a run: `forward` from its checkpoint, `look-back` over the last days, `fill`
 * what is not covered, `again` a span that somebody named.
 */
export interface Task {
  subject: SubjectType
  direction: Direction | 'look-back' | 'again'
  /** `again`: where it goes on; `fill`: gaps that begin before it are left alone in this run. */
  from: Checkpoint | null
  /** `again`: where it ends; null: at KSeF's high-water mark. */
  to: Checkpoint | null
}

/** A span that somebody wants fetched again, whatever is known of it. */
export interface Span {
  from: Checkpoint
  to: Checkpoint | null
  subjects: SubjectType[]
}

export const taskFor = (subject: SubjectType, direction: Task['direction']): Task => ({
  subject,
  direction,
  from: null,
  to: null,
})

export const tasksOfSpans = (spans: readonly Span[]): Task[] =>
  spans.flatMap(({ from, to, subjects }) =>
    subjects.map((subject) => ({ subject, direction: 'again', from, to })),
  )

/** What a run has brought for a subject type. */
export interface Yield {
  subject: SubjectType
  exports: number
  received: number
  new: number
  attached: number
  unchanged: number
  review: number
  quarantined: number
}

export type RunCause = 'schedule' | 'manual' | 'connected'

/** A run that is to begin, or has begun. */
export interface WantedRun {
  id: string
  cause: RunCause
  requestedAt: Instant
  /** What is fetched again in it; missing in runs from before spans could be named. */
  spans?: Span[]
}

/** A run under way. */
export interface Run extends WantedRun {
  startedAt: Instant
  /** Those of one subject type are worked on in this order. */
  tasks: Task[]
  yields: Yield[]
  problems: Sentence[]
}

/** An export that KSeF was asked for and whose package is not recorded yet. */
export interface ExportUnderWay extends Task {
  window: Window
  reference: string
  requestedAt: Instant
  askAt: Instant
  asked: number
  /** Packages of it that could not be had. */
  failed: number
  /** Key and IV, sealed. */
  sealed: string
}

/** Why nothing is asked for now. */
export interface Block {
  until: Instant
  /** KSeF's limit, its silence, a permission that it misses, or a failure on the way. */
  why: 'limit' | 'silence' | 'forbidden' | 'failure'
  detail: Sentence
}

/** A document that KSeF lists and nobody has here. */
export interface AwaitedDocument {
  ksefNumber: string
  storedAt: Checkpoint
}

/** Where the look back over the last days stands. */
export interface Look {
  from: Checkpoint
  to: Checkpoint
  /** The page that comes next. */
  page: number
  begunAt: Instant
}

/** One subject type by itself: what fails in one lane never holds up another. */
export interface Lane {
  export: ExportUnderWay | null
  /** When an export was asked for last: whoever waited longest is next. */
  askedAt: Instant | null
  /** Troubles in a row since the last success, since when, and the pause after the last one. */
  failures: number
  since: Instant | null
  pause: Block | null
  /** Refusals (403) in a row. */
  forbidden: number
  /** The window whose exports did not come whole: where it begins, and how often. */
  tried: { from: Checkpoint; times: number } | null
  /** End of a window that had to be made smaller. */
  narrowed: Checkpoint | null
  /** When it was last brought up to date. */
  doneAt: Instant | null
  /** Since when KSeF does not allow this subject type. */
  notAllowed: Instant | null
  look: Look | null
  /** When the last look back began that came to its end, and how far it looked. */
  lookedAt: Instant | null
  lookedTo: Checkpoint | null
  /** Why the last look back could not be ended. */
  lookFailure: Sentence | null
  awaited: AwaitedDocument[]
}

export const noLane: Lane = {
  export: null,
  askedAt: null,
  failures: 0,
  since: null,
  pause: null,
  forbidden: 0,
  tried: null,
  narrowed: null,
  doneAt: null,
  notAllowed: null,
  look: null,
  lookedAt: null,
  lookedTo: null,
  lookFailure: null,
  awaited: [],
}

/** Everything that a synchronisation must not forget: stored after every step, resumed from after a crash. */
export interface Progress {
  session: Session | null
  run: Run | null
  lanes: Partial<Record<SubjectType, Lane>>
  /** Holds up all lanes: signing in fails, or KSeF's limit is reached. */
  block: Block | null
  /** Why a person must act first; set, nothing is tried until he does. */
  refusal: { code: string; message: Sentence; at: Instant } | null
  /** Troubles that held up all lanes, such as of signing in: in a row since the last success, and since when. */
  failures: number
  since: Instant | null
  /** Logins in a row that ended badly. */
  logins: number
  /** The access token was refused although it should still be good. */
  rejected: number
  wanted: WantedRun | null
  /** What is left of spans that somebody named where a run ended before: the next one goes on with them. */
  carried: Task[]
  /** When the connection was made; null where nobody wrote it down. */
  connectedAt: Instant | null
  lastRunAt: Instant | null
  /** When the last run began that came to its end; null where nobody wrote it down. */
  endedRunAt: Instant | null
  calls: Record<CallGroup, number[]>
}

export const noProgress: Progress = {
  session: null,
  run: null,
  lanes: {},
  block: null,
  refusal: null,
  failures: 0,
  since: null,
  logins: 0,
  rejected: 0,
  wanted: null,
  carried: [],
  connectedAt: null,
  lastRunAt: null,
  endedRunAt: null,
  calls: { exports: [], 'export-status': [], metadata: [] },
}

export const laneOf = ({ lanes }: Pick<Progress, 'lanes'>, subject: SubjectType): Lane => ({
  ...noLane,
  ...lanes[subject],
})

export const withLane = (progress: Progress, subject: SubjectType, change: Partial<Lane>): Progress => ({
  ...progress,
  lanes: { ...progress.lanes, [subject]: { ...laneOf(progress, subject), ...change } },
})

/** The run without the task that is done: the first of its subject type and direction. */
export function withoutTask(progress: Progress, { subject, direction }: Task): Progress {
  const { run } = progress
  const index = run?.tasks.findIndex((t) => t.subject === subject && t.direction === direction) ?? -1
  return run === null || index < 0
    ? progress
    : { ...progress, run: { ...run, tasks: run.tasks.toSpliced(index, 1) } }
}

/** The run with a task that goes on elsewhere. */
export function movedTask(progress: Progress, { subject, direction }: Task, from: Checkpoint): Progress {
  const { run } = progress
  const index = run?.tasks.findIndex((t) => t.subject === subject && t.direction === direction) ?? -1
  const task = run?.tasks[index]
  return run === null || task === undefined
    ? progress
    : { ...progress, run: { ...run, tasks: run.tasks.with(index, { ...task, from }) } }
}

const eachOnce = (sentences: readonly Sentence[]): Sentence[] => [
  ...new Map(sentences.map((sentence) => [JSON.stringify(sentence), sentence])).values(),
]

/** Lists a problem in the run, once, and at most a hundred. */
export const withProblems = (progress: Progress, problems: readonly Sentence[]): Progress =>
  progress.run === null
    ? progress
    : {
        ...progress,
        run: {
          ...progress.run,
          problems: eachOnce([...progress.run.problems, ...problems]).slice(0, 100),
        },
      }

/** How far a subject type is known: its checkpoint, and the spans known complete. */
export interface SubjectCoverage {
  checkpoint: Checkpoint
  covered: Interval[]
}
