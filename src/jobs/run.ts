import { draftTurn } from '../intake/accept-draft.ts'
import { importTurn } from '../intake/import-job.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { mailboxTurn } from '../mailbox/job.ts'
import { foldingJob } from '../store/fold-rows.ts'
import { dueJobs, type Job, jobTimes, moveJob } from '../store/jobs.ts'
import { jpkClearing } from '../store/jpk-clearing.ts'
import { markingJob } from '../store/mark-rows.ts'
import { syncTurn } from '../sync/job.ts'
import { deliverWebhook } from '../webhooks/deliver.ts'
import { foldingTurn } from './folding.ts'
import type { JobHost } from './host.ts'
import { jpkClearingTurn } from './jpk-clearing.ts'
import { markingTurn } from './marking.ts'

/**
 * One turn of a job. It ends its job, or moves it to the time of the next turn, in the transaction that stores what it
 * did. It keeps its turns short, for others wait: what remains is another turn, due at once.
 */
type Turn = (ledger: Ledger, job: Job, host: JobHost) => Promise<void>

/** The kinds of jobs. */
const turns: Record<string, Turn> = {
  webhook: deliverWebhook,
  'ksef-sync': syncTurn,
  import: importTurn,
  draft: draftTurn,
  [jpkClearing]: jpkClearingTurn,
  mailbox: mailboxTurn,
  [foldingJob]: foldingTurn,
  [markingJob]: markingTurn,
}

/** After a failure that the turn itself does not know, in milliseconds. */
const troubleMs = 5 * 60_000

/** Jobs whose turn has not ended; no host keeps two objects of one ledger. */
const runningIn = new WeakMap<Ledger, Set<string>>()
const nameOf = ({ kind, subject }: Pick<Job, 'kind' | 'subject'>): string => `${kind} ${subject}`

/**
 * Gives every due job of a ledger its turn, all at once, and tells the ledger's host about the next after each. May be
 * called again while turns go on: a job has one turn at a time.
 * Answers when the next job is due, in milliseconds since 1970; null when none waits.
 */
export async function runDueJobs(ledger: Ledger, host: JobHost): Promise<number | null> {
  const running = runningIn.get(ledger) ?? new Set<string>()
  runningIn.set(ledger, running)
  const due = dueJobs(ledger.db, ledger.nowMs()).filter((job) => !running.has(nameOf(job)))
  for (const job of due) running.add(nameOf(job))
  await Promise.all(
    due.map(async (job) => {
      await turnOf(ledger, job, host)
      running.delete(nameOf(job))
      const next = nextDue(ledger)
      if (next !== null) ledger.host.due(ledger.nip, next)
    }),
  )
  return nextDue(ledger)
}

/** When the next job is due that has no turn now; null when there is none. */
export function nextDue(ledger: Ledger): number | null {
  const running = runningIn.get(ledger)
  return jobTimes(ledger.db).find((job) => !running?.has(nameOf(job)))?.dueMs ?? null
}

async function turnOf(ledger: Ledger, job: Job, host: JobHost): Promise<void> {
  try {
    const turn = turns[job.kind]
    if (turn === undefined) throw new Error(`There is no work of the kind ${job.kind}.`)
    await turn(ledger, job, host)
  } catch (error) {
    if (host.signal.aborted) return
    const { kind, subject } = job
    host.log({
      level: 'error',
      message: 'a job failed',
      taxpayer: ledger.nip,
      kind,
      subject,
      error: String(error),
    })
    moveJob(ledger.db, job, ledger.nowMs() + troubleMs, job.attempts + 1)
  }
}
