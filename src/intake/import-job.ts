import { type Batch, readPackage } from '../ingest/source.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { UnitOfWork } from '../purchase/unit-of-work.ts'
import {
  addProblems,
  type ImportCounts as Counts,
  findImport,
  nextImport,
  type StoredImport,
  saveImport,
} from '../store/imports.ts'
import { endJob, hastenJob, type Job, moveJob } from '../store/jobs.ts'
import { dropPackage, packageSize } from '../store/packages.ts'
import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import { Refusal } from '../values/refusal.ts'
import { type ImportStep, noneYet, readingContextOf, storeBatch, unreadableSource } from './imports.ts'
import { dropAbandoned, importJob, type StoredPackage, storedArchive } from './packages.ts'

/**
 * Imports of packages that were put away: a job takes them in, turn by turn. How many documents were dealt with is
 * stored with each batch, so a turn that was cut off is done again from there.
 */

/** What one turn takes in, in documents and in bytes of XML: a few seconds of processor time. */
const turnDocuments = 1000
const turnBytes = 64 * 1024 * 1024

/** After so many failures in a row, minutes apart, an import is given up: others wait behind it. */
const maxFailures = 5

/** Those who wait for the end of an import, by its id. */
const waiting = new WeakMap<Ledger, Map<string, Waiter[]>>()

interface Waiter {
  resolve(): void
  reject(why: Error): void
}

const failed = (why: Said): Refusal => new Refusal('import-failed', why)
const gone = () => failed(say('import.gone'))
const givenUp = () => failed(say('import.given-up', { failures: maxFailures }))

/** Begins an import; the job does it. @throws Refusal import-failed when the package is not there any more */
export function startImport(ledger: Ledger, actor: string, id: string, { id: from }: StoredPackage): void {
  const nowMs = ledger.nowMs()
  ledger.write(actor, 'import', ({ tx, cause }) => {
    if (packageSize(tx, from) === null) throw gone()
    const begun = { id, actor, state: 'running', result: noneYet, package: from, refusal: null } as const
    saveImport(tx, begun, cause.at)
    hastenJob(tx, importJob.kind, importJob.subject, nowMs)
  })
  ledger.host.due(ledger.nip, nowMs)
}

/** Ends when the import does, or when a turn failed and is done again later. */
export function importEnded(ledger: Ledger, id: string): Promise<void> {
  const all = waiting.get(ledger) ?? new Map<string, Waiter[]>()
  waiting.set(ledger, all)
  return new Promise((resolve, reject) => all.set(id, [...(all.get(id) ?? []), { resolve, reject }]))
}

function wake(ledger: Ledger, id: string): void {
  const all = waiting.get(ledger)
  for (const { resolve } of all?.get(id) ?? []) resolve()
  all?.delete(id)
}

/** Nobody waits any more for imports of a ledger that is erased. `why`: what they are told. */
export function abandonImports(ledger: Ledger, why: Refusal): void {
  for (const { reject } of [...(waiting.get(ledger)?.values() ?? [])].flat()) reject(why)
  waiting.delete(ledger)
}

/** One turn of the job: some documents of the import that has waited longest. */
export async function importTurn(ledger: Ledger, job: Job): Promise<void> {
  const open = nextImport(ledger.db)
  if (open === null) return clearUp(ledger, job)
  // Counted beforehand: a host that runs out of memory or time ends the turn without a word.
  moveJob(ledger.db, job, ledger.nowMs(), job.attempts + 1)
  await ledger.host.yieldToEventLoop()
  try {
    const isOver = await advance(ledger, job, open)
    // Due as before: this only forgets failures.
    moveJob(ledger.db, job, ledger.nowMs(), 0)
    if (isOver) wake(ledger, open.id)
  } catch (error) {
    // Those behind it wait as long.
    for (const id of [...(waiting.get(ledger)?.keys() ?? [])]) wake(ledger, id)
    throw error
  }
}

/** Answers whether the import is over. */
async function advance(ledger: Ledger, job: Job, open: StoredImport): Promise<boolean> {
  const isThere = packageSize(ledger.db, String(open.package)) !== null
  if (isThere && job.attempts < maxFailures) return step(ledger, open)
  refuse(ledger, open, isThere ? givenUp() : gone())
  return true
}

/** Where the turn before stopped: while the object lives, the package need not be opened anew. */
const stops = new WeakMap<Ledger, { id: string; received: number; batches: AsyncGenerator<Batch> }>()

/** The reading that stopped just there; null where none did. */
function stopped(ledger: Ledger, { id }: StoredImport, { received }: Counts): AsyncGenerator<Batch> | null {
  const stop = stops.get(ledger)
  stops.delete(ledger)
  return stop?.id === id && stop.received === received ? stop.batches : null
}

const opened = (ledger: Ledger, from: string, { received }: Counts): AsyncGenerator<Batch> =>
  readPackage(storedArchive(ledger.db, from), readingContextOf(ledger), received)

/** Answers whether the import is over. */
async function step(ledger: Ledger, open: StoredImport): Promise<boolean> {
  const { id, actor, package: from } = open
  let counts: Counts = open.result
  const until = counts.received + turnDocuments
  let xmlBytes = 0
  const keep = ({ tx, cause }: UnitOfWork, { counts, problems }: ImportStep) => {
    addProblems(tx, id, counts.received, problems)
    saveImport(tx, { ...open, result: counts }, cause.at)
  }
  const batches = stopped(ledger, open, counts) ?? opened(ledger, String(from), counts)
  try {
    for (let next = await batches.next(); !next.done; next = await batches.next()) {
      const batch = next.value
      counts = storeBatch(ledger, { actor, importId: id }, batch, counts, keep).counts
      xmlBytes += batch.xmlBytes
      if (counts.received >= until || xmlBytes >= turnBytes) {
        stops.set(ledger, { id, received: counts.received, batches })
        return false
      }
      await ledger.host.yieldToEventLoop()
    }
    end(ledger, { ...open, state: 'done', result: counts })
  } catch (error) {
    const refused = unreadableSource(error)
    if (refused === null) throw error
    refuse(ledger, open, refused)
  }
  return true
}

function refuse(ledger: Ledger, open: StoredImport, { code, detail }: Refusal): void {
  const { result } = findImport(ledger.db, open.id) ?? open
  const refusal = { code, message: detail }
  end(ledger, { ...open, state: 'refused', result, refusal })
}

/** What the import has become, without its package, in one transaction. */
function end(ledger: Ledger, ended: StoredImport): void {
  ledger.write(ended.actor, 'import', ({ tx, cause }) => {
    saveImport(tx, { ...ended, package: null }, cause.at)
    dropPackage(tx, String(ended.package))
  })
  const { problems: _, ...counts } = ended.result
  ledger.host.imported?.(ended.state === 'done' ? 'done' : 'refused', counts)
}

function clearUp(ledger: Ledger, job: Job): void {
  ledger.db.transaction(() => {
    const next = dropAbandoned(ledger.db, ledger.nowMs())
    if (next === null) endJob(ledger.db, job)
    else moveJob(ledger.db, job, next, 0)
  })
}
