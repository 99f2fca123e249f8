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
  for (const { id } of met) putJob(unit.tx, draftJob, id, Date.parse(unit.cause.at))
  if (met.length > 0) unit.wake()
}
