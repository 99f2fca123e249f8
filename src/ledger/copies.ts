import { copyContentHash } from '../ingest/copy.ts'
import type { CopyEvidence } from '../ingest/evidence.ts'
import { Problem } from '../problem.ts'
import { contentOfExternalIds, rememberExternalIds } from '../store/evidence.ts'
import type { Ledger } from './ledger.ts'
import { type Incoming, type Recorded, record } from './record.ts'
import type { Unit } from './workspace.ts'

/** A copy to be recorded, with the file it came as. */
export interface CopyToRecord {
  copy: CopyEvidence
  raw: Incoming['raw']
}

/** So many copies are recorded in one transaction at most: other requests wait for it. */
export const mostTogether = 32

/** Records copies in order, a transaction for some of them; a refused one stops no other. Afterwards they are on the disk. */
export async function recordCopies(
  ledger: Ledger,
  actor: string,
  items: readonly CopyToRecord[],
): Promise<(Recorded | Problem)[]> {
  const results: (Recorded | Problem)[] = []
  while (results.length < items.length) {
    results.push(...recordTogether(ledger, actor, items.slice(results.length, results.length + mostTogether)))
    await ledger.host.breathe()
  }
  await ledger.db.secure()
  return results
}

/**
 * Records a few copies in one transaction, in order; what is answered must wait for `ledger.db.secure`. When one of
 * them is refused by the database, each has a transaction of its own, so that it is the only one.
 * @throws whatever else the database says: then none is recorded
 */
export function recordTogether(
  ledger: Ledger,
  actor: string,
  items: readonly CopyToRecord[],
): (Recorded | Problem)[] {
  try {
    return ledger.write(actor, 'copy', (unit) => recordAll(unit, items), 'later')
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return items.length > 1 ? items.flatMap((item) => recordTogether(ledger, actor, [item])) : [error]
  }
}

function recordAll(unit: Unit, items: readonly CopyToRecord[]): (Recorded | Problem)[] {
  const contents = contentOfExternalIds(
    unit.tx,
    items.flatMap(({ copy }) => copy.externalId ?? []),
  )
  const checked = items.map(({ copy, raw }): Incoming | Problem => {
    const contentHash = copyContentHash(copy)
    const { externalId } = copy
    const before = externalId === null ? undefined : contents.get(externalId)
    if (externalId !== null && before !== undefined && before !== contentHash) return reused(externalId)
    if (externalId !== null) contents.set(externalId, contentHash)
    return { evidence: copy, contentHash, raw }
  })
  const accepted = checked.filter((c): c is Incoming => !(c instanceof Problem))
  const recorded = accepted.length === 0 ? [] : record(unit, accepted)
  rememberExternalIds(unit.tx, [...contents])
  return checked.map((c) => (c instanceof Problem ? c : (recorded.shift() as Recorded)))
}

function reused(externalId: string): Problem {
  const detail = `The externalId ${externalId} came before with another content. Use one id per document.`
  return new Problem(409, 'external-id-reused', detail, [
    { pointer: '/externalId', code: 'external-id-reused', message: detail },
  ])
}
