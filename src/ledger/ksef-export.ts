import { RunningSha256 } from '../ingest/hash.ts'
import { type Batch, type ReadingDesk, readPackage } from '../ingest/source.ts'
import { KsefError, unavailable } from '../ksef/call.ts'
import { type ExportPackage, type ExportSecret, exportState, newSecret, startExport } from '../ksef/export.ts'
import { type CallGroup, withCall } from '../ksef/limits.ts'
import { downloadPackage, PackageInMemory } from '../ksef/package-parts.ts'
import type { Connection, ExportUnderWay, Progress, Reach, Run, Task, Yield } from '../ksef/progress.ts'
import { abandoned } from '../ksef/reactions.ts'
import { patienceMs } from '../ksef/schedule.ts'
import { msOf, plus } from '../ksef/time.ts'
import { cover, narrower, reachedBy, type Window } from '../ksef/windows.ts'
import { readReaches, writeReach } from '../store/ksef.ts'
import { type ImportResult, importDocuments } from './imports.ts'
import { commit, type Gate, sealedAs, syncActor } from './ksef-gate.ts'
import { accessToken, forgetSession, opened } from './ksef-session.ts'
import type { Ledger } from './ledger.ts'
import { dropIdle, PackageWriter, storedArchive } from './packages.ts'

/** Asking for an export, and taking in its package. Every step throws KsefError. */

const firstAskMs = 5_000
const lastAskMs = 60_000
/** What is taken in at once; a larger package is asked for again in halves of its window. */
const mostBytes = 100 * 1024 * 1024

/** Calls are noted before they are made: one that a crash cuts off counts as well. */
function note(ledger: Ledger, revision: number, group: CallGroup): void {
  const now = msOf(ledger.host.now())
  commit(ledger, revision, (progress) => ({
    ...progress,
    calls: { ...progress.calls, [group]: withCall(group, progress.calls[group], now) },
  }))
}

export async function requestExport(
  ledger: Ledger,
  gate: Gate,
  revision: number,
  progress: Progress,
  { task, window }: { task: Task; window: Window },
): Promise<void> {
  const access = await accessToken(ledger, gate, progress)
  if (access === null) return forgetSession(ledger, revision)
  const secret = newSecret()
  const sealed = await gate.vault.seal(JSON.stringify(secret), sealedAs(ledger, 'export'))
  note(ledger, revision, 'exports')
  const { subject } = task
  const reference = await startExport(gate.host, gate.keys, access, { subject, window, secret })
  const requestedAt = ledger.host.now()
  const askAt = plus(requestedAt, firstAskMs)
  const made: ExportUnderWay = { ...task, window, reference, requestedAt, askAt, asked: 0, failed: 0, sealed }
  commit(ledger, revision, (before) => ({ ...before, export: made, rejected: 0 }))
}

