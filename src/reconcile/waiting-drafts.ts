import type { UnitOfWork } from '../purchase/unit-of-work.ts'
import { draftsByKeys } from '../store/drafts.ts'
import { putJob } from '../store/jobs.ts'

/** The job that looks again at a draft; its subject is the public id. */
export const draftJob = 'draft'

/** Has open drafts looked at again whose codes name a document of KSeF that came now; with the hash of its XML. */
export function wakeDrafts(unit: UnitOfWork, came: readonly { invoiceHash: string }[]): void {
  const met = draftsByKeys(
    unit.tx,
    came.map(({ invoiceHash }) => `hash:${invoiceHash}`),
  )
  lookAgain(
    unit,
    met.map(({ id }) => id),
  )
}

/** Has drafts looked at again, by their public ids. */
export function lookAgain(unit: UnitOfWork, ids: readonly string[]): void {
  for (const id of ids) putJob(unit.tx, draftJob, id, Date.parse(unit.cause.at))
  if (ids.length > 0) unit.wake()
}
