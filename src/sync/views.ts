import {
  type ConnectionFinding,
  conditionOf,
  connectionFindings,
  lastDoneAt,
  toldOfLane,
} from '../ksef/condition.ts'
import type { SubjectType } from '../ksef/export.ts'
import { beginsAt } from '../ksef/plan.ts'
import { type Connection, laneOf, type Span } from '../ksef/progress.ts'
import { gapsOf, shortcomings } from '../ksef/shortcomings.ts'
import type { Interval } from '../ksef/windows.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { quarantineOnConnection } from '../queries/quarantine.ts'
import {
  listRuns,
  readConnection,
  readProgress,
  readReaches,
  readRun,
  type StoredRun,
} from '../store/ksef.ts'
import { say } from '../texts/say.ts'
import type { Sentence } from '../texts/sentence.ts'
import type { Instant } from '../values/instant.ts'
import { present } from '../values/present.ts'
import { stored } from './gate.ts'

/** What a reader sees of a connection; no secret is ever read for it. */
interface ConnectionView extends Connection {
  environment: string
  state: string
  message: Sentence
  until: Instant | null
  lastSyncedAt: Instant | null
  nextRunAt: Instant | null
  findings: (ConnectionFinding | ReturnType<typeof quarantineOnConnection>[number])[]
}

export function connectionView(ledger: Ledger, environment: string): ConnectionView | null {
  const found = readConnection(ledger.db)
  if (found === null) return null
  const { connection } = found
  const { progress } = readProgress(ledger.db)
  const now = ledger.host.now()
  return {
    environment,
    ...conditionOf(ledger.nip, connection, progress, now),
    ...connection,
    lastSyncedAt: lastDoneAt(connection, progress),
    nextRunAt: beginsAt(ledger.nip, connection, progress, now),
    findings: [
      ...connectionFindings(connection, now),
      ...shortcomings(connection, progress, readReaches(ledger.db), now),
      ...quarantineOnConnection(ledger.db),
    ],
  }
}

type RunView = Omit<StoredRun, 'failure' | 'yields' | 'spans'> & {
  spans: Span[]
  state: 'waiting' | 'running' | 'done' | 'failed'
  message: Sentence
  subjects: StoredRun['yields']
}

export function runView(ledger: Ledger, { failure, yields, spans = [], ...run }: StoredRun): RunView {
  const state =
    run.finishedAt !== null
      ? failure === null
        ? 'done'
        : 'failed'
      : run.startedAt === null
        ? 'waiting'
        : 'running'
  return { ...run, spans, state, message: messageOf(ledger, state, failure, yields), subjects: yields }
}

function messageOf(
  ledger: Ledger,
  state: RunView['state'],
  failure: Sentence | null,
  yields: StoredRun['yields'],
): Sentence {
  if (state === 'failed') return present(failure)
  const sum = (name: 'received' | 'new') => yields.reduce((total, y) => total + y[name], 0)
  if (state === 'done') return say('run.done', { received: sum('received'), isNew: sum('new') })
  const { progress } = readProgress(ledger.db)
  const connection = readConnection(ledger.db)?.connection
  if (connection === undefined) return say('run.connection-deleted')
  const condition = conditionOf(ledger.nip, connection, progress, ledger.host.now())
  const held = condition.state === 'waiting' || condition.state === 'unavailable'
  if (held) return condition.message
  return state === 'waiting' ? say('run.waiting') : say('run.running')
}

/** Runs, newest first. */
export function runsView(
  ledger: Ledger,
  before: number | null,
  limit: number,
): { items: RunView[]; next: string | null } {
  const rows = listRuns(ledger.db, before, limit)
  const items = rows.map(({ run }) => runView(ledger, asOfNow(ledger, run)))
  return { items, next: rows.length === limit ? String(rows.at(-1)?.seq) : null }
}

export function oneRunView(ledger: Ledger, id: string): RunView | null {
  const run = readRun(ledger.db, id)
  return run === null ? null : runView(ledger, asOfNow(ledger, run))
}

/** What the run under way has brought so far stands in the progress. */
function asOfNow(ledger: Ledger, run: StoredRun): StoredRun {
  const { run: current } = readProgress(ledger.db).progress
  return run.id === current?.id ? stored(current) : run
}

interface CoverageView {
  subject: SubjectType
  intervals: Interval[]
  checkpoint: string | null
  /** What of the wanted span up to the checkpoint is not known complete. */
  gaps: Interval[]
  /** When it was last compared with what KSeF lists of the last days. */
  lookedBackAt: Instant | null
  /** Up to which instant of storage. */
  lookedBackTo: string | null
  /** Why nothing of it comes now; null: it does. */
  trouble: Sentence | null
  nextRunAt: Instant | null
}

/** Per subject type that is fetched, or was: what is known complete, never beyond KSeF's high-water mark. */
export function coverageView(ledger: Ledger): CoverageView[] {
  const connection = readConnection(ledger.db)?.connection
  const { progress } = readProgress(ledger.db)
  const now = ledger.host.now()
  const begins = connection === undefined ? null : beginsAt(ledger.nip, connection, progress, now)
  const reaches = readReaches(ledger.db)
  const subjects = new Set([...(connection?.subjects ?? []), ...reaches.keys()])
  return [...subjects].sort().map((subject) => {
    const lane = laneOf(progress, subject)
    const reach = reaches.get(subject)
    const isWanted = connection?.subjects.includes(subject) ?? false
    return {
      subject,
      intervals: reach?.covered ?? [],
      checkpoint: reach?.checkpoint ?? null,
      gaps: connection === undefined || !isWanted ? [] : gapsOf(connection.from, reach),
      lookedBackAt: lane.lookedAt,
      lookedBackTo: lane.lookedTo,
      trouble: lane.failures > 0 ? toldOfLane({ subject, lane }, now).text : null,
      nextRunAt: isWanted ? begins : null,
    }
  })
}
