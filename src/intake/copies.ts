import { copyContentHash } from '../ingest/copy-hash.ts'
import type { CopyEvidence } from '../ingest/evidence.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { UnitOfWork } from '../purchase/unit-of-work.ts'
import { type Incoming, type Recorded, record } from '../reconcile/record.ts'
import { draftByHash } from '../store/drafts.ts'
import { contentOfExternalIds, rememberExternalIds } from '../store/evidence.ts'
import { say } from '../texts/say.ts'
import { present } from '../values/present.ts'
import { Refusal, refusedAt } from '../values/refusal.ts'
import { becameCopy, refusedDraft } from './drafts.ts'

/** A copy to be recorded, with the file it came as. */
export interface CopyToRecord {
  copy: CopyEvidence
  raw: Incoming['raw']
  /** Row number of the draft that becomes this copy, where it was one. */
  draft?: number
}

/** So many copies, with files of so many bytes, are recorded in one transaction at most: others wait for it. */
const [mostTogether, bytesTogether] = [32, 4 * 1024 * 1024]

/**
 * The first of these, and those after it that can be recorded in one transaction with it: none has to do with another.
 * What does is recorded one after the other, in order, so that each is answered as if it had come alone.
 */
export function recordableTogether<T extends { item: CopyToRecord }>(waiting: readonly T[]): T[] {
  const seen = new Set<string>()
  const together: T[] = []
  let bytes = 0
  for (const one of waiting) {
    const shared = sharedBy(one.item)
    const hasToDo = shared.some((what) => seen.has(what))
    for (const what of shared) seen.add(what)
    if (hasToDo) continue
    bytes += one.item.raw?.bytes.length ?? 0
    if (together.length === mostTogether || (together.length > 0 && bytes > bytesTogether)) break
    together.push(one)
  }
  return together
}

/** Copies have to do with each other by what they share of this: all else is looked for among those of a seller. */
const sharedBy = ({
  copy: { seller, externalId, ksefNumber, hashes, doubtfulHashes = [] },
  draft,
}: CopyToRecord): string[] => [
  `seller ${seller.id}`,
  ...(draft === undefined ? [] : [`draft ${draft}`]),
  ...(externalId === null ? [] : [`external ${externalId}`]),
  ...(ksefNumber === null ? [] : [`ksef ${ksefNumber}`]),
  ...[...hashes, ...doubtfulHashes].map((hash) => `hash ${hash}`),
]

/** Records copies, a transaction for some of them; a refused one stops no other. Afterwards they are on the disk. */
export async function recordCopies(
  ledger: Ledger,
  actor: string,
  items: readonly CopyToRecord[],
): Promise<(Recorded | Refusal)[]> {
  const results: (Recorded | Refusal)[] = []
  let waiting = items.map((item, index) => ({ item, index }))
  while (waiting.length > 0) {
    await ledger.host.yieldToEventLoop()
    const until = performance.now() + patience
    do {
      const together = recordableTogether(waiting)
      const recorded = recordTogether(
        ledger,
        actor,
        together.map(({ item }) => item),
      )
      for (const [i, { index }] of together.entries()) results[index] = present(recorded[i])
      waiting = waiting.filter((one) => !together.includes(one))
    } while (waiting.length > 0 && performance.now() < until)
  }
  await ledger.db.secure()
  return results
}

/** How long a batch goes on before others have their turn, in milliseconds. */
const patience = 12

/**
 * Records a few copies in one transaction, in order; what is answered must wait for `ledger.db.secure`. When one of
 * them is refused by the database, each has a transaction of its own, so that it is the only one.
 * @throws whatever else the database says: then none is recorded
 */
export function recordTogether(
  ledger: Ledger,
  actor: string,
  items: readonly CopyToRecord[],
): (Recorded | Refusal)[] {
  try {
    return ledger.write(actor, 'copy', (unit) => recordCopiesIn(unit, items), 'later')
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return items.length > 1 ? items.flatMap((item) => recordTogether(ledger, actor, [item])) : [error]
  }
}

/** The same in a transaction that does more. */
export function recordCopiesIn(unit: UnitOfWork, items: readonly CopyToRecord[]): (Recorded | Refusal)[] {
  const contents = contentOfExternalIds(
    unit.tx,
    items.flatMap(({ copy }) => copy.externalId ?? []),
  )
  const checked = items.map(({ copy, raw, draft }): Incoming | Refusal => {
    const contentHash = copyContentHash(copy)
    const refused = draft === undefined ? null : refusedDraft(unit.tx, draft, contentHash)
    if (refused !== null) return refused
    const { externalId } = copy
    const before = externalId === null ? undefined : contents.get(externalId)
    if (externalId !== null && before !== undefined && before !== contentHash) return reused(externalId)
    if (externalId !== null) contents.set(externalId, contentHash)
    return { evidence: copy, contentHash, raw }
  })
  const accepted = checked.filter((c): c is Incoming => !(c instanceof Refusal))
  const recorded = accepted.length === 0 ? [] : record(unit, accepted)
  rememberExternalIds(unit.tx, [...contents])
  const results = checked.map((c) => (c instanceof Refusal ? c : present(recorded.shift())))
  for (const [i, { copy, draft }] of items.entries()) {
    const result = present(results[i])
    if (result instanceof Refusal) continue
    const waiting = draft ?? (copy.file && draftByHash(unit.tx, copy.file.hash)?.seq)
    if (waiting !== undefined) becameCopy(unit, waiting, result)
  }
  return results
}

function reused(externalId: string): Refusal {
  const message = say('refusal.external-id-reused', { externalId })
  return refusedAt('/externalId', 'external-id-reused', message)
}
