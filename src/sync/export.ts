import { KsefError, unavailable } from '../ksef/call.ts'
import {
  type ExportPackage,
  exportState,
  newExportSecret,
  type SubjectType,
  startExport,
} from '../ksef/export.ts'
import { type CallGroup, withCall } from '../ksef/limits.ts'
import {
  type Connection,
  type ExportUnderWay,
  laneOf,
  type Progress,
  type Task,
  withLane,
} from '../ksef/progress.ts'
import { exportEndsMs, patienceMs } from '../ksef/schedule.ts'
import { msOf, plus } from '../ksef/time.ts'
import { abandoned, finished, heard, isUnderWay } from '../ksef/transitions.ts'
import type { Window } from '../ksef/windows.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { say } from '../texts/say.ts'
import type { Instant } from '../values/instant.ts'
import { present } from '../values/present.ts'
import { commit, type KsefContext, sealedAs } from './gate.ts'
import { takeIn } from './package.ts'
import { accessToken, forgetSession } from './session.ts'

/** Asking for an export, and what has become of it. Every step throws KsefError. */

const firstAskMs = 5_000
const lastAskMs = 5 * 60_000

/** Calls are noted before they are made: one that a crash cuts off counts as well. */
export function note(ledger: Ledger, revision: number, group: CallGroup): void {
  commit(ledger, revision, (progress) => noted(progress, group, ledger.host.now()))
}

const noted = (progress: Progress, group: CallGroup, now: Instant): Progress => ({
  ...progress,
  calls: { ...progress.calls, [group]: withCall(group, progress.calls[group], msOf(now)) },
})

export async function requestExport(
  ledger: Ledger,
  gate: KsefContext,
  revision: number,
  progress: Progress,
  { task, window }: { task: Task; window: Window },
): Promise<void> {
  const access = await accessToken(ledger, gate, progress)
  if (access === null) return forgetSession(ledger, revision)
  const secret = newExportSecret()
  const sealed = await gate.vault.seal(JSON.stringify(secret), sealedAs(ledger, 'export'))
  const { subject } = task
  const askedAt = ledger.host.now()
  commit(ledger, revision, (before) => withLane(noted(before, 'exports', askedAt), subject, { askedAt }))
  const reference = await startExport(gate.host, gate.keys, access, { subject, window, secret })
  const requestedAt = ledger.host.now()
  const askAt = plus(requestedAt, firstAskMs)
  const made: ExportUnderWay = { ...task, window, reference, requestedAt, askAt, asked: 0, failed: 0, sealed }
  const begun = { export: made, notAllowed: null }
  commit(ledger, revision, (before) => withLane(heard(before), subject, begun))
}

export async function checkExport(
  ledger: Ledger,
  gate: KsefContext,
  revision: number,
  progress: Progress,
  connection: Connection,
  subject: SubjectType,
): Promise<void> {
  const asked = present(laneOf(progress, subject).export)
  const access = await accessToken(ledger, gate, progress)
  if (access === null) return forgetSession(ledger, revision)
  const ask = () => {
    note(ledger, revision, 'export-status')
    return exportState(gate.host, access, asked.reference)
  }
  const state = await ask()
  const scene = { nip: ledger.nip, now: ledger.host.now() }
  switch (state.state) {
    case 'running':
      commit(ledger, revision, (before) => waited(before, asked, scene))
      return
    case 'nothing-new':
      commit(ledger, revision, (before) => finished(before, asked, scene.now))
      return
    case 'lost':
      if (state.wrongKey) gate.keys.forget()
      commit(ledger, revision, (before) => abandoned(heard(before), scene, asked, state.why))
      return
    case 'ready': {
      const renewed = async (): Promise<ExportPackage> => {
        const again = await ask()
        if (again.state === 'ready') return again.package
        throw unavailable(say('export.not-ready-again'))
      }
      await takeIn(ledger, gate, revision, connection, asked, state.package, renewed).catch(packageFailure)
    }
  }
}

/** What breaks on the way of a package is no silence of KSeF. */
function packageFailure(error: unknown): never {
  const failure = error instanceof KsefError ? error.failure : null
  if (failure?.kind !== 'unavailable') throw error
  throw new KsefError({ kind: 'package', detail: failure.detail })
}

/** Asks again later, or gives up an export that does not end: the same window asked for anew does (KSeF 307). */
function waited(progress: Progress, asked: ExportUnderWay, scene: { nip: string; now: Instant }): Progress {
  const calm = heard(progress)
  if (!isUnderWay(calm, asked)) return calm
  if (msOf(scene.now) - msOf(asked.requestedAt) >= exportEndsMs) {
    const why = say('export.endless', { hours: exportEndsMs / 3_600_000 })
    return abandoned(calm, scene, asked, why)
  }
  const times = asked.asked + 1
  const askAt = plus(scene.now, patienceMs(times, firstAskMs, lastAskMs))
  return withLane(calm, asked.subject, { export: { ...asked, asked: times, askAt } })
}