export async function checkExport(
  ledger: Ledger,
  gate: Gate,
  revision: number,
  progress: Progress,
  connection: Connection,
): Promise<void> {
  const asked = progress.export as ExportUnderWay
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
      commit(ledger, revision, (before) => ({
        ...before,
        rejected: 0,
        export: later(before.export, scene.now),
      }))
      return
    case 'nothing-new':
      commit(ledger, revision, (before) => succeeded(without(before), scene.now))
      return
    case 'lost':
      if (state.wrongKey) gate.keys.forget()
      commit(ledger, revision, (before) => abandoned(before, scene, state.why))
      return
    case 'ready': {
      const renewed = async (): Promise<ExportPackage> => {
        const again = await ask()
        if (again.state === 'ready') return again.package
        throw unavailable(`the export is ${again.state} again`)
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

function later(asked: ExportUnderWay | null, now: Parameters<typeof plus>[0]): ExportUnderWay | null {
  if (asked === null) return null
  const times = asked.asked + 1
  return { ...asked, asked: times, askAt: plus(now, patienceMs(times, firstAskMs, lastAskMs)) }
}

/** The package first, then the checkpoint: a crash between them brings the same package again, and changes nothing. */
async function takeIn(
  ledger: Ledger,
  gate: Gate,
  revision: number,
  connection: Connection,
  asked: ExportUnderWay,
  found: ExportPackage,
  renewed: () => Promise<ExportPackage>,
): Promise<void> {
  if (found.size > mostBytes) return halve(ledger, revision, asked, found)
  const secret = await opened<ExportSecret>(ledger, gate, 'export', asked.sealed)
  const scene = { nip: ledger.nip, now: ledger.host.now() }
  if (secret === null) {
    commit(ledger, revision, (before) => abandoned(before, scene, 'the key of the package cannot be read'))
    return
  }
  const empty = found.invoiceCount === 0 && found.parts.length === 0
  const result = empty
    ? null
    : await gate.packing.pass(() => imported(ledger, gate, asked, found, secret, renewed))
  const { reached, more, stuck } = reachedBy(asked.window, found)
  commit(
    ledger,
    revision,
    (before) => {
      const run = before.run === null ? null : withYield(before.run, asked, result, stuck)
      const done = { ...before, run, rejected: 0 }
      return succeeded(more ? { ...done, export: null, run: widened(run) } : without(done), ledger.host.now())
    },
    () => {
      if (reached === null) return
      const reach: Reach = readReaches(ledger.db).get(asked.subject) ?? {
        checkpoint: connection.from,
        covered: [],
      }
      writeReach(ledger.db, asked.subject, {
        checkpoint: asked.direction === 'forward' ? reached : reach.checkpoint,
        covered: cover(reach.covered, { from: asked.window.from, to: reached }),
      })
    },
  )
}

async function imported(
  ledger: Ledger,
  gate: Gate,
  asked: ExportUnderWay,
  found: ExportPackage,
  secret: ExportSecret,
  renewed: () => Promise<ExportPackage>,
): Promise<ImportResult> {
  const into = gate.putsAway ? new PackageWriter(ledger) : new PackageInMemory(found.size)
  try {
    await downloadPackage(gate.host, found, secret, renewed, {
      sink: into,
      newHash: () => new RunningSha256(),
    })
    const result = await importDocuments(
      ledger,
      syncActor,
      batchesOf(ledger, gate, into),
      ledger.host.newId(),
    )
    if (result.received >= found.invoiceCount) return result
    const brought = `brought ${result.received} of ${found.invoiceCount} invoices`
    throw unavailable(`the package ${asked.reference} ${brought}`)
  } catch (error) {
    const { name, message } = error as Error
    if (name !== 'PackageProblem' && name !== 'DocumentProblem') throw error
    throw unavailable(`the package ${asked.reference} cannot be read (${message})`)
  } finally {
    if (into instanceof PackageWriter) dropIdle(ledger.db, into.id)
  }
}

function batchesOf(
  ledger: Ledger,
  gate: Gate,
  from: PackageInMemory | PackageWriter,
): (desk: ReadingDesk) => AsyncGenerator<Batch> {
  if (from instanceof PackageInMemory) return (desk) => gate.packages(from.bytes, desk)
  const archive = storedArchive(ledger.db, from.finish().id)
  return (desk) => readPackage(archive, desk)
}

/** The next export of this task asks for half of the window. */
function halve(ledger: Ledger, revision: number, asked: ExportUnderWay, found: ExportPackage): void {
  const narrowed = narrower(asked.window, found)
  commit(ledger, revision, (before) => {
    const { run } = before
    if (run === null) return { ...before, export: null }
    if (narrowed !== null) {
      const tasks = run.tasks.map((task, i) => (i === 0 ? { ...task, narrowed } : task))
      return { ...before, export: null, run: { ...run, tasks } }
    }
    const megabytes = Math.round(found.size / 1024 / 1024)
    const problem = `A package of ${asked.subject} at ${asked.window.from} has ${megabytes} MB, too many to take in.`
    return without({ ...before, run: { ...run, problems: [...run.problems, problem] } })
  })
}

/** The export is over and so is the task that it was for. */
const without = (progress: Progress): Progress => ({
  ...progress,
  export: null,
  run: progress.run === null ? null : { ...progress.run, tasks: progress.run.tasks.slice(1) },
})

const widened = (run: Run | null): Run | null =>
  run === null
    ? null
    : { ...run, tasks: run.tasks.map((task, i) => (i === 0 ? { ...task, narrowed: null } : task)) }

const succeeded = (progress: Progress, now: Parameters<typeof plus>[0]): Progress => ({
  ...progress,
  failures: 0,
  block: null,
  lastSuccessAt: now,
})

const counts = ['received', 'new', 'attached', 'unchanged', 'review', 'quarantined'] as const

function withYield(
  run: Run,
  { subject, window }: ExportUnderWay,
  result: ImportResult | null,
  stuck: boolean,
): Run {
  const before: Yield = run.yields.find((y) => y.subject === subject) ?? {
    subject,
    exports: 0,
    received: 0,
    new: 0,
    attached: 0,
    unchanged: 0,
    review: 0,
    quarantined: 0,
  }
  const sum = { ...before, exports: before.exports + 1 }
  for (const name of counts) sum[name] += result?.[name] ?? 0
  const broken = (result?.problems ?? [])
    .map((p) => `${p.ksefNumber ?? 'a document'}: ${p.message}`)
    .slice(0, 20)
  const full = `More invoices of ${subject} lie at ${window.from} than one package holds; they cannot be told apart by time.`
  return {
    ...run,
    yields: [...run.yields.filter((y) => y.subject !== subject), sum],
    problems: [...run.problems, ...broken, ...(stuck ? [full] : [])].slice(0, 100),
  }
}
