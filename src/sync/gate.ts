import type { Source } from '../intake/imports.ts'
import type { KsefHost } from '../ksef/call.ts'
import type { Pace } from '../ksef/pace.ts'
import { type Progress, type Run, type Task, tasksOfSpans, type WantedRun } from '../ksef/progress.ts'
import { PublicKeys } from '../ksef/public-keys.ts'
import { nothingHeldUp } from '../ksef/transitions.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { sealedFor } from '../secrets/contexts.ts'
import type { Vault } from '../secrets/vault.ts'
import { readProgress, type StoredRun, writeProgress, writeRun } from '../store/ksef.ts'
import type { Sentence } from '../texts/sentence.ts'
import { Semaphore } from './semaphore.ts'

/** What a synchronisation needs beside the ledger; one for all taxpayers of a process. */
export interface KsefContext {
  host: KsefHost
  keys: PublicKeys
  pace: Pace
  /** How many packages are taken in at once: each is held in memory as a whole. */
  packing: Semaphore
  vault: Vault
  /** How a decrypted package is read that is in memory. */
  packages: Source
  /** Packages are put away in the ledger, since the host has no memory for them. */
  putsAway: boolean
  log: (record: Record<string, unknown>) => void
}

/** A part may have 50 MB: how long one answer may take, in milliseconds. */
const patience = 120_000
const maxPackages = 3

/** A gate for all taxpayers of a process. */
export function createGate(
  host: Omit<KsefHost, 'patience'> & { patience?: number },
  {
    vault,
    packages,
    pace,
    putsAway = false,
  }: Pick<KsefContext, 'vault' | 'packages' | 'pace'> & { putsAway?: boolean },
): KsefContext {
  const complete = { patience, ...host }
  return {
    host: complete,
    keys: new PublicKeys(complete),
    pace,
    packing: new Semaphore(maxPackages),
    vault,
    packages,
    putsAway,
    log: host.log,
  }
}

/** How the history names what a synchronisation does. */
export const syncActor = 'ksef-sync'

export const sealedAs = (ledger: Ledger, what: 'credential' | 'session' | 'export'): string =>
  sealedFor(ledger.nip, what)

/**
 * Stores what a step brought, upon what is stored by now: a sync asked for meanwhile is not forgotten. Answers false,
 * storing nothing, when the connection was changed since the step began.
 */
export function commit(
  ledger: Ledger,
  revision: number,
  change: (progress: Progress) => Progress,
  also: () => void = () => {},
): boolean {
  return ledger.db.transaction(() => {
    const stored = readProgress(ledger.db)
    if (stored.revision !== revision) return false
    also()
    writeProgress(ledger.db, revision, closed(ledger, change(stored.progress)))
    return true
    // Without a sync of its own: should the power fail, the step is done again, and no later one was kept either.
  }, 'later')
}

/** A refusal ends the run that met it. */
function closed(ledger: Ledger, progress: Progress): Progress {
  return progress.refusal === null ? progress : withoutRun(ledger, progress, progress.refusal.message)
}

const isNamed = ({ direction }: Task): boolean => direction === 'again'

/** A run under way as it is kept: its tasks are nobody's business. */
export function stored({ tasks: _, ...run }: Run): StoredRun {
  return { ...run, finishedAt: null, failure: null }
}

/** A run that is to begin, as it is kept. */
export const notBegun = (run: WantedRun): StoredRun => ({
  ...run,
  startedAt: null,
  finishedAt: null,
  failure: null,
  yields: [],
  problems: [],
})

/**
 * Ends the run under way, and one that was to begin; `failure` null when it is done: nothing is held up then. Spans that somebody named and that
 * were not fetched again go into the next run.
 */
export function withoutRun(ledger: Ledger, progress: Progress, failure: Sentence | null): Progress {
  const { run, wanted } = progress
  const ended = { finishedAt: ledger.host.now(), failure }
  if (run !== null) writeRun(ledger.db, { ...stored(run), ...ended })
  if (run === null && wanted !== null && failure !== null)
    writeRun(ledger.db, { ...notBegun(wanted), ...ended })
  const endedRunAt = run?.startedAt ?? progress.endedRunAt
  if (failure === null) return { ...progress, ...nothingHeldUp, run: null, endedRunAt }
  const named = [...(run?.tasks ?? []).filter(isNamed), ...tasksOfSpans(wanted?.spans ?? [])]
  return { ...progress, run: null, endedRunAt, wanted: null, carried: [...progress.carried, ...named] }
}
