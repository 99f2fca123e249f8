import type { Ledger } from '../ledger/ledger.ts'
import { endJob, type Job, moveJob, putJob } from '../store/jobs.ts'
import type { Instant } from '../values/instant.ts'
import type { KsefContext } from './gate.ts'
import { advanceSync } from './sync.ts'

/** The job of a taxpayer's synchronisation: one per ledger. */
const kind = 'ksef-sync'

/** A turn of the job: as far as it goes now. */
export async function syncTurn(ledger: Ledger, job: Job, { ksef }: { ksef: KsefContext }): Promise<void> {
  await advanceSync(ledger, ksef, (until) => {
    if (until === null) endJob(ledger.db, job)
    else moveJob(ledger.db, job, Date.parse(until), 0)
  })
}

/** In the transaction that changes what there is to do: it is to be looked at now. */
export function wakeSync(ledger: Ledger, now: Instant): void {
  putJob(ledger.db, kind, '', Date.parse(now))
}

export function endSync(ledger: Ledger): void {
  endJob(ledger.db, { kind, subject: '' })
}
