import type { KsefHost } from '../ksef/call.ts'
import type { Progress } from '../ksef/progress.ts'
import type { PublicKeys } from '../ksef/public-keys.ts'
import { readProgress, type StoredRun, writeProgress, writeRun } from '../store/ksef.ts'
import type { Vault } from '../vault.ts'
import type { Source } from './imports.ts'
import type { Ledger } from './ledger.ts'

/** What a synchronisation needs beside the ledger; one for all taxpayers of a process. */
export interface Gate {
  host: KsefHost
  keys: PublicKeys
  vault: Vault
  /** How a decrypted package is read. */
  packages: Source
  log: (record: Record<string, unknown>) => void
}

/** How the history names what a synchronisation does. */
export const syncActor = 'ksef-sync'

/** What a sealed text belongs to. */
export const sealedAs = (ledger: Ledger, what: 'credential' | 'session' | 'export'): string =>
  `ksef ${ledger.nip} ${what}`

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
  })
}

/** A refusal ends the run that met it. */
export function closed(ledger: Ledger, progress: Progress): Progress {
  const { run, refusal } = progress
  if (run === null || refusal === null) return progress
  writeRun(ledger.db, endedRun(ledger, progress, refusal.message) as StoredRun)
  return { ...progress, run: null }
}

/** The run under way as it is kept once it has ended; null when there is none. */
export const endedRun = (ledger: Ledger, { run }: Progress, failure: string | null): StoredRun | null =>
  run === null ? null : { ...run, finishedAt: ledger.host.now(), failure }
