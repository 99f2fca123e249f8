import { RunningSha256 } from '../ingest/hash.ts'
import { type Batch, type ReadingContext, readPackage } from '../ingest/source.ts'
import { type ImportResult, importDocuments, unreadableSource } from '../intake/imports.ts'
import { dropIdle, PackageWriter, storedArchive } from '../intake/packages.ts'
import type { ExportPackage, ExportSecret } from '../ksef/export.ts'
import { downloadPackage, PackageInMemory } from '../ksef/package-parts.ts'
import {
  type Connection,
  type ExportUnderWay,
  type Lane,
  laneOf,
  movedTask,
  type Progress,
  withLane,
  withProblems,
} from '../ksef/progress.ts'
import { type Checkpoint, checkpointAt, checkpointOf, msOf } from '../ksef/time.ts'
import { abandoned, finished, laneSucceeded, laneTroubled } from '../ksef/transitions.ts'
import { judged, kindOfRefusal, noTally, type Tally } from '../ksef/whole.ts'
import { cover, endOf, endsUnsaid, half, leftUpTo, reachedBy } from '../ksef/windows.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { readProgress, readReaches, unknownNumbers, writeReach } from '../store/ksef.ts'
import { say } from '../texts/say.ts'
import type { Sentence } from '../texts/sentence.ts'
import { commit, type KsefContext, syncActor } from './gate.ts'
import { openSealed } from './session.ts'
import { broughtBy } from './yield.ts'

/** Taking in the package of an export: the documents first, then how far it reaches. Throws KsefError. */

/** What is taken in at once; a larger package is asked for again in halves of its window. */
const maxBytes = 100 * 1024 * 1024
/** A window is not halved below this where its package is broken, however small. */
const leastHalvedMs = 60_000

/** What stays the same while a package is taken in. */
interface Intake {
  ledger: Ledger
  gate: KsefContext
  revision: number
  connection: Connection
  asked: ExportUnderWay
  found: ExportPackage
  /** Up to where the package may hold documents: now, where it does not tell. */
  end: Checkpoint
}

/** The package first, then the checkpoint: a crash between them brings the same package again, and changes nothing. */
export async function takeIn(
  ledger: Ledger,
  gate: KsefContext,
  revision: number,
  connection: Connection,
  asked: ExportUnderWay,
  found: ExportPackage,
  renewed: () => Promise<ExportPackage>,
): Promise<void> {
  const end = endOf(asked.window, found) ?? checkpointOf(ledger.host.now())
  const intake: Intake = { ledger, gate, revision, connection, asked, found, end }
  if (found.size > maxBytes) {
    split(intake, null)
    return
  }
  const secret = await openSealed<ExportSecret>(ledger, gate, 'export', asked.sealed)
  if (secret === null) {
    const scene = { nip: ledger.nip, now: ledger.host.now() }
    const why = say('package.key-lost')
    commit(ledger, revision, (before) => abandoned(before, scene, asked, why))
    return
  }
  if (found.invoiceCount === 0 && found.parts.length === 0) {
    await judge(intake, noTally, null, noRefusals)
    return
  }
  await gate.packing.pass(() => readAndJudge(intake, secret, renewed))
}

const noRefusals = async (): Promise<ImportResult | null> => null

async function readAndJudge(
  intake: Intake,
  secret: ExportSecret,
  renewed: () => Promise<ExportPackage>,
): Promise<void> {
  const { ledger, gate, found } = intake
  const into = gate.putsAway ? new PackageWriter(ledger) : new PackageInMemory(found.size)
  try {
    const receiving = { sink: into, newHash: () => new RunningSha256() }
    await downloadPackage(gate.host, found, secret, renewed, receiving)
    const batches = batchesOf(ledger, gate, into)
    const importId = ledger.host.newId()
    const counting = new Counting()
    let result: ImportResult | null = null
    let unreadable: Sentence | null = null
    try {
      const readable = (desk: ReadingContext) => counting.withoutRefusals(batches(desk))
      result = await importDocuments(ledger, syncActor, readable, importId)
    } catch (error) {
      const refusal = unreadableSource(error)
      if (refusal === null) throw error
      unreadable = refusal.detail
    }
    const broken = (desk: ReadingContext) => refusalsOf(batches(desk))
    const keepRefusals = () =>
      unreadable !== null || !counting.hasRefusals
        ? Promise.resolve(result)
        : importDocuments(ledger, syncActor, broken, importId, result ?? undefined)
    await judge(intake, { ...counting.tally(), unreadable }, result, keepRefusals)
  } finally {
    if (into instanceof PackageWriter) dropIdle(ledger.db, into.id)
  }
}

