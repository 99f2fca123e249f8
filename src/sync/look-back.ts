import { afterPage, lookAtPage, spansOf } from '../ksef/look-back.ts'
import {
  type AwaitedDocument,
  type Look,
  laneOf,
  type Progress,
  type Task,
  withLane,
  withoutTask,
} from '../ksef/progress.ts'
import { heard } from '../ksef/transitions.ts'
import { uncover } from '../ksef/windows.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { readReaches, unknownNumbers, writeReach } from '../store/ksef.ts'
import { note } from './export.ts'
import { commit, type KsefContext } from './gate.ts'
import { accessToken, forgetSession } from './session.ts'

/** Documents that are remembered by number until an export brought them; spans are uncovered for all of them. */
const maxAwaited = 200

/**
 * Takes one page of what KSeF lists of the last days. Where it has what nobody has here, the span is not known complete
 * any more, and the task that fills gaps fetches it. @throws KsefError
 */
export async function lookBack(
  ledger: Ledger,
  gate: KsefContext,
  revision: number,
  progress: Progress,
  { task, look }: { task: Task; look: Look },
): Promise<void> {
  const access = await accessToken(ledger, gate, progress)
  if (access === null) return forgetSession(ledger, revision)
  note(ledger, revision, 'metadata')
  const page = await lookAtPage(gate.host, access, task.subject, look)
  const unknown = new Set(
    unknownNumbers(
      ledger.db,
      page.documents.map((d) => d.ksefNumber),
    ),
  )
  const missing = page.documents.filter(({ ksefNumber }) => unknown.has(ksefNumber))
  const next = afterPage(look, page)
  commit(
    ledger,
    revision,
    (before) => {
      const lane = laneOf(before, task.subject)
      // A look that begins tells anew what is missing: what KSeF does not list any more nobody waits for.
      const known = lane.look === null ? lane.awaited.filter((a) => isOutside(a, look)) : lane.awaited
      const awaited = together(known, missing)
      const seen = withLane(heard(before), task.subject, { awaited, look: next })
      if (next !== null) return seen
      const ended = { lookedAt: look.begunAt, lookedTo: look.to, lookFailure: null }
      return withoutTask(withLane(seen, task.subject, ended), task)
    },
    () => {
      const reach = readReaches(ledger.db).get(task.subject)
      if (reach === undefined || missing.length === 0) return
      const covered = spansOf(missing, reach.checkpoint).reduce(uncover, reach.covered)
      writeReach(ledger.db, task.subject, { ...reach, covered })
    },
  )
}

const isOutside = ({ storedAt }: AwaitedDocument, { from, to }: Look): boolean =>
  storedAt < from || storedAt > to

function together(
  before: readonly AwaitedDocument[],
  missing: readonly AwaitedDocument[],
): AwaitedDocument[] {
  const all = new Map([...before, ...missing].map((awaited) => [awaited.ksefNumber, awaited]))
  return [...all.values()].slice(0, maxAwaited)
}
