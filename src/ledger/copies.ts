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

/** Records one copy; what is answered must wait for `ledger.db.secure`. @throws Problem 409 external-id-reused */
export const recordCopy = (ledger: Ledger, actor: string, item: CopyToRecord): Recorded =>
  ledger.write(actor, 'copy', (unit) => recordOne(unit, item), 'later')

/** How long a transaction of a batch goes on, in milliseconds: other requests wait for it. */
const patience = 30

/** Records copies one by one, in order; a refused one stops no other. */
export async function recordCopies(
  ledger: Ledger,
  actor: string,
  items: readonly CopyToRecord[],
): Promise<(Recorded | Problem)[]> {
  const results: (Recorded | Problem)[] = []
  while (results.length < items.length) {
    const until = performance.now() + patience
    ledger
      .write(actor, 'copies', (unit) => {
        const recorded: (Recorded | Problem)[] = []
        do {
          recorded.push(recordOrRefuse(unit, items[results.length + recorded.length] as CopyToRecord))
        } while (results.length + recorded.length < items.length && performance.now() < until)
        return recorded
      })
      .forEach((result) => {
        results.push(result)
      })
    await ledger.host.breathe()
  }
  return results
}

function recordOrRefuse(unit: Unit, item: CopyToRecord): Recorded | Problem {
  try {
    return recordOne(unit, item)
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

function recordOne(unit: Unit, { copy, raw }: CopyToRecord): Recorded {
  const contentHash = copyContentHash(copy)
  const { externalId } = copy
  const before = externalId === null ? undefined : contentOfExternalIds(unit.tx, [externalId]).get(externalId)
  if (before !== undefined && before !== contentHash) {
    const detail = `The externalId ${externalId} came before with another content. Use one id per document.`
    throw new Problem(409, 'external-id-reused', detail, [
      { pointer: '/externalId', code: 'external-id-reused', message: detail },
    ])
  }
  const [recorded] = record(unit, [{ evidence: copy, contentHash, raw }])
  if (externalId !== null) rememberExternalIds(unit.tx, [[externalId, contentHash]])
  return recorded as Recorded
}
