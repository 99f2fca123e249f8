import type { Instant } from '../values/instant.ts'
import type { Failure } from './call.ts'
import type { Block, Progress, Run } from './progress.ts'
import { backOffMs } from './schedule.ts'
import { plus, share } from './time.ts'

/** What follows from a failure: pure, so that every case can be read and tested by itself. */

type Doing = 'sign-in' | 'check-sign-in' | 'refresh' | 'request-export' | 'check-export'

interface Scene {
  nip: string
  now: Instant
}

/** Codes of KSeF (API notes, sections 2 and 5.1). */
const subjectNotAllowed = 21181
const badChallenge = 21111
const unknownKey = 21470
const tooManyRunning = 21182
const runningPauseMs = 5 * 60_000
/** Packages of one export that may fail before another export is asked for. */
const mostFailedPackages = 3
/** At most so long after Retry-After, so that taxpayers do not come back together. */
const jitterMs = 2_000

/** Waits after a trouble, longer with each one in a row. */
export function troubled(
  progress: Progress,
  { nip, now }: Scene,
  why: Block['why'],
  detail: string,
): Progress {
  const failures = progress.failures + 1
  return { ...progress, failures, block: { until: plus(now, backOffMs(nip, failures)), why, detail } }
}

/** Stops until a person acts; the run ends with what it has. */
export function refused(progress: Progress, { now }: Scene, code: string, message: string): Progress {
  const refusal = { code, message, at: now }
  return { ...progress, refusal, session: null, export: null, block: null }
}

/** The failed one goes last: one subject type that fails never holds up the others. */
const rotated = (run: Run | null): Run | null => {
  const [first, ...others] = run?.tasks ?? []
  return run === null || first === undefined ? run : { ...run, tasks: [...others, first] }
}

/** Gives up an export; the same window is asked for again. */
export const abandoned = (progress: Progress, scene: Scene, why: string): Progress =>
  troubled({ ...progress, export: null, run: rotated(progress.run) }, scene, 'failure', why)

/** What follows when a call failed. */
export function afterFailure(progress: Progress, doing: Doing, failure: Failure, scene: Scene): Progress {
  switch (failure.kind) {
    case 'limited': {
      const jitter = Math.round(share(scene.nip, scene.now) * jitterMs)
      const until = plus(scene.now, failure.seconds * 1000 + jitter)
      return {
        ...progress,
        block: { until, why: 'limit', detail: `KSeF allows no call for ${failure.seconds} s` },
      }
    }
    case 'unavailable':
      return troubled(progress, scene, 'silence', failure.detail)
    case 'package':
      return afterPackage(progress, failure.detail, scene)
    case 'unauthorized':
      return afterUnauthorized(progress, doing, scene)
    case 'forbidden':
      return refused(progress, scene, ...forbidden(failure.reason, failure.detail))
    case 'refused':
      return afterRefused(progress, doing, failure, scene)
  }
}

function afterPackage(progress: Progress, detail: string, scene: Scene): Progress {
  if (progress.export === null) return troubled(progress, scene, 'failure', detail)
  const failed = progress.export.failed + 1
  if (failed >= mostFailedPackages) return abandoned(progress, scene, detail)
  return troubled({ ...progress, export: { ...progress.export, failed } }, scene, 'failure', detail)
}

/** The access token may have been ended early: renew it once, then sign in anew, then wait. */
function afterUnauthorized(progress: Progress, doing: Doing, scene: Scene): Progress {
  if (
    doing === 'sign-in' ||
    doing === 'check-sign-in' ||
    doing === 'refresh' ||
    progress.session?.state !== 'open'
  )
    return troubled({ ...progress, session: null }, scene, 'failure', 'KSeF does not accept the session')
  const rejected = progress.rejected + 1
  if (rejected === 1)
    return { ...progress, rejected, session: { ...progress.session, accessUntil: scene.now } }
  return troubled(
    { ...progress, rejected, session: null },
    scene,
    'failure',
    'KSeF does not accept the access token',
  )
}

/** TABLE: `reasonCode` of 403 (API notes, section 6): a code of ours, and what a person must hear. */
const reasons: Record<string, readonly [code: string, message: string]> = {
  'missing-permissions': [
    'no-permission',
    'The credential may not read invoices of this taxpayer. Grant it InvoiceRead (przeglądanie faktur) in KSeF and ask for a sync.',
  ],
  'ip-not-allowed': [
    'address-not-allowed',
    'KSeF does not accept this credential from the address of this server. Allow it in KSeF and ask for a sync.',
  ],
  'security-service-blocked': [
    'blocked-by-ksef',
    'KSeF blocked the credential. Contact the Ministry of Finance, then ask for a sync.',
  ],
}

const forbidden = (reason: string, detail: string): readonly [code: string, message: string] =>
  reasons[reason] ?? [
    'forbidden-by-ksef',
    `KSeF does not allow this (${reason}; ${detail}). Check the permissions in KSeF and ask for a sync.`,
  ]

function afterRefused(
  progress: Progress,
  doing: Doing,
  { codes, detail, status }: Extract<Failure, { kind: 'refused' }>,
  scene: Scene,
): Progress {
  if (doing === 'request-export') return afterRefusedExport(progress, codes, detail, scene)
  // The export is unknown or its time is over: its window is asked for again.
  if (doing === 'check-export') return abandoned(progress, scene, detail)
  const again = { ...progress, session: null, logins: progress.logins + 1 }
  // Another challenge, or another key, may do; whoever sent the credential cannot help there.
  const passing = codes.includes(badChallenge) || codes.includes(unknownKey) || status === 410
  if (doing !== 'sign-in' || passing) return troubled(again, scene, 'failure', detail)
  const message = `KSeF refused to sign in: ${detail}. Send the credential again.`
  return refused(progress, scene, 'sign-in-refused', message)
}

function afterRefusedExport(progress: Progress, codes: number[], detail: string, scene: Scene): Progress {
  const { run } = progress
  if (codes.includes(tooManyRunning)) {
    const until = plus(scene.now, runningPauseMs)
    return { ...progress, block: { until, why: 'limit', detail: 'ten exports are being made at KSeF' } }
  }
  const [task, ...others] = run?.tasks ?? []
  if (codes.includes(subjectNotAllowed) && run !== null && task !== undefined) {
    const problems = [...run.problems, `KSeF does not allow ${task.subject} for this taxpayer (21181).`]
    return { ...progress, run: { ...run, tasks: others, problems } }
  }
  return abandoned(progress, scene, detail)
}