function batchesOf(
  ledger: Ledger,
  gate: KsefContext,
  from: PackageInMemory | PackageWriter,
): (desk: ReadingContext) => AsyncGenerator<Batch> {
  if (from instanceof PackageInMemory) return (desk) => gate.packages(from.bytes, desk)
  const archive = storedArchive(ledger.db, from.finish().id)
  return (desk) => readPackage(archive, desk)
}

/** Counts what goes by, and holds back what is broken until it is known whether another export may bring it whole. */
class Counting {
  readonly #numbers = new Set<string>()
  readonly #refused = { nameless: 0, rowless: 0, damaged: 0, own: 0 }

  get hasRefusals(): boolean {
    return Object.values(this.#refused).some((n) => n > 0)
  }

  async *withoutRefusals(batches: AsyncGenerator<Batch>): AsyncGenerator<Batch> {
    for await (const batch of batches) {
      for (const { evidence } of batch.incoming) this.#numbers.add(evidence.metadata.ksefNumber)
      for (const refusal of batch.refusals) {
        const kind = kindOfRefusal(refusal)
        this.#refused[kind]++
        if (kind !== 'rowless' && refusal.ksefNumber !== null) this.#numbers.add(refusal.ksefNumber)
      }
      yield { ...batch, refusals: [] }
    }
  }

  tally(): Tally {
    const { nameless, rowless, damaged } = this.#refused
    return { ...noTally, named: this.#numbers.size, nameless, rowless, damaged }
  }
}

async function* refusalsOf(batches: AsyncGenerator<Batch>): AsyncGenerator<Batch> {
  for await (const batch of batches) yield { ...batch, incoming: [] }
}

/** Decides whether the package is all that was announced, and goes on with its window accordingly. */
async function judge(
  intake: Intake,
  counted: Tally,
  result: ImportResult | null,
  keepRefusals: () => Promise<ImportResult | null>,
): Promise<void> {
  const { ledger, revision, asked, found, end } = intake
  const lane = laneOf(readProgress(ledger.db).progress, asked.subject)
  const { from } = asked.window
  // More of the last instant of a package that was cut off comes in the next one.
  const awaited = lane.awaited.filter(
    ({ storedAt }) => storedAt >= from && (found.isTruncated ? storedAt < end : storedAt <= end),
  )
  const tally = {
    ...counted,
    missing: unknownNumbers(
      ledger.db,
      awaited.map((a) => a.ksefNumber),
    ),
  }
  const halfAt = half(from, end, leastHalvedMs)
  const verdict = judged(tally, found.invoiceCount, {
    times: lane.tried?.from === from ? lane.tried.times : 0,
    isNarrowed: lane.narrowed !== null,
    isFill: asked.direction === 'fill',
    canHalve: halfAt !== null,
  })
  if (verdict.do === 'take') {
    whole(intake, await keepRefusals())
    return
  }
  const leftEnd = leftUpTo(asked.window, found)
  if (verdict.do === 'leave' && leftEnd !== null) {
    const span = { subject: asked.subject, from, to: leftEnd }
    left(intake, say('package.left', { ...span, why: verdict.why }), await keepRefusals(), leftEnd)
    return
  }
  commit(ledger, revision, (before) => {
    const brought = broughtBy(before, asked, result)
    if (verdict.do === 'halve') return withLane(brought, asked.subject, anew(halfAt))
    return triedAgain(brought, intake, verdict.why)
  })
}

/** Another window, or another end of it: what was tried before says nothing about it. */
const anew = (narrowed: Checkpoint | null): Partial<Lane> => ({ export: null, tried: null, narrowed })

function triedAgain(progress: Progress, { ledger, asked }: Intake, why: Sentence): Progress {
  const { subject, window } = asked
  const before = laneOf(progress, subject).tried
  const times = before?.from === window.from ? before.times + 1 : 1
  const counted = withLane(progress, subject, { export: null, tried: { from: window.from, times } })
  return laneTroubled(counted, { nip: ledger.nip, now: ledger.host.now() }, subject, 'failure', why)
}

/** All that was announced is here, or in quarantine by its name. */
function whole(intake: Intake, result: ImportResult | null): void {
  const { ledger, revision, asked, found } = intake
  const { from } = asked.window
  if (endsUnsaid(found)) {
    split(intake, result)
    return
  }
  const { reached, more, stuck } = reachedBy(asked.window, found)
  if (stuck) {
    const why = say('package.instant-too-full', { subject: asked.subject, from })
    left(intake, why, result, checkpointAt(msOf(from) + 1))
    return
  }
  commit(
    ledger,
    revision,
    (before) => {
      const { subject } = asked
      const { awaited } = laneOf(before, subject)
      const unknown = unknownNumbers(
        ledger.db,
        awaited.map((a) => a.ksefNumber),
      )
      const rest = awaited.filter(({ ksefNumber }) => unknown.includes(ksefNumber))
      const brought = withLane(broughtBy({ ...before, rejected: 0 }, asked, result), subject, {
        awaited: rest,
      })
      if (!more || reached === null) return finished(brought, asked, ledger.host.now())
      const onwards = asked.direction === 'again' ? movedTask(brought, asked, reached) : brought
      return withLane(laneSucceeded(onwards, subject), subject, anew(null))
    },
    () => {
      if (reached !== null) reach(intake, reached, true)
    },
  )
}

/** A package that may have been cut off, or is too large: the next one is of half of its window. */
function split(intake: Intake, result: ImportResult | null): void {
  const { ledger, revision, asked, found, end } = intake
  const halfAt = half(asked.window.from, end)
  if (halfAt === null) {
    const size = { invoices: found.invoiceCount, megabytes: Math.round(found.size / 1024 / 1024) }
    const why = say('package.too-large', { subject: asked.subject, from: asked.window.from, ...size })
    left(intake, why, result, checkpointAt(msOf(asked.window.from) + 1))
    return
  }
  commit(ledger, revision, (before) =>
    withLane(broughtBy(before, asked, result), asked.subject, anew(halfAt)),
  )
}

/** The window stays uncovered, a gap that later runs try to fill; what comes after it goes on. */
function left(intake: Intake, why: Sentence, result: ImportResult | null, end: Checkpoint): void {
  const { ledger, revision, asked } = intake
  const { subject, direction } = asked
  commit(
    ledger,
    revision,
    (before) => {
      const told = withProblems(broughtBy(before, asked, result), [why])
      const onwards = direction === 'forward' ? told : movedTask(told, asked, end)
      return withLane(laneSucceeded(onwards, subject), subject, anew(null))
    },
    () => reach(intake, end, false),
  )
}

/** Stores how far a subject type has come, and whether all up to there is known. */
function reach({ ledger, connection, asked }: Intake, to: Checkpoint, isComplete: boolean): void {
  const { subject, direction, window } = asked
  const known = readReaches(ledger.db).get(subject) ?? { checkpoint: connection.from, covered: [] }
  writeReach(ledger.db, subject, {
    checkpoint: direction === 'forward' ? to : known.checkpoint,
    covered: isComplete ? cover(known.covered, { from: window.from, to }) : known.covered,
  })
}
