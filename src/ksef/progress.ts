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

/** One subject type to bring up to date in a run. */
export interface Task {
  subject: SubjectType
  direction: Direction
  /** End of a window that had to be made smaller. */
  narrowed: Checkpoint | null
}

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
}

/** A run under way. */
export interface Run extends WantedRun {
  startedAt: Instant
  /** The first one is being worked on. */
  tasks: Task[]
  yields: Yield[]
  problems: string[]
}

/** An export that KSeF was asked for and whose package is not recorded yet. */
export interface ExportUnderWay extends Task {
  window: Window
  reference: string
  requestedAt: Instant
  askAt: Instant
  asked: number
  /** Packages of it that could not be taken in. */
  failed: number
  /** Key and IV, sealed. */
  sealed: string
}

/** Why nothing is asked for now. */
export interface Block {
  until: Instant
  /** KSeF's limit, its silence, or a failure on the way. */
  why: 'limit' | 'silence' | 'failure'
  detail: string
}

/** Everything that a synchronisation must not forget: stored after every step, resumed from after a crash. */
export interface Progress {
  session: Session | null
  run: Run | null
  export: ExportUnderWay | null
  block: Block | null
  /** Why a person must act first; set, nothing is tried until he does. */
  refusal: { code: string; message: string; at: Instant } | null
  /** Troubles in a row since the last success. */
  failures: number
  /** Logins in a row that ended badly. */
  logins: number
  /** The access token was refused although it should still be good. */
  rejected: number
  wanted: WantedRun | null
  lastRunAt: Instant | null
  lastSuccessAt: Instant | null
  calls: Record<CallGroup, number[]>
}

export const noProgress: Progress = {
  session: null,
  run: null,
  export: null,
  block: null,
  refusal: null,
  failures: 0,
  logins: 0,
  rejected: 0,
  wanted: null,
  lastRunAt: null,
  lastSuccessAt: null,
  calls: { exports: [], 'export-status': [] },
}

/** How far a subject type is known: its checkpoint, and the spans known complete. */
export interface Reach {
  checkpoint: Checkpoint
  covered: Interval[]
}
